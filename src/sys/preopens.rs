//! The preopened directories, as the host has told them: asked for once, since each path begins at one.
//!
//! Preopens have the numbers from 3 on without a gap, so who looks for them stops at the first number
//! that has none. Their names are kept here, one behind the other. They are asked for again only in a program
//! that takes one over by its number, and so may close or move it: see [`gaps_end`].
//!
//! The safety argument: names are written by [`Preopens::ask`] alone, which runs no foreign code, and not while
//! [`Preopens::each`] lends them.

use core::cell::UnsafeCell;
use core::slice;

use super::fd::prestat_of;
use super::{BorrowedFd, Errno, fd_prestat_dir_name, gaps_end, prestat_dir_name_len};
use crate::raw::{Fd, Prestat};
use crate::sys::sync::{Flag, Global};

/// The first descriptor that can be a preopen: the standard streams come before it.
pub(crate) const FIRST: Fd = 3;

/// How many descriptors may fail with something else than `BADF`, without a preopen among them, before the list is
/// taken to end.
pub(crate) const PATIENCE: u32 = 16;

/// Where the search ends even if the host claims more.
pub(crate) const LAST: Fd = 4096;

/// The preopened directories of this program.
static PREOPENS: Preopens<16_384> = Preopens::new();

/// Calls `f` with each preopened directory and its name. There may be NULs behind the name, where a host counts one,
/// or tells more than the name is long.
#[inline(always)] // into its few callers, of which a program has one
pub(crate) fn each_preopen(f: impl FnMut(BorrowedFd<'static>, &[u8])) {
    PREOPENS.each(prestat_of, fd_prestat_dir_name, f);
}

/// Directories and their names, in so much room. One whose name doesn't fit in what is left of it is left out.
pub(crate) struct Preopens<const ROOM: usize> {
    #[cfg(not(target_family = "wasm"))]
    lock: std::sync::Mutex<()>,
    /// Of each directory its descriptor, the length of its name, four bytes each, and its name.
    entries: UnsafeCell<[u8; ROOM]>,
    /// How much of that there is; 0 before the host was asked.
    len: Global<usize>,
    is_lent: Flag,
}

// SAFETY: on wasm there is one thread (`static_cell.rs` checks it); natively a lock is held while something is written,
// and what is written twice is the same: nobody has a gap there.
unsafe impl<const ROOM: usize> Sync for Preopens<ROOM> {}

/// How many bytes stand before a name.
pub(crate) const HEAD: usize = 8;

impl<const ROOM: usize> Preopens<ROOM> {
    pub(crate) const fn new() -> Self {
        Self {
            #[cfg(not(target_family = "wasm"))]
            lock: std::sync::Mutex::new(()),
            entries: UnsafeCell::new([0; ROOM]),
            len: Global::new(0),
            is_lent: Flag::new(),
        }
    }

    /// [`each_preopen`] of any host, by what it answers to the two calls.
    #[inline(always)]
    pub(crate) fn each(
        &self,
        prestat_of: impl FnMut(BorrowedFd<'static>) -> Result<Prestat, Errno>,
        write_name: impl FnMut(BorrowedFd<'static>, &mut [u8]) -> Result<(), Errno>,
        mut f: impl FnMut(BorrowedFd<'static>, &[u8]),
    ) {
        // What `f` prints to may look for a directory itself; then there is a list.
        if self.len.get() == 0 || gaps_end() != 0 && !self.is_lent.is_set() {
            self.ask(prestat_of, write_name);
        }
        let outermost = gaps_end() != 0 && !self.is_lent.is_set();
        if outermost {
            self.is_lent.set();
        }
        let mut entry = self.entries.get().cast::<u8>().cast_const();
        // SAFETY: `ask` has filled this much with entries, and writes nothing while they are lent.
        unsafe {
            let end = entry.add(self.len.get());
            while entry != end {
                let [fd, len] = entry.cast::<[u32; 2]>().read_unaligned();
                let name = slice::from_raw_parts(entry.add(HEAD), len as usize);
                entry = name.as_ptr_range().end;
                f(BorrowedFd::open_for_the_whole_run(fd), name);
            }
        }
        if outermost {
            self.is_lent.unset();
        }
    }

    /// Asks for all directories and their names.
    fn ask(
        &self,
        mut prestat_of: impl FnMut(BorrowedFd<'static>) -> Result<Prestat, Errno>,
        mut write_name: impl FnMut(BorrowedFd<'static>, &mut [u8]) -> Result<(), Errno>,
    ) {
        #[cfg(not(target_family = "wasm"))]
        let _held = self.lock.lock();
        let entries = self.entries.get().cast::<u8>();
        let (mut free, mut patience) = (entries, PATIENCE);
        for fd in FIRST..LAST {
            let dir = BorrowedFd::open_for_the_whole_run(fd);
            let len = match prestat_of(dir) {
                Err(Errno::BADF) if fd >= gaps_end() => break,
                Err(_) => {
                    patience -= 1;
                    if patience == 0 {
                        break;
                    }
                    continue;
                }
                Ok(prestat) => {
                    patience = PATIENCE;
                    prestat_dir_name_len(prestat)
                }
            };
            // SAFETY: what is written lies in the entries, to which nobody has a reference.
            unsafe {
                let left = (ROOM - HEAD).saturating_sub(free.offset_from_unsigned(entries));
                if let Some(len) = len
                    && len < left
                {
                    let name = slice::from_raw_parts_mut(free.add(HEAD), len);
                    // A host that writes nothing must not leave the name of one that was refused.
                    name.fill(0);
                    if write_name(dir, name).is_ok() {
                        free.cast::<Fd>().write_unaligned(fd);
                        #[expect(clippy::cast_possible_truncation, reason = "it fits in the room")]
                        free.add(4).cast::<u32>().write_unaligned(len as u32);
                        free = free.add(HEAD + len);
                    }
                }
            }
        }
        // SAFETY: it began there.
        self.len.set(unsafe { free.offset_from_unsigned(entries) });
    }
}
