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
const LONGEST: usize = 65_536;

/// An entry in a buffer.
pub(super) struct Found {
    pub(super) name: Range<usize>,
    pub(super) ino: u64,
    pub(super) file_type: FileType,
}

/// What is known of a listing between two entries.
pub(super) struct Listing {
    /// Where the listing goes on behind the last whole entry.
    cookie: Dircookie,
    /// Where the next entry begins in the buffer, and where what was filled in ends.
    at: usize,
    used: usize,
    /// Whether it has ended, well or not.
    ended: bool,
    circle: Circle,
    /// Whether the last cookie is to be asked for again, with a larger buffer.
    again: bool,
}

/// Finds a cookie that comes again, by Brent's algorithm: each is compared with one from before, which
/// moves on after 1, 2, 4, … cookies. So a host that goes in a circle is found out, however long it is
/// and whatever its cookies look like.
struct Circle {
    before: Dircookie,
    steps: u32,
    limit: u32,
}

impl Circle {
    fn closes(&mut self, cookie: Dircookie) -> bool {
        // The first cookie of all, 0, has nothing before it.
        let closes = self.limit != 0 && cookie == self.before;
        self.steps += 1;
        if self.steps >= self.limit {
            self.limit = self.limit.saturating_mul(2).max(1);
            self.steps = 0;
            self.before = cookie;
        }
        closes
    }
}

impl Listing {
    /// A directory from its front on.
    pub(super) const fn new() -> Self {
        Self {
            cookie: 0,
            at: 0,
            used: 0,
            ended: false,
            circle: Circle {
                before: 0,
                steps: 0,
                limit: 0,
            },
            again: false,
        }
    }

    /// Whether the buffer had no room for an entry: after the error of a host, `NAMETOOLONG` too, there is none.
    #[cfg(feature = "alloc")]
    pub(super) const fn wants_room(&self) -> bool {
        !self.ended
    }

    /// Gives no more entries.
    pub(super) const fn end(&mut self) {
        self.ended = true;
    }

    /// The next entry, without `.` and `..`; nothing at the end.
    ///
    /// # Errors
    ///
    /// What `fill` answers, `NAMETOOLONG` if the buffer has no room for one entry (then a larger one may
    /// be brought to the next call), or `IO` for a listing that can't be true: an entry that is
    /// cut although there was room, a cookie that comes again, or what is no name: no bytes, or a `/` or a NUL
    /// among them. After an error the listing has ended, unless it [wants room](Self::wants_room).
    pub(super) fn next(
        &mut self,
        buffer: &mut [u8],
        mut fill: impl FnMut(&mut [u8], Dircookie) -> Result<usize, Errno>,
    ) -> Result<Option<Found>, Errno> {
        let mut skipped = 0;
        while !self.ended {
            let filled = buffer.get(self.at..self.used).unwrap_or_default();
            if let Some((head, name)) = entry(filled) {
                let start = self.at + size_of::<Dirent>();
                let found = Found {
                    name: start..start + name.len(),
                    ino: head.d_ino,
                    file_type: FileType(known(head.d_type)),
                };
                self.at = found.name.end;
                self.cookie = head.d_next;
                match name {
                    // There is one of each: a host that lists them for ever goes nowhere.
                    b"." | b".." if skipped < 2 => {
                        skipped += 1;
                        continue;
                    }
                    // What is no name could lead elsewhere.
                    b"." | b".." | b"" => break,
                    _ if contains(name, 0) || contains(name, b'/') => break,
                    _ => return Ok(Some(found)),
                }
            }
            if self.at == 0 && self.used != 0 {
                // Not one whole entry was in all that the host gave. Either it doesn't fit, or it is none:
                // a name that long would have a larger buffer asked for again and again.
                let full = self.used == buffer.len() && self.used < LONGEST;
                self.used = 0;
                if full {
                    self.again = true;
                    return Err(Errno::NAMETOOLONG);
                }
                break;
            }
            if buffer.len() <= size_of::<Dirent>() {
                // A host would say that nothing fits: with the same 0 as at the end.
                return Err(Errno::NAMETOOLONG);
            }
            if !self.again && self.circle.closes(self.cookie) {
                break;
            }
            self.again = false;
            self.at = 0;
            self.used = 0;
            match fill(buffer, self.cookie) {
                Ok(used) => self.used = used,
                Err(errno) => {
                    self.ended = true;
                    return Err(errno);
                }
            }
            // Only this is the end: deno and bun give whole entries only, and less than fits.
            if self.used == 0 {
                self.ended = true;
            }
        }
        if self.ended {
            return Ok(None);
        }
        self.ended = true;
        Err(sys::INVALID_RESPONSE)
    }
}

