//! [`read_dir`]: a directory's entries as an iterator, for a program with a heap.

use alloc_crate::sync::Arc;
use alloc_crate::vec::Vec;
use core::fmt;

use super::listing::{Found, Listing};
use super::open_options::{How, open};
use super::{FileType, Metadata, entries};
use crate::ffi::{OsStr, OsString};
use crate::io::{Error, Message, Result};
use crate::path::{Path, PathBuf};
use crate::sys::{self, AsFd, BorrowedFd, OwnedFd};

/// The first buffer for a listing, in bytes. Hosts that look at the whole directory at each call take a time that grows with
/// the square of its length: wasmtime also looks at each file, and took 2.8 s to list 10,000 in pieces of 4 KiB, as `std`
/// asks for; it takes a sixth of that in pieces of 32.
const BUFFER: usize = 32_768;

/// Lists a directory, as [`std::fs::read_dir`].
///
/// # Errors
///
/// What the host answers, or as said in the [module](super) if no preopen leads there.
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
    let dir = open(path, How::LIST)?;
    Ok(ReadDir {
        dir: Arc::new(Dir {
            fd: dir,
            path: path.to_path_buf(),
        }),
        buffered: Buffered::new(),
    })
}

/// An open directory, and the path that led there.
struct Dir {
    fd: OwnedFd,
    path: PathBuf,
}

/// A listing with a buffer of its own, which grows as it has to.
pub(super) struct Buffered {
    buffer: Vec<u8>,
    listing: Listing,
}

impl Buffered {
    pub(super) const fn new() -> Self {
        Self {
            buffer: Vec::new(),
            listing: Listing::new(),
        }
    }

    /// Lists another directory, in the same buffer.
    pub(super) const fn restart(&mut self) {
        self.listing = Listing::new();
    }

    /// The next entry; nothing at the end.
    pub(super) fn next(&mut self, dir: BorrowedFd<'_>) -> Result<Option<Found>> {
        let fill = |buffer: &mut [u8], cookie| sys::fd_readdir(dir, buffer, cookie);
        loop {
            match self.listing.next(&mut self.buffer, fill) {
                // Also at first, when there is no buffer yet.
                Err(_) if self.listing.wants_room() => {
                    grow(&mut self.buffer).inspect_err(|_| self.listing.end())?;
                }
                found => return Ok(found?),
            }
        }
    }

    /// The name of an entry that was just found.
    pub(super) fn name(&self, found: &Found) -> &[u8] {
        self.buffer.get(found.name.clone()).unwrap_or_default()
    }
}

/// Makes a buffer larger: [`BUFFER`] bytes at first, then twice as many.
fn grow(buffer: &mut Vec<u8>) -> Result<()> {
    let more = buffer.len().max(BUFFER);
    buffer
        .try_reserve_exact(more)
        .map_err(|_| Error::message(Message::OutOfMemory))?;
    buffer.resize(buffer.len() + more, 0);
    Ok(())
}

/// The entries of a directory, without `.` and `..`, as [`std::fs::ReadDir`].
///
/// An item is an error if the host answers with one, or if its listing can't be true: a cookie that comes again, say, or
/// a name with a `/` in it. There are no more items after one.
///
/// [`std::fs::ReadDir`]: https://doc.rust-lang.org/std/fs/struct.ReadDir.html
pub struct ReadDir {
    dir: Arc<Dir>,
    buffered: Buffered,
}

impl Iterator for ReadDir {
    type Item = Result<DirEntry>;

    fn next(&mut self) -> Option<Result<DirEntry>> {
        let found = match self.buffered.next(self.dir.fd.as_fd()) {
            Ok(found) => found?,
            Err(error) => return Some(Err(error)),
        };
        Some(Ok(DirEntry {
            dir: Arc::clone(&self.dir),
            name: OsString::from_bytes(Vec::from(self.buffered.name(&found))),
            ino: found.ino,
            file_type: found.file_type,
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
    /// The path that was listed, with the name behind it.
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
