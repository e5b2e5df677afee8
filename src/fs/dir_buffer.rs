//! What `read_dir` and `remove_dir_all` share: a listing with a buffer on the heap, and entries
//! that were read ahead.

use alloc_crate::vec::Vec;

use super::FileType;
use super::listing::{Listing, RawEntry};
use crate::io::Result;
use crate::raw::Filetype;
use crate::sys::util::vec;
use crate::sys::{self, BorrowedFd};

/// The length of the first buffer for a listing, in bytes. wasmtime looks at each file of the
/// directory at each call, so few calls matter: it took 2.8 s to list 10,000 files in pieces of 4
/// KiB, as `std` asks for.
const FIRST_LEN: usize = 32_768;

/// Up to this length, the buffer doubles from call to call, so that a long listing is few calls.
const MAX_LEN: usize = 262_144;

/// A buffer with less free space than this is full: the next entry did not fit, unless its name is
/// very long.
const MAX_CUT: usize = 1024;

/// The bytes of an entry in an [`EntryList`] before its name: the serial number, and the type.
const HEADER_LEN: usize = 9;

/// A listing with a buffer of its own, which grows.
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

    /// Lists another directory, in the same buffer.
    pub(super) const fn restart(&mut self) {
        self.listing = Listing::new();
    }

    /// Appends entries to `list` until it has `limit` bytes or more. Returns `false` if the
    /// directory ended before.
    ///
    /// # Errors
    ///
    /// An error ends the listing. What came before it has been appended.
    ///
    /// - The host's error, or `IO` for a listing that can't be true.
    /// - `OutOfMemory` without memory for the buffer or for the list.
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

    /// Frees the buffer, of a listing that has ended.
    pub(super) fn free(&mut self) {
        self.bytes = Vec::new();
    }

    /// Returns the next entry; `None` at the end.
    fn next(&mut self, dir: BorrowedFd<'_>) -> Result<Option<RawEntry>> {
        let mut full = false;
        let mut fill = |buffer: &mut [u8], cookie| {
            let used = sys::fd_readdir(dir, buffer, cookie)?;
            full = buffer.len() - used < MAX_CUT;
            Ok(used)
        };
        let entry = loop {
            match self.listing.next(&mut self.bytes, &mut fill) {
                // Also at first, when there is no buffer yet.
                Err(_) if self.listing.needs_larger_buffer() => grow(&mut self.bytes)?,
                entry => break entry?,
            }
        };
        if full && self.bytes.len() < MAX_LEN {
            // Without memory for a larger buffer, this one does as well, in more calls.
            let _ = grow(&mut self.bytes);
        }
        Ok(entry)
    }
}

/// Makes a buffer larger: [`FIRST_LEN`] bytes at first, then twice as long.
fn grow(buffer: &mut Vec<u8>) -> Result<()> {
    let more = buffer.len().max(FIRST_LEN);
    reserve(buffer, more)?;
    vec::extend_with_zeros(buffer, more);
    Ok(())
}

/// Makes a vector as large again, or larger by `more` bytes, unless it has space for these.
fn reserve(bytes: &mut Vec<u8>, more: usize) -> Result<()> {
    if bytes.capacity() - bytes.len() < more {
        bytes.try_reserve_exact(bytes.len().max(more))?;
    }
    Ok(())
}

/// Entries that were read ahead, one after the other: the serial number, the type, the name, and a
/// NUL.
pub(super) struct EntryList {
    bytes: Vec<u8>,
    /// Where the current entry begins, and where the next one.
    current: usize,
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

    /// Removes all entries, and keeps the memory.
    pub(super) fn clear(&mut self) {
        self.bytes.clear();
        self.current = 0;
        self.next = 0;
    }

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

    /// Moves on to the next entry. Returns `false` if there is none.
    pub(super) fn advance(&mut self) -> bool {
        self.current = self.next;
        // A name has no NUL in it; a serial number may have one.
        let names = self.bytes.get(self.current + HEADER_LEN..);
        let len = names.and_then(|names| names.iter().position(|byte| *byte == 0));
        if let Some(len) = len {
            self.next = self.current + HEADER_LEN + len + 1;
        }
        len.is_some()
    }

    /// Returns the current entry: its serial number, its type and its name.
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

    /// An entry whose bytes are taken for those of the next one is a name that is cut, lost or made
    /// up.
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
                    // Until the list moves on, the entry stays.
                    assert!(list.current() == expected);
                }
                assert!(!list.advance() && !list.advance());
                list.clear();
            }
            Ok(())
        });
    }
}