/// The type that a listing tells; one that preview 1 has no name for is one that isn't known.
const fn known(told: Filetype) -> Filetype {
    if told.0 > Filetype::SYMBOLIC_LINK.0 {
        return Filetype::UNKNOWN;
    }
    told
}

/// The entry at the front of `bytes`, head and name, if it is there whole.
fn entry(bytes: &[u8]) -> Option<(Dirent, &[u8])> {
    let (head, rest) = bytes.split_at_checked(size_of::<Dirent>())?;
    // The head lies at any address, behind a name of any length.
    let head = Dirent {
        d_next: u64::from_le_bytes(*head.first_chunk()?),
        d_ino: u64::from_le_bytes(*head.get(8..)?.first_chunk()?),
        d_namlen: u32::from_le_bytes(*head.get(16..)?.first_chunk()?),
        d_type: Filetype(*head.get(20)?),
    };
    let len = usize::try_from(head.d_namlen).ok()?;
    Some((head, rest.get(..len)?))
}

#[cfg(test)]
mod fuzz_tests;

#[cfg(test)]
mod tests {
    use super::*;

    /// A host's listing: entries whose cookies are their numbers from 1 on.
    fn listing(names: &[&[u8]]) -> Vec<u8> {
        let mut bytes = Vec::new();
        for (name, next) in names.iter().zip(1_u64..) {
            push(&mut bytes, name, next, name.len() as u32);
        }
        bytes
    }

    fn push(bytes: &mut Vec<u8>, name: &[u8], next: u64, len: u32) {
        bytes.extend_from_slice(&next.to_le_bytes());
        bytes.extend_from_slice(&(next * 100).to_le_bytes());
        bytes.extend_from_slice(&len.to_le_bytes());
        bytes.extend_from_slice(&[4, 0, 0, 0]);
        bytes.extend_from_slice(name);
    }

    /// The names that a listing gives, and how it ends.
    fn names(
        size: usize,
        mut fill: impl FnMut(&mut [u8], u64) -> Result<usize, Errno>,
    ) -> (Vec<String>, Option<Errno>) {
        let mut buffer = vec![0xAA; size];
        let mut listing = Listing::new();
        let mut names = Vec::new();
        let result = loop {
            match listing.next(&mut buffer, &mut fill) {
                Ok(Some(found)) => {
                    names.push(String::from_utf8_lossy(&buffer[found.name]).into_owned());
                }
                Ok(None) => break None,
                Err(errno) => break Some(errno),
            }
            assert!(names.len() < 100_000, "the listing does not end");
        };
        if result != Some(Errno::NAMETOOLONG) {
            assert!(
                listing
                    .next(&mut buffer, &mut fill)
                    .is_ok_and(|found| found.is_none())
            );
        }
        (names, result)
    }

    /// A host that lists `all` (cookies from 1 on) and cuts the last entry, as the spec has it.
    fn cutting(all: &[&[u8]]) -> impl FnMut(&mut [u8], u64) -> Result<usize, Errno> {
        let all: Vec<Vec<u8>> = all.iter().map(|name| name.to_vec()).collect();
        move |buffer, cookie| {
            let all: Vec<&[u8]> = all.iter().map(Vec::as_slice).collect();
            let bytes = listing(&all);
            let skip: usize = all[..cookie as usize]
                .iter()
                .map(|name| 24 + name.len())
                .sum();
            let rest = &bytes[skip..];
            let used = rest.len().min(buffer.len());
            buffer[..used].copy_from_slice(&rest[..used]);
            Ok(used)
        }
    }

    #[test]
    fn every_entry_comes_once_wherever_the_buffer_cuts() {
        let all: Vec<String> = (0..40)
            .map(|n| format!("name-{n:0n$}", n = n % 13))
            .collect();
        let bytes: Vec<&[u8]> = all.iter().map(|name| name.as_bytes()).collect();
        for size in 45..300 {
            assert_eq!(
                names(size, cutting(&bytes)),
                (all.clone(), None),
                "{size} bytes"
            );
        }
    }

    #[test]
    fn here_and_parent_are_left_out() {
        let all = [&b"."[..], b"..", b".hidden", b"..."];
        assert_eq!(names(256, cutting(&all)).0, [".hidden", "..."]);
    }

    /// deno and bun give whole entries only, so less than fits is not the end.
    #[test]
    fn a_short_answer_is_not_the_end() {
        let all = [&b"one"[..], b"two", b"three"];
        let one_at_a_time = |buffer: &mut [u8], cookie: u64| {
            let Some(name) = all.get(cookie as usize) else {
                return Ok(0);
            };
            let mut bytes = Vec::new();
            push(&mut bytes, name, cookie + 1, name.len() as u32);
            buffer[..bytes.len()].copy_from_slice(&bytes);
            Ok(bytes.len())
        };
        assert_eq!(
            names(256, one_at_a_time),
            (vec!["one".into(), "two".into(), "three".into()], None)
        );
    }

