//! [`File`]: an open file.

use core::fmt;

use super::open_args::{OpenArgs, open};
use super::{FileTimes, Metadata, OpenOptions, Permissions};
use crate::io::{Error, ErrorKind, Result, UNSUPPORTED};
use crate::path::Path;
use crate::raw::Rights;
use crate::sys::error_repr::SimpleMessage;
use crate::sys::{self, AsFd, BorrowedFd, Errno, OwnedFd};
use crate::time::SystemTime;

/// An open file, as [`std::fs::File`]. It is closed when it is dropped.
///
/// ```no_run
/// use nanowasi::fs::File;
/// use nanowasi::io::{Read, Seek, SeekFrom, Write};
///
/// let mut file = File::create_new("squares")?;
/// for n in 0..100_u32 {
///     file.write_all(&(n * n).to_le_bytes())?;
/// }
/// let mut square = [0; 4];
/// file.seek(SeekFrom::Start(4 * 12))?;
/// file.read_exact(&mut square)?;
/// assert_eq!(square, 144_u32.to_le_bytes());
/// # Ok::<(), nanowasi::io::Error>(())
/// ```
///
/// An error of closing it is lost; [`sync_all`](Self::sync_all) reports what matters of it.
///
/// [`std::fs::File`]: https://doc.rust-lang.org/std/fs/struct.File.html
pub struct File {
    fd: OwnedFd,
}

static TOO_LONG: SimpleMessage = SimpleMessage::new(
    ErrorKind::InvalidInput,
    Errno::INVAL,
    "out of range integral type conversion attempted",
);

impl File {
    /// Opens a file to be read; on most hosts, a directory can be opened as well.
    ///
    /// # Errors
    ///
    /// What the host answers, or as said in the [module](super) if no preopen leads there.
    #[inline]
    pub fn open<P: AsRef<Path>>(path: P) -> Result<File> {
        Ok(open(path.as_ref(), OpenArgs::READ)?.into())
    }

    /// Opens a file to be written; it is empty then, and is created if there is none.
    ///
    /// # Errors
    ///
    /// As [`open`](Self::open).
    #[inline]
    pub fn create<P: AsRef<Path>>(path: P) -> Result<File> {
        Ok(open(path.as_ref(), OpenArgs::CREATE)?.into())
    }

    /// Creates a file, to be read and written.
    ///
    /// # Errors
    ///
    /// [`AlreadyExists`](ErrorKind::AlreadyExists) if there is anything of that name, or as
    /// [`open`](Self::open).
    #[inline]
    pub fn create_new<P: AsRef<Path>>(path: P) -> Result<File> {
        Ok(open(path.as_ref(), OpenArgs::CREATE_NEW)?.into())
    }

    /// The same as [`OpenOptions::new`].
    #[inline]
    #[must_use]
    pub const fn options() -> OpenOptions {
        OpenOptions::new()
    }

    /// Waits until content and attributes are stored.
    ///
    /// # Errors
    ///
    /// What the host answers.
    #[inline]
    pub fn sync_all(&self) -> Result<()> {
        Ok(sys::fd_sync(self.as_fd())?)
    }

    /// Waits until the content is stored, and what is needed to find it.
    ///
    /// # Errors
    ///
    /// What the host answers.
    pub fn sync_data(&self) -> Result<()> {
        let mut synced = sys::fd_datasync(self.as_fd());
        if synced == Err(Errno::NOTCAPABLE) {
            // Of a file that is only read: the right to this would mean the wish to write.
            synced = sys::fd_sync(self.as_fd());
        }
        Ok(synced?)
    }

    /// Cuts the file, or fills it up with zeros, to `size` bytes. The place for the next read or write stays
    /// where it is.
    ///
    /// # Errors
    ///
    /// [`InvalidInput`](ErrorKind::InvalidInput) for 2⁶³ bytes or more and for a file that isn't open to be
    /// written, or what the host answers.
    pub fn set_len(&self, size: u64) -> Result<()> {
        if i64::try_from(size).is_err() {
            return Err(Error::from_static_message(&TOO_LONG));
        }
        Ok(sys::fd_filestat_set_size(self.as_fd(), size)?)
    }

    /// The file's attributes.
    ///
    /// # Errors
    ///
    /// What the host answers.
    #[inline]
    pub fn metadata(&self) -> Result<Metadata> {
        Ok(Metadata(sys::fd_filestat_get(self.as_fd())?))
    }

    /// Answers that a descriptor can't be had twice, as `std`'s on this target.
    ///
    /// An [`Arc<File>`](https://doc.rust-lang.org/std/sync/struct.Arc.html) or a `&File` reads, writes and
    /// seeks as a `File` does.
    ///
    /// # Errors
    ///
    /// [`Unsupported`](ErrorKind::Unsupported), always.
    #[inline]
    pub fn try_clone(&self) -> Result<File> {
        Err(Error::from_static_message(&UNSUPPORTED))
    }

    /// Answers that no host can do this, as `std`'s on this target.
    ///
    /// # Errors
    ///
    /// `NOSYS`, always.
    #[inline]
    pub fn set_permissions(&self, perm: Permissions) -> Result<()> {
        let _ = perm;
        Err(Errno::NOSYS.into())
    }

    /// Gives the file those times that are named.
    ///
    /// # Errors
    ///
    /// `INVAL` for a time before 1970 or after 2554, or what the host answers.
    #[inline]
    pub fn set_times(&self, times: FileTimes) -> Result<()> {
        times.apply(self.as_fd())
    }

    /// Gives the file another time of the last write.
    ///
    /// # Errors
    ///
    /// As [`set_times`](Self::set_times).
    #[inline]
    pub fn set_modified(&self, time: SystemTime) -> Result<()> {
        self.set_times(FileTimes::new().set_modified(time))
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
    /// As `std` prints it: the number, and what the host says it may be used for.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("File");
        debug.field("fd", &self.fd.raw());
        if let Ok(stat) = sys::fd_fdstat_get(self.as_fd()) {
            let rights = stat.fs_rights_base;
            let read = rights.intersects(Rights::FD_READ | Rights::FD_READDIR);
            let write = rights.contains(Rights::FD_WRITE);
            if read || write {
                debug.field("read", &read).field("write", &write);
            }
        }
        debug.finish()
    }
}
