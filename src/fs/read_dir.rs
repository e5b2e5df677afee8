//! [`read_dir`]: a directory's entries as an iterator, for a program with a heap.

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

/// OpenArgs many bytes of entries are read ahead: the name of each, and ten bytes.
const READ_AHEAD: usize = 4 << 20;

/// Lists a directory, as [`std::fs::read_dir`].
///
/// # Errors
///
/// What the host answers, or as said in the [module](super) if no preopen leads there. The
/// directory is opened, and read by the first `next` of the iterator: see [`ReadDir`].
///
/// ```no_run
/// use nanowasi::{fs, println};
///
/// for entry in fs::read_dir(".")? {
///     let entry = entry?;
///     println!("{} {}", entry.file_name().display(), entry.metadata()?.len());
/// }
/// # Ok::<(), nanowasi::io::Error>(())
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

/// An open directory, and the path that led there.
struct Dir {
    fd: OwnedFd,
    path: PathBuf,
}

/// An iterator over the entries of a directory, without `.` and `..`, as [`std::fs::ReadDir`].
///
/// # Changes to the directory
///
/// The first call of `next` reads ahead up to 4 MiB of entries: the name of each and ten bytes, so
/// 130,000 names of 22 bytes. Each of these entries that stays in the directory is returned exactly
/// once, whatever the program removes, renames or creates meanwhile. An entry that is removed later
/// is returned as well, and one that is created is not.
///
/// In a longer directory, the next 4 MiB are read once these have been returned. Hosts that number
/// the entries anew, such as wasmtime, then skip one entry for each entry that was removed before.
/// `std` reads 4 KiB ahead.
///
/// The entries take at most 8 MiB of memory, and 12 MiB while their buffer grows. The host's buffer
/// has 32 KiB at first and 256 at most; it is freed once the listing has ended.
///
/// # Errors
///
/// An item is an error after the entries that were read before it; it is the last item.
///
/// - The host's error.
/// - `IO` for a listing that can't be true: a cookie that comes again, say, or a name with a `/` in
///   it.
/// - [`OutOfMemory`](crate::io::ErrorKind::OutOfMemory) without memory to read ahead.
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
    /// Moves on to the next entry. Returns `false` if there is none: at the end, and at an error.
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
    /// As `std` prints it: the path that was listed.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("ReadDir").field(&self.dir.path).finish()
    }
}

/// An entry of a directory, as [`std::fs::DirEntry`].
///
/// Keeps the directory open: its methods ask for the name in it. (`std`'s ask for the path, which
/// means another file once a directory was renamed, or the current one changed.)
///
/// [`std::fs::DirEntry`]: https://doc.rust-lang.org/std/fs/struct.DirEntry.html
pub struct DirEntry {
    dir: Arc<Dir>,
    name: OsString,
    ino: u64,
    file_type: FileType,
}

impl DirEntry {
    /// Returns the path that was listed, with the name after it.
    ///
    /// A preopened directory hides an entry of its name, as a mount point does: the path then leads
    /// to the preopened directory, while the other methods tell of the entry. As under `std`, a
    /// relative path leads elsewhere after [`set_current_dir`](crate::env::set_current_dir).
    #[must_use]
    pub fn path(&self) -> PathBuf {
        self.dir.path.join(&self.name)
    }

    /// The name, without the directory's.
    #[must_use]
    pub fn file_name(&self) -> OsString {
        self.name.clone()
    }

    /// The name, lent. Not in `std`.
    #[inline]
    #[must_use]
    pub fn name(&self) -> &OsStr {
        &self.name
    }

    /// What kind of file it is; a symbolic link is one. Asks for its attributes if the host left it
    /// open.
    ///
    /// # Errors
    ///
    /// What the host answers then.
    pub fn file_type(&self) -> Result<FileType> {
        entries::file_type(self.dir.fd.as_fd(), self.bytes(), self.file_type)
    }

    /// Its attributes; of a symbolic link, its own.
    ///
    /// # Errors
    ///
    /// What the host answers.
    pub fn metadata(&self) -> Result<Metadata> {
        entries::metadata(self.dir.fd.as_fd(), self.bytes())
    }

    #[inline]
    fn bytes(&self) -> &[u8] {
        self.name.as_encoded_bytes()
    }

    #[inline]
    pub(crate) const fn serial(&self) -> u64 {
        self.ino
    }
}

impl fmt::Debug for DirEntry {
    /// As `std` prints it: its path.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("DirEntry").field(&self.path()).finish()
    }
}
