//! Buffers in front of readers and writers: fewer, larger calls to what is behind them.

mod line_writer;
mod parts;
mod reader;
mod writer;

/// The least capacity in bytes of a buffer that `io::copy` uses instead of one of its own, as in
/// `std`.
const MIN_COPY: usize = 8192;

pub use line_writer::LineWriter;
pub use parts::{IntoInnerError, WriterPanicked};
pub use reader::BufReader;
pub use writer::BufWriter;
