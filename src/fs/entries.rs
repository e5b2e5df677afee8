//! [`Entries`]: a directory's entries for a program without a heap, and what it shares with `read_dir`.

use core::fmt;

use super::listing::Listing;
use super::open_args::{OpenArgs, open};
use super::{FileType, Metadata};
use crate::ffi::OsStr;
use crate::io::{Error, Message, Result};
use crate::path::Path;
use crate::raw::{Filetype, Lookupflags};
use crate::sys::{self, AsFd, BorrowedFd, OwnedFd};

/// A directory's entries for a program without a heap: they lie in a buffer that it brings.
///
/// Not in `std`, whose `read_dir` needs a heap. The buffer should hold 4,096 bytes at least. A smaller one is
/// slow on hosts that list the directory anew at each call, and two hosts (deno, bun) take a name
/// that doesn't fit, with 24 bytes in front of it, for the end.
///
/// # Changes to the directory
///
/// [`next`](Self::next) fills the whole buffer when it has returned all entries in it. While the
/// program removes or renames entries, each entry that was there and stays there is returned
/// exactly once if one buffer holds the listing: the name and 24 bytes for each entry, for `.` and
/// `..` too. In a longer directory, hosts that number the entries anew, such as wasmtime, leave out
/// as many as were removed since the last call. If the program creates entries, such hosts may
/// return some twice in a directory of any length. [`read_dir`](super::read_dir) reads ahead.
///
/// ```no_run
/// use nanowasi::{fs::Entries, io, println};
///
/// fn list(path: &str) -> io::Result<()> {
///     let mut buffer = [0; 4096];
///     let mut entries = Entries::open(path, &mut buffer)?;
///     while let Some(entry) = entries.next()? {
///         println!("{}", entry.name().unwrap_or("(not UTF-8)"));
///     }
///     Ok(())
/// }
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
    /// Opens a directory to be listed.
    ///
    /// # Errors
    ///
    /// What the host answers, or as said in the [module](super) if no preopen leads there.
    #[inline]
    pub fn open<P: AsRef<Path>>(path: P, buffer: &'buffer mut [u8]) -> Result<Self> {
        Ok(Self {
            dir: open(path.as_ref(), OpenArgs::LIST)?,
            buffer,
            listing: Listing::new(),
        })
    }

    /// The next entry, without `.` and `..`; nothing at the end.
    ///
    /// # Errors
    ///
    /// What the host answers, `NAMETOOLONG` for a name that the buffer has no room for, or `IO` for a
    /// listing that can't be true. There are no entries after an error.
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
#[derive(Debug)]
pub struct Entry<'entries> {
    dir: BorrowedFd<'entries>,
    name: &'entries [u8],
    ino: u64,
    file_type: FileType,
}

impl<'entries> Entry<'entries> {
    /// The name.
    ///
    /// # Errors
    ///
    /// `InvalidData` if it isn't UTF-8; [`name_bytes`](Self::name_bytes) has it all the same.
    pub fn name(&self) -> Result<&'entries str> {
        sys::util::from_utf8_small(self.name).ok_or(Error::from_message(Message::NotUtf8))
    }

    /// The name, whatever its bytes.
    #[inline]
    #[must_use]
    pub const fn name_bytes(&self) -> &'entries [u8] {
        self.name
    }

    /// The name as an [`OsStr`].
    #[inline]
    #[must_use]
    pub const fn file_name(&self) -> &'entries OsStr {
        OsStr::from_bytes(self.name)
    }

    /// The file's serial number, or 0 where the host doesn't tell.
    #[inline]
    #[must_use]
    pub const fn ino(&self) -> u64 {
        self.ino
    }

    /// What kind of file it is; a symbolic link is one. Asks for its attributes if the host left it
    /// open.
    ///
    /// # Errors
    ///
    /// What the host answers then.
    pub fn file_type(&self) -> Result<FileType> {
        file_type(self.dir, self.name, self.file_type)
    }

    /// Its attributes; of a symbolic link, its own.
    ///
    /// # Errors
    ///
    /// What the host answers.
    pub fn metadata(&self) -> Result<Metadata> {
        metadata(self.dir, self.name)
    }
}

/// The attributes of a name in an open directory.
pub(super) fn metadata(dir: BorrowedFd<'_>, name: &[u8]) -> Result<Metadata> {
    Ok(Metadata(sys::path_filestat_get(
        dir,
        Lookupflags::empty(),
        name,
    )?))
}

/// The type that a listing told, or that the file itself tells if the listing left it open.
pub(super) fn file_type(dir: BorrowedFd<'_>, name: &[u8], reported: FileType) -> Result<FileType> {
    if reported == FileType(Filetype::UNKNOWN) {
        return Ok(metadata(dir, name)?.file_type());
    }
    Ok(reported)
}
