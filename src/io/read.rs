//! [`Read`]: sources of bytes.

use super::{Bytes, Chain, Error, IoSliceMut, Message, Result, Take, Write};
#[cfg(feature = "alloc")]
use super::{read_to_end::default_read_to_end, try_append};
use crate::sys::Retry;
#[cfg(feature = "alloc")]
use alloc_crate::{string::String, vec::Vec};

/// A source of bytes, like [`std::io::Read`].
///
/// Only [`read`](Self::read) is required.
///
/// # Examples
///
/// ```
/// use nanowasi::io::{Read, Result};
///
/// /// Counts down to 0, and ends.
/// struct Countdown(u8);
///
/// impl Read for Countdown {
///     fn read(&mut self, buf: &mut [u8]) -> Result<usize> {
///         match buf.first_mut() {
///             Some(byte) if self.0 != 0 => {
///                 self.0 -= 1;
///                 *byte = self.0;
///                 Ok(1)
///             }
///             _ => Ok(0),
///         }
///     }
/// }
/// # fn main() -> Result<()> {
///
/// let mut bytes = Vec::new();
/// Countdown(3).read_to_end(&mut bytes)?;
/// assert_eq!(bytes, [2, 1, 0]);
/// # Ok(())
/// # }
/// ```
///
/// [`std::io::Read`]: https://doc.rust-lang.org/std/io/trait.Read.html
pub trait Read {
    /// Reads some bytes into `buf`, and returns how many.
    ///
    /// - *Blocking*: the call blocks until at least one byte is available, or the source ends. A
    ///   nonblocking descriptor returns `AGAIN` ([`WouldBlock`](super::ErrorKind::WouldBlock))
    ///   instead.
    /// - *Short counts*: the count may be less than `buf.len()`, also before the end. The rest of
    ///   `buf` is unspecified.
    /// - *End*: `Ok(0)` for a `buf` that is not empty means that the source is at its end. A later
    ///   call may read more, for example from a file that has grown.
    /// - *Empty buffer*: the result is `Ok(0)`, or an error.
    /// - *Interruptions*: `INTR` ([`Interrupted`](super::ErrorKind::Interrupted)) is returned. The
    ///   call can be repeated.
    ///
    /// A count is never greater than `buf.len()`. Code of this crate does not rely on that for
    /// memory safety: a greater count is reported as an error, or panics.
    ///
    /// # Errors
    ///
    /// Returns the source's error. No bytes were read then.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::io::Read;
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let mut source = &b"hello"[..];
    /// let mut buf = [0; 4];
    /// assert_eq!(source.read(&mut buf)?, 4);
    /// assert_eq!(source.read(&mut buf)?, 1); // fewer than requested
    /// assert_eq!(source.read(&mut buf)?, 0); // the end
    /// # Ok(())
    /// # }
    /// ```
    fn read(&mut self, buf: &mut [u8]) -> Result<usize>;

