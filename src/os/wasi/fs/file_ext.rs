//! [`FileExt`]: further methods of an open file or directory.

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

/// Further methods of a [`File`], as [`std::os::wasi::fs::FileExt`].
///
/// The methods with `_at` don't use the file's offset and leave it unchanged.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::fs::{self, File};
/// use nanowasi::os::wasi::fs::FileExt;
///
/// # fn main() -> nanowasi::io::Result<()> {
/// fs::write("file", "0123456789")?;
/// let mut digits = [0; 3];
/// File::open("file")?.read_exact_at(&mut digits, 4)?;
/// assert_eq!(&digits, b"456");
/// # Ok(())
/// # }
/// ```
///
/// [`std::os::wasi::fs::FileExt`]: https://doc.rust-lang.org/std/os/wasi/fs/trait.FileExt.html
pub trait FileExt {
    /// Reads from the file at `offset`, in bytes from its start, and returns the number of bytes.
    ///
    /// - The file's offset is unchanged, so the next [`read`](crate::io::Read::read) is unaffected.
    /// - `Ok(0)` means that `offset` is at or after the end of the file, or that `buf` is empty.
    /// - Short counts: fewer bytes than `buf` holds are no error and not always the end of the
    ///   file.
    /// - `INTR` is returned as [`Interrupted`](ErrorKind::Interrupted).
    ///
    /// # Errors
    ///
    /// - `IO`: the host reported more bytes than `buf` has.
    /// - The host's errno, usually:
    ///   - `BADF` or `NOTCAPABLE`: the file is not open for reading.
    ///   - `ISDIR`: the file is a directory.
    ///   - `SPIPE`: the file has no offset.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fs::{self, File};
    /// use nanowasi::os::wasi::fs::FileExt;
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// fs::write("file", "0123456789")?;
    /// let file = File::open("file")?;
    /// let mut buf = [0; 16];
    /// assert_eq!(file.read_at(&mut buf, 8)?, 2);
    /// assert_eq!(file.read_at(&mut buf, 99)?, 0);
    /// # Ok(())
    /// # }
    /// ```
    fn read_at(&self, buf: &mut [u8], offset: u64) -> Result<usize> {
        self.read_vectored_at(&mut [IoSliceMut::new(buf)], offset)
    }

