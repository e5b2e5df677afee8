//! [`Take`]: a reader with a limit.

use super::{BufRead, ErrorKind, Read, Result, Seek, SeekFrom};
use crate::panic::literal::panic_literal;

/// A reader that ends after a number of bytes, like `std::io::Take`: see [`Read::take`].
///
/// At the limit, the inner reader is not called, so that a terminal is not waited for.
///
/// # Examples
///
/// ```
/// use nanowasi::io::{Read, Seek, SeekFrom};
///
/// # fn main() -> nanowasi::io::Result<()> {
/// let mut part = nanowasi::io::Cursor::new(b"0123456789").take(6);
/// part.seek(SeekFrom::End(-2))?;
/// let mut text = String::new();
/// part.read_to_string(&mut text)?;
/// assert_eq!(text, "45");
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct Take<T> {
    inner: T,
    /// The limit that was set, which is the end for a seek.
    len: u64,
    /// The number of bytes that can still be read.
    limit: u64,
}

impl<T> Take<T> {
    #[inline]
    pub(super) const fn new(inner: T, limit: u64) -> Self {
        Self {
            inner,
            len: limit,
            limit,
        }
    }

    /// Returns how many bytes can still be read, if the inner reader has as many.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::io::{Read, empty};
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let mut reader = empty().take(10);
    /// assert_eq!((reader.read(&mut [0; 4])?, reader.limit()), (0, 10));
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    #[must_use]
    pub fn limit(&self) -> u64 {
        self.limit
    }

    /// Sets how many bytes can be read from now on, regardless of those that have been read.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::io::Read;
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let mut reader = (&b"headbody"[..]).take(4);
    /// reader.read_to_end(&mut Vec::new())?;
    /// reader.set_limit(2);
    /// let mut text = String::new();
    /// reader.read_to_string(&mut text)?;
    /// assert_eq!(text, "bo");
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    pub fn set_limit(&mut self, limit: u64) {
        self.len = limit;
        self.limit = limit;
    }

    /// Returns the inner reader, at the byte after the last one that was read.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::io::Read;
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let mut head = (&b"headbody"[..]).take(4);
    /// head.read_to_end(&mut Vec::new())?;
    /// assert_eq!(head.into_inner(), b"body");
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    #[must_use]
    pub fn into_inner(self) -> T {
        self.inner
    }

    /// Returns a reference to the inner reader.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::io::Read;
    ///
    /// assert_eq!((&b"text"[..]).take(1).get_ref(), b"text");
    /// ```
    #[inline]
    #[must_use]
    pub fn get_ref(&self) -> &T {
        &self.inner
    }

    /// Returns a mutable reference to the inner reader.
    ///
    /// Bytes that are read through the reference do not count towards the limit.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::io::Read;
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let mut reader = (&b"text"[..]).take(2);
    /// reader.get_mut().read_exact(&mut [0; 3])?;
    /// assert_eq!((*reader.get_ref(), reader.limit()), (&b"t"[..], 2));
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    #[must_use]
    pub fn get_mut(&mut self) -> &mut T {
        &mut self.inner
    }

    /// Returns how many bytes have been read since the limit was set.
    #[inline]
    const fn position(&self) -> u64 {
        self.len - self.limit
    }

    /// Returns the smaller of `len` and the limit.
    #[inline]
    fn clamp_to_limit(&self, len: usize) -> usize {
        usize::try_from(self.limit).map_or(len, |limit| len.min(limit))
    }
}

impl<T: Read> Read for Take<T> {
    /// Reads no more bytes than the limit allows. At the limit, the result is `Ok(0)`.
    ///
    /// # Panics
    ///
    /// - The inner reader returned a count greater than the buffer that it was given.
    fn read(&mut self, buf: &mut [u8]) -> Result<usize> {
        // A read of a terminal or a pipe would block here.
        if self.limit == 0 {
            return Ok(0);
        }
        let max = self.clamp_to_limit(buf.len());
        let count = self.inner.read(buf.get_mut(..max).unwrap_or_default())?;
        if count > max {
            panic_literal!("number of read bytes exceeds limit");
        }
        self.limit -= count as u64;
        Ok(count)
    }

    fn _size_hint(&self) -> (usize, Option<usize>) {
        let (at_least, at_most) = self.inner._size_hint();
        let limit = usize::try_from(self.limit).ok();
        (
            self.clamp_to_limit(at_least),
            at_most.map_or(limit, |at_most| Some(self.clamp_to_limit(at_most))),
        )
    }
}

impl<T: BufRead> BufRead for Take<T> {
    fn fill_buf(&mut self) -> Result<&[u8]> {
        if self.limit == 0 {
            return Ok(&[]);
        }
        let limit = usize::try_from(self.limit).unwrap_or(usize::MAX);
        let bytes = self.inner.fill_buf()?;
        Ok(bytes.get(..limit).unwrap_or(bytes))
    }

    fn consume(&mut self, amount: usize) {
        let amount = self.clamp_to_limit(amount);
        self.limit -= amount as u64;
        self.inner.consume(amount);
    }
}

impl<T: Seek> Seek for Take<T> {
    /// Moves to a position between that where the limit was set, which is 0, and the limit.
    ///
    /// # Errors
    ///
    /// - `InvalidInput`: the position is outside of that range.
    /// - The errors of the inner reader's [`seek_relative`](Seek::seek_relative).
    fn seek(&mut self, pos: SeekFrom) -> Result<u64> {
        let wanted = match pos {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::Current(by) => self.position().checked_add_signed(by),
            SeekFrom::End(by) => self.len.checked_add_signed(by),
        };
        let wanted = wanted
            .filter(|at| *at <= self.len)
            .ok_or(ErrorKind::InvalidInput)?;
        // The distance can be greater than `i64::MAX`.
        while wanted != self.position() {
            let step = wanted.checked_signed_diff(self.position()).unwrap_or(
                if wanted > self.position() {
                    i64::MAX
                } else {
                    i64::MIN
                },
            );
            self.inner.seek_relative(step)?;
            self.limit = self.limit.wrapping_sub(step.cast_unsigned());
        }
        Ok(wanted)
    }

    fn stream_position(&mut self) -> Result<u64> {
        Ok(self.position())
    }

    fn seek_relative(&mut self, offset: i64) -> Result<()> {
        self.seek(SeekFrom::Current(offset)).map(|_| ())
    }
}
