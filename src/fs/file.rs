//! [`File`]: an open file.

use core::fmt;

use super::{Metadata, resolve};
use crate::io::{IoSliceMut, Read, Result};
use crate::raw::{Fdflags, Lookupflags, Oflags, Rights};
use crate::sys::{self, AsFd, BorrowedFd, OwnedFd};

/// An open file, as `std::fs::File`. It is closed when it is dropped.
pub struct File {
    fd: OwnedFd,
}

impl File {
    /// Opens a file to be read.
    ///
    /// Asks for the rights to read, to seek and to look at its attributes, and for no others, since some
    /// hosts enforce them.
    ///
    /// # Errors
    ///
    /// What the host answers, or as said in the [module](super) if no preopen leads there.
    pub fn open<P: AsRef<str>>(path: P) -> Result<Self> {
        let (dir, path) = resolve(path.as_ref())?;
        let rights = Rights::FD_READ
            | Rights::FD_SEEK
            | Rights::FD_TELL
            | Rights::FD_FILESTAT_GET
            | Rights::POLL_FD_READWRITE;
        let fd = sys::path_open(
            dir,
            Lookupflags::SYMLINK_FOLLOW,
            path,
            Oflags::empty(),
            rights,
            Rights::empty(),
            Fdflags::empty(),
        )?;
        Ok(Self { fd })
    }

    /// The file's attributes.
    ///
    /// # Errors
    ///
    /// What the host answers.
    pub fn metadata(&self) -> Result<Metadata> {
        Ok(Metadata(sys::fd_filestat_get(self.as_fd())?))
    }
}

impl Read for &File {
    #[inline]
    fn read(&mut self, buf: &mut [u8]) -> Result<usize> {
        Ok(sys::read(self.as_fd(), buf)?)
    }

    #[inline]
    fn read_vectored(&mut self, bufs: &mut [IoSliceMut<'_>]) -> Result<usize> {
        Ok(sys::fd_read(self.as_fd(), bufs)?)
    }
}

impl Read for File {
    #[inline]
    fn read(&mut self, buf: &mut [u8]) -> Result<usize> {
        (&*self).read(buf)
    }

    #[inline]
    fn read_vectored(&mut self, bufs: &mut [IoSliceMut<'_>]) -> Result<usize> {
        (&*self).read_vectored(bufs)
    }
}

impl AsFd for File {
    #[inline]
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.fd.as_fd()
    }
}

impl From<OwnedFd> for File {
    #[inline]
    fn from(fd: OwnedFd) -> Self {
        Self { fd }
    }
}

impl From<File> for OwnedFd {
    #[inline]
    fn from(file: File) -> Self {
        file.fd
    }
}

impl fmt::Debug for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("File").field("fd", &self.fd.raw()).finish()
    }
}
