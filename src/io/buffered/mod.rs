//! Buffers in front of readers and writers: fewer, larger calls to what is behind them.

mod line_writer;
mod parts;
mod reader;
mod writer;

pub use line_writer::LineWriter;
pub use parts::{IntoInnerError, WriterPanicked};
pub use reader::BufReader;
pub use writer::BufWriter;