    /// Reads at `offset` into several slices, as if they were one. [`read_at`](Self::read_at) lists
    /// the cases.
    ///
    /// # Errors
    ///
    /// As for [`read_at`](Self::read_at).
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fs::{self, File};
    /// use nanowasi::io::IoSliceMut;
    /// use nanowasi::os::wasi::fs::FileExt;
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// fs::write("file", "0123456789")?;
    /// let (mut front, mut back) = ([0; 2], [0; 2]);
    /// let mut slices = [IoSliceMut::new(&mut front), IoSliceMut::new(&mut back)];
    /// let count = File::open("file")?.read_vectored_at(&mut slices, 4)?;
    /// assert!(count <= 4); // a host may fill only the first slice
    /// assert_eq!(&front, b"45");
    /// # Ok(())
    /// # }
    /// ```
    fn read_vectored_at(&self, bufs: &mut [IoSliceMut<'_>], offset: u64) -> Result<usize>;

    /// Reads at `offset` until `buf` is full. `INTR` is retried.
    ///
    /// # Errors
    ///
    /// - [`UnexpectedEof`](ErrorKind::UnexpectedEof): the file ends before `buf` is full. The
    ///   content of `buf` is unspecified then.
    /// - The errors of [`read_at`](Self::read_at).
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fs::{self, File};
    /// use nanowasi::io::ErrorKind;
    /// use nanowasi::os::wasi::fs::FileExt;
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// fs::write("file", "0123456789")?;
    /// let file = File::open("file")?;
    /// let mut buf = [0; 4];
    /// file.read_exact_at(&mut buf, 6)?;
    /// assert_eq!(&buf, b"6789");
    /// let error = file.read_exact_at(&mut buf, 7).unwrap_err();
    /// assert_eq!(error.kind(), ErrorKind::UnexpectedEof);
    /// # Ok(())
    /// # }
    /// ```
    fn read_exact_at(&self, buf: &mut [u8], offset: u64) -> Result<()> {
        OffsetStream { file: self, offset }.read_exact(buf)
    }

    /// Writes to the file at `offset`, in bytes from its start, and returns the number of bytes.
    ///
    /// - The file's offset is unchanged, so the next [`write`](crate::io::Write::write) is
    ///   unaffected.
    /// - If `offset` is after the end of the file, the bytes between are set to zero.
    /// - Short counts: fewer bytes than `buf` has are no error.
    /// - `Ok(0)` means that `buf` is empty, or that the host accepted nothing.
    /// - `INTR` is returned as [`Interrupted`](ErrorKind::Interrupted).
    ///
    /// # Errors
    ///
    /// - `IO`: the host reported more bytes than `buf` has.
    /// - The host's errno, usually:
    ///   - `BADF` or `NOTCAPABLE`: the file is not open for writing.
    ///   - `NOSPC` or `DQUOT`: the storage is full.
    ///   - `SPIPE`: the file has no offset.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fs::{self, File};
    /// use nanowasi::os::wasi::fs::FileExt;
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let file = File::create("file")?;
    /// assert_eq!(file.write_at(b"text", 2)?, 4);
    /// assert_eq!(fs::read("file")?, b"\0\0text");
    /// # Ok(())
    /// # }
    /// ```
    fn write_at(&self, buf: &[u8], offset: u64) -> Result<usize> {
        self.write_vectored_at(&[IoSlice::new(buf)], offset)
    }

    /// Writes several slices at `offset`, as if they were one. [`write_at`](Self::write_at) lists
    /// the cases.
    ///
    /// # Errors
    ///
    /// As for [`write_at`](Self::write_at).
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fs::{self, File};
    /// use nanowasi::io::IoSlice;
    /// use nanowasi::os::wasi::fs::FileExt;
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let file = File::create("file")?;
    /// let slices = [b"one ", b"two "].map(|text| IoSlice::new(text));
    /// let count = file.write_vectored_at(&slices, 0)?;
    /// assert_eq!(fs::read("file")?.len(), count); // 4 on wasmtime, which writes the first slice
    /// # Ok(())
    /// # }
    /// ```
    fn write_vectored_at(&self, bufs: &[IoSlice<'_>], offset: u64) -> Result<usize>;

    /// Writes all of `buf` at `offset`. `INTR` is retried.
    ///
    /// # Errors
    ///
    /// - [`WriteZero`](ErrorKind::WriteZero): the host accepts no more bytes.
    /// - The errors of [`write_at`](Self::write_at).
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fs::{self, File};
    /// use nanowasi::os::wasi::fs::FileExt;
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// fs::write("file", "0123456789")?;
    /// let file = File::options().write(true).open("file")?;
    /// file.write_all_at(b"xyz", 4)?;
    /// assert_eq!(fs::read_to_string("file")?, "0123xyz789");
    /// # Ok(())
    /// # }
    /// ```
    fn write_all_at(&self, buf: &[u8], offset: u64) -> Result<()> {
        OffsetStream { file: self, offset }.write_all(buf)
    }

    /// Returns the file's offset: where the next read or write begins, in bytes from the start.
    ///
    /// # Errors
    ///
    /// Returns the host's errno, usually:
    ///
    /// - `SPIPE` or `BADF`: the file has no offset.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fs::File;
    /// use nanowasi::io::Write;
    /// use nanowasi::os::wasi::fs::FileExt;
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let mut file = File::create("file")?;
    /// file.write_all(b"text")?;
    /// assert_eq!(file.tell()?, 4);
    /// # Ok(())
    /// # }
    /// ```
    fn tell(&self) -> Result<u64>;

    /// Returns the type of the file, and the flags and rights of the descriptor. Not in `std`.
    ///
    /// # Errors
    ///
    /// - `IO`: the host did not write the record.
    /// - The host's errno, usually:
    ///   - `BADF`: the descriptor is closed.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fs::File;
    /// use nanowasi::os::wasi::fs::FileExt;
    /// use nanowasi::raw::Filetype;
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let file = File::create("file")?;
    /// assert_eq!(file.fdstat_get()?.fs_filetype, Filetype::REGULAR_FILE);
    /// # Ok(())
    /// # }
    /// ```
    fn fdstat_get(&self) -> Result<Fdstat>;

    /// Sets the flags of the descriptor. `flags` are bits of [`Fdflags`]; bits that preview 1 does
    /// not define are dropped.
    ///
    /// # Errors
    ///
    /// Returns the host's errno, usually:
    ///
    /// - `INVAL` or `NOTSUP`: the host can't set these flags; on wasmtime `DSYNC`, `RSYNC` and
    ///   `SYNC`.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fs::{self, File};
    /// use nanowasi::io::Write;
    /// use nanowasi::os::wasi::fs::FileExt;
    /// use nanowasi::raw::Fdflags;
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// # nanowasi::fs::write("log", "one ")?;
    /// let mut file = File::options().write(true).open("log")?;
    /// file.fdstat_set_flags(Fdflags::APPEND.bits())?;
    /// file.write_all(b"two")?;
    /// assert_eq!(fs::read_to_string("log")?, "one two");
    /// # Ok(())
    /// # }
    /// ```
    fn fdstat_set_flags(&self, flags: u16) -> Result<()>;

    /// Drops all rights of the descriptor except `rights`, and all rights that it passes on except
    /// `inheriting`.
    ///
    /// Both are bits of [`Rights`]; bits that preview 1 does not define are dropped. wasmtime does
    /// not support the call.
    ///
    /// # Errors
    ///
    /// Returns the host's errno, usually:
    ///
    /// - `NOTCAPABLE`: the descriptor lacks a right that should remain.
    /// - `NOTSUP`: the host does not support the call (wasmtime).
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fs::File;
    /// use nanowasi::io::ErrorKind;
    /// use nanowasi::os::wasi::fs::FileExt;
    /// use nanowasi::raw::Rights;
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let file = File::create("file")?;
    /// match file.fdstat_set_rights(Rights::FD_WRITE.bits(), 0) {
    ///     Ok(()) => {} // the file can't be read any more
    ///     Err(error) => assert_eq!(error.kind(), ErrorKind::Unsupported),
    /// }
    /// # Ok(())
    /// # }
    /// ```
    fn fdstat_set_rights(&self, rights: u64, inheriting: u64) -> Result<()>;

    /// Advises the host how the program will use `len` bytes of the file at `offset`.
    ///
    /// `advice` is the number of an [`Advice`]. The advice affects speed only.
    ///
    /// # Errors
    ///
    /// - [`InvalidInput`](ErrorKind::InvalidInput): `advice` is not the number of an [`Advice`].
    /// - The host's errno, usually:
    ///   - `BADF`: the descriptor is not a file.
    ///   - `NOTSUP` or `NOSYS`: the host does not support the call.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fs::{self, File};
    /// use nanowasi::io::ErrorKind;
    /// use nanowasi::os::wasi::fs::FileExt;
    /// use nanowasi::raw::Advice;
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// # fs::write("file", "text")?;
    /// let file = File::open("file")?;
    /// file.advise(0, 4, Advice::SEQUENTIAL.0)?;
    /// assert_eq!(file.advise(0, 4, 99).unwrap_err().kind(), ErrorKind::InvalidInput);
    /// # Ok(())
    /// # }
    /// ```
    fn advise(&self, offset: u64, len: u64, advice: u8) -> Result<()>;

    /// Reserves storage for `len` bytes of the file at `offset`, and makes the file at least
    /// `offset + len` bytes long.
    ///
    /// Many hosts, among them wasmtime, don't support the call.
    ///
    /// # Errors
    ///
    /// Returns the host's errno, usually:
    ///
    /// - `NOTSUP` or `NOSYS`: the host does not support the call.
    /// - `NOSPC`: the storage is full.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fs::File;
    /// use nanowasi::io::ErrorKind;
    /// use nanowasi::os::wasi::fs::FileExt;
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let file = File::create("file")?;
    /// match file.allocate(0, 4096) {
    ///     Ok(()) => assert_eq!(file.metadata()?.len(), 4096),
    ///     Err(error) => assert_eq!(error.kind(), ErrorKind::Unsupported),
    /// }
    /// # Ok(())
    /// # }
    /// ```
    fn allocate(&self, offset: u64, len: u64) -> Result<()>;

    /// Creates the directory `dir` below this directory.
    ///
    /// # Errors
    ///
    /// - [`InvalidInput`](ErrorKind::InvalidInput): the path has a NUL byte.
    /// - The host's errno, usually:
    ///   - `EXIST`: `dir` exists.
    ///   - `NOENT`: the parent of `dir` does not exist.
    ///   - `NOTCAPABLE`: `dir` leads out of this directory, or a needed right is missing.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fs::{self, OpenOptions};
    /// use nanowasi::os::wasi::fs::{FileExt, OpenOptionsExt};
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let dir = OpenOptions::new().read(true).directory(true).open(".")?;
    /// dir.create_directory("new")?;
    /// assert!(fs::metadata("new")?.is_dir());
    /// # Ok(())
    /// # }
    /// ```
    fn create_directory<P: AsRef<Path>>(&self, dir: P) -> Result<()>;

    /// Returns the text of the symbolic link `path` below this directory.
    ///
    /// # Errors
    ///
    /// - [`InvalidInput`](ErrorKind::InvalidInput): the path has a NUL byte.
    /// - [`OutOfMemory`](ErrorKind::OutOfMemory): there is no memory for the text.
    /// - The host's errno, usually:
    ///   - `NOENT`: `path` does not exist.
    ///   - `INVAL`: `path` is not a symbolic link.
    ///   - `NOTCAPABLE`: `path` leads out of this directory, or a needed right is missing.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fs::{self, OpenOptions};
    /// use nanowasi::os::wasi::fs::{FileExt, OpenOptionsExt, symlink_path};
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let dir = OpenOptions::new().read(true).directory(true).open(".")?;
    /// symlink_path("file", "link")?;
    /// assert_eq!(dir.read_link("link")?.to_str(), Some("file"));
    /// # Ok(())
    /// # }
    /// ```
    #[cfg(feature = "alloc")]
    fn read_link<P: AsRef<Path>>(&self, path: P) -> Result<PathBuf>;

    /// Returns the attributes of the file `path` below this directory.
    ///
    /// `lookup_flags` are bits of [`Lookupflags`](crate::raw::Lookupflags): 1 to follow a symbolic
    /// link at `path`, 0 for the attributes of the link itself.
    ///
    /// # Errors
    ///
    /// - [`InvalidInput`](ErrorKind::InvalidInput): the path has a NUL byte.
    /// - The host's errno, usually:
    ///   - `NOENT`: `path` does not exist.
    ///   - `NOTCAPABLE`: `path` leads out of this directory, or a needed right is missing.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fs::{self, OpenOptions};
    /// use nanowasi::os::wasi::fs::{FileExt, OpenOptionsExt, symlink_path};
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let dir = OpenOptions::new().read(true).directory(true).open(".")?;
    /// fs::write("file", "text")?;
    /// symlink_path("file", "link")?;
    /// assert!(dir.metadata_at(1, "link")?.is_file());
    /// assert!(dir.metadata_at(0, "link")?.is_symlink());
    /// # Ok(())
    /// # }
    /// ```
    fn metadata_at<P: AsRef<Path>>(&self, lookup_flags: u32, path: P) -> Result<Metadata>;

    /// Removes the file or symbolic link `path` below this directory.
    ///
    /// # Errors
    ///
    /// - [`InvalidInput`](ErrorKind::InvalidInput): the path has a NUL byte.
    /// - The host's errno, usually:
    ///   - `NOENT`: `path` does not exist.
    ///   - `ISDIR` or `PERM`: `path` is a directory.
    ///   - `NOTCAPABLE`: `path` leads out of this directory, or a needed right is missing.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fs::{self, OpenOptions};
    /// use nanowasi::os::wasi::fs::{FileExt, OpenOptionsExt};
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let dir = OpenOptions::new().read(true).directory(true).open(".")?;
    /// fs::write("file", "text")?;
    /// dir.remove_file("file")?;
    /// assert!(!fs::exists("file")?);
    /// # Ok(())
    /// # }
    /// ```
    fn remove_file<P: AsRef<Path>>(&self, path: P) -> Result<()>;

    /// Removes the empty directory `path` below this directory.
    ///
    /// # Errors
    ///
    /// - [`InvalidInput`](ErrorKind::InvalidInput): the path has a NUL byte.
    /// - The host's errno, usually:
    ///   - `NOENT`: `path` does not exist.
    ///   - `NOTDIR`: `path` is not a directory.
    ///   - `NOTEMPTY`: the directory is not empty.
    ///   - `NOTCAPABLE`: `path` leads out of this directory, or a needed right is missing.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fs::{self, OpenOptions};
    /// use nanowasi::os::wasi::fs::{FileExt, OpenOptionsExt};
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let dir = OpenOptions::new().read(true).directory(true).open(".")?;
    /// fs::create_dir("new")?;
    /// dir.remove_directory("new")?;
    /// assert!(!fs::exists("new")?);
    /// # Ok(())
    /// # }
    /// ```
    fn remove_directory<P: AsRef<Path>>(&self, path: P) -> Result<()>;
}

/// A reader and writer of a file that begins at an offset, for the default methods of [`FileExt`].
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
