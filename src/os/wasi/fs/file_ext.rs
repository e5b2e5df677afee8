//! [`FileExt`]: what an open file or directory can do beyond `std::fs::File`.

use super::lookup;
use crate::fs::{File, Metadata, without_nul};
#[cfg(feature = "alloc")]
use crate::fs::{path_buf, read_link_at};
use crate::io::{Error, ErrorKind, IoSlice, IoSliceMut, Read, Result, Write};
use crate::path::Path;
#[cfg(feature = "alloc")]
use crate::path::PathBuf;
use crate::raw::{Advice, Fdflags, Fdstat, Rights};
use crate::sys::error_repr::SimpleMessage;
use crate::sys::{self, AsFd, Errno};

/// More that can be done with a [`File`], as [`std::os::wasi::fs::FileExt`].
///
/// [`std::os::wasi::fs::FileExt`]: https://doc.rust-lang.org/std/os/wasi/fs/trait.FileExt.html
pub trait FileExt {
    /// Reads from a place in the file, and answers how many bytes that was. The place of the next
    /// [`read`](crate::io::Read::read) stays where it is.
    ///
    /// # Errors
    ///
    /// What the host answers.
    fn read_at(&self, buf: &mut [u8], offset: u64) -> Result<usize> {
        self.read_vectored_at(&mut [IoSliceMut::new(buf)], offset)
    }