    /// A cookie that stays, or goes back, used to list the same entries for ever.
    #[test]
    fn cookies_that_come_again_end_the_listing() {
        for (back, to) in [(1, 1), (3, 0), (3, 1), (9, 4), (17, 16)] {
            let circle = |buffer: &mut [u8], cookie: u64| {
                let next = if cookie == back { to } else { cookie + 1 };
                let mut bytes = Vec::new();
                push(&mut bytes, b"again", next, 5);
                buffer[..bytes.len()].copy_from_slice(&bytes);
                Ok(bytes.len())
            };
            assert_eq!(names(64, circle).1, Some(Errno::IO), "from {back} to {to}");
        }
    }

    /// Lengths that lie: longer than what is there, than the buffer, than memory; or nothing at all.
    #[test]
    fn untrue_lengths_are_errors() {
        for len in [6, 1000, u32::MAX] {
            let fill = |buffer: &mut [u8], _| {
                let mut bytes = Vec::new();
                push(&mut bytes, b"short", 1, len);
                buffer[..bytes.len()].copy_from_slice(&bytes);
                Ok(bytes.len())
            };
            assert_eq!(names(64, fill), (vec![], Some(Errno::IO)), "{len}");
        }
        assert_eq!(names(64, cutting(&[b""])), (vec![], Some(Errno::IO)));
        assert_eq!(names(64, |_, _| Ok(23)), (vec![], Some(Errno::IO)));
        assert_eq!(
            names(64, |_, _| Err(Errno::NOTDIR)),
            (vec![], Some(Errno::NOTDIR))
        );
    }

    /// A host with no room to write answers 0 bytes, which used to be taken for the end: the first buffer
    /// of `read_dir` has no room, and so every directory was empty.
    #[test]
    fn a_buffer_without_room_is_not_the_end() {
        for size in 0..=24 {
            let mut buffer = vec![0; size];
            let mut listing = Listing::new();
            let mut fill = cutting(&[b"x"]);
            assert_eq!(
                listing.next(&mut buffer, &mut fill).err(),
                Some(Errno::NAMETOOLONG)
            );
            buffer.resize(64, 0);
            assert!(listing.next(&mut buffer, &mut fill).unwrap().is_some());
            assert!(listing.next(&mut buffer, &mut fill).unwrap().is_none());
        }
    }

    /// `.` with a new cookie each time used to be skipped for ever, within one call.
    #[test]
    fn a_listing_of_nothing_but_itself_ends() {
        let here = |buffer: &mut [u8], cookie: u64| {
            let mut bytes = Vec::new();
            push(&mut bytes, b".", cookie + 1, 1);
            buffer[..bytes.len()].copy_from_slice(&bytes);
            Ok(bytes.len())
        };
        assert_eq!(names(64, here), (vec![], Some(Errno::IO)));
    }

    /// A length of 4 GiB used to double the buffer until memory ran out.
    #[test]
    fn a_length_that_no_name_has_asks_for_no_larger_buffer() {
        let huge = |buffer: &mut [u8], _| {
            let mut bytes = Vec::new();
            push(&mut bytes, b"", 1, u32::MAX);
            bytes.resize(buffer.len(), b'x');
            buffer.copy_from_slice(&bytes);
            Ok(bytes.len())
        };
        assert_eq!(names(4096, huge).1, Some(Errno::NAMETOOLONG));
        assert_eq!(names(65_536, huge).1, Some(Errno::IO));
    }

    #[test]
    fn a_name_that_does_not_fit_asks_for_a_larger_buffer_and_goes_on() {
        let all = [
            &b"short"[..],
            b"a name that is longer than the buffer",
            b"last",
        ];
        let mut fill = cutting(&all);
        let mut buffer = vec![0; 40];
        let mut listing = Listing::new();
        assert!(listing.next(&mut buffer, &mut fill).unwrap().is_some());
        assert_eq!(
            listing.next(&mut buffer, &mut fill).err(),
            Some(Errno::NAMETOOLONG)
        );
        buffer.resize(80, 0);
        let found = listing.next(&mut buffer, &mut fill).unwrap().unwrap();
        assert_eq!(&buffer[found.name], all[1]);
        assert_eq!(found.ino, 200);
        let found = listing.next(&mut buffer, &mut fill).unwrap().unwrap();
        assert_eq!(&buffer[found.name], all[2]);
        assert!(listing.next(&mut buffer, &mut fill).unwrap().is_none());
    }
}
