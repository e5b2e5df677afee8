//! Streams of nothing in particular: [`Empty`], [`Sink`] and [`Repeat`].

#[cfg(feature = "alloc")]
use alloc_crate::{string::String, vec::Vec};
use core::fmt;

use super::{BufRead, Error, IoSlice, IoSliceMut, Message, Read, Result, Seek, SeekFrom, Write};
use crate::sys::total_len;

/// Ends at once, and takes everything, as `std::io::Empty`: see [`empty`].
#[non_exhaustive]
#[derive(Clone, Copy, Debug, Default)]
pub struct Empty;

/// A reader that is at its end, and a writer that takes everything and keeps nothing.
///
/// ```
/// use nanowasi::io::{self, Read};
///
/// assert_eq!(io::empty().read(&mut [0; 8])?, 0);
/// # Ok::<(), io::Error>(())
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

/// Takes everything, as `std::io::Sink`: see [`sink`].
#[non_exhaustive]
#[derive(Clone, Copy, Debug, Default)]
pub struct Sink;

/// A writer that takes everything and keeps nothing.
#[inline]
#[must_use]
pub const fn sink() -> Sink {
    Sink
}

/// Implements [`Write`] for what keeps nothing.
macro_rules! drains {
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

drains!(Empty, &Empty, Sink, &Sink);

/// Gives one byte for ever, as `std::io::Repeat`: see [`repeat`].
pub struct Repeat {
    byte: u8,
}

/// A reader that gives one byte for ever.
///
/// ```
/// use nanowasi::io::{self, Read};
///
/// let mut buffer = [0; 3];
/// io::repeat(b'x').read_exact(&mut buffer)?;
/// assert_eq!(&buffer, b"xxx");
/// # Ok::<(), io::Error>(())
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

    /// An error: there is no memory for all.
    #[cfg(feature = "alloc")]
    #[inline]
    fn read_to_end(&mut self, _: &mut Vec<u8>) -> Result<usize> {
        Err(Error::from_message(Message::OutOfMemory))
    }

    /// An error: there is no memory for all.
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
