//! Which preopened directories are no longer where the host has put them.
//!
//! Preopens have the numbers from 3 on without a gap, so who looks for them stops at the first number
//! that has none. A program that takes one over by its number may close or move it, and those behind
//! the gap would not be found again. So it is remembered up to which number there may be gaps; only
//! [`FromRawFd`](super::FromRawFd) gives a preopen an owner, and so nothing of this is in a program
//! that doesn't use it.

use super::{BorrowedFd, fd_prestat_get, preopens};
use crate::raw::Fd;
use crate::sys::sync::StaticCell;

/// Below it, a number without a preopen may have others behind it.
static GAPS: StaticCell<Fd> = StaticCell::new(0);

/// The first number that ends the preopens if it has none.
#[inline]
pub(crate) fn gaps_end() -> Fd {
    GAPS.get()
}

/// Takes note that `fd` gets an owner, who may close it.
pub(super) fn claim(fd: Fd) {
    // The standard streams come before the preopens.
    if fd > 2 && fd_prestat_get(BorrowedFd::from_raw_unchecked(fd)).is_ok() {
        reach(fd);
    }
}

/// Takes note that what was `from` is `to` now.
#[inline]
pub(super) fn moved(from: Fd, to: Fd) {
    // A preopen that has an owner lies below; what else does costs a walk some calls.
    if from < GAPS.get() {
        reach(to);
    }
}

fn reach(fd: Fd) {
    // Behind that nobody looks, so that a host with wild numbers doesn't make each search a long one.
    if fd < preopens::MAX_FD {
        GAPS.set(GAPS.get().max(fd + 1));
    }
}
