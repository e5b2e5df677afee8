//! Input and output: [`Read`], [`Write`], [`BufRead`], [`Seek`], the standard streams, and
//! [`Error`].
//!
//! The items are those of [`std::io`]. Unlike `std`:
//!
//! - An [`Error`] is four bytes long in a module. Only an error that a program makes of an error of
//!   its own uses the heap.
//! - `print!` never panics. As in C, a stream that has failed stays marked, and the program ends
//!   with a non-zero status: see [`stdout`].
//! - An interrupted call is retried a limited number of times: see below.
//!
//! Without the feature `alloc`, the items that need a heap are missing: the buffered types,
//! [`Lines`], and reading to the end.
//!
//! ```
//! use nanowasi::io::{self, BufRead, Write};
//!
//! /// Copies the lines that are not comments.
//! fn filter(input: impl BufRead, mut output: impl Write) -> io::Result<()> {
//!     for line in input.lines() {
//!         let line = line?;
//!         if !line.starts_with('#') {
//!             writeln!(output, "{line}")?;
//!         }
//!     }
//!     output.flush()
//! }
//! # fn main() -> io::Result<()> {
//!
//! let mut output = Vec::new();
//! filter(&b"# a comment\na line\n"[..], &mut output)?;
//! assert_eq!(output, b"a line\n");
//! # Ok(())
//! # }
//! ```
//!
//! # Interruptions
//!
//! A host that is interrupted in a call returns `INTR`, which is [`ErrorKind::Interrupted`].
//!
//! - A function that makes one call returns that error: [`Read::read`], [`Write::write`],
//!   [`BufRead::fill_buf`].
//! - A function that makes as many calls as it needs makes the interrupted call again, as in `std`:
//!   [`Read::read_exact`], [`Write::write_all`], [`BufRead::read_until`], [`copy`].
//! - Unlike in `std`, the 1,024th interruption in a row is returned, because a host that always
//!   returns `INTR` would hang the program. With the feature `no-wait`, the first one is returned.
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
#[cfg(nanowasi_std)]
#[doc(hidden)]
pub use stdio::_write_through;
#[doc(hidden)]
pub use stdio::{_Err, _Out};
pub use stdio::{Stderr, StderrLock, Stdin, StdinLock, Stdout, StdoutLock, stderr, stdin, stdout};
pub(crate) use stdio::{flush_before_read, flush_before_renumber};
pub use take::Take;
pub use terminal::IsTerminal;
pub use util::{Empty, Repeat, Sink, empty, repeat, sink};
pub use write::Write;

pub use crate::sys::{IoSlice, IoSliceMut};
