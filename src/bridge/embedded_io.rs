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
//! - `read_exact`, `write_all` and the like are those of [`io`]: they retry
//!   [interruptions](crate::io#interruptions).
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
    BufRead, Error, ErrorKind, ErrorType, Read, ReadExactError, ReadReady, Seek, SeekFrom, Write,
    WriteFmtError, WriteReady,
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

/// Converts between the kinds of both crates, which have the same names.
macro_rules! kinds {
    ($($kind:ident)*) => {
        impl From<io::ErrorKind> for ErrorKind {
            /// Returns the kind of the same name, or `Other`.
            fn from(kind: io::ErrorKind) -> Self {
                match kind {
                    $(io::ErrorKind::$kind => Self::$kind,)*
                    _ => Self::Other,
                }
            }
        }

        impl From<ErrorKind> for io::ErrorKind {
            /// Returns the kind of the same name, or `Other`.
            fn from(kind: ErrorKind) -> Self {
                match kind {
                    $(ErrorKind::$kind => Self::$kind,)*
                    _ => Self::Other,
                }
            }
        }

        /// The kinds that both crates have.
        #[cfg(test)]
        const KINDS: &[(io::ErrorKind, ErrorKind)] =
            &[$((io::ErrorKind::$kind, ErrorKind::$kind),)*];
    };
}

kinds! {
    NotFound PermissionDenied ConnectionRefused ConnectionReset ConnectionAborted NotConnected
    AddrInUse AddrNotAvailable BrokenPipe AlreadyExists InvalidInput InvalidData TimedOut
    Interrupted Unsupported OutOfMemory WriteZero
}

impl Error for io::Error {
    fn kind(&self) -> ErrorKind {
        self.kind().into()
    }
}

impl From<ReadExactError<Self>> for io::Error {
    /// Unlike for `std`, the error keeps its errno.
    fn from(error: ReadExactError<Self>) -> Self {
        match error {
            ReadExactError::UnexpectedEof => io::ErrorKind::UnexpectedEof.into(),
            ReadExactError::Other(error) => error,
        }
    }
}

impl From<WriteFmtError<Self>> for io::Error {
    /// Not for `std`. A `Display` that failed by itself has the kind `Other`.
    fn from(error: WriteFmtError<Self>) -> Self {
        match error {
            WriteFmtError::FmtError => io::ErrorKind::Other.into(),
            WriteFmtError::Other(error) => error,
        }
    }
}

impl From<io::SeekFrom> for SeekFrom {
    fn from(position: io::SeekFrom) -> Self {
        match position {
            io::SeekFrom::Start(offset) => Self::Start(offset),
            io::SeekFrom::End(offset) => Self::End(offset),
            io::SeekFrom::Current(offset) => Self::Current(offset),
        }
    }
}

impl From<SeekFrom> for io::SeekFrom {
    fn from(position: SeekFrom) -> Self {
        match position {
            SeekFrom::Start(offset) => Self::Start(offset),
            SeekFrom::End(offset) => Self::End(offset),
            SeekFrom::Current(offset) => Self::Current(offset),
        }
    }
}

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

/// Defines an adapter and its methods, which both adapters have.
macro_rules! adapter {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug)]
        pub struct $name<T: ?Sized> {
            inner: T,
        }

        impl<T> $name<T> {
            /// Wraps a stream.
            ///
            /// # Examples
            ///
            /// ```no_run
            /// use nanowasi::bridge::embedded_io::{FromStd, ToStd};
            ///
            /// assert_eq!(FromStd::new(&b"text"[..]).into_inner(), b"text");
            /// assert_eq!(ToStd::new(&b"text"[..]).into_inner(), b"text");
            /// ```
            #[inline]
            pub const fn new(inner: T) -> Self {
                Self { inner }
            }

            /// Returns the stream.
            ///
            /// # Examples
            ///
            /// ```no_run
            /// use nanowasi::bridge::embedded_io::{FromStd, ToStd};
            ///
            /// assert_eq!(FromStd::new(&b"text"[..]).into_inner(), b"text");
            /// assert_eq!(ToStd::new(&b"text"[..]).into_inner(), b"text");
            /// ```
            #[inline]
            pub fn into_inner(self) -> T {
                self.inner
            }
        }

        impl<T: ?Sized> $name<T> {
            /// Returns a reference to the stream.
            ///
            /// # Examples
            ///
            /// ```no_run
            /// use nanowasi::bridge::embedded_io::{FromStd, ToStd};
            ///
            /// assert_eq!(FromStd::new(&b"text"[..]).inner().len(), 4);
            /// assert_eq!(ToStd::new(&b"text"[..]).inner().len(), 4);
            /// ```
            #[inline]
            pub const fn inner(&self) -> &T {
                &self.inner
            }

            /// Returns a mutable reference to the stream.
            ///
            /// # Examples
            ///
            /// ```no_run
            /// use nanowasi::bridge::embedded_io::{FromStd, ToStd};
            ///
            /// let (mut from, mut to) = (FromStd::new(1), ToStd::new(2));
            /// *from.inner_mut() += 10;
            /// *to.inner_mut() += 10;
            /// assert_eq!((from.into_inner(), to.into_inner()), (11, 12));
            /// ```
            #[inline]
            pub const fn inner_mut(&mut self) -> &mut T {
                &mut self.inner
            }
        }
    };
}

