//! The two adapters, for streams that have only one set of traits.

use core::fmt;

use ::embedded_io::{
    BufRead, Error, ErrorKind, ErrorType, Read, ReadExactError, Seek, SeekFrom, Write,
    WriteFmtError,
};

use super::{read_exact, write, write_fmt};
use crate::io;

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

    #[inline]
    fn write_fmt(&mut self, args: fmt::Arguments<'_>) -> Result<(), WriteFmtError<io::Error>> {
        write_fmt(&mut self.inner, args)
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
            WriteFmtError::FmtError => WriteFmtError::FmtError.into(),
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
    use super::{ErrorKind, FromStd, ReadExactError, ToStd, WriteFmtError};
    use crate::io;

    /// Through both adapters, the error became `Other`.
    #[test]
    fn an_error_of_the_formatter_is_a_case_of_its_own() {
        use ::embedded_io::Write;

        struct Unprintable;
        impl core::fmt::Display for Unprintable {
            fn fmt(&self, _: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                Err(core::fmt::Error)
            }
        }

        let mut buffer = [0; 8];
        let mut writer = FromStd::new(ToStd::new(&mut buffer[..]));
        let result = write!(writer, "text{Unprintable}");
        assert!(matches!(result, Err(WriteFmtError::FmtError)), "{result:?}");
        let result = write!(writer, "{:9}", "text");
        assert!(matches!(result, Err(WriteFmtError::Other(_))), "{result:?}");
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
