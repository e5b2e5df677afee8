//! The traits for pointers: `&mut R` and `Box<R>` read as `R` does, and so on.
//!
//! Every method is forwarded, so that an implementation which is better than the default is used.

#[cfg(feature = "alloc")]
use alloc_crate::{boxed::Box, string::String, vec::Vec};
use core::fmt;

use crate::io::{BufRead, IoSlice, IoSliceMut, Read, Result, Seek, SeekFrom, Write};

/// Implements [`Read`] for a pointer to a reader.
macro_rules! forward_read {
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

forward_read!(&mut R);
forward_read!(#[cfg(feature = "alloc")] Box<R>);

/// Implements [`Write`] for a pointer to a writer.
macro_rules! forward_write {
    ($(#[$gate:meta])? $type:ty) => {
        $(#[$gate])?
        impl<W: Write + ?Sized> Write for $type {
            #[inline]
            fn write(&mut self, buf: &[u8]) -> Result<usize> {
                (**self).write(buf)
            }

            #[inline]
            fn flush(&mut self) -> Result<()> {
                (**self).flush()
            }

            #[inline]
            fn write_vectored(&mut self, bufs: &[IoSlice<'_>]) -> Result<usize> {
                (**self).write_vectored(bufs)
            }

            #[inline]
            fn is_write_vectored(&self) -> bool {
                (**self).is_write_vectored()
            }

            #[inline]
            fn _copy_from(&mut self, reader: &mut dyn Read) -> Option<Result<u64>> {
                (**self)._copy_from(reader)
            }

            #[inline]
            fn write_all(&mut self, buf: &[u8]) -> Result<()> {
                (**self).write_all(buf)
            }

            #[inline]
            fn write_fmt(&mut self, args: fmt::Arguments<'_>) -> Result<()> {
                (**self).write_fmt(args)
            }
        }
    };
}

forward_write!(&mut W);
forward_write!(#[cfg(feature = "alloc")] Box<W>);

/// Implements [`BufRead`] for a pointer to a buffered reader.
macro_rules! forward_buf_read {
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

forward_buf_read!(&mut B);
forward_buf_read!(#[cfg(feature = "alloc")] Box<B>);

/// Implements [`Seek`] for a pointer to a stream.
macro_rules! forward_seek {
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

forward_seek!(&mut S);
forward_seek!(#[cfg(feature = "alloc")] Box<S>);
