//! [`File`]: an open file.

use core::fmt;

use super::open_args::{OpenArgs, open};
use super::{Metadata, OpenOptions, Permissions};
use crate::io::{Error, ErrorKind, Result, UNSUPPORTED};
use crate::path::Path;
use crate::raw::Rights;
use crate::sys::error_repr::SimpleMessage;
use crate::sys::{self, AsFd, BorrowedFd, Errno, OwnedFd};

/// An open file, as [`std::fs::File`].
///
/// Dropping the file closes it. An error of closing is lost; call [`sync_all`](Self::sync_all)
/// before to see whether the content was stored.
///
/// # Reading, writing and seeking
///
/// `File`, `&File` and `Arc<File>` implement [`Read`](crate::io::Read), [`Write`](crate::io::Write)
/// and [`Seek`](crate::io::Seek). All of them move the one offset of the open file. Nothing is
/// buffered: each `read` and each `write` is one call to the host.
///
/// | call | behavior |
/// | --- | --- |
/// | `read` | Blocks until the host returns. May return fewer bytes than `buf` holds. |
/// | `read` returns `Ok(0)` | The end of the file, or `buf` is empty. A later `read` can return more. |
/// | `read` into an empty `buf` | Calls the host, which reports an error if the file can't be read. `INTR` is ignored. |
/// | `write` | Blocks until the host returns. May write fewer bytes than `buf` holds. |
/// | `write` returns `Ok(0)` | `buf` is empty, or the host wrote nothing. |
/// | `write` of an empty `buf` | Calls the host. |
/// | `read_vectored`, `write_vectored` | Without a slice that has bytes, no call: `Ok(0)`. |
/// | `flush` | Does nothing, because there is no buffer. It does not call [`sync_all`](Self::sync_all). |
/// | `seek` | An offset after the end is allowed. A `write` there fills the space with zeros. |
/// | `seek` to a negative offset | The host's errno: `INVAL`. |
///
/// - Otherwise `read`, `write` and `seek` return `INTR` and `AGAIN` as errors. `read_exact`,
///   `read_to_end` and `write_all` retry after `INTR`: see [`Read`](crate::io::Read) and
///   [`Write`](crate::io::Write).
/// - A count of more bytes than the buffer holds is impossible. It is returned as `IO`.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::fs::File;
/// use nanowasi::io::{Read, Seek, SeekFrom, Write};
///
/// # fn main() -> nanowasi::io::Result<()> {
/// let mut file = File::create_new("squares")?;
/// for n in 0..100_u32 {
///     file.write_all(&(n * n).to_le_bytes())?;
/// }
/// let mut square = [0; 4];
/// file.seek(SeekFrom::Start(4 * 12))?;
/// file.read_exact(&mut square)?;
/// assert_eq!(square, 144_u32.to_le_bytes());
/// # Ok(())
/// # }
/// ```
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
    /// Opens a file for reading. Most hosts open a directory, too.
    ///
    /// The call is retried up to 1,024 times if the host returns `INTR`.
    ///
    /// # Errors
    ///
    /// Returns the host's errno, usually:
    ///
    /// - `NOENT`: `path` does not exist, or no preopened directory leads to it.
    /// - `NOTDIR`: a component of `path` before the last one is not a directory.
    /// - `NOTCAPABLE` or `PERM`: `path` leaves the preopened directory, or a right is missing.
    /// - `ACCES`: the host's file system denies the access.
    /// - `MFILE` or `NFILE`: too many descriptors are open.
    ///
    /// Errors of this crate:
    ///
    /// - [`InvalidInput`](ErrorKind::InvalidInput): `path` has a NUL byte.
    /// - [`OutOfMemory`](ErrorKind::OutOfMemory): there is no memory to put the
    ///   [current directory](crate::env::current_dir) before `path`.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fs::File;
    /// use nanowasi::io::{BufRead, BufReader};
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// # nanowasi::fs::write("log.txt", "info\nerror: disk full\n")?;
    /// let log = BufReader::new(File::open("log.txt")?);
    /// for line in log.lines() {
    ///     let line = line?;
    ///     if line.starts_with("error") {
    ///         assert_eq!(line, "error: disk full");
    ///     }
    /// }
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    pub fn open<P: AsRef<Path>>(path: P) -> Result<File> {
        Ok(open(path.as_ref(), OpenArgs::READ)?.into())
    }

    /// Opens a file for writing. Removes the content of a file that exists, and creates one that
    /// does not.
    ///
    /// # Errors
    ///
    /// As [`open`](Self::open), and the host's errno, usually:
    ///
    /// - `ISDIR`: `path` is a directory.
    /// - `ROFS`: the file system is read-only.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fs::File;
    /// use nanowasi::io::Write;
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let mut file = File::create("table.csv")?;
    /// writeln!(file, "name,bytes")?;
    /// for (name, bytes) in [("a.wasm", 312), ("b.wasm", 1_024)] {
    ///     writeln!(file, "{name},{bytes}")?;
    /// }
    /// # assert_eq!(file.metadata()?.len(), 34);
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    pub fn create<P: AsRef<Path>>(path: P) -> Result<File> {
        Ok(open(path.as_ref(), OpenArgs::CREATE)?.into())
    }

    /// Creates a file and opens it for reading and writing. Fails if `path` exists.
    ///
    /// The host checks and creates in one step, so of two programs only one succeeds.
    ///
    /// # Errors
    ///
    /// As [`create`](Self::create) except for `ISDIR`, and:
    ///
    /// - `EXIST`: `path` exists, also as a directory or as a symbolic link that leads nowhere.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fs::File;
    /// use nanowasi::io::ErrorKind;
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let lock = File::create_new("job.lock")?;
    /// let error = File::create_new("job.lock").unwrap_err();
    /// assert_eq!(error.kind(), ErrorKind::AlreadyExists);
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    pub fn create_new<P: AsRef<Path>>(path: P) -> Result<File> {
        Ok(open(path.as_ref(), OpenArgs::CREATE_NEW)?.into())
    }

    /// Returns a new [`OpenOptions`]: the same as [`OpenOptions::new`].
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fs::File;
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let file = File::options().read(true).write(true).create(true).open("counter")?;
    /// assert_eq!(file.metadata()?.len(), 0);
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    #[must_use]
    pub const fn options() -> OpenOptions {
        OpenOptions::new()
    }

    /// Waits until the host has stored the content and the attributes.
    ///
    /// The call is retried up to 1,024 times if the host returns `INTR`.
    ///
    /// # Errors
    ///
    /// Returns the host's errno, usually:
    ///
    /// - `IO`, `NOSPC` or `DQUOT`: the content could not be stored.
    /// - `NOTSUP` or `NOSYS`: the host can't do this.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fs::File;
    /// use nanowasi::io::Write;
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let mut journal = File::create("journal")?;
    /// journal.write_all(b"transfer 20 from a to b\n")?;
    /// journal.sync_all()?; // Dropping the file would hide this error.
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    pub fn sync_all(&self) -> Result<()> {
        Ok(sys::fd_sync(self.as_fd())?)
    }

    /// Waits until the host has stored the content, and of the attributes those that are needed to
    /// read it.
    ///
    /// # Errors
    ///
    /// As [`sync_all`](Self::sync_all).
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fs::OpenOptions;
    /// use nanowasi::io::Write;
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let mut log = OpenOptions::new().append(true).create(true).open("log.txt")?;
    /// log.write_all(b"started\n")?;
    /// log.sync_data()?; // The time of the last change may be lost in a crash, the line is not.
    /// # Ok(())
    /// # }
    /// ```
    pub fn sync_data(&self) -> Result<()> {
        let mut synced = sys::fd_datasync(self.as_fd());
        if synced == Err(Errno::NOTCAPABLE) {
            // A file that is open for reading has no right to `fd_datasync`, because some hosts
            // take a request for that right as a request to write.
            synced = sys::fd_sync(self.as_fd());
        }
        Ok(synced?)
    }

    /// Sets the length of the file to `size` bytes: cuts the file, or fills it with zeros.
    ///
    /// The offset of the next read or write does not change. After a cut it can be after the end,
    /// and a write there fills the space with zeros.
    ///
    /// # Errors
    ///
    /// Returns the host's errno, usually:
    ///
    /// - `INVAL`, `BADF` or `NOTCAPABLE`: the file is not open for writing.
    /// - `FBIG` or `NOSPC`: the file can't be that long.
    ///
    /// Error of this crate:
    ///
    /// - [`InvalidInput`](ErrorKind::InvalidInput): `size` is 2⁶³ or more.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fs::{self, File};
    /// use nanowasi::io::Write;
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let mut file = File::create("data")?;
    /// file.write_all(b"first")?;
    /// file.set_len(0)?;
    /// file.write_all(b"second")?; // Written at offset 5.
    /// assert_eq!(fs::read("data")?, b"\0\0\0\0\0second");
    /// # Ok(())
    /// # }
    /// ```
    pub fn set_len(&self, size: u64) -> Result<()> {
        if i64::try_from(size).is_err() {
            return Err(Error::from_static_message(&TOO_LONG));
        }
        Ok(sys::fd_filestat_set_size(self.as_fd(), size)?)
    }

    /// Returns the attributes of the file.
    ///
    /// # Errors
    ///
    /// Returns the host's errno, usually:
    ///
    /// - `NOTCAPABLE`: the descriptor has no right to it.
    ///
    /// Error of this crate:
    ///
    /// - `IO`: the host returned no attributes.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fs::File;
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// # nanowasi::fs::write("notes.txt", "buy milk\n")?;
    /// let file = File::open("notes.txt")?;
    /// assert_eq!(file.metadata()?.len(), 9);
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    pub fn metadata(&self) -> Result<Metadata> {
        Ok(Metadata(sys::fd_filestat_get(self.as_fd())?))
    }

    /// Returns an error, because preview 1 has no call for it. The same as under `std` on this
    /// target.
    ///
    /// Share the file instead: a `&File` or an
    /// [`Arc<File>`](https://doc.rust-lang.org/std/sync/struct.Arc.html) reads, writes and seeks as
    /// a `File` does.
    ///
    /// # Errors
    ///
    /// - [`Unsupported`](ErrorKind::Unsupported): always.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fs::File;
    /// use nanowasi::io::{ErrorKind, Write};
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let file = File::create("out.txt")?;
    /// assert_eq!(file.try_clone().unwrap_err().kind(), ErrorKind::Unsupported);
    ///
    /// let (mut one, mut other) = (&file, &file); // Both move the same offset.
    /// one.write_all(b"1")?;
    /// other.write_all(b"2")?;
    /// # assert_eq!(nanowasi::fs::read("out.txt")?, b"12");
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    pub fn try_clone(&self) -> Result<File> {
        Err(Error::from_static_message(&UNSUPPORTED))
    }

    /// Returns an error, because preview 1 has no permissions. The same as under `std` on this
    /// target.
    ///
    /// # Errors
    ///
    /// - `NOSYS`: always.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::{fs::File, sys::Errno};
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let file = File::create("out.txt")?;
    /// let error = file.set_permissions(file.metadata()?.permissions()).unwrap_err();
    /// assert_eq!(error.errno(), Some(Errno::NOSYS));
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    pub fn set_permissions(&self, perm: Permissions) -> Result<()> {
        let _ = perm;
        Err(Errno::NOSYS.into())
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
    /// Prints the descriptor's number, and whether the host reports that it can be read and
    /// written, as `std` does.
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
