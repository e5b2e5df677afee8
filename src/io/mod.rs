//! Input and output: [`Read`] and [`Write`], the standard streams, and what can go wrong.
//!
//! As [`std::io`], with two differences that reach beyond one item:
//!
//! - An [`Error`] is four bytes long, and only one that a program makes of its own error uses the heap.
//! - `print!` never panics. Like C's, a stream remembers that it failed, and the program ends with a
//!   non-zero status: see [`stdout`].
//!
//! [`std::io`]: https://doc.rust-lang.org/std/io/index.html

#[cfg(feature = "alloc")]
mod append;
mod buf_read;
#[cfg(feature = "alloc")]
mod custom;
pub(crate) mod error;
mod kind;
#[cfg(feature = "alloc")]
mod lines;
mod message;
mod patience;
#[doc(hidden)]
pub mod plain;
mod read;
mod seek;
pub(crate) mod stdio;
mod write;

pub use buf_read::BufRead;
pub use error::{Error, Result};
pub use kind::ErrorKind;
#[cfg(feature = "alloc")]
pub use lines::{Lines, Split};
pub(crate) use message::{Message, UNSUPPORTED};
pub use read::Read;
#[cfg(feature = "alloc")]
pub use read::read_to_string;
pub use seek::{Seek, SeekFrom};
#[doc(hidden)]
pub use stdio::{_Err, _Out};
pub use stdio::{Stderr, StderrLock, Stdin, StdinLock, Stdout, StdoutLock, stderr, stdin, stdout};
pub(crate) use stdio::{prompt, settle};
pub use write::Write;

pub use crate::sys::{IoSlice, IoSliceMut};