    /// Reads into several slices, as if they were one slice.
    ///
    /// The cases are those of [`read`](Self::read). The default implementation reads into the first
    /// slice that is not empty.
    ///
    /// # Errors
    ///
    /// As for [`read`](Self::read).
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::io::{IoSliceMut, Read};
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let (mut tag, mut value) = ([0; 1], [0; 8]);
    /// let mut bufs = [IoSliceMut::new(&mut tag), IoSliceMut::new(&mut value)];
    /// let count = (&b"T1234"[..]).read_vectored(&mut bufs)?;
    /// assert_eq!((count, &tag, &value[..4]), (5, b"T", &b"1234"[..]));
    /// # Ok(())
    /// # }
    /// ```
    fn read_vectored(&mut self, bufs: &mut [IoSliceMut<'_>]) -> Result<usize> {
        match bufs.iter_mut().find(|buf| !buf.is_empty()) {
            Some(buf) => self.read(buf),
            None => self.read(&mut []),
        }
    }

    /// Reads exactly `buf.len()` bytes.
    ///
    /// For an empty `buf`, nothing is read. [Interruptions](crate::io#interruptions) are retried.
    ///
    /// # Errors
    ///
    /// - [`UnexpectedEof`](super::ErrorKind::UnexpectedEof): the source ended first, or returned a
    ///   count greater than it was given.
    /// - Any other error of [`read`](Self::read).
    ///
    /// How many bytes were read then, and what `buf` holds, is unspecified.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::io::{ErrorKind, Read};
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let mut source = &b"GIF89a..."[..];
    /// let mut magic = [0; 6];
    /// source.read_exact(&mut magic)?;
    /// assert_eq!(&magic, b"GIF89a");
    ///
    /// let error = source.read_exact(&mut magic).unwrap_err();
    /// assert_eq!(error.kind(), ErrorKind::UnexpectedEof);
    /// # Ok(())
    /// # }
    /// ```
    fn read_exact(&mut self, mut buf: &mut [u8]) -> Result<()> {
        let mut retry = Retry::new();
        while !buf.is_empty() {
            match self.read(buf) {
                Ok(count) => match buf.get_mut(count..) {
                    Some(rest) if count != 0 => {
                        buf = rest;
                        retry.reset();
                    }
                    _ => return Err(Error::from_message(Message::ReadExact)),
                },
                Err(error) if retry.should_retry(error.is_interrupted()) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// Reads to the end, appends the bytes to `buf`, and returns how many these are.
    ///
    /// If `buf` has a capacity other than 0, and its spare capacity holds all bytes, `buf` is not
    /// reallocated. [Interruptions](crate::io#interruptions) are retried.
    ///
    /// # Errors
    ///
    /// - [`OutOfMemory`](super::ErrorKind::OutOfMemory): `buf` can't grow. Unlike in `std`, the
    ///   program continues.
    /// - `IO`: the source returned a count greater than it was given.
    /// - Any other error of [`read`](Self::read).
    ///
    /// The bytes that were read before the error have been appended.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::io::Read;
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let mut bytes = b"one ".to_vec();
    /// assert_eq!((&b"two"[..]).read_to_end(&mut bytes)?, 3);
    /// assert_eq!(bytes, b"one two");
    /// # Ok(())
    /// # }
    /// ```
    #[cfg(feature = "alloc")]
    fn read_to_end(&mut self, buf: &mut Vec<u8>) -> Result<usize> {
        default_read_to_end(self, buf)
    }

    /// Reads UTF-8 text to the end, appends it to `buf`, and returns how many bytes it has.
    ///
    /// # Errors
    ///
    /// - [`InvalidData`](super::ErrorKind::InvalidData): the bytes are not UTF-8. `buf` is
    ///   unchanged, and the bytes are lost.
    /// - The errors of [`read_to_end`](Self::read_to_end). The bytes that were read before the
    ///   error have been appended if they are UTF-8.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::io::{ErrorKind, Read};
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let mut text = String::new();
    /// (&b"caf\xC3\xA9"[..]).read_to_string(&mut text)?;
    /// assert_eq!(text, "café");
    ///
    /// let error = (&b"\xFF"[..]).read_to_string(&mut text).unwrap_err();
    /// assert_eq!(error.kind(), ErrorKind::InvalidData);
    /// # Ok(())
    /// # }
    /// ```
    #[cfg(feature = "alloc")]
    fn read_to_string(&mut self, buf: &mut String) -> Result<usize> {
        try_append::utf8_from(buf, |bytes| self.read_to_end(bytes))
    }

    /// Returns how many bytes are left to read, at least and at most: for [`Bytes`].
    ///
    /// In `std`, this is a private trait.
    #[doc(hidden)]
    #[inline]
    fn _size_hint(&self) -> (usize, Option<usize>) {
        (0, None)
    }

    /// Copies all bytes to `writer`, if this reader has a buffer that is large enough: for
    /// [`copy`](super::copy).
    #[doc(hidden)]
    #[inline]
    fn _copy_to(&mut self, writer: &mut dyn Write) -> Option<Result<u64>> {
        let _ = writer;
        None
    }

    /// Borrows the reader, for a function that takes a reader by value.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::io::Read;
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let mut source = &b"head and body"[..];
    /// let mut head = String::new();
    /// source.by_ref().take(4).read_to_string(&mut head)?;
    /// assert_eq!((head.as_str(), source), ("head", &b" and body"[..]));
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    fn by_ref(&mut self) -> &mut Self
    where
        Self: Sized,
    {
        self
    }

    /// Returns an iterator over the bytes.
    ///
    /// Each byte is a call of [`read`](Self::read). Of a descriptor, that is a call to the host, so
    /// put a [`BufReader`](super::BufReader) in front of it.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::io::{Read, Result};
    ///
    /// # fn main() -> Result<()> {
    /// let bytes = (&b"abc"[..]).bytes().collect::<Result<Vec<u8>>>()?;
    /// assert_eq!(bytes, b"abc");
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    fn bytes(self) -> Bytes<Self>
    where
        Self: Sized,
    {
        Bytes::new(self)
    }

    /// Returns a reader of the bytes of this reader, followed by those of `next`.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::io::Read;
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let mut text = String::new();
    /// (&b"head, "[..]).chain(&b"body"[..]).read_to_string(&mut text)?;
    /// assert_eq!(text, "head, body");
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    fn chain<R: Read>(self, next: R) -> Chain<Self, R>
    where
        Self: Sized,
    {
        Chain::new(self, next)
    }

    /// Returns a reader that ends after `limit` bytes.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::io::{Read, repeat};
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let mut bytes = Vec::new();
    /// repeat(b'-').take(3).read_to_end(&mut bytes)?;
    /// assert_eq!(bytes, b"---");
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    fn take(self, limit: u64) -> Take<Self>
    where
        Self: Sized,
    {
        Take::new(self, limit)
    }
}

/// Reads UTF-8 text from `reader` to the end, like `std::io::read_to_string`.
///
/// # Errors
///
/// As for [`Read::read_to_string`].
///
/// # Examples
///
/// ```no_run
/// use nanowasi::io;
///
/// # fn main() -> io::Result<()> {
/// let text = io::read_to_string(io::stdin())?;
/// assert_eq!(text.lines().count(), 2);
/// # Ok(())
/// # }
/// ```
#[cfg(feature = "alloc")]
pub fn read_to_string<R: Read>(mut reader: R) -> Result<String> {
    let mut text = String::new();
    reader.read_to_string(&mut text)?;
    Ok(text)
}
