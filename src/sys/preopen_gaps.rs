//! Which preopened directories may no longer be where the host put them.
//!
//! A host numbers preopens from 3 without a gap, so a search ends at the first number that is not
//! open. A program that takes over a preopen by its number may close or move it. Then the search
//! has to continue after the gap. So this file records the number below which there may be gaps.
//!
//! Only [`FromRawFd`](super::FromRawFd) gives a preopen an owner. In a program that does not use
//! it, the optimizer sees that the record stays 0.

use super::sync::StaticCell;
use crate::raw::Fd;

/// The end of the search for preopens. So a host that opens every number, or a program that moves a
/// preopen far up, does not make each search long.
pub(super) const MAX_FD: Fd = 4096;

/// Below this number, there may be preopens after one that is not open.
static GAPS_END: StaticCell<Fd> = StaticCell::new(0);

/// Returns the first number that ends the preopens if it is not open.
#[inline]
pub(super) fn gaps_end() -> Fd {
    GAPS_END.get()
}

/// Records that the preopen `fd` gets an owner, which may close or move it.
pub(super) fn extend_to(fd: Fd) {
    if fd < MAX_FD {
        GAPS_END.set(GAPS_END.get().max(fd + 1));
    }
}

/// Records that the descriptor `from` has the number `to` now.
#[inline]
pub(super) fn moved(from: Fd, to: Fd) {
    // A preopen with an owner is below. Any other descriptor below costs a search some calls.
    if from < GAPS_END.get() {
        extend_to(to);
    }
}
