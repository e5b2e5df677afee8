//! Readers and writers with a buffer, which make fewer and larger calls.

mod errors;
mod line_writer;
mod parts;
mod reader;
mod writer;

/// The minimum capacity in bytes of a buffer that `io::copy` uses instead of its own, as in `std`.
const MIN_COPY_CAPACITY: usize = 8192;

pub use errors::{IntoInnerError, WriterPanicked};
pub use line_writer::LineWriter;
pub use reader::BufReader;
pub use writer::BufWriter;
