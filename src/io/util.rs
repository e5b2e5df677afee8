//! Streams without a source or a destination: [`Empty`], [`Sink`] and [`Repeat`].

#[cfg(feature = "alloc")]
use alloc_crate::{string::String, vec::Vec};
use core::fmt;

use super::{BufRead, Error, IoSlice, IoSliceMut, Message, Read, Result, Seek, SeekFrom, Write};
use crate::sys::total_len;

/// A reader without bytes, and a writer that discards them, like `std::io::Empty`: see [`empty`].
///
/// No operation blocks or fails, except that [`Read::read_exact`] reports the end.
///
/// # Examples
///
/// ```
/// use nanowasi::io::{self, BufRead};
///
/// /// Reads nothing where no input was given.
/// fn input(text: Option<&'static [u8]>) -> Box<dyn BufRead> {
///     match text {
///         Some(text) => Box::new(text),
///         None => Box::new(io::empty()),
///     }
/// }
/// assert_eq!(input(None).lines().count(), 0);
/// ```
#[non_exhaustive]
#[derive(Clone, Copy, Debug, Default)]
pub struct Empty;

/// Makes a reader that is at its end, and a writer that accepts and discards all bytes.
///
/// # Examples
///
/// ```
/// use nanowasi::io::{self, Read, Write};
///
/// # fn main() -> io::Result<()> {
/// assert_eq!(io::empty().read(&mut [0; 8])?, 0);
/// assert_eq!(io::empty().write(b"text")?, 4);
/// # Ok(())
/// # }
/// ```
#[inline]
#[must_use]
pub const fn empty() -> Empty {
    Empty
}

impl Read for Empty {
    #[inline]
    fn _size_hint(&self) -> (usize, Option<usize>) {
        (0, Some(0))
    }

    #[inline]
    fn read(&mut self, _: &mut [u8]) -> Result<usize> {
        Ok(0)
    }

    #[inline]
    fn read_vectored(&mut self, _: &mut [IoSliceMut<'_>]) -> Result<usize> {
        Ok(0)
    }

    #[inline]
    fn read_exact(&mut self, buf: &mut [u8]) -> Result<()> {
        if buf.is_empty() {
            Ok(())
        } else {
            Err(Error::from_message(Message::ReadExact))
        }
    }

    #[cfg(feature = "alloc")]
    #[inline]
    fn read_to_end(&mut self, _: &mut Vec<u8>) -> Result<usize> {
        Ok(0)
    }

    #[cfg(feature = "alloc")]
    #[inline]
    fn read_to_string(&mut self, _: &mut String) -> Result<usize> {
        Ok(0)
    }
}

impl BufRead for Empty {
    #[inline]
    fn fill_buf(&mut self) -> Result<&[u8]> {
        Ok(&[])
    }

    #[inline]
    fn consume(&mut self, _: usize) {}

    #[cfg(feature = "alloc")]
    #[inline]
    fn read_until(&mut self, _: u8, _: &mut Vec<u8>) -> Result<usize> {
        Ok(0)
    }

    #[inline]
    fn skip_until(&mut self, _: u8) -> Result<usize> {
        Ok(0)
    }

    #[cfg(feature = "alloc")]
    #[inline]
    fn read_line(&mut self, _: &mut String) -> Result<usize> {
        Ok(0)
    }
}

impl Seek for Empty {
    #[inline]
    fn seek(&mut self, _: SeekFrom) -> Result<u64> {
        Ok(0)
    }