    /// Reads into several slices, as if they were one.
    ///
    /// # Errors
    ///
    /// As [`read_at`](Self::read_at).
    fn read_vectored_at(&self, bufs: &mut [IoSliceMut<'_>], offset: u64) -> Result<usize>;

    /// Reads until `buf` is full.
    ///
    /// # Errors
    ///
    /// [`UnexpectedEof`](ErrorKind::UnexpectedEof) if the file ends before, or as [`read_at`](Self::read_at).
    fn read_exact_at(&self, buf: &mut [u8], offset: u64) -> Result<()> {
        OffsetStream { file: self, offset }.read_exact(buf)
    }

    /// Writes to a place in the file, and answers how many bytes that was. The place of the next
    /// [`write`](crate::io::Write::write) stays where it is. Behind the end, zeros fill the gap.
    ///
    /// # Errors
    ///
    /// What the host answers.
    fn write_at(&self, buf: &[u8], offset: u64) -> Result<usize> {
        self.write_vectored_at(&[IoSlice::new(buf)], offset)
    }

    /// Writes from several slices, as if they were one.
    ///
    /// # Errors
    ///
    /// As [`write_at`](Self::write_at).
    fn write_vectored_at(&self, bufs: &[IoSlice<'_>], offset: u64) -> Result<usize>;

    /// Writes all of `buf`.
    ///
    /// # Errors
    ///
    /// [`WriteZero`](ErrorKind::WriteZero) if nothing more is taken, or as [`write_at`](Self::write_at).
    fn write_all_at(&self, buf: &[u8], offset: u64) -> Result<()> {
        OffsetStream { file: self, offset }.write_all(buf)
    }

    /// The place of the next read or write.
    ///
    /// # Errors
    ///
    /// What the host answers.
    fn tell(&self) -> Result<u64>;

    /// What the descriptor is, its flags, and its rights. Not in `std`.
    ///
    /// # Errors
    ///
    /// What the host answers.
    fn fdstat_get(&self) -> Result<Fdstat>;

    /// Sets the descriptor's flags: the bits of [`Fdflags`]. Those without a name don't reach the host.
    ///
    /// # Errors
    ///
    /// What the host answers.
    fn fdstat_set_flags(&self, flags: u16) -> Result<()>;

    /// Gives up all rights but these: the bits of [`Rights`]. Those without a name don't reach the host.
    ///
    /// # Errors
    ///
    /// What the host answers.
    fn fdstat_set_rights(&self, rights: u64, inheriting: u64) -> Result<()>;

    /// Says how a part of the file is going to be used: the number of an [`Advice`].
    ///
    /// # Errors
    ///
    /// [`InvalidInput`](ErrorKind::InvalidInput) for a number that means nothing, or what the host answers.
    fn advise(&self, offset: u64, len: u64, advice: u8) -> Result<()>;

    /// Makes the file at least as long as `offset + len`, with its storage reserved.
    ///
    /// # Errors
    ///
    /// What the host answers; many don't offer it.
    fn allocate(&self, offset: u64, len: u64) -> Result<()>;

    /// Makes a directory in this one.
    ///
    /// # Errors
    ///
    /// What the host answers.
    fn create_directory<P: AsRef<Path>>(&self, dir: P) -> Result<()>;

    /// What a symbolic link says that is in this directory.
    ///
    /// # Errors
    ///
    /// What the host answers.
    #[cfg(feature = "alloc")]
    fn read_link<P: AsRef<Path>>(&self, path: P) -> Result<PathBuf>;

    /// The attributes of a file in this directory; `lookup_flags` are the bits of [`Lookupflags`](crate::raw::Lookupflags).
    ///
    /// # Errors
    ///
    /// What the host answers.
    fn metadata_at<P: AsRef<Path>>(&self, lookup_flags: u32, path: P) -> Result<Metadata>;

    /// Removes a file, or a symbolic link, from this directory.
    ///
    /// # Errors
    ///
    /// What the host answers.
    fn remove_file<P: AsRef<Path>>(&self, path: P) -> Result<()>;

    /// Removes an empty directory from this one.
    ///
    /// # Errors
    ///
    /// What the host answers.
    fn remove_directory<P: AsRef<Path>>(&self, path: P) -> Result<()>;
}

/// A file from a place on, as a stream.
struct OffsetStream<'file, F: ?Sized> {
    file: &'file F,
    offset: u64,
}

impl<F: FileExt + ?Sized> Read for OffsetStream<'_, F> {
    fn read(&mut self, buf: &mut [u8]) -> Result<usize> {
        let count = self.file.read_at(buf, self.offset)?;
        self.offset = self.offset.saturating_add(count as u64);
        Ok(count)
    }
}

impl<F: FileExt + ?Sized> Write for OffsetStream<'_, F> {
    fn write(&mut self, buf: &[u8]) -> Result<usize> {
        let count = self.file.write_at(buf, self.offset)?;
        self.offset = self.offset.saturating_add(count as u64);
        Ok(count)
    }

    fn flush(&mut self) -> Result<()> {
        Ok(())
    }
}

impl FileExt for File {
    fn read_vectored_at(&self, bufs: &mut [IoSliceMut<'_>], offset: u64) -> Result<usize> {
        Ok(sys::fd_pread(self.as_fd(), bufs, offset)?)
    }

    fn write_vectored_at(&self, bufs: &[IoSlice<'_>], offset: u64) -> Result<usize> {
        Ok(sys::fd_pwrite(self.as_fd(), bufs, offset)?)
    }

    fn tell(&self) -> Result<u64> {
        Ok(sys::fd_tell(self.as_fd())?)
    }

    fn fdstat_get(&self) -> Result<Fdstat> {
        Ok(sys::fd_fdstat_get(self.as_fd())?)
    }

    fn fdstat_set_flags(&self, flags: u16) -> Result<()> {
        let flags = Fdflags::from_bits_truncate(flags);
        Ok(sys::fd_fdstat_set_flags(self.as_fd(), flags)?)
    }

    fn fdstat_set_rights(&self, rights: u64, inheriting: u64) -> Result<()> {
        let [rights, inheriting] = [rights, inheriting].map(Rights::from_bits_truncate);
        Ok(sys::fd_fdstat_set_rights(self.as_fd(), rights, inheriting)?)
    }

    fn advise(&self, offset: u64, len: u64, advice: u8) -> Result<()> {
        static INVALID_ADVICE: SimpleMessage = SimpleMessage::new(
            ErrorKind::InvalidInput,
            Errno::INVAL,
            "invalid parameter 'advice'",
        );
        if advice > Advice::NOREUSE.0 {
            return Err(Error::from_static_message(&INVALID_ADVICE));
        }
        Ok(sys::fd_advise(self.as_fd(), offset, len, Advice(advice))?)
    }

    fn allocate(&self, offset: u64, len: u64) -> Result<()> {
        Ok(sys::fd_allocate(self.as_fd(), offset, len)?)
    }

    fn create_directory<P: AsRef<Path>>(&self, dir: P) -> Result<()> {
        let path = without_nul(dir.as_ref())?;
        Ok(sys::path_create_directory(self.as_fd(), path)?)
    }

    #[cfg(feature = "alloc")]
    fn read_link<P: AsRef<Path>>(&self, path: P) -> Result<PathBuf> {
        let path = without_nul(path.as_ref())?;
        read_link_at(self.as_fd(), path).map(path_buf)
    }

    fn metadata_at<P: AsRef<Path>>(&self, lookup_flags: u32, path: P) -> Result<Metadata> {
        let path = without_nul(path.as_ref())?;
        let stat = sys::path_filestat_get(self.as_fd(), lookup(lookup_flags), path)?;
        Ok(Metadata(stat))
    }

    fn remove_file<P: AsRef<Path>>(&self, path: P) -> Result<()> {
        let path = without_nul(path.as_ref())?;
        Ok(sys::path_unlink_file(self.as_fd(), path)?)
    }

    fn remove_directory<P: AsRef<Path>>(&self, path: P) -> Result<()> {
        let path = without_nul(path.as_ref())?;
        Ok(sys::path_remove_directory(self.as_fd(), path)?)
    }
}
