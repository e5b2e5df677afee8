//! The retry policy: how often a call is repeated that the host did not carry out.
//!
//! A host may return `INTR` or `AGAIN` every time, or wake a poll without an event. `std` retries
//! for ever there. Here each limit is far above what a real host needs, and a program ends with an
//! error instead of a hang.
//!
//! With the feature `no-wait`, `INTR` and `AGAIN` are returned after the first call.

use super::Errno;

/// Whether calls are retried at all.
pub(super) const ENABLED: bool = !cfg!(feature = "no-wait");

/// After this many `INTR` in a row, a call returns `INTR`.
const MAX_EINTR_RETRIES: u32 = 1024;

/// After this many `INTR` or `AGAIN` in a row, a write returns the errno: see [`is_exhausted`] for
/// the writes after that.
pub(super) const MAX_EAGAIN_RETRIES: u32 = 1024;

/// The lower bound of that limit, for a stream on which many writes have failed.
const MIN_EAGAIN_RETRIES: u32 = 32;

/// After this many waits in a row that brought no event, or during which the clock stood still, a
/// wait ends.
pub(crate) const MAX_SPURIOUS_WAKEUPS: u32 = 1024;

/// Counts the interruptions of one call.
pub(crate) struct Retry {
    left: u32,
}

impl Retry {
    #[inline]
    pub(crate) const fn new() -> Self {
        Self {
            left: MAX_EINTR_RETRIES,
        }
    }

    /// Restarts the count, after a call that was not interrupted.
    #[inline]
    pub(crate) const fn reset(&mut self) {
        *self = Self::new();
    }

    /// Counts a call that failed. Returns whether to retry: the call was interrupted, and not too
    /// often.
    ///
    /// A caller stops at the first `false`, so the count wraps in no loop.
    #[inline]
    pub(crate) const fn should_retry(&mut self, is_interrupted: bool) -> bool {
        if !ENABLED {
            return false;
        }
        self.left = self.left.wrapping_sub(1);
        is_interrupted && self.left != 0
    }
}

/// Makes a call, and repeats it while it returns `INTR`, up to the limit. Returns the last result.
#[inline(always)]
pub(super) fn retry_eintr(mut call: impl FnMut() -> i32) -> i32 {
    let mut retry = Retry::new();
    loop {
        let returned = call();
        if !retry.should_retry(returned == i32::from(Errno::INTR.code())) {
            return returned;
        }
    }
}

/// Returns whether a write gives up after this many refusals of the stream in a row.
///
/// The count persists across writes, and each write ends at a multiple of its limit. The limit is
/// [`MAX_EAGAIN_RETRIES`] at first. Every 2,048 refusals halve the limit, down to
/// [`MIN_EAGAIN_RETRIES`]. So a slow host gets most of what is printed. And a program that prints
/// lines does not wait a thousand times for each, on a host that never writes any.
#[inline]
pub(super) const fn is_exhausted(refusals: u32) -> bool {
    let halvings = refusals / (2 * MAX_EAGAIN_RETRIES);
    refusals
        .wrapping_shl(halvings)
        .is_multiple_of(MAX_EAGAIN_RETRIES)
}

/// Returns how many refusals before a write are counted.
///
/// Rounded down, so that the next write has at least [`MIN_EAGAIN_RETRIES`] to its limit. The count
/// is no multiple of that if another errno has ended the write before.
#[inline]
pub(super) const fn carried_over(refusals: u32) -> u32 {
    refusals - refusals % (2 * MIN_EAGAIN_RETRIES)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns how many calls are made on a host that returns these errnos and then repeats the
    /// last one, and their result.
    fn calls(errnos: &[Errno]) -> (u32, i32) {
        let mut calls = 0;
        let returned = retry_eintr(|| {
            let errno = errnos.get(calls as usize).or(errnos.last()).unwrap();
            calls += 1;
            i32::from(errno.code())
        });
        (calls, returned)
    }

    /// A host that returns `INTR` every time made the program hang.
    #[test]
    fn interruptions_are_retried_with_a_limit() {
        let [intr, badf] = [Errno::INTR, Errno::BADF].map(|errno| i32::from(errno.code()));
        assert_eq!(calls(&[Errno::SUCCESS]), (1, 0));
        assert_eq!(calls(&[Errno::BADF]), (1, badf));
        if ENABLED {
            assert_eq!(calls(&[Errno::INTR, Errno::INTR, Errno::SUCCESS]), (3, 0));
            assert_eq!(calls(&[Errno::INTR, Errno::BADF]), (2, badf));
            assert_eq!(calls(&[Errno::INTR]), (MAX_EINTR_RETRIES, intr));
        } else {
            assert_eq!(calls(&[Errno::INTR]), (1, intr));
        }
    }

    /// Returns how many calls a write makes that begins with this many refusals.
    fn tries(before: u32) -> u32 {
        let mut refusals = carried_over(before);
        let mut tries = 1;
        refusals += 1;
        while !is_exhausted(refusals) {
            refusals += 1;
            tries += 1;
        }
        tries
    }

    /// A write that followed an almost exhausted one ended at its first interruption, and a limit
    /// that was halved without end became a single call.
    #[test]
    fn each_write_has_a_minimum_of_retries() {
        let mut refusals = 0;
        let mut seen = Vec::new();
        for _ in 0..10_000 {
            let tries = tries(refusals);
            refusals = carried_over(refusals) + tries;
            seen.push(tries);
        }
        assert_eq!(seen[..7], [1024, 1024, 512, 512, 512, 512, 256]);
        assert!(seen.is_sorted_by(|a, b| a >= b));
        assert_eq!(seen[62..], [MIN_EAGAIN_RETRIES; 10_000 - 62]);
        // Wherever another errno has ended the write before.
        for before in 0..=refusals {
            let range = MIN_EAGAIN_RETRIES..=MAX_EAGAIN_RETRIES;
            assert!(range.contains(&tries(before)), "{before}");
        }
    }
}
