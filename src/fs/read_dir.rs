//! [`read_dir`]: an iterator over the entries of a directory, which needs the feature `alloc`.

use alloc_crate::sync::Arc;
use alloc_crate::vec::Vec;
use core::fmt;

use super::dir_buffer::{DirBuffer, EntryList};
use super::open_args::{OpenArgs, open};
use super::{FileType, Metadata, entries};
use crate::ffi::{OsStr, OsString};
use crate::io::{Error, Result};
use crate::path::{Path, PathBuf};
use crate::sys::{AsFd, OwnedFd};

/// The number of bytes of entries that are read ahead. An entry takes ten bytes and its name.
const READ_AHEAD: usize = 4 << 20;

/// Returns an iterator over the entries of a directory, as [`std::fs::read_dir`].
///
/// The order of the entries is the host's. `.` and `..` are left out. This function opens the
/// directory, and the first `next` of the iterator reads it: see [`ReadDir`].
///
/// # Errors
///
/// As [`File::open`](super::File::open), and:
///
/// - `NOTDIR`: `path` is not a directory.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::fs;
///
/// # fn main() -> nanowasi::io::Result<()> {
/// # fs::write("a.txt", "1")?;
/// # fs::write("b.txt", "22")?;
/// let mut total = 0;
/// for entry in fs::read_dir(".")? {
///     total += entry?.metadata()?.len();
/// }
/// assert_eq!(total, 3);
/// # Ok(())
/// # }
/// ```
///
/// [`std::fs::read_dir`]: https://doc.rust-lang.org/std/fs/fn.read_dir.html
#[inline]
pub fn read_dir<P: AsRef<Path>>(path: P) -> Result<ReadDir> {
    list(path.as_ref())
}

fn list(path: &Path) -> Result<ReadDir> {
    let dir = open(path, OpenArgs::LIST)?;
    Ok(ReadDir {
        dir: Arc::new(Dir {
            fd: dir,
            path: path.to_path_buf(),
        }),
        buffer: DirBuffer::new(),
        entries: EntryList::new(),
        error: None,
    })
}

/// An open directory, and the path that it was opened with.
struct Dir {
    fd: OwnedFd,
    path: PathBuf,
}

/// An iterator over the entries of a directory, without `.` and `..`, as [`std::fs::ReadDir`].
///
/// # Changes to the directory
///
/// The first `next` reads up to 4 MiB of entries ahead: ten bytes and the name of each, which is
/// 130,000 names of 22 bytes. `std` reads 4 KiB ahead.
///
/// - Each of these entries that stays in the directory is returned exactly once, whatever the
///   program removes, renames or creates meanwhile.
/// - An entry that is removed after it was read is returned.
/// - An entry that is created after the reading is not returned.
///
/// In a longer directory, the next 4 MiB are read once these entries have been returned. Hosts that
/// number the entries anew at each call, such as wasmtime, then skip one entry for each entry that
/// was removed before.
///
/// # Memory
///
/// The entries take at most 8 MiB, and 12 MiB while their buffer grows. The buffer for the host has
/// 32 KiB at first and 256 KiB at most. It is freed at the end of the listing.
///
/// # Errors
///
/// An error is the last item. The entries that were read before it are returned first.
///
/// - The host's errno.
/// - `IO`: the host returned invalid entries. Causes are: a truncated entry although the buffer has
///   space; a repeated cookie; a third `.` or `..` in a row; an empty name; a `/` or NUL byte in a
///   name.
/// - [`OutOfMemory`](crate::io::ErrorKind::OutOfMemory): there is no memory to read ahead.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::fs;
///
/// # fn main() -> nanowasi::io::Result<()> {
/// # fs::write("a.tmp", "")?;
/// # fs::write("b.tmp", "")?;
/// for entry in fs::read_dir(".")? {
///     fs::remove_file(entry?.path())?; // Other entries are neither skipped nor repeated.
/// }
/// assert_eq!(fs::read_dir(".")?.count(), 0);
/// # Ok(())
/// # }
/// ```
///
/// [`std::fs::ReadDir`]: https://doc.rust-lang.org/std/fs/struct.ReadDir.html
pub struct ReadDir {
    dir: Arc<Dir>,
    buffer: DirBuffer,
    entries: EntryList,
    /// The error that ended the listing, until the entries before it have been returned.
    error: Option<Error>,
}

impl ReadDir {
    /// Advances to the next entry. Returns `false` at the end and at an error.
    fn advance(&mut self) -> bool {
        if self.entries.advance() {
            return true;
        }
        if self.error.is_some() {
            return false;
        }
        self.entries.clear();
        let dir = self.dir.fd.as_fd();
        match self.buffer.read(dir, &mut self.entries, READ_AHEAD) {
            Ok(true) => {}
            Ok(false) => self.buffer.free(),
            Err(error) => self.error = Some(error),
        }
        self.entries.advance()
    }
}

impl Iterator for ReadDir {
    type Item = Result<DirEntry>;

