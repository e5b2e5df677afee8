//! The parser of a directory's listing, as `fd_readdir` writes it.
//!
//! The host fills a buffer with records from a cookie on. A record can be cut by the end of the
//! buffer:
//!
//! ```text
//! 0        8        16         20       21    24     24 + d_namlen
//! │ d_next │ d_ino  │ d_namlen │ d_type │ pad │ name │ d_next │ …
//!   └─ the cookie of the next record
//! ```
//!
//! [`Listing::next`] returns the next whole record. The rest of the buffer decides the next step:
//!
//! | the rest of the buffer | step |
//! | --- | --- |
//! | a whole record | it is returned, and its `d_next` is kept |
//! | a truncated record after whole ones | `fd_readdir` is called again with the kept cookie |
//! | one truncated record that fills the buffer | `NAMETOOLONG`: a larger buffer is needed |
//! | one truncated record, and free space or 64 KiB | `IO`: the record is invalid |
//! | nothing | the end of the directory |
//!
//! Only an empty result is the end: deno and bun write whole records only, and so less than fits.
//!
//! The parser takes a buffer and a function that fills it, so that it is tested without a host.
//! Every byte of the buffer is untrusted. [`Entries`](super::Entries) uses it without a heap,
//! `ReadDir` with one.

use core::ops::Range;

use super::FileType;
use crate::raw::{Dircookie, Dirent, Filetype};
use crate::sys::util::bytes::contains;
use crate::sys::{self, Errno};

/// More bytes than a record of any file system has. A cut record in a buffer of this length is
/// impossible.
const MAX_ENTRY_LEN: usize = 65_536;

/// An entry of a directory. The name is a range of the buffer.
pub(super) struct RawEntry {
    pub(super) name: Range<usize>,
    pub(super) ino: u64,
    pub(super) file_type: FileType,
}

/// The state of a listing between two entries.
pub(super) struct Listing {
    /// The cookie of the entry after the last one that was parsed.
    cookie: Dircookie,
    /// The offset of the next entry in the buffer.
    pos: usize,
    /// The number of bytes in the buffer that the host has filled.
    filled: usize,
    /// Whether the listing has ended, with an error or without.
    is_ended: bool,
    cycle: CycleDetector,
    /// Whether the next call of the host uses the same cookie as the last one, with a larger
    /// buffer.
    refill: bool,
}

/// Detects cookies that repeat, by Brent's algorithm.
///
/// Each cookie is compared with one earlier cookie, which is replaced after 1, 2, 4, … cookies. So
/// a cycle of any length is found, without memory for all cookies.
struct CycleDetector {
    /// The cookie that the others are compared with.
    saved: Dircookie,
    /// The number of cookies since `saved` was replaced.
    steps: u32,
    /// The number of steps after which `saved` is replaced. 0 before the first cookie.
    limit: u32,
}

impl CycleDetector {
    /// Takes the next cookie, and returns whether it equals the saved one.
    fn is_repeat(&mut self, cookie: Dircookie) -> bool {
        // Before the first cookie there is no saved one.
        let is_repeat = self.limit != 0 && cookie == self.saved;
        self.steps += 1;
        if self.steps >= self.limit {
            self.limit = self.limit.saturating_mul(2).max(1);
            self.steps = 0;
            self.saved = cookie;
        }
        is_repeat
    }
}

impl Listing {
    /// Returns the state before the first entry.
    pub(super) const fn new() -> Self {
        Self {
            cookie: 0,
            pos: 0,
            filled: 0,
            is_ended: false,
            cycle: CycleDetector {
                saved: 0,
                steps: 0,
                limit: 0,
            },
            refill: false,
        }
    }

    /// Returns whether the last error was a buffer that is too small. The host's own `NAMETOOLONG`
    /// is an error that ends the listing.
    #[cfg(feature = "alloc")]
    pub(super) const fn needs_larger_buffer(&self) -> bool {
        !self.is_ended
    }

    /// Ends the listing.
    pub(super) const fn end(&mut self) {
        self.is_ended = true;
    }

    /// Returns the next entry, or `None` at the end. `.` and `..` are left out.
    ///
    /// Calls `fill` with the buffer and a cookie if the buffer has no whole entry. `fill` returns
    /// the number of bytes that it has filled.
    ///
    /// # Errors
    ///
    /// - The error of `fill`.
    /// - `NAMETOOLONG`: `buffer` is too small for the next entry. The next call can bring a larger
    ///   one.
    /// - `IO`: the host returned invalid entries. Causes are: a truncated entry although the buffer
    ///   has space; a repeated cookie; a third `.` or `..` in a row; an empty name; a `/` or NUL
    ///   byte in a name.
    ///
    /// After an error the listing has ended, unless it
    /// [needs a larger buffer](Self::needs_larger_buffer).
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
                    // A directory has one of each. A host that lists them forever would not return.
                    b"." | b".." if skipped < 2 => {
                        skipped += 1;
                        continue;
                    }
                    // A name with a `/` could lead to another directory.
                    b"." | b".." | b"" => break,
                    _ if contains(name, 0) || contains(name, b'/') => break,
                    _ => return Ok(Some(entry)),
                }
            }
            if self.pos == 0 && self.filled != 0 {
                // The host returned no whole entry. Either the entry does not fit, or it is
                // impossible. Without the limit, an impossible length would grow the buffer until
                // memory runs out.
                let is_full = self.filled == buffer.len() && self.filled < MAX_ENTRY_LEN;
                self.filled = 0;
                if is_full {
                    self.refill = true;
                    return Err(Errno::NAMETOOLONG);
                }
                break;
            }
            if buffer.len() <= size_of::<Dirent>() {
                // A host writes nothing to such a buffer and returns 0, which would mean the end.
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
            // Less than fits is not the end: deno and bun write whole entries only.
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

/// Returns a type that the host reported, or `UNKNOWN` for a number without a name in preview 1.
const fn known_type(reported: Filetype) -> Filetype {
    if reported.0 > Filetype::SYMBOLIC_LINK.0 {
        return Filetype::UNKNOWN;
    }
    reported
}

/// Returns the header and the name of the entry at the start of `bytes`, or `None` if the entry is
/// cut.
fn parse_entry(bytes: &[u8]) -> Option<(Dirent, &[u8])> {
    let (header, rest) = bytes.split_at_checked(size_of::<Dirent>())?;
    // The header is read byte by byte, because it is not aligned: it follows a name of any length.
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
