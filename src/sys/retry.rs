//! [`uninterrupted`]: making a call again that came to nothing because it was interrupted.

use super::Errno;

/// How often in a row: enough for any real host, and an end for one that answers `INTR` every time.
const MOST: u16 = if cfg!(feature = "no-wait") { 1 } else { 1024 };

/// What a call returns in the end. `std` makes the same calls again, but for ever.
#[inline(always)]
pub(super) fn uninterrupted(mut call: impl FnMut() -> i32) -> i32 {
    let mut left = MOST;
    loop {
        left -= 1;
        let returned = call();
        if returned != i32::from(Errno::INTR.code()) || left == 0 {
            return returned;
        }
    }
}
