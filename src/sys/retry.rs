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

/// The most times that a call is made while the host returns `INTR`.
const MAX_EINTR_ATTEMPTS: u32 = 1024;

/// The most times that a write is attempted while the host returns `INTR` or `AGAIN`. Later writes
/// have fewer attempts: see [`is_exhausted`].
pub(super) const MAX_EAGAIN_ATTEMPTS: u32 = 1024;

/// The lower bound of that limit, for a stream on which many writes have failed: see
/// [`carried_over`].
const MIN_EAGAIN_ATTEMPTS: u32 = 32;

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
            left: MAX_EINTR_ATTEMPTS,
        }
    }

    /// Restarts the count, after a call that was not interrupted.
    #[inline]
    pub(crate) const fn reset(&mut self) {
        *self = Self::new();
    }

    /// Counts a call. Returns whether to repeat it: it was interrupted, and attempts are left.
    ///
    /// Callers stop at the first `false`, so `left` never goes below 0.
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

/// Returns whether a write returns the errno after this many consecutive refusals.
///
/// The count persists across writes, and each write ends at a multiple of its limit. The limit is
/// [`MAX_EAGAIN_ATTEMPTS`] at first, and every 2,048 refusals halve it. So a slow host gets most of
/// what is printed. And a program that prints lines does not wait a thousand times for each, on a
/// host that never writes any.
///
/// This function has no lower bound. The limit stays at [`MIN_EAGAIN_ATTEMPTS`] or above because
/// each write begins with a count from [`carried_over`].
#[inline]
pub(super) const fn is_exhausted(refusals: u32) -> bool {
    let halvings = refusals / (2 * MAX_EAGAIN_ATTEMPTS);
    refusals
        .wrapping_shl(halvings)
        .is_multiple_of(MAX_EAGAIN_ATTEMPTS)
}

/// Returns the count of refusals that a write begins with: `refusals`, rounded down to a multiple
/// of 64, which is twice [`MIN_EAGAIN_ATTEMPTS`].
///
/// So each write has at least [`MIN_EAGAIN_ATTEMPTS`] attempts, also if another errno ended the
/// previous write, at any count. And the count stops growing: at a limit of 32, a write ends 32
/// after a multiple of 64, and the next write begins at that multiple again.
#[inline]
pub(super) const fn carried_over(refusals: u32) -> u32 {
    refusals - refusals % (2 * MIN_EAGAIN_ATTEMPTS)
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
            assert_eq!(calls(&[Errno::INTR]), (MAX_EINTR_ATTEMPTS, intr));
        } else {
            assert_eq!(calls(&[Errno::INTR]), (1, intr));
        }
    }

    /// Returns the attempts of a write that begins with this many refusals.
    fn attempts(before: u32) -> u32 {
        let mut refusals = carried_over(before);
        let mut attempts = 1;
        refusals += 1;
        while !is_exhausted(refusals) {
            refusals += 1;
            attempts += 1;
        }
        attempts
    }

    /// A write that followed an almost exhausted one ended at its first interruption, and a limit
    /// that was halved without end became a single call.
    #[test]
    fn each_write_has_a_minimum_of_attempts() {
        let mut refusals = 0;
        let mut seen = Vec::new();
        for _ in 0..10_000 {
            let attempts = attempts(refusals);
            refusals = carried_over(refusals) + attempts;
            seen.push(attempts);
        }
        assert_eq!(seen[..7], [1024, 1024, 512, 512, 512, 512, 256]);
        assert!(seen.is_sorted_by(|a, b| a >= b));
        assert_eq!(seen[62..], [MIN_EAGAIN_ATTEMPTS; 10_000 - 62]);
        // Wherever another errno has ended the write before.
        for before in 0..=refusals {
            let range = MIN_EAGAIN_ATTEMPTS..=MAX_EAGAIN_ATTEMPTS;
            assert!(range.contains(&attempts(before)), "{before}");
        }
    }
}
