//! Reading, writing and seeking: of a [`File`], and of whatever only borrows one.

#[cfg(feature = "alloc")]
use alloc_crate::{sync::Arc, vec::Vec};

use super::File;
#[cfg(feature = "alloc")]
use crate::io::read_to_end::read_fd_to_end;
use crate::io::terminal::Sealed;
use crate::io::{IoSlice, IoSliceMut, IsTerminal, Read, Result, Seek, SeekFrom, Write};
use crate::raw::Whence;
use crate::sys::{self, AsFd, Errno};

impl Read for &File {
    #[inline]
    fn read(&mut self, buf: &mut [u8]) -> Result<usize> {
        if buf.is_empty() {
            return read_nothing(self);
        }
        Ok(sys::read(self.as_fd(), buf)?)
    }

    #[inline]
    fn read_vectored(&mut self, bufs: &mut [IoSliceMut<'_>]) -> Result<usize> {
        Ok(sys::fd_read(self.as_fd(), bufs)?)
    }

    /// Asks for as much memory as the file is long from here on, and once.
    #[cfg(feature = "alloc")]
    fn read_to_end(&mut self, buf: &mut Vec<u8>) -> Result<usize> {
        let left = match (self.metadata(), sys::fd_tell(self.as_fd())) {
            (Ok(metadata), Ok(at)) => metadata.len().saturating_sub(at),
            _ => 0,
        };
        self.read_rest(buf, left)
    }
}

/// Asks whether a file could be read, as `std` does for a buffer that is empty.
#[cold]
fn read_nothing(file: &File) -> Result<usize> {
    match sys::read_nothing(file.as_fd()) {
        // wasmtime's answer where it is standard input, every time.
        Ok(()) | Err(Errno::INTR) => Ok(0),
        Err(errno) => Err(errno.into()),
    }
}

#[cfg(feature = "alloc")]
impl File {
    /// Reads to the end, which is `left` bytes away as far as is known.
    pub(super) fn read_rest(&self, buf: &mut Vec<u8>, left: u64) -> Result<usize> {
        read_fd_to_end(
            self.as_fd(),
            buf,
            usize::try_from(left).unwrap_or(usize::MAX),
            || {},
        )
    }
}

impl Write for &File {
    #[inline]
    fn write(&mut self, buf: &[u8]) -> Result<usize> {
        Ok(sys::write(self.as_fd(), buf)?)
    }

    #[inline]
    fn is_write_vectored(&self) -> bool {
        true
    }

    #[inline]
    fn write_vectored(&mut self, bufs: &[IoSlice<'_>]) -> Result<usize> {
        Ok(sys::fd_write(self.as_fd(), bufs)?)
    }

    /// Does nothing: a file has no buffer in front of it.
    #[inline]
    fn flush(&mut self) -> Result<()> {
        Ok(())
    }
}

impl Seek for &File {
    fn seek(&mut self, pos: SeekFrom) -> Result<u64> {
        let (whence, offset) = match pos {
            // What is too large becomes negative, which no host takes.
            SeekFrom::Start(offset) => (Whence::SET, offset.cast_signed()),
            SeekFrom::Current(offset) => (Whence::CUR, offset),
            SeekFrom::End(offset) => (Whence::END, offset),
        };
        Ok(sys::fd_seek(self.as_fd(), offset, whence)?)
    }

    #[inline]
    fn stream_position(&mut self) -> Result<u64> {
        Ok(sys::fd_tell(self.as_fd())?)
    }
}

/// Implements the three for what has a `&File` in it.
macro_rules! by_reference {
    ($type:ty) => {
        impl Read for $type {
            #[inline]
            fn read(&mut self, buf: &mut [u8]) -> Result<usize> {
                let mut file: &File = self;
                file.read(buf)
            }

            #[inline]
            fn read_vectored(&mut self, bufs: &mut [IoSliceMut<'_>]) -> Result<usize> {
                let mut file: &File = self;
                file.read_vectored(bufs)
            }

            #[cfg(feature = "alloc")]
            #[inline]
            fn read_to_end(&mut self, buf: &mut Vec<u8>) -> Result<usize> {
                let mut file: &File = self;
                file.read_to_end(buf)
            }
        }

        impl Write for $type {
            #[inline]
            fn write(&mut self, buf: &[u8]) -> Result<usize> {
                let mut file: &File = self;
                file.write(buf)
            }

            #[inline]
            fn is_write_vectored(&self) -> bool {
                true
            }

            #[inline]
            fn write_vectored(&mut self, bufs: &[IoSlice<'_>]) -> Result<usize> {
                let mut file: &File = self;
                file.write_vectored(bufs)
            }

            #[inline]
            fn flush(&mut self) -> Result<()> {
                Ok(())
            }
        }

        impl Seek for $type {
            #[inline]
            fn seek(&mut self, pos: SeekFrom) -> Result<u64> {
                let mut file: &File = self;
                file.seek(pos)
            }

            #[inline]
            fn stream_position(&mut self) -> Result<u64> {
                let mut file: &File = self;
                file.stream_position()
            }
        }
    };
}

by_reference!(File);
#[cfg(feature = "alloc")]
by_reference!(Arc<File>);

impl Sealed for File {}

impl IsTerminal for File {
    #[inline]
    fn is_terminal(&self) -> bool {
        self.as_fd().is_terminal()
    }
}
