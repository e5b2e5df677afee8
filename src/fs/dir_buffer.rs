//! The buffered directory read of `read_dir` and `remove_dir_all`.
//!
//! ```text
//! host ── fd_readdir ──► DirBuffer ── Listing::next ──► EntryList ──► DirEntry
//!                        32 to 256 KiB                  read ahead,
//!                        with the host's records        9 bytes, name, NUL
//! ```
//!
//! [`DirBuffer`] grows, because wasmtime reads the attributes of each file of the directory at each
//! call. [`EntryList`] holds entries that were read before the program changes the directory,
//! because some hosts number the entries anew at each call.

use alloc_crate::vec::Vec;

use super::FileType;
use super::listing::{Listing, RawEntry};
use crate::io::Result;
use crate::raw::Filetype;
use crate::sys::util::vec;
use crate::sys::{self, BorrowedFd};

/// The length of the first buffer for a listing, in bytes.
///
/// wasmtime reads the attributes of each file of the directory at each call, so the number of calls
/// matters. A listing of 10,000 files took 2.8 s with buffers of 4 KiB, which `std` uses.
const FIRST_LEN: usize = 32_768;

/// The length in bytes up to which the buffer doubles from call to call, so that a long listing
/// takes few calls.
const MAX_LEN: usize = 262_144;

/// A buffer with less free space than this, in bytes, counts as full: the next entry did not fit,
/// unless its name is very long.
const MAX_UNUSED: usize = 1024;

/// The number of bytes before the name of an entry in an [`EntryList`]: the inode number and the
/// type.
const HEADER_LEN: usize = 9;

/// A listing, and a buffer that grows.
pub(super) struct DirBuffer {
    bytes: Vec<u8>,
    listing: Listing,
}

impl DirBuffer {
    pub(super) const fn new() -> Self {
        Self {
            bytes: Vec::new(),
            listing: Listing::new(),
        }
    }

    /// Begins the listing of another directory, with the same buffer.
    pub(super) const fn restart(&mut self) {
        self.listing = Listing::new();
    }

    /// Appends entries to `list` until the list has `limit` bytes or more. Returns `false` if the
    /// directory ended before.
    ///
    /// # Errors
    ///
    /// An error ends the listing. The entries before the error have been appended.
    ///
    /// - The host's errno.
    /// - `IO`: the host returned invalid entries.
    /// - `OutOfMemory`: there is no memory for the buffer or the list.
    pub(super) fn read(
        &mut self,
        dir: BorrowedFd<'_>,
        list: &mut EntryList,
        limit: usize,
    ) -> Result<bool> {
        while list.bytes.len() < limit {
            let Some(entry) = self.next(dir).inspect_err(|_| self.listing.end())? else {
                return Ok(false);
            };
            let name = self.bytes.get(entry.name.clone()).unwrap_or_default();
            list.push(&entry, name)
                .inspect_err(|_| self.listing.end())?;
        }
        Ok(true)
    }

    /// Frees the buffer. The listing must have ended.
    pub(super) fn free(&mut self) {
        self.bytes = Vec::new();
    }

    /// Returns the next entry, or `None` at the end.
    fn next(&mut self, dir: BorrowedFd<'_>) -> Result<Option<RawEntry>> {
        let mut full = false;
        let mut fill = |buffer: &mut [u8], cookie| {
            let used = sys::fd_readdir(dir, buffer, cookie)?;
            full = buffer.len() - used < MAX_UNUSED;
            Ok(used)
        };
        let entry = loop {
            match self.listing.next(&mut self.bytes, &mut fill) {
                // The first call comes here, too, because the buffer is empty then.
                Err(_) if self.listing.needs_larger_buffer() => grow(&mut self.bytes)?,
                entry => break entry?,
            }
        };
        if full && self.bytes.len() < MAX_LEN {
            // An error is ignored, because the listing can continue with this buffer in more calls.
            let _ = grow(&mut self.bytes);
        }
        Ok(entry)
    }
}

/// Grows a buffer to [`FIRST_LEN`] bytes if it is empty, and doubles it otherwise.
fn grow(buffer: &mut Vec<u8>) -> Result<()> {
    let more = buffer.len().max(FIRST_LEN);
    reserve(buffer, more)?;
    vec::extend_with_zeros(buffer, more);
    Ok(())
}