    fn next(&mut self) -> Option<Result<DirEntry>> {
        if !self.advance() {
            return self.error.take().map(Err);
        }
        let (ino, file_type, name) = self.entries.current();
        Some(Ok(DirEntry {
            dir: Arc::clone(&self.dir),
            name: OsString::from_bytes(Vec::from(name)),
            ino,
            file_type,
        }))
    }
}

impl fmt::Debug for ReadDir {
    /// Prints the path of the directory, as `std` does.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("ReadDir").field(&self.dir.path).finish()
    }
}

/// An entry of a directory, as [`std::fs::DirEntry`].
///
/// Unlike `std`, an entry keeps the directory open, and its methods find the name in this
/// directory. The methods of `std` use the path. It leads to another file after a directory on the
/// path was renamed or the current directory was changed. (Node, whose host is uvwasi, finds an
/// open directory by the path that it had.)
///
/// # Examples
///
/// ```no_run
/// use nanowasi::{fs, path::Path};
///
/// # fn main() -> nanowasi::io::Result<()> {
/// # fs::create_dir("out")?;
/// # fs::write("out/report.txt", "all is well\n")?;
/// for entry in fs::read_dir("out")? {
///     let entry = entry?;
///     fs::rename("out", "done")?;
///     assert_eq!(entry.metadata()?.len(), 12);
///     assert_eq!(entry.path(), Path::new("out/report.txt")); // No longer exists.
/// }
/// # Ok(())
/// # }
/// ```
///
/// [`std::fs::DirEntry`]: https://doc.rust-lang.org/std/fs/struct.DirEntry.html
pub struct DirEntry {
    dir: Arc<Dir>,
    name: OsString,
    ino: u64,
    file_type: FileType,
}

impl DirEntry {
    /// Returns the path of the directory, as it was passed to [`read_dir`], joined with the name.
    ///
    /// - A preopened directory hides an entry of the same path, as a mount point does. The path
    ///   then leads to the preopened directory, while the other methods return what the entry has.
    /// - As under `std`, a relative path leads elsewhere after
    ///   [`set_current_dir`](crate::env::set_current_dir).
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::{fs, path::Path};
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// # fs::create_dir("out")?;
    /// # fs::write("out/report.txt", "")?;
    /// for entry in fs::read_dir("out")? {
    ///     assert_eq!(entry?.path(), Path::new("out/report.txt"));
    /// }
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn path(&self) -> PathBuf {
        self.dir.path.join(&self.name)
    }

    /// Returns the name, without the path of the directory. Allocates; [`name`](Self::name) does
    /// not.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fs;
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// # fs::write("b.txt", "")?;
    /// # fs::write("a.txt", "")?;
    /// let mut names = Vec::new();
    /// for entry in fs::read_dir(".")? {
    ///     names.push(entry?.file_name());
    /// }
    /// names.sort(); // The order of a directory is the host's.
    /// assert_eq!(names, ["a.txt", "b.txt"]);
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn file_name(&self) -> OsString {
        self.name.clone()
    }

    /// Returns a reference to the name. Not in `std`.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fs;
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// # fs::write(".hidden", "")?;
    /// for entry in fs::read_dir(".")? {
    ///     let entry = entry?;
    ///     let is_hidden = entry.name().as_encoded_bytes().starts_with(b".");
    ///     assert!(is_hidden);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    #[must_use]
    pub fn name(&self) -> &OsStr {
        &self.name
    }

    /// Returns the type of the file. Does not follow a symbolic link.
    ///
    /// Calls the host only if the listing has no type for this entry.
    ///
    /// # Errors
    ///
    /// As [`metadata`](Self::metadata), if the host is called.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fs;
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// # fs::create_dir("out")?;
    /// for entry in fs::read_dir(".")? {
    ///     assert!(entry?.file_type()?.is_dir());
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn file_type(&self) -> Result<FileType> {
        entries::file_type(self.dir.fd.as_fd(), self.bytes(), self.file_type)
    }

    /// Returns the attributes of the file. Does not follow a symbolic link.
    ///
    /// # Errors
    ///
    /// As [`symlink_metadata`](super::symlink_metadata). `NOENT` if the entry was removed
    /// meanwhile.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fs;
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// # fs::write("notes.txt", "buy milk\n")?;
    /// for entry in fs::read_dir(".")? {
    ///     assert_eq!(entry?.metadata()?.len(), 9);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn metadata(&self) -> Result<Metadata> {
        entries::metadata(self.dir.fd.as_fd(), self.bytes())
    }

    #[inline]
    fn bytes(&self) -> &[u8] {
        self.name.as_encoded_bytes()
    }

    /// Returns the inode number of the file, or 0 if the host does not report it.
    #[inline]
    pub(crate) const fn serial(&self) -> u64 {
        self.ino
    }
}

impl fmt::Debug for DirEntry {
    /// Prints the path of the entry, as `std` does.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("DirEntry").field(&self.path()).finish()
    }
}
