//! [`BufRead`]: bytes that have been read and not yet taken.

#[cfg(feature = "alloc")]
use alloc_crate::{boxed::Box, string::String, vec::Vec};

#[cfg(feature = "alloc")]
use super::{Lines, Split, try_append};
use super::{Read, Result};
use crate::sys::Retry;
use crate::sys::util::memchr;

/// A reader with a buffer that can be looked into, as [`std::io::BufRead`].
///
/// [`std::io::BufRead`]: https://doc.rust-lang.org/std/io/trait.BufRead.html
///
/// Without a heap, [`fill_buf`](Self::fill_buf) and [`consume`](Self::consume) do it:
///
/// ```
/// use nanowasi::io::{self, BufRead};
///
/// fn count_newlines(mut input: impl BufRead) -> io::Result<usize> {
///     let mut count = 0;
///     loop {
///         let bytes = input.fill_buf()?;
///         if bytes.is_empty() {
///             return Ok(count);
///         }
///         count += bytes.iter().filter(|byte| **byte == b'\n').count();
///         let len = bytes.len();
///         input.consume(len);
///     }
/// }
/// assert_eq!(count_newlines(&b"one\ntwo\n"[..])?, 2);
/// # Ok::<(), io::Error>(())
/// ```
pub trait BufRead: Read {
    /// The bytes in the buffer; if there are none, reads some first. None at all are the end.
    ///
    /// # Errors
    ///
    /// As [`Read::read`].
    fn fill_buf(&mut self) -> Result<&[u8]>;

    /// Takes bytes out of the buffer: no more than it holds.
    fn consume(&mut self, amount: usize);

    /// Reads up to and including `byte`, or to the end; appends it to `buf` and answers how many bytes
    /// that was.
    ///
    /// # Errors
    ///
    /// The first error that isn't an interruption (or the last of a thousand in a row), or
    /// [`OutOfMemory`](super::ErrorKind::OutOfMemory). What was read before has been appended.
    #[cfg(feature = "alloc")]
    fn read_until(&mut self, byte: u8, buf: &mut Vec<u8>) -> Result<usize> {
        until(self, byte, |bytes| try_append::bytes(buf, bytes))
    }

    /// Reads up to and including `byte`, or to the end, and answers how many bytes that was.
    ///
    /// # Errors
    ///
    /// The first error that isn't an interruption (or the last of a thousand in a row).
    fn skip_until(&mut self, byte: u8) -> Result<usize> {
        until(self, byte, |_| Ok(()))
    }

    /// Reads a line with the newline at its end, if it has one; appends it to `buf` and answers how
    /// many bytes that was: 0 is the end.
    ///
    /// # Errors
    ///
    /// As [`read_until`](Self::read_until), or [`InvalidData`](super::ErrorKind::InvalidData) if the line
    /// isn't UTF-8. What was read before has been appended then, if it is UTF-8, and is lost if not.
    #[cfg(feature = "alloc")]
    fn read_line(&mut self, buf: &mut String) -> Result<usize> {
        try_append::utf8_from(buf, |line| {
            until(self, b'\n', |bytes| try_append::bytes(line, bytes))
        })
    }

    /// The pieces between bytes of one value, each without that byte.
    #[cfg(feature = "alloc")]
    #[inline]
    fn split(self, byte: u8) -> Split<Self>
    where
        Self: Sized,
    {
        Split::new(self, byte)
    }

    /// The lines, each without the `\n` or `\r\n` at its end.
    #[cfg(feature = "alloc")]
    #[inline]
    fn lines(self) -> Lines<Self>
    where
        Self: Sized,
    {
        Lines::new(self)
    }
}

/// Hands on what comes up to and including `byte`, or up to the end, and answers how many bytes it was.
fn until<R: BufRead + ?Sized>(
    reader: &mut R,
    byte: u8,
    mut take: impl FnMut(&[u8]) -> Result<()>,
) -> Result<usize> {
    let mut retry = Retry::new();
    let mut count = 0_usize;
    loop {
        let bytes = match reader.fill_buf() {
            Ok(bytes) => bytes,
            Err(error) if retry.should_retry(error.is_interrupted()) => continue,
            Err(error) => return Err(error),
        };
        retry.reset();
        let found = memchr(byte, bytes);
        // One more than the place of what is inside.
        let used = found.map_or(bytes.len(), |at| at + 1);
        take(bytes.get(..used).unwrap_or(bytes))?;
        reader.consume(used);
        count = count.saturating_add(used);
        if found.is_some() || used == 0 {
            return Ok(count);
        }
    }
}

/// Implements [`BufRead`] for a pointer to what implements it.
macro_rules! forward {
    ($(#[$gate:meta])? $type:ty) => {
        $(#[$gate])?
        impl<B: BufRead + ?Sized> BufRead for $type {
            #[inline]
            fn fill_buf(&mut self) -> Result<&[u8]> {
                (**self).fill_buf()
            }

            #[inline]
            fn consume(&mut self, amount: usize) {
                (**self).consume(amount);
            }

            #[cfg(feature = "alloc")]
            #[inline]
            fn read_until(&mut self, byte: u8, buf: &mut Vec<u8>) -> Result<usize> {
                (**self).read_until(byte, buf)
            }

            #[inline]
            fn skip_until(&mut self, byte: u8) -> Result<usize> {
                (**self).skip_until(byte)
            }

            #[cfg(feature = "alloc")]
            #[inline]
            fn read_line(&mut self, buf: &mut String) -> Result<usize> {
                (**self).read_line(buf)
            }
        }
    };
}

forward!(&mut B);
forward!(#[cfg(feature = "alloc")] Box<B>);
