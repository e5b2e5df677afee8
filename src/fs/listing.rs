//! A directory's listing, entry by entry: what `fd_readdir` writes, and when to ask for more.
//!
//! [`Listing`] is the whole logic, over a buffer and a function that fills it, so that it can be
//! tested without a host. `Entries` is it for a program without a heap, `ReadDir` with one.

use core::ops::Range;

use super::FileType;
use crate::raw::{Dircookie, Dirent, Filetype};
use crate::sys::util::bytes::contains;
use crate::sys::{self, Errno};

/// More than the longest entry of any file system, so that a buffer of this many bytes holds one.
const MAX_ENTRY_LEN: usize = 65_536;

/// An entry in a buffer.
pub(super) struct RawEntry {
    pub(super) name: Range<usize>,
    pub(super) ino: u64,
    pub(super) file_type: FileType,
}

/// What is known of a listing between two entries.
pub(super) struct Listing {
    /// Where the listing goes on behind the last whole entry.
    cookie: Dircookie,
    /// Where the next entry begins in the buffer, and where what was filled in ends.
    pos: usize,
    filled: usize,
    /// Whether it has ended, well or not.
    is_ended: bool,
    cycle: CycleDetector,
    /// Whether the last cookie is to be asked for again, with a larger buffer.
    refill: bool,
}

/// Finds a cookie that comes again, by Brent's algorithm: each is compared with one from before, which
/// moves on after 1, 2, 4, … cookies. So a host that goes in a circle is found out, however long it is
/// and whatever its cookies look like.
struct CycleDetector {
    before: Dircookie,
    steps: u32,
    limit: u32,
}

impl CycleDetector {
    fn is_repeat(&mut self, cookie: Dircookie) -> bool {
        // The first cookie of all, 0, has nothing before it.
        let is_repeat = self.limit != 0 && cookie == self.before;
        self.steps += 1;
        if self.steps >= self.limit {
            self.limit = self.limit.saturating_mul(2).max(1);
            self.steps = 0;
            self.before = cookie;
        }
        is_repeat
    }
}

impl Listing {
    /// A directory from its front on.
    pub(super) const fn new() -> Self {
        Self {
            cookie: 0,
            pos: 0,
            filled: 0,
            is_ended: false,
            cycle: CycleDetector {
                before: 0,
                steps: 0,
                limit: 0,
            },
            refill: false,
        }
    }

    /// Whether the buffer had no room for an entry: after the error of a host, `NAMETOOLONG` too, there is none.
    #[cfg(feature = "alloc")]
    pub(super) const fn needs_larger_buffer(&self) -> bool {
        !self.is_ended
    }

    /// Gives no more entries.
    pub(super) const fn end(&mut self) {
        self.is_ended = true;
    }

    /// The next entry, without `.` and `..`; nothing at the end.
    ///
    /// # Errors
    ///
    /// What `fill` answers, `NAMETOOLONG` if the buffer has no room for one entry (then a larger one may
    /// be brought to the next call), or `IO` for a listing that can't be true: an entry that is
    /// cut although there was room, a cookie that comes again, or what is no name: no bytes, or a `/` or a NUL
    /// among them. After an error the listing has ended, unless it [wants room](Self::needs_larger_buffer).
    pub(super) fn next(
        &mut self,
        buffer: &mut [u8],
        mut fill: impl FnMut(&mut [u8], Dircookie) -> Result<usize, Errno>,
    ) -> Result<Option<RawEntry>, Errno> {
        let mut skipped = 0;
        while !self.is_ended {
            let bytes = buffer.get(self.pos..self.filled).unwrap_or_default();
            if let Some((header, name)) = parse_entry(bytes) {
                let start = self.pos + size_of::<Dirent>();
                let entry = RawEntry {
                    name: start..start + name.len(),
                    ino: header.d_ino,
                    file_type: FileType(known_type(header.d_type)),
                };
                self.pos = entry.name.end;
                self.cookie = header.d_next;
                match name {
                    // There is one of each: a host that lists them for ever goes nowhere.
                    b"." | b".." if skipped < 2 => {
                        skipped += 1;
                        continue;
                    }
                    // What is no name could lead elsewhere.
                    b"." | b".." | b"" => break,
                    _ if contains(name, 0) || contains(name, b'/') => break,
                    _ => return Ok(Some(entry)),
                }
            }
            if self.pos == 0 && self.filled != 0 {
                // Not one whole entry was in all that the host gave. Either it doesn't fit, or it is none:
                // a name that long would have a larger buffer asked for again and again.
                let full = self.filled == buffer.len() && self.filled < MAX_ENTRY_LEN;
                self.filled = 0;
                if full {
                    self.refill = true;
                    return Err(Errno::NAMETOOLONG);
                }
                break;
            }
            if buffer.len() <= size_of::<Dirent>() {
                // A host would say that nothing fits: with the same 0 as at the end.
                return Err(Errno::NAMETOOLONG);
            }
            if !self.refill && self.cycle.is_repeat(self.cookie) {
                break;
            }
            self.refill = false;
            self.pos = 0;
            self.filled = 0;
            match fill(buffer, self.cookie) {
                Ok(used) => self.filled = used,
                Err(errno) => {
                    self.is_ended = true;
                    return Err(errno);
                }
            }
            // Only this is the end: deno and bun give whole entries only, and less than fits.
            if self.filled == 0 {
                self.is_ended = true;
            }
        }
        if self.is_ended {
            return Ok(None);
        }
        self.is_ended = true;
        Err(sys::INVALID_RESPONSE)
    }
}

/// The type that a listing tells; one that preview 1 has no name for is one that isn't known.
const fn known_type(reported: Filetype) -> Filetype {
    if reported.0 > Filetype::SYMBOLIC_LINK.0 {
        return Filetype::UNKNOWN;
    }
    reported
}

/// The entry at the front of `bytes`, header and name, if it is there whole.
fn parse_entry(bytes: &[u8]) -> Option<(Dirent, &[u8])> {
    let (header, rest) = bytes.split_at_checked(size_of::<Dirent>())?;
    // The header lies at any address, behind a name of any length.
    let header = Dirent {
        d_next: u64::from_le_bytes(*header.first_chunk()?),
        d_ino: u64::from_le_bytes(*header.get(8..)?.first_chunk()?),
        d_namlen: u32::from_le_bytes(*header.get(16..)?.first_chunk()?),
        d_type: Filetype(*header.get(20)?),
    };
    let len = usize::try_from(header.d_namlen).ok()?;
    Some((header, rest.get(..len)?))
}

#[cfg(test)]
mod fuzz_tests;
#[cfg(test)]
mod tests;