    #[inline]
    fn stream_position(&mut self) -> Result<u64> {
        Ok(0)
    }
}

/// A writer that discards all bytes, like `std::io::Sink`: see [`sink`].
///
/// Its `write_fmt` formats nothing, so a `Display` is not called.
///
/// # Examples
///
/// ```
/// use nanowasi::io::{self, Write};
///
/// # let is_verbose = false;
/// let mut log: Box<dyn Write> = if is_verbose {
///     Box::new(io::stderr())
/// } else {
///     Box::new(io::sink())
/// };
/// assert!(writeln!(log, "starting").is_ok());
/// ```
#[non_exhaustive]
#[derive(Clone, Copy, Debug, Default)]
pub struct Sink;

/// Makes a writer that accepts and discards all bytes.
///
/// # Examples
///
/// ```
/// use nanowasi::io;
///
/// # fn main() -> io::Result<()> {
/// // How many bytes are there?
/// assert_eq!(io::copy(&mut &b"some bytes"[..], &mut io::sink())?, 10);
/// # Ok(())
/// # }
/// ```
#[inline]
#[must_use]
pub const fn sink() -> Sink {
    Sink
}

/// Implements [`Write`] for types that discard all bytes.
macro_rules! discard_writes {
    ($($type:ty),+) => {
        $(
            impl Write for $type {
                #[inline]
                fn write(&mut self, buf: &[u8]) -> Result<usize> {
                    Ok(buf.len())
                }

                #[inline]
                fn is_write_vectored(&self) -> bool {
                    true
                }

                #[inline]
                fn write_vectored(&mut self, bufs: &[IoSlice<'_>]) -> Result<usize> {
                    Ok(total_len(bufs.iter().map(|buf| &**buf)))
                }

                #[inline]
                fn write_all(&mut self, _: &[u8]) -> Result<()> {
                    Ok(())
                }

                /// Formats nothing.
                #[inline]
                fn write_fmt(&mut self, _: fmt::Arguments<'_>) -> Result<()> {
                    Ok(())
                }

                #[inline]
                fn flush(&mut self) -> Result<()> {
                    Ok(())
                }
            }
        )+
    };
}

discard_writes!(Empty, &Empty, Sink, &Sink);

/// A reader that repeats one byte without end, like `std::io::Repeat`: see [`repeat`].
///
/// Each read fills its buffer. Reading to the end is the error
/// [`OutOfMemory`](super::ErrorKind::OutOfMemory), without an attempt.
///
/// # Examples
///
/// ```
/// use nanowasi::io::{self, ErrorKind, Read};
///
/// let error = io::repeat(0).read_to_end(&mut Vec::new()).unwrap_err();
/// assert_eq!(error.kind(), ErrorKind::OutOfMemory);
/// ```
pub struct Repeat {
    byte: u8,
}

/// Makes a reader that repeats one byte without end.
///
/// # Examples
///
/// ```
/// use nanowasi::io::{self, Read};
///
/// # fn main() -> io::Result<()> {
/// let mut buf = [0; 3];
/// io::repeat(b'x').read_exact(&mut buf)?;
/// assert_eq!(&buf, b"xxx");
/// # Ok(())
/// # }
/// ```
#[inline]
#[must_use]
pub const fn repeat(byte: u8) -> Repeat {
    Repeat { byte }
}

impl Read for Repeat {
    #[inline]
    fn _size_hint(&self) -> (usize, Option<usize>) {
        (usize::MAX, None)
    }

    #[inline]
    fn read(&mut self, buf: &mut [u8]) -> Result<usize> {
        buf.fill(self.byte);
        Ok(buf.len())
    }

    #[inline]
    fn read_vectored(&mut self, bufs: &mut [IoSliceMut<'_>]) -> Result<usize> {
        let mut count = 0;
        for buf in bufs {
            count += self.read(buf)?;
        }
        Ok(count)
    }

    #[inline]
    fn read_exact(&mut self, buf: &mut [u8]) -> Result<()> {
        buf.fill(self.byte);
        Ok(())
    }

    /// Returns `OutOfMemory`: no memory holds all bytes.
    #[cfg(feature = "alloc")]
    #[inline]
    fn read_to_end(&mut self, _: &mut Vec<u8>) -> Result<usize> {
        Err(Error::from_message(Message::OutOfMemory))
    }

    /// Returns `OutOfMemory`: no memory holds all bytes.
    #[cfg(feature = "alloc")]
    #[inline]
    fn read_to_string(&mut self, _: &mut String) -> Result<usize> {
        Err(Error::from_message(Message::OutOfMemory))
    }
}

impl fmt::Debug for Repeat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Repeat").finish_non_exhaustive()
    }
}
