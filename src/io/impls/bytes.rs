//! The traits for bytes in memory: slices, vectors and queues.
//!
//! Unlike in `std`:
//!
//! - If there is no memory, the result is the error
//!   [`OutOfMemory`](crate::io::ErrorKind::OutOfMemory), and the program continues.
//! - [`BufRead::consume`] of more bytes than there are consumes all of them, and does not panic.

#[cfg(feature = "alloc")]
use alloc_crate::{collections::VecDeque, string::String, vec::Vec};
use core::mem;

#[cfg(feature = "alloc")]
use crate::io::try_append;
use crate::io::{BufRead, Error, IoSlice, IoSliceMut, Message, Read, Result, Write};
#[cfg(feature = "alloc")]
use crate::sys::total_len;
use crate::sys::util::copy;
#[cfg(feature = "alloc")]
use crate::sys::util::vec;

impl Read for &[u8] {
    /// Copies bytes from the front of the slice, which then begins after them.
    #[inline]
    fn read(&mut self, buf: &mut [u8]) -> Result<usize> {
        let count = copy(self, buf);
        self.consume(count);
        Ok(count)
    }

    fn read_vectored(&mut self, bufs: &mut [IoSliceMut<'_>]) -> Result<usize> {
        let before = self.len();
        for buf in bufs {
            self.read(buf)?;
        }
        Ok(before - self.len())
    }

    #[inline]
    fn _size_hint(&self) -> (usize, Option<usize>) {
        (self.len(), Some(self.len()))
    }

    #[inline]
    fn _copy_to(&mut self, writer: &mut dyn Write) -> Option<Result<u64>> {
        let copied = writer.write_all(self);
        Some(copied.map(|()| mem::take(self).len() as u64))
    }

    /// If the slice has fewer bytes, it is empty afterwards.
    fn read_exact(&mut self, buf: &mut [u8]) -> Result<()> {
        if self.len() < buf.len() {
            *self = &[];
            return Err(Error::from_message(Message::ReadExact));
        }
        self.read(buf).map(|_| ())
    }

    #[cfg(feature = "alloc")]
    fn read_to_end(&mut self, buf: &mut Vec<u8>) -> Result<usize> {
        try_append::bytes(buf, self)?;
        Ok(mem::take(self).len())
    }

    #[cfg(feature = "alloc")]
    fn read_to_string(&mut self, buf: &mut String) -> Result<usize> {
        let text = core::str::from_utf8(self).map_err(|_| Error::from_message(Message::NotUtf8))?;
        try_append::string(buf, text)?;
        Ok(mem::take(self).len())
    }
}

impl BufRead for &[u8] {
    #[inline]
    fn fill_buf(&mut self) -> Result<&[u8]> {
        Ok(self)
    }

    #[inline]
    fn consume(&mut self, amount: usize) {
        *self = self.get(amount..).unwrap_or_default();
    }
}

impl Write for &mut [u8] {
    /// Overwrites the front of the slice, which then begins after the written bytes.
    #[inline]
    fn write(&mut self, buf: &[u8]) -> Result<usize> {
        let count = copy(buf, self);
        *self = mem::take(self).get_mut(count..).unwrap_or_default();
        Ok(count)
    }

    #[inline]
    fn is_write_vectored(&self) -> bool {
        true
    }

    fn write_vectored(&mut self, bufs: &[IoSlice<'_>]) -> Result<usize> {
        let before = self.len();
        for buf in bufs {
            self.write(buf)?;
        }
        Ok(before - self.len())
    }

    fn write_all(&mut self, buf: &[u8]) -> Result<()> {
        if self.write(buf)? < buf.len() {
            return Err(Error::from_message(Message::WriteZero));
        }
        Ok(())
    }

    #[inline]
    fn flush(&mut self) -> Result<()> {
        Ok(())
    }
}

#[cfg(feature = "alloc")]
impl Write for Vec<u8> {
    /// Appends all bytes of `buf`.
    #[inline]
    fn write(&mut self, buf: &[u8]) -> Result<usize> {
        try_append::bytes(self, buf)?;
        Ok(buf.len())
    }

    #[inline]
    fn is_write_vectored(&self) -> bool {
        true
    }

    fn write_vectored(&mut self, bufs: &[IoSlice<'_>]) -> Result<usize> {
        let len = total_len(bufs.iter().map(|buf| &**buf));
        try_append::reserve(self, len)?;
        for buf in bufs {
            vec::extend_within_capacity(self, buf);
        }
        Ok(len)
    }

    #[inline]
    fn write_all(&mut self, buf: &[u8]) -> Result<()> {
        try_append::bytes(self, buf)
    }

    #[inline]
    fn flush(&mut self) -> Result<()> {
        Ok(())
    }
}

#[cfg(feature = "alloc")]
impl Read for VecDeque<u8> {
    /// Removes bytes from the front, at most those that are contiguous in memory.
    fn read(&mut self, buf: &mut [u8]) -> Result<usize> {
        let (mut front, _) = self.as_slices();
        let count = front.read(buf)?;
        self.drain(..count);
        Ok(count)
    }

    /// If the queue has fewer bytes, it is empty afterwards.
    fn read_exact(&mut self, buf: &mut [u8]) -> Result<()> {
        let (front, back) = self.as_slices();
        let result = front.chain(back).read_exact(buf);
        // `drain` would panic for a range past the end.
        self.drain(..buf.len().min(self.len()));
        result
    }

    fn read_to_end(&mut self, buf: &mut Vec<u8>) -> Result<usize> {
        let len = self.len();
        try_append::reserve(buf, len)?;
        let (front, back) = self.as_slices();
        vec::extend_within_capacity(buf, front);
        vec::extend_within_capacity(buf, back);
        self.clear();
        Ok(len)
    }
}

#[cfg(feature = "alloc")]
impl BufRead for VecDeque<u8> {
    /// Returns the bytes at the front that are contiguous in memory.
    #[inline]
    fn fill_buf(&mut self) -> Result<&[u8]> {
        Ok(self.as_slices().0)
    }

    fn consume(&mut self, amount: usize) {
        self.drain(..amount.min(self.len()));
    }
}

#[cfg(feature = "alloc")]
impl Write for VecDeque<u8> {
    /// Appends all bytes of `buf`.
    fn write(&mut self, buf: &[u8]) -> Result<usize> {
        self.try_reserve(buf.len())?;
        self.extend(buf);
        Ok(buf.len())
    }

    #[inline]
    fn is_write_vectored(&self) -> bool {
        true
    }

    fn write_vectored(&mut self, bufs: &[IoSlice<'_>]) -> Result<usize> {
        let len = total_len(bufs.iter().map(|buf| &**buf));
        self.try_reserve(len)?;
        for buf in bufs {
            self.extend(&**buf);
        }
        Ok(len)
    }

    fn write_all(&mut self, buf: &[u8]) -> Result<()> {
        self.write(buf).map(|_| ())
    }

    #[inline]
    fn flush(&mut self) -> Result<()> {
        Ok(())
    }
}
