//! [`Barrier`]: a rendezvous of threads, of which there is one.

use core::fmt;

use crate::panic::literal::panic_literal;

/// A rendezvous of a number of threads, as [`std::sync::Barrier`].
///
/// A barrier for one thread does nothing; a barrier for more can't be passed.
///
/// # Examples
///
/// ```
/// use nanowasi::sync::Barrier;
///
/// let workers = 1; // `thread::available_parallelism` is unsupported
/// let barrier = Barrier::new(workers);
/// assert!(barrier.wait().is_leader());
/// ```
///
/// [`std::sync::Barrier`]: https://doc.rust-lang.org/std/sync/struct.Barrier.html
pub struct Barrier {
    threads: usize,
}

/// The result of [`Barrier::wait`], as [`std::sync::BarrierWaitResult`].
///
/// # Examples
///
/// ```
/// use nanowasi::sync::{Barrier, BarrierWaitResult};
///
/// let result: BarrierWaitResult = Barrier::new(1).wait();
/// assert!(result.is_leader());
/// ```
///
/// [`std::sync::BarrierWaitResult`]: https://doc.rust-lang.org/std/sync/struct.BarrierWaitResult.html
pub struct BarrierWaitResult(bool);

impl Barrier {
    /// Creates a barrier for `n` threads. As in `std`, 0 is treated as 1.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::sync::Barrier;
    ///
    /// static BARRIER: Barrier = Barrier::new(1);
    ///
    /// assert!(BARRIER.wait().is_leader());
    /// ```
    #[inline]
    #[must_use]
    pub const fn new(n: usize) -> Barrier {
        Self { threads: n }
    }

    /// Returns immediately, with the thread as the leader, if the barrier is for one thread.
    ///
    /// # Panics
    ///
    /// If the barrier is for more than one thread, because the others would never arrive.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::sync::Barrier;
    ///
    /// let barrier = Barrier::new(1);
    /// assert!(barrier.wait().is_leader());
    /// assert!(barrier.wait().is_leader()); // it can be used again
    /// ```
    ///
    /// For two threads, it panics instead of waiting for ever:
    ///
    /// ```should_panic
    /// nanowasi::sync::Barrier::new(2).wait(); // panics
    /// ```
    #[inline]
    #[track_caller]
    pub fn wait(&self) -> BarrierWaitResult {
        if self.threads > 1 {
            panic_literal!("waiting at a barrier for other threads, and there are none");
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
    /// Returns whether this thread is the leader. It always is.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::sync::Barrier;
    ///
    /// let result = Barrier::new(1).wait();
    /// assert!(result.is_leader()); // the only thread
    /// ```
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
