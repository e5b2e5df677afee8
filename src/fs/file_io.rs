//! [`Read`](crate::io::Read), [`Write`](crate::io::Write) and [`Seek`] of [`File`], `&File` and
//! `Arc<File>`.

#[cfg(feature = "alloc")]
use alloc_crate::{sync::Arc, vec::Vec};

use super::File;
use crate::io::fd_impls::{fd_read, fd_write};
#[cfg(feature = "alloc")]
use crate::io::read_to_end::read_fd_to_end;
use crate::io::terminal::Sealed;
use crate::io::{IsTerminal, Result, Seek, SeekFrom};
use crate::raw::Whence;
use crate::sys::{self, AsFd, Errno};

fd_read!(File { read: read, read_to_end: read_to_end }: File);
fd_read!(File { read: read, read_to_end: read_to_end }: &File);
fd_write!(File { write: write }: File, &File);

#[cfg(feature = "alloc")]
fd_read!(File { read: read, read_to_end: read_to_end }: Arc<File>);
#[cfg(feature = "alloc")]
fd_write!(File { write: write }: Arc<File>);

#[inline]
fn read(file: &File, buf: &mut [u8]) -> Result<usize> {
    if buf.is_empty() {
        return read_empty(file);
    }
    Ok(sys::read(file.as_fd(), buf)?)
}

/// Allocates once, as many bytes as are left from the current offset to the end.
#[cfg(feature = "alloc")]
fn read_to_end(file: &File, buf: &mut Vec<u8>) -> Result<usize> {
    let left = match (file.metadata(), sys::fd_tell(file.as_fd())) {
        (Ok(metadata), Ok(offset)) => metadata.len().saturating_sub(offset),
        _ => 0,
    };
    file.read_rest(buf, left)
}

#[inline]
fn write(file: &File, buf: &[u8]) -> Result<usize> {
    Ok(sys::write(file.as_fd(), buf)?)
}

/// Reads into an empty buffer. As under `std`, the host reports an error if the file is not open
/// for reading.
#[cold]
fn read_empty(file: &File) -> Result<usize> {
    match sys::read_empty(file.as_fd()) {
        // wasmtime returns `INTR` each time if the file is standard input.
        Ok(()) | Err(Errno::INTR) => Ok(0),
        Err(errno) => Err(errno.into()),
    }
}

#[cfg(feature = "alloc")]
impl File {
    /// Reads to the end of the file. `left` is the expected number of bytes until there.
    pub(super) fn read_rest(&self, buf: &mut Vec<u8>, left: u64) -> Result<usize> {
        read_fd_to_end(
            self.as_fd(),
            buf,
            usize::try_from(left).unwrap_or(usize::MAX),
            || {},
        )
    }
}

/// Implements [`Seek`] for a type that dereferences to a [`File`].
macro_rules! seek {
    ($type:ty) => {
        impl Seek for $type {
            #[inline]
            fn seek(&mut self, pos: SeekFrom) -> Result<u64> {
                seek(self, pos)
            }

            #[inline]
            fn stream_position(&mut self) -> Result<u64> {
                Ok(sys::fd_tell(self.as_fd())?)
            }
        }
    };
}

seek!(File);
seek!(&File);
#[cfg(feature = "alloc")]
seek!(Arc<File>);

fn seek(file: &File, pos: SeekFrom) -> Result<u64> {
    let (whence, offset) = match pos {
        // An offset of 2⁶³ or more becomes negative, and each host refuses that.
        SeekFrom::Start(offset) => (Whence::SET, offset.cast_signed()),
        SeekFrom::Current(offset) => (Whence::CUR, offset),
        SeekFrom::End(offset) => (Whence::END, offset),
    };
    Ok(sys::fd_seek(file.as_fd(), offset, whence)?)
}

impl Sealed for File {}

impl IsTerminal for File {
    #[inline]
    fn is_terminal(&self) -> bool {
        self.as_fd().is_terminal()
    }
}
