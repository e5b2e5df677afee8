//! [`Take`]: the first bytes of a reader.

use super::{BufRead, ErrorKind, Read, Result, Seek, SeekFrom};
use crate::sync::deadlock::deadlock;

/// A reader that ends after a number of bytes, as `std::io::Take`: see [`Read::take`].
#[derive(Debug)]
pub struct Take<T> {
    inner: T,
    /// The limit that was set: where its end is for a seek.
    len: u64,
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

    /// How many bytes can still be read, if the reader has as many.
    #[inline]
    #[must_use]
    pub fn limit(&self) -> u64 {
        self.limit
    }

    /// Sets how many bytes can be read from now on, whatever has been read.
    #[inline]
    pub fn set_limit(&mut self, limit: u64) {
        self.len = limit;
        self.limit = limit;
    }

    /// The reader, given up.
    #[inline]
    #[must_use]
    pub fn into_inner(self) -> T {
        self.inner
    }

    /// The reader.
    #[inline]
    #[must_use]
    pub fn get_ref(&self) -> &T {
        &self.inner
    }

    /// The reader. What is read from it past this one doesn't count towards the limit.
    #[inline]
    #[must_use]
    pub fn get_mut(&mut self) -> &mut T {
        &mut self.inner
    }

    #[inline]
    const fn position(&self) -> u64 {
        self.len - self.limit
    }

    /// As much of `len` as the limit allows.
    #[inline]
    fn clamp_to_limit(&self, len: usize) -> usize {
        usize::try_from(self.limit).map_or(len, |limit| len.min(limit))
    }
}

impl<T: Read> Read for Take<T> {
    /// Reads no more bytes than the limit allows.
    ///
    /// # Panics
    ///
    /// If the reader returns a count larger than the buffer that it was given.
    fn read(&mut self, buf: &mut [u8]) -> Result<usize> {
        // The end may be one to wait for: past the limit, nothing is asked.
        if self.limit == 0 {
            return Ok(0);
        }
        let most = self.clamp_to_limit(buf.len());
        let count = self.inner.read(buf.get_mut(..most).unwrap_or_default())?;
        if count > most {
            deadlock!("number of read bytes exceeds limit");
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
    /// Moves between where the limit was set and where it ends.
    ///
    /// # Errors
    ///
    /// `InvalidInput` outside of that, or as of the reader's `seek_relative`.
    fn seek(&mut self, pos: SeekFrom) -> Result<u64> {
        let wanted = match pos {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::Current(by) => self.position().checked_add_signed(by),
            SeekFrom::End(by) => self.len.checked_add_signed(by),
        };
        let wanted = wanted
            .filter(|at| *at <= self.len)
            .ok_or(ErrorKind::InvalidInput)?;
        // The way can be longer than the longest step.
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
