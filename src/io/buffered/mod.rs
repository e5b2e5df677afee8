//! Buffers in front of readers and writers: fewer, larger calls to what is behind them.

mod errors;
mod line_writer;
mod reader;
mod writer;

/// The least capacity in bytes of a buffer that `io::copy` uses instead of one of its own, as in
/// `std`.
const MIN_COPY_CAPACITY: usize = 8192;

pub use errors::{IntoInnerError, WriterPanicked};
pub use line_writer::LineWriter;
pub use reader::BufReader;
pub use writer::BufWriter;
