//! The traits of `embedded-io` 0.7 for this crate's streams.
//!
//! ```no_run
//! use embedded_io::{Read, Write};
//! use nanowasi::fs::File;
//!
//! /// Copies a stream, and uses no other crate than `embedded-io`.
//! fn copy<R: Read, W: Write<Error = R::Error>>(mut from: R, mut to: W) -> Result<(), R::Error> {
//!     let mut buf = [0; 512];
//!     loop {
//!         match from.read(&mut buf)? {
//!             0 => return to.flush(),
//!             count => to.write_all(&buf[..count])?,
//!         }
//!     }
//! }
//! # fn main() -> nanowasi::io::Result<()> {
//! copy(nanowasi::io::stdin(), File::create("input.txt")?)?;
//! assert_eq!(nanowasi::fs::read("input.txt")?, b"first line\nsecond line\n");
//! # Ok(())
//! # }
//! ```
//!
//! # Which types
//!
//! | type | `Read` | `Write` | `BufRead` | `Seek` | `ReadReady` | `WriteReady` |
//! | --- | --- | --- | --- | --- | --- | --- |
//! | `File`, `&File` | yes | yes | | yes | yes | yes |
//! | `Stdin`, `&Stdin` | yes | | | | yes | |
//! | `StdinLock` | yes | | yes | | yes | |
//! | `Stdout`, `Stderr`, their locks and references | | yes | | | | yes |
//! | `PipeReader`, `&PipeReader` | yes | | | | yes | |
//! | `PipeWriter`, `&PipeWriter` | | yes | | | | yes |
//! | `TcpStream`, `&TcpStream` | yes | yes | | | yes | yes |
//! | `BufReader` | yes | | yes | yes | | |
//! | `BufWriter`, `LineWriter` | | yes | | `BufWriter` | | |
//! | any other type, in [`FromStd`] | yes | yes | yes | yes | | |
//!
//! The streams implement the traits themselves, so that a program passes them to a library as they
//! are. For `std`, the crate `embedded-io-adapters` has only adapters, because it owns neither the
//! traits nor the types. [`FromStd`] and [`ToStd`] have the names of these adapters. They are for a
//! type of the program, and for the other direction.
//!
//! A scope that imports both traits `Read` finds two methods `read` of a `File`, which is an error.
//! Import one of them as `_`, or wrap the file in [`FromStd`].
//!
//! # Differences from [`io`]
//!
//! - `write` returns an error of the kind `WriteZero` instead of `Ok(0)`, as these traits require.
//! - `read_exact`, `write_all`, `write_fmt` and the like are those of [`io`]: they retry
//!   [interruptions](crate::io#interruptions). In a plug-in, `write_fmt` of `Stdout` makes one call
//!   for a line. That of the type `&mut Stdout`, which is defined by `embedded-io`, makes one for
//!   each part.
//! - `read_ready` and `write_ready` ask the host, which takes up to a millisecond: see
//!   [`poll`]. Bytes in a buffer are ready without a call. A host that can't wait for
//!   the descriptor returns `NOSYS`, `NOTSUP` or `PERM`.
//!
//! # Errors
//!
//! The error type of all streams is [`io::Error`]. Its kind is converted as `embedded-io` converts
//! that of `std`: 17 kinds have the same name in both, and any other becomes `Other`, such as
//! `WouldBlock`. The errno stays in the error.
//!
//! The version 0.6 of `embedded-io` is not supported.

use core::fmt;

use ::embedded_io::{
    BufRead, ErrorType, Read, ReadExactError, ReadReady, Seek, SeekFrom, Write, WriteFmtError,
    WriteReady,
};

use crate::fs::File;
use crate::io::{
    self, PipeReader, PipeWriter, Stderr, StderrLock, Stdin, StdinLock, Stdout, StdoutLock,
};
#[cfg(feature = "alloc")]
use crate::io::{BufReader, BufWriter, LineWriter};
use crate::net::TcpStream;
use crate::poll::{self, Subscription};
use crate::sys::AsFd;

mod adapters;
mod errors;

pub use adapters::{FromStd, ToStd};

fn read_exact<R: io::Read + ?Sized>(
    reader: &mut R,
    buf: &mut [u8],
) -> Result<(), ReadExactError<io::Error>> {
    reader.read_exact(buf).map_err(|error| {
        if error.kind() == io::ErrorKind::UnexpectedEof {
            ReadExactError::UnexpectedEof
        } else {
            ReadExactError::Other(error)
        }
    })
}

fn write<W: io::Write + ?Sized>(writer: &mut W, buf: &[u8]) -> io::Result<usize> {
    match writer.write(buf) {
        Ok(0) if !buf.is_empty() => Err(io::ErrorKind::WriteZero.into()),
        result => result,
    }
}

/// Writes formatted text by the method of [`io`]. That of `embedded-io` would write each part of a
/// text to standard output in a call of its own while `main` is not running.
fn write_fmt<W: io::Write + ?Sized>(
    writer: &mut W,
    args: fmt::Arguments<'_>,
) -> Result<(), WriteFmtError<io::Error>> {
    writer.write_fmt(args).map_err(|error| {
        if error.is_formatter_error() {
            WriteFmtError::FmtError
        } else {
            WriteFmtError::Other(error)
        }
    })
}

