//! The preopened directories, as the host has told them: asked for once, since each path begins at one.
//!
//! Preopens have the numbers from 3 on without a gap, so who looks for them stops at the first number
//! that has none. Their names are kept here, one behind the other. They are asked for again only in a program
//! that takes one over by its number, and so may close or move it: see [`gaps_end`].
//!
//! The safety argument: names are written by [`Preopens::scan`] alone, which runs no foreign code, and not while
//! [`Preopens::for_each`] lends them.

use core::cell::UnsafeCell;
use core::slice;

use super::fd::prestat_of;
use super::{BorrowedFd, Errno, fd_prestat_dir_name, gaps_end, prestat_dir_name_len};
use crate::raw::{Fd, Prestat};
use crate::sys::sync::{Flag, StaticCell};

/// The first descriptor that can be a preopen: the standard streams come before it.
pub(crate) const FIRST_FD: Fd = 3;

/// How many descriptors may fail with something else than `BADF`, without a preopen among them, before the list is
/// taken to end.
pub(crate) const MAX_ERRORS: u32 = 16;

/// Where the search ends even if the host claims more.
pub(crate) const MAX_FD: Fd = 4096;

/// The preopened directories of this program.
static PREOPENS: Preopens<16_384> = Preopens::new();

/// Calls `f` with each preopened directory and its name. There may be NULs behind the name, where a host counts one,
/// or tells more than the name is long.
#[inline(always)] // into its few callers, of which a program has one
pub(crate) fn for_each_preopen(f: impl FnMut(BorrowedFd<'static>, &[u8])) {
    PREOPENS.for_each(prestat_of, fd_prestat_dir_name, f);
}

/// Directories and their names, in so much room. One whose name doesn't fit in what is left of it is left out.
pub(crate) struct Preopens<const CAPACITY: usize> {
    #[cfg(not(target_family = "wasm"))]
    lock: std::sync::Mutex<()>,
    /// Of each directory its descriptor, the length of its name, four bytes each, and its name.
    entries: UnsafeCell<[u8; CAPACITY]>,
    /// How much of that there is; 0 before the host was asked.
    len: StaticCell<usize>,
    is_borrowed: Flag,
}

// SAFETY: on wasm there is one thread (`static_cell.rs` checks it); natively a lock is held while something is written,
// and what is written twice is the same: nobody has a gap there.
unsafe impl<const CAPACITY: usize> Sync for Preopens<CAPACITY> {}

/// How many bytes stand before a name.
pub(crate) const HEADER_LEN: usize = 8;

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

    /// [`for_each_preopen`] of any host, by what it answers to the two calls.
    #[inline(always)]
    pub(crate) fn for_each(
        &self,
        prestat_of: impl FnMut(BorrowedFd<'static>) -> Result<Prestat, Errno>,
        write_name: impl FnMut(BorrowedFd<'static>, &mut [u8]) -> Result<(), Errno>,
        mut f: impl FnMut(BorrowedFd<'static>, &[u8]),
    ) {
        // What `f` prints to may look for a directory itself; then there is a list.
        if self.len.get() == 0 || gaps_end() != 0 && !self.is_borrowed.is_set() {
            self.scan(prestat_of, write_name);
        }
        let outermost = gaps_end() != 0 && !self.is_borrowed.is_set();
        if outermost {
            self.is_borrowed.set();
        }
        let mut entry = self.entries.get().cast::<u8>().cast_const();
        // SAFETY: `scan` has filled this much with entries, and writes nothing while they are lent.
        unsafe {
            let end = entry.add(self.len.get());
            while entry != end {
                let [fd, len] = entry.cast::<[u32; 2]>().read_unaligned();
                let name = slice::from_raw_parts(entry.add(HEADER_LEN), len as usize);
                entry = name.as_ptr_range().end;
                f(BorrowedFd::from_raw_unchecked(fd), name);
            }
        }
        if outermost {
            self.is_borrowed.unset();
        }
    }

    /// Asks for all directories and their names.
    fn scan(
        &self,
        mut prestat_of: impl FnMut(BorrowedFd<'static>) -> Result<Prestat, Errno>,
        mut write_name: impl FnMut(BorrowedFd<'static>, &mut [u8]) -> Result<(), Errno>,
    ) {
        #[cfg(not(target_family = "wasm"))]
        let _held = self.lock.lock();
        let entries = self.entries.get().cast::<u8>();
        let (mut free, mut errors_left) = (entries, MAX_ERRORS);
        for fd in FIRST_FD..MAX_FD {
            let dir = BorrowedFd::from_raw_unchecked(fd);
            let len = match prestat_of(dir) {
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
            // SAFETY: what is written lies in the entries, to which nobody has a reference.
            unsafe {
                let left =
                    (CAPACITY - HEADER_LEN).saturating_sub(free.offset_from_unsigned(entries));
                if let Some(len) = len
                    && len < left
                {
                    let name = slice::from_raw_parts_mut(free.add(HEADER_LEN), len);
                    // A host that writes nothing must not leave the name of one that was refused.
                    name.fill(0);
                    if write_name(dir, name).is_ok() {
                        free.cast::<Fd>().write_unaligned(fd);
                        #[expect(clippy::cast_possible_truncation, reason = "it fits in the room")]
                        free.add(4).cast::<u32>().write_unaligned(len as u32);
                        free = free.add(HEADER_LEN + len);
                    }
                }
            }
        }
        // SAFETY: it began there.
        self.len.set(unsafe { free.offset_from_unsigned(entries) });
    }
}