adapter! {
    /// A stream with the traits of `embedded_io`, made of one with those of [`io`].
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::bridge::embedded_io::FromStd;
    /// use nanowasi::io::{self, Read};
    ///
    /// fn first_byte(mut reader: impl embedded_io::Read<Error = io::Error>) -> io::Result<u8> {
    ///     let mut byte = [0];
    ///     reader.read_exact(&mut byte)?;
    ///     Ok(byte[0])
    /// }
    /// # fn main() -> io::Result<()> {
    ///
    /// // `Chain` has the traits of `io` only.
    /// let chain = (&b""[..]).chain(&b"text"[..]);
    /// assert_eq!(first_byte(FromStd::new(chain))?, b't');
    /// # Ok(())
    /// # }
    /// ```
    FromStd
}

adapter! {
    /// A stream with the traits of [`io`], made of one with those of `embedded_io`.
    ///
    /// An error of the stream becomes an [`io::Error`] of the same kind, without the text of the
    /// error, because that would need a heap. The kind `WriteZero` becomes `Ok(0)`.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::bridge::embedded_io::ToStd;
    /// use nanowasi::io::{self, BufRead, BufReader};
    ///
    /// /// Returns the first line that a driver, which has the traits of `embedded_io`, reads.
    /// fn first_line(driver: impl embedded_io::Read) -> io::Result<String> {
    ///     let mut line = String::new();
    ///     BufReader::new(ToStd::new(driver)).read_line(&mut line)?;
    ///     Ok(line)
    /// }
    /// # fn main() -> io::Result<()> {
    ///
    /// assert_eq!(first_line(&b"one\ntwo\n"[..])?, "one\n");
    /// # Ok(())
    /// # }
    /// ```
    ToStd
}

impl<T: ?Sized> ErrorType for FromStd<T> {
    type Error = io::Error;
}

impl<T: io::Read + ?Sized> Read for FromStd<T> {
    #[inline]
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        self.inner.read(buf)
    }

    #[inline]
    fn read_exact(&mut self, buf: &mut [u8]) -> Result<(), ReadExactError<io::Error>> {
        read_exact(&mut self.inner, buf)
    }
}

impl<T: io::BufRead + ?Sized> BufRead for FromStd<T> {
    #[inline]
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.inner.fill_buf()
    }

    #[inline]
    fn consume(&mut self, amount: usize) {
        self.inner.consume(amount);
    }
}

impl<T: io::Write + ?Sized> Write for FromStd<T> {
    #[inline]
    fn write(&mut self, buf: &[u8]) -> io::Result<usize> {
        write(&mut self.inner, buf)
    }

    #[inline]
    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }

    #[inline]
    fn write_all(&mut self, buf: &[u8]) -> io::Result<()> {
        self.inner.write_all(buf)
    }
}

impl<T: io::Seek + ?Sized> Seek for FromStd<T> {
    #[inline]
    fn seek(&mut self, position: SeekFrom) -> io::Result<u64> {
        self.inner.seek(position.into())
    }

    #[inline]
    fn rewind(&mut self) -> io::Result<()> {
        self.inner.rewind()
    }

    #[inline]
    fn stream_position(&mut self) -> io::Result<u64> {
        self.inner.stream_position()
    }

