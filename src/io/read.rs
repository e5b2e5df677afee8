//! [`Read`]: where bytes come from.

use super::{Bytes, Chain, Error, IoSliceMut, Message, Result, Take, Write};
#[cfg(feature = "alloc")]
use super::{read_to_end::default_read_to_end, try_append};
use crate::sys::Retry;
#[cfg(feature = "alloc")]
use alloc_crate::{boxed::Box, string::String, vec::Vec};

/// Gives bytes, as [`std::io::Read`].
///
/// [`std::io::Read`]: https://doc.rust-lang.org/std/io/trait.Read.html
pub trait Read {
    /// Reads some bytes into `buf` and answers how many; 0 is the end, or that `buf` is empty.
    ///
    /// # Errors
    ///
    /// Nothing was read then.
    fn read(&mut self, buf: &mut [u8]) -> Result<usize>;

    /// Reads into several slices as if they were one. The default fills the first that isn't empty.
    ///
    /// # Errors
    ///
    /// As [`read`](Self::read).
    fn read_vectored(&mut self, bufs: &mut [IoSliceMut<'_>]) -> Result<usize> {
        match bufs.iter_mut().find(|buf| !buf.is_empty()) {
            Some(buf) => self.read(buf),
            None => self.read(&mut []),
        }
    }

    /// Reads until `buf` is full.
    ///
    /// # Errors
    ///
    /// The first error that isn't an interruption (or the last of a thousand in a row), or
    /// [`UnexpectedEof`](super::ErrorKind::UnexpectedEof). What `buf` holds then is not told.
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

    /// Reads to the end, appends it to `buf` and answers how many bytes that was.
    ///
    /// # Errors
    ///
    /// The first error that isn't an interruption (or the last of a thousand in a row),
    /// [`OutOfMemory`](super::ErrorKind::OutOfMemory), or `IO` if more was read than there was room for. What was read before has been appended.
    #[cfg(feature = "alloc")]
    fn read_to_end(&mut self, buf: &mut Vec<u8>) -> Result<usize> {
        default_read_to_end(self, buf)
    }

    /// Reads to the end, appends it to `buf` as text and answers how many bytes that was.
    ///
    /// # Errors
    ///
    /// As [`read_to_end`](Self::read_to_end), or [`InvalidData`](super::ErrorKind::InvalidData) if it
    /// isn't UTF-8: `buf` is as it was then. At another error, what was read before has been appended if it
    /// is UTF-8.
    #[cfg(feature = "alloc")]
    fn read_to_string(&mut self, buf: &mut String) -> Result<usize> {
        try_append::utf8_from(buf, |bytes| self.read_to_end(bytes))
    }

    /// Returns how many bytes are left to read, at least and at most: for [`Bytes`]. A private
    /// trait in `std`.
    #[doc(hidden)]
    #[inline]
    fn _size_hint(&self) -> (usize, Option<usize>) {
        (0, None)
    }

    /// Copies all to `writer` if this has a buffer of its own that is large enough: for
    /// [`copy`](super::copy).
    #[doc(hidden)]
    #[inline]
    fn _copy_to(&mut self, writer: &mut dyn Write) -> Option<Result<u64>> {
        let _ = writer;
        None
    }

    /// Lends itself, for a function that wants a reader by value.
    #[inline]
    fn by_ref(&mut self) -> &mut Self
    where
        Self: Sized,
    {
        self
    }

    /// The bytes, one by one: slow if each is a call to the host, so best of a reader with a buffer.
    #[inline]
    fn bytes(self) -> Bytes<Self>
    where
        Self: Sized,
    {
        Bytes::new(self)
    }

    /// A reader that gives the bytes of this one, then those of `next`.
    #[inline]
    fn chain<R: Read>(self, next: R) -> Chain<Self, R>
    where
        Self: Sized,
    {
        Chain::new(self, next)
    }

    /// A reader that ends after `limit` bytes.
    #[inline]
    fn take(self, limit: u64) -> Take<Self>
    where
        Self: Sized,
    {
        Take::new(self, limit)
    }
}

/// Reads all of `reader` as text, as `std::io::read_to_string`.
///
/// # Errors
///
/// As [`Read::read_to_string`].
///
/// ```no_run
/// use nanowasi::io;
/// let text = io::read_to_string(io::stdin())?;
/// # Ok::<(), io::Error>(())
/// ```
#[cfg(feature = "alloc")]
pub fn read_to_string<R: Read>(mut reader: R) -> Result<String> {
    let mut text = String::new();
    reader.read_to_string(&mut text)?;
    Ok(text)
}

/// Implements [`Read`] for a pointer to what implements it.
macro_rules! forward {
    ($(#[$gate:meta])? $type:ty) => {
        $(#[$gate])?
        impl<R: Read + ?Sized> Read for $type {
            #[inline]
            fn read(&mut self, buf: &mut [u8]) -> Result<usize> {
                (**self).read(buf)
            }

            #[inline]
            fn read_vectored(&mut self, bufs: &mut [IoSliceMut<'_>]) -> Result<usize> {
                (**self).read_vectored(bufs)
            }

            #[inline]
            fn read_exact(&mut self, buf: &mut [u8]) -> Result<()> {
                (**self).read_exact(buf)
            }

            #[inline]
            fn _size_hint(&self) -> (usize, Option<usize>) {
                (**self)._size_hint()
            }

            #[inline]
            fn _copy_to(&mut self, writer: &mut dyn Write) -> Option<Result<u64>> {
                (**self)._copy_to(writer)
            }

            #[cfg(feature = "alloc")]
            #[inline]
            fn read_to_end(&mut self, buf: &mut Vec<u8>) -> Result<usize> {
                (**self).read_to_end(buf)
            }

            #[cfg(feature = "alloc")]
            #[inline]
            fn read_to_string(&mut self, buf: &mut String) -> Result<usize> {
                (**self).read_to_string(buf)
            }
        }
    };
}

forward!(&mut R);
forward!(#[cfg(feature = "alloc")] Box<R>);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::io::ErrorKind;

    /// Gives one byte a call and is interrupted before each.
    struct Slow<'a>(&'a [u8], bool);

    impl Read for Slow<'_> {
        fn read(&mut self, buf: &mut [u8]) -> Result<usize> {
            self.1 = !self.1;
            if self.1 {
                return Err(ErrorKind::Interrupted.into());
            }
            let one = buf.len().min(1);
            self.0.read(&mut buf[..one])
        }
    }

    #[test]
    fn read_to_end_goes_on_after_short_reads_and_interruptions() {
        let mut bytes = b"before ".to_vec();
        let count = Slow(b"and after", false).read_to_end(&mut bytes).unwrap();
        assert_eq!((count, &bytes[..]), (9, &b"before and after"[..]));
    }

    #[test]
    fn read_exact_fills_or_says_that_the_end_came_first() {
        let mut room = [0; 4];
        Slow(b"four", false).read_exact(&mut room).unwrap();
        assert_eq!(&room, b"four");
        let error = Slow(b"tri", false).read_exact(&mut room).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::UnexpectedEof);
    }

    /// A reader that says it read more than there was room for must not make bytes up.
    #[test]
    fn a_count_larger_than_the_room_is_no_data() {
        struct Liar(bool);
        impl Read for Liar {
            fn read(&mut self, _: &mut [u8]) -> Result<usize> {
                self.0 = !self.0;
                Ok(if self.0 { usize::MAX } else { 0 })
            }
        }
        let mut bytes = b"before".to_vec();
        let error = Liar(false).read_to_end(&mut bytes).unwrap_err();
        assert_eq!((error.name(), &bytes[..]), ("IO", &b"before"[..]));
        let error = Liar(false).read_exact(&mut [0; 4]).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::UnexpectedEof);
    }

    /// A host that answers `INTR` every time used to be asked for ever.
    #[test]
    fn interruptions_are_not_borne_for_ever() {
        struct Never;
        impl Read for Never {
            fn read(&mut self, _: &mut [u8]) -> Result<usize> {
                Err(ErrorKind::Interrupted.into())
            }
        }
        let error = Never.read_to_end(&mut Vec::new()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Interrupted);
        let error = Never.read_exact(&mut [0]).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Interrupted);
    }

    #[test]
    fn text_that_is_not_utf8_leaves_the_string_as_it_was() {
        let mut text = String::from("before");
        let error = (&b"\xff"[..]).read_to_string(&mut text).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidData);
        assert_eq!(text, "before");
        assert_eq!((&b" after"[..]).read_to_string(&mut text).unwrap(), 6);
        assert_eq!(text, "before after");
    }
}
