//! [`read_dir`]: a directory's entries as an iterator, for a program with a heap.

use alloc_crate::rc::Rc;
use alloc_crate::string::String;
use alloc_crate::vec::Vec;
use core::fmt;

use super::entries;
use super::listing::Listing;
use super::{FileType, Metadata};
use crate::io::{Error, Message, Result};
use crate::sys::{self, AsFd, Errno, OwnedFd};

/// The first buffer for a listing, in bytes: with a smaller one, hosts that list the directory anew at each
/// call take a time that grows with the square of its length.
const BUFFER: usize = 4096;

/// Lists a directory, as `std::fs::read_dir`.
///
/// # Errors
///
/// What the host answers, or as said in the [module](super) if no preopen leads there.
pub fn read_dir<P: AsRef<str>>(path: P) -> Result<ReadDir> {
    Ok(ReadDir {
        dir: Rc::new(entries::open(path.as_ref())?),
        buffer: Vec::new(),
        listing: Listing::default(),
    })
}

/// The entries of a directory, without `.` and `..`, as `std::fs::ReadDir`.
///
/// An item is an error if the host answers with one, if its listing can't be true, or if a name is not
/// UTF-8; only after the last kind there can be more items.
pub struct ReadDir {
    dir: Rc<OwnedFd>,
    buffer: Vec<u8>,
    listing: Listing,
}

impl ReadDir {
    fn entry(&mut self) -> Result<Option<DirEntry>> {
        let found = loop {
            let dir = self.dir.as_fd();
            let fill = |buffer: &mut [u8], cookie| sys::fd_readdir(dir, buffer, cookie);
            match self.listing.next(&mut self.buffer, fill) {
                // Also at first, when there is no buffer yet.
                Err(Errno::NAMETOOLONG) => {
                    grow(&mut self.buffer).inspect_err(|_| self.listing.end())?;
                }
                found => break found?,
            }
        };
        let Some(found) = found else {
            return Ok(None);
        };
        let name = self.buffer.get(found.name).unwrap_or_default();
        Ok(Some(DirEntry {
            dir: Rc::clone(&self.dir),
            name: String::from_utf8(Vec::from(name))
                .map_err(|_| Error::message(Message::NotUtf8))?,
            ino: found.ino,
            file_type: found.file_type,
        }))
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

impl Iterator for ReadDir {
    type Item = Result<DirEntry>;

    fn next(&mut self) -> Option<Self::Item> {
        self.entry().transpose()
    }
}

impl fmt::Debug for ReadDir {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReadDir")
            .field("dir", &self.dir)
            .finish_non_exhaustive()
    }
}

/// An entry of a directory, as `std::fs::DirEntry`.
///
/// Keeps the directory open: its methods ask for the name in it, not for a path.
pub struct DirEntry {
    dir: Rc<OwnedFd>,
    name: String,
    ino: u64,
    file_type: FileType,
}

impl DirEntry {
    /// The name, without the directory's. Differs from `std` in being a `String`.
    #[must_use]
    pub fn file_name(&self) -> String {
        self.name.clone()
    }

    /// The name, lent.
    #[inline]
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
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
        entries::file_type(self.dir.as_fd(), self.name.as_bytes(), self.file_type)
    }

    /// Its attributes; of a symbolic link, its own.
    ///
    /// # Errors
    ///
    /// What the host answers.
    pub fn metadata(&self) -> Result<Metadata> {
        entries::metadata(self.dir.as_fd(), self.name.as_bytes())
    }
}

impl fmt::Debug for DirEntry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("DirEntry").field(&self.name).finish()
    }
}