/// Doubles the capacity of a vector, or adds `more` bytes if that is more. Does nothing if the
/// vector has spare capacity for `more` bytes.
fn reserve(bytes: &mut Vec<u8>, more: usize) -> Result<()> {
    if bytes.capacity() - bytes.len() < more {
        bytes.try_reserve_exact(bytes.len().max(more))?;
    }
    Ok(())
}

/// Entries that were read ahead, in the order of the listing.
///
/// | offset | bytes | |
/// | --- | --- | --- |
/// | 0 | 8 | the inode number, little-endian |
/// | 8 | 1 | the type |
/// | 9 | any | the name, which has no NUL byte |
/// | 9 + any | 1 | a NUL byte |
pub(super) struct EntryList {
    bytes: Vec<u8>,
    /// The offset of the current entry.
    current: usize,
    /// The offset of the next entry.
    next: usize,
}

impl EntryList {
    pub(super) const fn new() -> Self {
        Self {
            bytes: Vec::new(),
            current: 0,
            next: 0,
        }
    }

    /// Removes all entries and keeps the memory.
    pub(super) fn clear(&mut self) {
        self.bytes.clear();
        self.current = 0;
        self.next = 0;
    }

    /// Appends an entry.
    fn push(&mut self, entry: &RawEntry, name: &[u8]) -> Result<()> {
        let len = name.len().saturating_add(HEADER_LEN + 1);
        reserve(&mut self.bytes, len)?;
        let [a, b, c, d, e, f, g, h] = entry.ino.to_le_bytes();
        let header = [a, b, c, d, e, f, g, h, entry.file_type.0.0];
        vec::extend_within_capacity(&mut self.bytes, &header);
        vec::extend_within_capacity(&mut self.bytes, name);
        vec::extend_within_capacity(&mut self.bytes, &[0]);
        Ok(())
    }

    /// Advances to the next entry. Returns `false` at the end.
    pub(super) fn advance(&mut self) -> bool {
        self.current = self.next;
        // The search begins at the name, because an inode number can have NUL bytes.
        let names = self.bytes.get(self.current + HEADER_LEN..);
        let len = names.and_then(|names| names.iter().position(|byte| *byte == 0));
        if let Some(len) = len {
            self.next = self.current + HEADER_LEN + len + 1;
        }
        len.is_some()
    }

    /// Returns the current entry: its inode number, its type and its name.
    pub(super) fn current(&self) -> (u64, FileType, &[u8]) {
        let entry = self.bytes.get(self.current..self.next);
        let entry = entry.unwrap_or_default().split_first_chunk();
        match entry {
            Some((ino, [file_type, name @ .., 0])) => (
                u64::from_le_bytes(*ino),
                FileType(Filetype(*file_type)),
                name,
            ),
            _ => (0, FileType(Filetype::UNKNOWN), b""),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Entries that are not separated correctly are names that are cut, lost or invented, in
    /// `remove_dir_all` as well.
    #[test]
    fn a_list_returns_the_entries_that_were_appended() {
        arbtest::arbtest(|u| {
            let mut list = EntryList::new();
            for _ in 0..u.int_in_range(0..=2)? {
                let entries: Vec<(u64, u8, Vec<u8>)> = u.arbitrary()?;
                for (ino, file_type, name) in &entries {
                    let entry = RawEntry {
                        name: 0..0,
                        ino: *ino,
                        file_type: FileType(Filetype(*file_type)),
                    };
                    let name: Vec<u8> = name.iter().copied().filter(|byte| *byte != 0).collect();
                    list.push(&entry, &name).unwrap();
                }
                for (ino, file_type, mut name) in entries {
                    name.retain(|byte| *byte != 0);
                    assert!(list.advance());
                    let expected = (ino, FileType(Filetype(file_type)), name.as_slice());
                    assert!(list.current() == expected);
                    // The entry does not change before the next `advance`.
                    assert!(list.current() == expected);
                }
                assert!(!list.advance() && !list.advance());
                list.clear();
            }
            Ok(())
        });
    }
}