    #[inline]
    fn seek_relative(&mut self, offset: i64) -> io::Result<()> {
        self.inner.seek_relative(offset)
    }
}

/// Converts an error of an `embedded_io` stream to one of the same kind.
fn to_io_error(error: impl Error) -> io::Error {
    io::ErrorKind::from(error.kind()).into()
}

impl<T: Read + ?Sized> io::Read for ToStd<T> {
    #[inline]
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        self.inner.read(buf).map_err(to_io_error)
    }
}

impl<T: BufRead + ?Sized> io::BufRead for ToStd<T> {
    #[inline]
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.inner.fill_buf().map_err(to_io_error)
    }

    #[inline]
    fn consume(&mut self, amount: usize) {
        self.inner.consume(amount);
    }
}

impl<T: Write + ?Sized> io::Write for ToStd<T> {
    #[inline]
    fn write(&mut self, buf: &[u8]) -> io::Result<usize> {
        match self.inner.write(buf) {
            Err(error) if error.kind() == ErrorKind::WriteZero => Ok(0),
            result => result.map_err(to_io_error),
        }
    }

    #[inline]
    fn write_fmt(&mut self, args: fmt::Arguments<'_>) -> io::Result<()> {
        self.inner.write_fmt(args).map_err(|error| match error {
            WriteFmtError::FmtError => io::ErrorKind::Other.into(),
            WriteFmtError::Other(error) => to_io_error(error),
        })
    }

    #[inline]
    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush().map_err(to_io_error)
    }
}

impl<T: Seek + ?Sized> io::Seek for ToStd<T> {
    #[inline]
    fn seek(&mut self, position: io::SeekFrom) -> io::Result<u64> {
        self.inner.seek(position.into()).map_err(to_io_error)
    }
}

#[cfg(test)]
mod tests {
    use super::{ErrorKind, FromStd, KINDS, ReadExactError, ToStd};
    use crate::io;

    #[test]
    fn kinds_are_converted_in_both_directions() {
        assert_eq!(KINDS.len(), 17);
        for &(ours, theirs) in KINDS {
            assert_eq!(ErrorKind::from(ours), theirs);
            assert_eq!(io::ErrorKind::from(theirs), ours);
        }
        for kind in [io::ErrorKind::WouldBlock, io::ErrorKind::Other] {
            assert_eq!(ErrorKind::from(kind), ErrorKind::Other);
        }
        assert_eq!(io::ErrorKind::from(ErrorKind::Other), io::ErrorKind::Other);
    }

    #[test]
    fn an_early_end_is_a_case_of_its_own() {
        use ::embedded_io::Read;

        let result = FromStd::new(&b"ab"[..]).read_exact(&mut [0; 3]);
        let error = result.unwrap_err();
        assert!(matches!(error, ReadExactError::UnexpectedEof));
        assert_eq!(io::Error::from(error).kind(), io::ErrorKind::UnexpectedEof);
        let error = ReadExactError::Other(io::Error::from_raw_os_error(8));
        assert_eq!(io::Error::from(error).raw_os_error(), Some(8));
    }

    /// `write_all` of `embedded_io` panics if a writer returns `Ok(0)`.
    #[test]
    fn a_full_writer_is_an_error_and_back() {
        use crate::io::Write as _;
        use ::embedded_io::Write as _;

        let mut memory = [0; 2];
        let mut writer = FromStd::new(&mut memory[..]);
        assert_eq!(embedded_io_write(&mut writer, b"abc"), Ok(2));
        assert_eq!(
            embedded_io_write(&mut writer, b"c"),
            Err(ErrorKind::WriteZero)
        );
        assert_eq!(embedded_io_write(&mut writer, b""), Ok(0));
        let error = ::embedded_io::Write::write_all(&mut writer, b"c").unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::WriteZero);

        let mut back = ToStd::new(writer);
        assert_eq!(io::Write::write(&mut back, b"c").unwrap(), 0);
        let error = back.write_all(b"c").unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::WriteZero);

        fn embedded_io_write(
            writer: &mut FromStd<&mut [u8]>,
            bytes: &[u8],
        ) -> Result<usize, ErrorKind> {
            writer
                .write(bytes)
                .map_err(|error| ErrorKind::from(error.kind()))
        }
    }
}
