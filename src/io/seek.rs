//! [`Seek`]: where in a stream the next byte is.

#[cfg(feature = "alloc")]
use alloc_crate::boxed::Box;

use super::Result;

/// A place to move to, as [`std::io::SeekFrom`]: a number of bytes from somewhere.
///
/// [`std::io::SeekFrom`]: https://doc.rust-lang.org/std/io/enum.SeekFrom.html
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SeekFrom {
    /// From the start.
    Start(u64),
    /// From the end: a negative number leads into the stream, a positive one past its end.
    End(i64),
    /// From where it stands.
    Current(i64),
}

/// A stream with a place in it that can be moved, as [`std::io::Seek`].
///
/// [`std::io::Seek`]: https://doc.rust-lang.org/std/io/trait.Seek.html
///
/// ```
/// use nanowasi::io::{Result, Seek, SeekFrom};
///
/// fn size(stream: &mut impl Seek) -> Result<u64> {
///     let here = stream.stream_position()?;
///     let size = stream.seek(SeekFrom::End(0))?;
///     stream.seek(SeekFrom::Start(here))?;
///     Ok(size)
/// }
/// ```
pub trait Seek {
    /// Moves to a place and answers how many bytes it is from the start.
    ///
    /// # Errors
    ///
    /// If it lies before the start; or what the stream answers, which may have moved then.
    fn seek(&mut self, pos: SeekFrom) -> Result<u64>;

    /// Moves to the start.
    ///
    /// # Errors
    ///
    /// As [`seek`](Self::seek).
    #[inline]
    fn rewind(&mut self) -> Result<()> {
        self.seek(SeekFrom::Start(0)).map(|_| ())
    }

    /// How many bytes the place is from the start.
    ///
    /// # Errors
    ///
    /// As [`seek`](Self::seek).
    #[inline]
    fn stream_position(&mut self) -> Result<u64> {
        self.seek(SeekFrom::Current(0))
    }

    /// Moves by a number of bytes; a buffer that holds the new place is kept.
    ///
    /// # Errors
    ///
    /// As [`seek`](Self::seek).
    #[inline]
    fn seek_relative(&mut self, offset: i64) -> Result<()> {
        self.seek(SeekFrom::Current(offset)).map(|_| ())
    }
}

/// Implements [`Seek`] for a pointer to what implements it.
macro_rules! forward {
    ($(#[$gate:meta])? $type:ty) => {
        $(#[$gate])?
        impl<S: Seek + ?Sized> Seek for $type {
            #[inline]
            fn seek(&mut self, pos: SeekFrom) -> Result<u64> {
                (**self).seek(pos)
            }

            #[inline]
            fn rewind(&mut self) -> Result<()> {
                (**self).rewind()
            }

            #[inline]
            fn stream_position(&mut self) -> Result<u64> {
                (**self).stream_position()
            }

            #[inline]
            fn seek_relative(&mut self, offset: i64) -> Result<()> {
                (**self).seek_relative(offset)
            }
        }
    };
}

forward!(&mut S);
forward!(#[cfg(feature = "alloc")] Box<S>);
