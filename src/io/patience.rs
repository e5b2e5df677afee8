//! [`Patience`]: making an interrupted call again, but not for ever.

use super::Error;

/// How often in a row a call may be interrupted: enough for any real host, and an end for one that
/// answers `INTR` every time.
const MOST: u32 = 1024;

/// How many interruptions are left to be borne.
pub(super) struct Patience(u32);

impl Patience {
    pub(super) const fn new() -> Self {
        Self(MOST)
    }

    /// After a call that was not interrupted.
    pub(super) const fn restore(&mut self) {
        self.0 = MOST;
    }

    /// Whether the call is to be made again.
    pub(super) fn bears(&mut self, error: &Error) -> bool {
        if cfg!(feature = "no-wait") {
            return false;
        }
        // It is not asked again once it has ended.
        self.0 = self.0.wrapping_sub(1);
        error.is_interrupted() && self.0 != 0
    }
}
