//! Input and output: [`Read`], [`Write`], [`BufRead`] and [`Seek`], the standard streams, and what can go wrong.
//!
//! As [`std::io`], with three differences that reach beyond one item:
//!
//! - An [`Error`] is four bytes long, and only one that a program makes of its own error uses the heap.
//! - `print!` never panics. Like C's, a stream remembers that it failed, and the program ends with a
//!   non-zero status: see [`stdout`].
//! - What is interrupted is tried again, but not for ever: after a thousand interruptions in a row, the
//!   error is returned.
//!
//! Without the feature `alloc`, what needs a heap is missing: the buffers, lines, and reading to the end.
//!
//! [`std::io`]: https://doc.rust-lang.org/std/io/index.html

mod adaptors;
mod buf_read;
#[cfg(feature = "alloc")]
mod buffered;
mod copy;
mod cursor;
pub(crate) mod error;
pub(crate) mod fd_impls;
mod impls;
#[cfg(feature = "alloc")]
mod lines;
mod pipe;
pub mod prelude;
#[doc(hidden)]
pub mod print;
mod read;
#[cfg(feature = "alloc")]
pub(crate) mod read_to_end;
mod seek;
pub(crate) mod stdio;
mod take;
pub(crate) mod terminal;
#[cfg(all(test, feature = "alloc"))]
mod tests;
#[cfg(feature = "alloc")]
mod try_append;
mod util;
mod write;

pub use adaptors::{Bytes, Chain};
pub use buf_read::BufRead;
#[cfg(feature = "alloc")]
pub use buffered::{BufReader, BufWriter, IntoInnerError, LineWriter, WriterPanicked};
pub use copy::copy;
pub use cursor::Cursor;
pub use error::{Error, ErrorKind, Result};
pub(crate) use error::{Message, UNSUPPORTED};
#[cfg(feature = "alloc")]
pub use lines::{Lines, Split};
pub use pipe::{PipeReader, PipeWriter, pipe};
pub use read::Read;
#[cfg(feature = "alloc")]
pub use read::read_to_string;
pub use seek::{Seek, SeekFrom};
#[doc(hidden)]
pub use stdio::{_Err, _Out};
pub use stdio::{Stderr, StderrLock, Stdin, StdinLock, Stdout, StdoutLock, stderr, stdin, stdout};
pub(crate) use stdio::{flush_before_read, flush_before_renumber};
pub use take::Take;
pub use terminal::IsTerminal;
pub use util::{Empty, Repeat, Sink, empty, repeat, sink};
pub use write::Write;

pub use crate::sys::{IoSlice, IoSliceMut};
