//! Adaptors of readers: [`Bytes`] and [`Chain`].

#[cfg(feature = "alloc")]
use alloc_crate::vec::Vec;
use core::slice;

use super::{BufRead, IoSliceMut, Read, Result};
use crate::sys::Retry;

/// An iterator over the bytes of a reader, like `std::io::Bytes`: see [`Read::bytes`].
///
/// # Examples
///
/// ```
/// use nanowasi::io::Read;
///
/// let mut bytes = (&b"ab"[..]).bytes();
/// assert_eq!(bytes.next().transpose().unwrap(), Some(b'a'));
/// assert_eq!(bytes.size_hint(), (1, Some(1)));
/// ```
#[derive(Debug)]
pub struct Bytes<R> {
    reader: R,
}

impl<R> Bytes<R> {
    #[inline]
    pub(super) const fn new(reader: R) -> Self {
        Self { reader }
    }
}

impl<R: Read> Iterator for Bytes<R> {
    type Item = Result<u8>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut retry = Retry::new();
        let mut byte = 0;
        loop {
            return match self.reader.read(slice::from_mut(&mut byte)) {
                Ok(0) => None,
                Ok(_) => Some(Ok(byte)),
                Err(error) if retry.should_retry(error.is_interrupted()) => continue,
                Err(error) => Some(Err(error)),
            };
        }
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        self.reader._size_hint()
    }
}

/// A reader of the bytes of one reader, followed by those of another, like `std::io::Chain`: see
/// [`Read::chain`].
///
/// # Examples
///
/// ```
/// use nanowasi::io::{BufRead, Read};
///
/// // A line can begin in the first reader, and end in the second.
/// let chain = (&b"a li"[..]).chain(&b"ne\nanother"[..]);
/// assert_eq!(chain.lines().next().unwrap().unwrap(), "a line");
/// ```
#[derive(Debug)]
pub struct Chain<T, U> {
    first: T,
    second: U,
    done_first: bool,
}

impl<T, U> Chain<T, U> {
    #[inline]
    pub(super) const fn new(first: T, second: U) -> Self {
        Self {
            first,
            second,
            done_first: false,
        }
    }

    /// Returns the two readers.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::io::Read;
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let mut chain = (&b"one"[..]).chain(&b"two"[..]);
    /// chain.read_exact(&mut [0; 4])?;
    /// assert_eq!(chain.into_inner(), (&b""[..], &b"wo"[..]));
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    #[must_use]
    pub fn into_inner(self) -> (T, U) {
        (self.first, self.second)
    }

    /// Returns references to the two readers.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::io::Read;
    ///
    /// let chain = (&b"one"[..]).chain(&b"two"[..]);
    /// assert_eq!(chain.get_ref(), (&&b"one"[..], &&b"two"[..]));
    /// ```
    #[inline]
    #[must_use]
    pub fn get_ref(&self) -> (&T, &U) {
        (&self.first, &self.second)
    }

    /// Returns mutable references to the two readers.
    ///
    /// Bytes that are read through the references are missing from the chain.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::io::Read;
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let mut chain = (&b"one"[..]).chain(&b"two"[..]);
    /// chain.get_mut().1.read_exact(&mut [0; 2])?;
    /// let mut text = String::new();
    /// chain.read_to_string(&mut text)?;
    /// assert_eq!(text, "oneo");
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    #[must_use]
    pub fn get_mut(&mut self) -> (&mut T, &mut U) {
        (&mut self.first, &mut self.second)
    }
}

impl<T: Read, U: Read> Read for Chain<T, U> {
    fn read(&mut self, buf: &mut [u8]) -> Result<usize> {
        if !self.done_first {
            match self.first.read(buf)? {
                0 if !buf.is_empty() => self.done_first = true,
                count => return Ok(count),
            }
        }
        self.second.read(buf)
    }

    fn read_vectored(&mut self, bufs: &mut [IoSliceMut<'_>]) -> Result<usize> {
        if !self.done_first {
            match self.first.read_vectored(bufs)? {
                0 if bufs.iter().any(|buf| !buf.is_empty()) => self.done_first = true,
                count => return Ok(count),
            }
        }
        self.second.read_vectored(bufs)
    }

    fn _size_hint(&self) -> (usize, Option<usize>) {
        let (first, second) = (self.first._size_hint(), self.second._size_hint());
        let at_most = first.1.zip(second.1);
        (
            first.0.saturating_add(second.0),
            at_most.and_then(|(first, second)| first.checked_add(second)),
        )
    }

    #[cfg(feature = "alloc")]
    fn read_to_end(&mut self, buf: &mut Vec<u8>) -> Result<usize> {
        let mut count = 0;
        if !self.done_first {
            count = self.first.read_to_end(buf)?;
            self.done_first = true;
        }
        Ok(count + self.second.read_to_end(buf)?)
    }
}

impl<T: BufRead, U: BufRead> BufRead for Chain<T, U> {
    fn fill_buf(&mut self) -> Result<&[u8]> {
        if !self.done_first {
            match self.first.fill_buf()? {
                [] => self.done_first = true,
                bytes => return Ok(bytes),
            }
        }
        self.second.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        if self.done_first {
            self.second.consume(amount);
        } else {
            self.first.consume(amount);
        }
    }

    #[cfg(feature = "alloc")]
    fn read_until(&mut self, byte: u8, buf: &mut Vec<u8>) -> Result<usize> {
        let mut count = 0;
        if !self.done_first {
            count = self.first.read_until(byte, buf)?;
            if count != 0 && buf.last() == Some(&byte) {
                return Ok(count);
            }
            self.done_first = true;
        }
        Ok(count + self.second.read_until(byte, buf)?)
    }
}