fn is_writable(fd: &impl AsFd) -> io::Result<bool> {
    let timeout = Some(core::time::Duration::ZERO);
    let [ready] = poll::wait([Subscription::writable(fd)], timeout)?;
    Ok(ready.transpose()?.is_some())
}

/// Implements the traits for types that have those of [`io`].
macro_rules! bridge {
    ($($generics:tt $type:ty: $($trait:ident)+;)+) => {
        $(
            bridge!(ErrorType, $generics $type);
            $(bridge!($trait, $generics $type);)+
        )+
    };
    (ErrorType, {$($generics:tt)*} $type:ty) => {
        impl<$($generics)*> ErrorType for $type {
            type Error = io::Error;
        }
    };
    (Read, {$($generics:tt)*} $type:ty) => {
        impl<$($generics)*> Read for $type {
            #[inline]
            fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
                io::Read::read(self, buf)
            }

            #[inline]
            fn read_exact(&mut self, buf: &mut [u8]) -> Result<(), ReadExactError<io::Error>> {
                read_exact(self, buf)
            }
        }
    };
    (Write, {$($generics:tt)*} $type:ty) => {
        impl<$($generics)*> Write for $type {
            #[inline]
            fn write(&mut self, buf: &[u8]) -> io::Result<usize> {
                write(self, buf)
            }

            #[inline]
            fn flush(&mut self) -> io::Result<()> {
                io::Write::flush(self)
            }

            #[inline]
            fn write_all(&mut self, buf: &[u8]) -> io::Result<()> {
                io::Write::write_all(self, buf)
            }

            #[inline]
            fn write_fmt(
                &mut self,
                args: fmt::Arguments<'_>,
            ) -> Result<(), WriteFmtError<io::Error>> {
                write_fmt(self, args)
            }
        }
    };
    (BufRead, {$($generics:tt)*} $type:ty) => {
        impl<$($generics)*> BufRead for $type {
            #[inline]
            fn fill_buf(&mut self) -> io::Result<&[u8]> {
                io::BufRead::fill_buf(self)
            }

            #[inline]
            fn consume(&mut self, amount: usize) {
                io::BufRead::consume(self, amount);
            }
        }
    };
    (Seek, {$($generics:tt)*} $type:ty) => {
        impl<$($generics)*> Seek for $type {
            #[inline]
            fn seek(&mut self, position: SeekFrom) -> io::Result<u64> {
                io::Seek::seek(self, position.into())
            }

            #[inline]
            fn rewind(&mut self) -> io::Result<()> {
                io::Seek::rewind(self)
            }

            #[inline]
            fn stream_position(&mut self) -> io::Result<u64> {
                io::Seek::stream_position(self)
            }

            #[inline]
            fn seek_relative(&mut self, offset: i64) -> io::Result<()> {
                io::Seek::seek_relative(self, offset)
            }
        }
    };
    (ReadReady, {$($generics:tt)*} $type:ty) => {
        impl<$($generics)*> ReadReady for $type {
            #[inline]
            fn read_ready(&mut self) -> io::Result<bool> {
                poll::is_readable(self)
            }
        }
    };
    (StdinReady, {$($generics:tt)*} $type:ty) => {
        impl<$($generics)*> ReadReady for $type {
            #[inline]
            fn read_ready(&mut self) -> io::Result<bool> {
                io::stdio::is_stdin_ready()
            }
        }
    };
    (WriteReady, {$($generics:tt)*} $type:ty) => {
        impl<$($generics)*> WriteReady for $type {
            #[inline]
            fn write_ready(&mut self) -> io::Result<bool> {
                is_writable(self)
            }
        }
    };
}

bridge! {
    {} File: Read Write Seek ReadReady WriteReady;
    {} &File: Read Write Seek ReadReady WriteReady;
    {} Stdin: Read StdinReady;
    {} &Stdin: Read StdinReady;
    {} StdinLock<'_>: Read BufRead StdinReady;
    {} Stdout: Write WriteReady;
    {} &Stdout: Write WriteReady;
    {} StdoutLock<'_>: Write WriteReady;
    {} Stderr: Write WriteReady;
    {} &Stderr: Write WriteReady;
    {} StderrLock<'_>: Write WriteReady;
    {} PipeReader: Read ReadReady;
    {} &PipeReader: Read ReadReady;
    {} PipeWriter: Write WriteReady;
    {} &PipeWriter: Write WriteReady;
    {} TcpStream: Read Write ReadReady WriteReady;
    {} &TcpStream: Read Write ReadReady WriteReady;
}
#[cfg(feature = "alloc")]
bridge! {
    {W: io::Write + ?Sized} LineWriter<W>: Write;
}

// The bounds of these types differ by trait.
#[cfg(feature = "alloc")]
const _: () = {
    bridge!(ErrorType, {R: ?Sized} BufReader<R>);
    bridge!(Read, {R: io::Read + ?Sized} BufReader<R>);
    bridge!(BufRead, {R: io::Read + ?Sized} BufReader<R>);
    bridge!(Seek, {R: io::Seek + ?Sized} BufReader<R>);
    bridge!(ErrorType, {W: io::Write + ?Sized} BufWriter<W>);
    bridge!(Write, {W: io::Write + ?Sized} BufWriter<W>);
    bridge!(Seek, {W: io::Write + io::Seek + ?Sized} BufWriter<W>);
};
