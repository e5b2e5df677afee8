//! [`Barrier`]: where threads would wait until all are there.

use core::fmt;

use crate::sync::deadlock::deadlock;

/// A place where a number of threads wait until all are there, as [`std::sync::Barrier`]: there is one.
///
/// [`std::sync::Barrier`]: https://doc.rust-lang.org/std/sync/struct.Barrier.html
pub struct Barrier {
    threads: usize,
}

/// Whether a thread is the one of all that leads, as [`std::sync::BarrierWaitResult`].
///
/// [`std::sync::BarrierWaitResult`]: https://doc.rust-lang.org/std/sync/struct.BarrierWaitResult.html
pub struct BarrierWaitResult(bool);

impl Barrier {
    /// A barrier for `n` threads; for none it is one for a single thread.
    #[inline]
    #[must_use]
    pub const fn new(n: usize) -> Barrier {
        Self { threads: n }
    }

    /// Goes on as the leader, if the barrier is for a single thread.
    ///
    /// # Panics
    ///
    /// If it is for more: they will never come.
    #[inline]
    #[track_caller]
    pub fn wait(&self) -> BarrierWaitResult {
        if self.threads > 1 {
            deadlock!("waiting at a barrier for other threads, and there are none");
        }
        BarrierWaitResult(true)
    }
}

impl fmt::Debug for Barrier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Barrier").finish_non_exhaustive()
    }
}

impl BarrierWaitResult {
    /// Whether it is.
    #[inline]
    #[must_use]
    pub fn is_leader(&self) -> bool {
        self.0
    }
}

impl fmt::Debug for BarrierWaitResult {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BarrierWaitResult")
            .field("is_leader", &self.0)
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn single_thread_passes_as_leader() {
        for threads in [0, 1] {
            let (ours, theirs) = (Barrier::new(threads), std::sync::Barrier::new(threads));
            for _ in 0..2 {
                assert_eq!(format!("{:?}", ours.wait()), format!("{:?}", theirs.wait()));
            }
            assert_eq!(format!("{ours:?}"), format!("{theirs:?}"));
        }
    }

    #[test]
    #[should_panic = "waiting at a barrier for other threads"]
    fn barrier_for_two_panics() {
        Barrier::new(2).wait();
    }
}
