//! The preopened directories and their names. The host is called once, because each path begins at
//! one of them.
//!
//! A host numbers preopens from 3 without a gap, so the search ends at the first number that is not
//! open. The names are kept here, one after the other. The search is repeated only in a program
//! that takes over a preopen by its number, and so may close or move it: see `preopen_gaps.rs`.
//!
//! # Safety
//!
//! [`Preopens::scan`] alone writes to the entries. While [`Preopens::for_each`] has references to
//! names, nothing is written:
//!
//! - On wasm there is one thread (`sys/sync/static_cell.rs` checks it). A function that is passed
//!   to `for_each` is code of this crate. It may call `for_each`, which does not scan then.
//! - The function runs no code of the program: it does not allocate, because a
//!   `#[global_allocator]` is the program's, and does not format into a writer of the program. Such
//!   code could take over a preopen. If none was taken over before, the outer `for_each` has not
//!   set `is_borrowed`, so a nested one would scan, and write to the entries while the outer one
//!   has references to them.
//! - In a native build, a lock is held while entries are written, or copied for `for_each`.

use core::cell::UnsafeCell;
use core::slice;

use super::Errno;
use super::fd::{BorrowedFd, prestat_dir_name_len, prestat_of, write_dir_name};
use super::preopen_gaps::{MAX_FD, gaps_end};
use super::sync::{Flag, StaticCell};
use crate::raw::{Fd, Prestat};

/// The first number that can be a preopen. The standard streams come before it.
pub(crate) const FIRST_FD: Fd = 3;

/// The search ends after this many errors other than `BADF` without a preopen in between.
pub(crate) const MAX_ERRORS: u32 = 16;

/// The length of what precedes a name in the entries: the number and the name's length.
pub(crate) const HEADER_LEN: usize = 8;

/// The preopened directories of this program.
static PREOPENS: Preopens<16_384> = Preopens::new();

