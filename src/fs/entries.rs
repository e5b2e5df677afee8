//! [`Entries`]: the entries of a directory in a buffer of the caller, for a program without a heap.

use core::fmt;

use super::listing::Listing;
use super::open_args::{OpenArgs, open};
use super::{FileType, Metadata};
use crate::ffi::OsStr;
use crate::io::{Error, Message, Result};
use crate::path::Path;
use crate::raw::{Filetype, Lookupflags};
use crate::sys::{self, AsFd, BorrowedFd, OwnedFd};

/// The entries of a directory, in a buffer of the caller. Needs no heap.
///
/// Not in `std`, whose `read_dir` needs a heap.
///
/// # The length of the buffer
///
/// Use 4,096 bytes or more. A smaller buffer is slow on hosts that list the directory anew at each
/// call. An entry takes 24 bytes and its name. Two hosts (deno, bun) report an entry that does not
/// fit the whole buffer as the end of the directory.
///
/// # Changes to the directory
///
/// [`next`](Self::next) fills the whole buffer once it has returned all entries in it. What a
/// program sees while it changes the directory depends on whether one buffer holds the whole
/// listing: 24 bytes and the name of each entry, `.` and `..` included.
///
/// | the program | one buffer is enough | the listing is longer |
/// | --- | --- | --- |
/// | removes or renames entries | each other entry is returned once | some hosts skip entries |
/// | creates entries | some hosts return entries twice | some hosts return entries twice |
///
/// These hosts, wasmtime for one, number the entries anew at each call. They skip as many entries
/// as were removed since the last call. [`read_dir`](super::read_dir) avoids this by reading ahead.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::fs::{self, Entries};
///
/// # fn main() -> nanowasi::io::Result<()> {
/// fs::write("notes.txt", "buy milk\n")?;
/// let mut buffer = [0; 4096];
/// let mut entries = Entries::open(".", &mut buffer)?;
/// while let Some(entry) = entries.next()? {
///     assert_eq!(entry.name()?, "notes.txt");
///     assert_eq!(entry.metadata()?.len(), 9);
/// }
/// # Ok(())
/// # }
/// ```
pub struct Entries<'buffer> {
    dir: OwnedFd,
    buffer: &'buffer mut [u8],
    listing: Listing,
}

impl fmt::Debug for Entries<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Entries")
            .field("dir", &self.dir)
            .finish_non_exhaustive()
    }
}

impl<'buffer> Entries<'buffer> {
    /// Opens a directory, and lists it in `buffer`.
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
    /// use nanowasi::fs::Entries;
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let mut buffer = [0; 4096];
    /// let is_empty = Entries::open(".", &mut buffer)?.next()?.is_none();
    /// assert!(is_empty);
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    pub fn open<P: AsRef<Path>>(path: P, buffer: &'buffer mut [u8]) -> Result<Self> {
        Ok(Self {
            dir: open(path.as_ref(), OpenArgs::LIST)?,
            buffer,
            listing: Listing::new(),
        })
    }

    /// Returns the next entry, or `None` at the end. `.` and `..` are left out.
    ///
    /// The entry borrows the buffer, so `Entries` is no [`Iterator`]. Blocks until the host
    /// returns.
    ///
    /// # Errors
    ///
    /// Returns the host's errno, or an error of this crate:
    ///
    /// - `NAMETOOLONG`: the buffer is too small for the next entry.
    /// - `IO`: the listing is impossible. It has a cut entry that fits the buffer, or a cookie that
    ///   was returned before. Or a name is empty, or has a `/` or a NUL byte.
    ///
    /// After an error, `next` returns `None`.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fs::{self, Entries};
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// # fs::write("a.txt", "")?;
    /// # fs::write("b.txt", "")?;
    /// let mut buffer = [0; 4096];
    /// let mut entries = Entries::open(".", &mut buffer)?;
    /// let mut count = 0;
    /// while let Some(entry) = entries.next()? {
    ///     count += usize::from(entry.name_bytes().ends_with(b".txt"));
    /// }
    /// assert_eq!(count, 2);
    /// # Ok(())
    /// # }
    /// ```
    #[expect(
        clippy::should_implement_trait,
        reason = "an iterator's items can't borrow from it"
    )]
    pub fn next(&mut self) -> Result<Option<Entry<'_>>> {
        let dir = self.dir.as_fd();
        let entry = self
            .listing
            .next(self.buffer, |buffer, cookie| {
                sys::fd_readdir(dir, buffer, cookie)
            })
            .inspect_err(|_| self.listing.end())?;
        Ok(entry.and_then(|entry| {
            Some(Entry {
                dir,
                name: self.buffer.get(entry.name)?,
                ino: entry.ino,
                file_type: entry.file_type,
            })
        }))
    }
}

/// An entry of a directory, in the buffer of its [`Entries`].
///
/// Borrows the buffer and the open directory. Its methods find the name in this directory.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::fs::{self, Entries};
///
/// # fn main() -> nanowasi::io::Result<()> {
/// # fs::create_dir("out")?;
/// let mut buffer = [0; 4096];
/// let mut entries = Entries::open(".", &mut buffer)?;
/// while let Some(entry) = entries.next()? {
///     assert!(entry.name()? == "out" && entry.file_type()?.is_dir());
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct Entry<'entries> {
    dir: BorrowedFd<'entries>,
    name: &'entries [u8],
    ino: u64,
    file_type: FileType,
}

impl<'entries> Entry<'entries> {
    /// Returns the name, without the path of the directory.
    ///
    /// # Errors
    ///
    /// - [`InvalidData`](crate::io::ErrorKind::InvalidData): the name is not UTF-8.
    ///   [`name_bytes`](Self::name_bytes) returns such a name.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fs::{self, Entries};
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// # fs::write("notes.txt", "")?;
    /// let mut buffer = [0; 4096];
    /// let mut entries = Entries::open(".", &mut buffer)?;
    /// while let Some(entry) = entries.next()? {
    ///     assert_eq!(entry.name().unwrap_or("(not UTF-8)"), "notes.txt");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn name(&self) -> Result<&'entries str> {
        sys::util::from_utf8_small(self.name).ok_or(Error::from_message(Message::NotUtf8))
    }

    /// Returns the bytes of the name. They are not UTF-8 on every host.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fs::{self, Entries};
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// # fs::write("notes.txt", "")?;
    /// let mut buffer = [0; 4096];
    /// let mut entries = Entries::open(".", &mut buffer)?;
    /// while let Some(entry) = entries.next()? {
    ///     assert_eq!(entry.name_bytes(), b"notes.txt");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    #[must_use]
    pub const fn name_bytes(&self) -> &'entries [u8] {
        self.name
    }

    /// Returns the name as an [`OsStr`], for functions that take a path.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fs::{self, Entries};
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// # fs::write("old.txt", "")?;
    /// let mut buffer = [0; 4096];
    /// let mut entries = Entries::open(".", &mut buffer)?;
    /// while let Some(entry) = entries.next()? {
    ///     fs::remove_file(entry.file_name())?; // Below the current directory, as `.` is.
    /// }
    /// # assert!(!fs::exists("old.txt")?);
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    #[must_use]
    pub const fn file_name(&self) -> &'entries OsStr {
        OsStr::from_bytes(self.name)
    }

    /// Returns the inode number of the file, or 0 if the host does not report it.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fs::{self, Entries};
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// # fs::write("one", "")?;
    /// # fs::hard_link("one", "other")?;
    /// let mut buffer = [0; 4096];
    /// let mut entries = Entries::open(".", &mut buffer)?;
    /// let first = entries.next()?.map(|entry| entry.ino());
    /// let second = entries.next()?.map(|entry| entry.ino());
    /// assert_eq!(first, second); // Two names of one file.
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    #[must_use]
    pub const fn ino(&self) -> u64 {
        self.ino
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
    /// use nanowasi::fs::{self, Entries};
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// # fs::create_dir("out")?;
    /// let mut buffer = [0; 4096];
    /// let mut entries = Entries::open(".", &mut buffer)?;
    /// while let Some(entry) = entries.next()? {
    ///     assert!(entry.file_type()?.is_dir());
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn file_type(&self) -> Result<FileType> {
        file_type(self.dir, self.name, self.file_type)
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
    /// use nanowasi::fs::{self, Entries};
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// # fs::write("notes.txt", "buy milk\n")?;
    /// let mut buffer = [0; 4096];
    /// let mut entries = Entries::open(".", &mut buffer)?;
    /// let mut total = 0;
    /// while let Some(entry) = entries.next()? {
    ///     total += entry.metadata()?.len();
    /// }
    /// assert_eq!(total, 9);
    /// # Ok(())
    /// # }
    /// ```
    pub fn metadata(&self) -> Result<Metadata> {
        metadata(self.dir, self.name)
    }
}

/// Returns the attributes of a name in an open directory.
pub(super) fn metadata(dir: BorrowedFd<'_>, name: &[u8]) -> Result<Metadata> {
    Ok(Metadata(sys::path_filestat_get(
        dir,
        Lookupflags::empty(),
        name,
    )?))
}

/// Returns the type that a listing reported, or the type in the attributes if the listing reported
/// none.
pub(super) fn file_type(dir: BorrowedFd<'_>, name: &[u8], reported: FileType) -> Result<FileType> {
    if reported == FileType(Filetype::UNKNOWN) {
        return Ok(metadata(dir, name)?.file_type());
    }
    Ok(reported)
}