/// Calls `f` with each preopened directory and its name.
///
/// The name has NULs at its end if the host counts one, or reports a length above the name's.
///
/// `f` must not run code of the program. So it does not allocate, and does not format into a writer
/// of the program: see the file's header.
#[inline(always)] // into its few callers, of which a program has one
pub(crate) fn for_each_preopen(f: impl FnMut(BorrowedFd<'static>, &[u8])) {
    PREOPENS.for_each(prestat_of, write_dir_name, f);
}

/// Directories and their names, in `CAPACITY` bytes. A name that does not fit is left out.
pub(crate) struct Preopens<const CAPACITY: usize> {
    #[cfg(not(target_family = "wasm"))]
    lock: std::sync::Mutex<()>,
    /// For each directory its number and the length of its name, 4 bytes each, and the name.
    entries: UnsafeCell<[u8; CAPACITY]>,
    /// The length of the entries. 0 before the first scan.
    len: StaticCell<usize>,
    /// Whether a `for_each` runs that began after the program took over a preopen.
    is_borrowed: Flag,
}

// SAFETY: on wasm there is one thread (`static_cell.rs` checks it). Natively the lock is held by
// each access to the entries.
unsafe impl<const CAPACITY: usize> Sync for Preopens<CAPACITY> {}

impl<const CAPACITY: usize> Preopens<CAPACITY> {
    pub(crate) const fn new() -> Self {
        Self {
            #[cfg(not(target_family = "wasm"))]
            lock: std::sync::Mutex::new(()),
            entries: UnsafeCell::new([0; CAPACITY]),
            len: StaticCell::new(0),
            is_borrowed: Flag::new(),
        }
    }

    /// [`for_each_preopen`] of any host, given by what it returns for a number.
    #[inline(always)]
    pub(crate) fn for_each(
        &self,
        prestat_of: impl FnMut(Fd) -> Result<Prestat, Errno>,
        write_dir_name: impl FnMut(Fd, &mut [u8]) -> Result<(), Errno>,
        mut f: impl FnMut(BorrowedFd<'static>, &[u8]),
    ) {
        #[cfg(not(target_family = "wasm"))]
        let held = self.lock.lock();
        // A nested call uses the entries of the outer one.
        if self.len.get() == 0 || gaps_end() != 0 && !self.is_borrowed.is_set() {
            self.scan(prestat_of, write_dir_name);
        }
        let start = self.entries.get().cast::<u8>().cast_const();
        // SAFETY: the first `len` bytes are entries, which `scan` has initialized. Nothing writes
        // to them meanwhile: see the file's header.
        let entries = unsafe { slice::from_raw_parts(start, self.len.get()) };
        #[cfg(not(target_family = "wasm"))]
        let entries = entries.to_vec();
        #[cfg(not(target_family = "wasm"))]
        drop(held);

        let is_outermost = gaps_end() != 0 && !self.is_borrowed.is_set();
        if is_outermost {
            self.is_borrowed.set();
        }
        let mut entry = entries.as_ptr();
        // SAFETY: the entries are whole: each is a number, a length, and a name of that length. So
        // `entry` moves from one to the next, up to their end. A preopen has no owner that closes
        // it, unless the program took it over, and then a scan precedes each use.
        unsafe {
            let end = entry.add(entries.len());
            while entry != end {
                let [fd, len] = entry.cast::<[u32; 2]>().read_unaligned();
                let name = slice::from_raw_parts(entry.add(HEADER_LEN), len as usize);
                entry = name.as_ptr_range().end;
                f(BorrowedFd::from_raw_unchecked(fd), name);
            }
        }
        if is_outermost {
            self.is_borrowed.unset();
        }
    }

    /// Finds all directories and their names. Natively the caller holds the lock.
    fn scan(
        &self,
        mut prestat_of: impl FnMut(Fd) -> Result<Prestat, Errno>,
        mut write_dir_name: impl FnMut(Fd, &mut [u8]) -> Result<(), Errno>,
    ) {
        let entries = self.entries.get().cast::<u8>();
        let (mut free, mut errors_left) = (entries, MAX_ERRORS);
        for fd in FIRST_FD..MAX_FD {
            let len = match prestat_of(fd) {
                Err(Errno::BADF) if fd >= gaps_end() => break,
                Err(_) => {
                    errors_left -= 1;
                    if errors_left == 0 {
                        break;
                    }
                    continue;
                }
                Ok(prestat) => {
                    errors_left = MAX_ERRORS;
                    prestat_dir_name_len(prestat)
                }
            };
            // SAFETY: `free` is at most `entries + CAPACITY`, and an entry is written only if it
            // fits before that. No reference to the entries exists: see the file's header.
            unsafe {
                let spare =
                    (CAPACITY - HEADER_LEN).saturating_sub(free.offset_from_unsigned(entries));
                if let Some(len) = len
                    && len < spare
                {
                    let name = slice::from_raw_parts_mut(free.add(HEADER_LEN), len);
                    // A host that writes nothing must not leave the name of a rejected entry.
                    name.fill(0);
                    if write_dir_name(fd, name).is_ok() {
                        free.cast::<Fd>().write_unaligned(fd);
                        #[expect(
                            clippy::cast_possible_truncation,
                            reason = "it is below CAPACITY"
                        )]
                        free.add(4).cast::<u32>().write_unaligned(len as u32);
                        free = free.add(HEADER_LEN + len);
                    }
                }
            }
        }
        // SAFETY: `free` began at `entries`, and only moved up.
        self.len.set(unsafe { free.offset_from_unsigned(entries) });
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Barrier;
    use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
    use std::time::Duration;
    use std::vec::Vec;

    use super::*;
    use crate::raw::{Preopentype, PrestatDir, PrestatU};

    /// Calls `for_each` on a host with one directory, whose name is how many scans there were.
    fn for_each_name(
        preopens: &Preopens<64>,
        scans: &AtomicU32,
        begun: impl Fn(),
        mut f: impl FnMut(&[u8]),
    ) {
        preopens.for_each(
            |fd| {
                if fd > FIRST_FD {
                    return Err(Errno::BADF);
                }
                scans.fetch_add(1, SeqCst);
                begun();
                Ok(Prestat {
                    tag: Preopentype::DIR,
                    u: PrestatU {
                        dir: PrestatDir { pr_name_len: 1 },
                    },
                })
            },
            |_, name| {
                name.fill(b'0' + scans.load(SeqCst) as u8);
                Ok(())
            },
            |_, name| f(name),
        );
    }

    /// A thread found no entries, and waited for the lock while another thread scanned. Then it
    /// scanned as well, and wrote over the names that the other thread was reading.
    #[test]
    fn natively_a_second_thread_does_not_scan_again() {
        let preopens = Preopens::<64>::new();
        let scans = AtomicU32::new(0);
        let (both_started, second_finished) = (Barrier::new(2), Barrier::new(2));
        let mut names = Vec::new();
        std::thread::scope(|scope| {
            scope.spawn(|| {
                both_started.wait();
                for_each_name(&preopens, &scans, || {}, |_| {});
                second_finished.wait();
            });
            let wait = || {
                both_started.wait();
                // Until the other thread has found no entries.
                std::thread::sleep(Duration::from_millis(100));
            };
            for_each_name(&preopens, &scans, wait, |name| {
                second_finished.wait();
                names.push(name.to_vec());
            });
        });
        assert_eq!(names, [b"1"]);
        assert_eq!(scans.load(SeqCst), 1);
    }
}
