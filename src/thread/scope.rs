//! [`scope`]: threads that would borrow.

use core::convert::Infallible;
use core::fmt;
use core::marker::PhantomData;

use super::handle::unsupported;
use super::{Thread, current};

/// Where threads are spawned that borrow, as [`std::thread::Scope`].
///
/// [`std::thread::Scope`]: https://doc.rust-lang.org/std/thread/struct.Scope.html
pub struct Scope<'scope, 'env: 'scope> {
    scope: PhantomData<&'scope mut &'scope ()>,
    env: PhantomData<&'env mut &'env ()>,
}

/// What [`Scope::spawn`] would return, as [`std::thread::ScopedJoinHandle`]: there is none, ever.
///
/// [`std::thread::ScopedJoinHandle`]: https://doc.rust-lang.org/std/thread/struct.ScopedJoinHandle.html
pub struct ScopedJoinHandle<'scope, T> {
    never: Infallible,
    scope: PhantomData<&'scope ()>,
    result: PhantomData<fn() -> T>,
}

/// Calls `f` with a place to spawn threads, as [`std::thread::scope`]. None can be spawned there.
///
/// [`std::thread::scope`]: https://doc.rust-lang.org/std/thread/fn.scope.html
#[inline]
pub fn scope<'env, F, T>(f: F) -> T
where
    F: for<'scope> FnOnce(&'scope Scope<'scope, 'env>) -> T,
{
    f(&Scope {
        scope: PhantomData,
        env: PhantomData,
    })
}

impl<'scope, 'env> Scope<'scope, 'env> {
    /// Would run `f` in a thread of its own.
    ///
    /// # Panics
    ///
    /// Always, as `std` on this target: `Builder::spawn_scoped` answers an error instead.
    #[track_caller]
    #[expect(clippy::expect_used, reason = "the contract of `std`")]
    pub fn spawn<F, T>(&'scope self, f: F) -> ScopedJoinHandle<'scope, T>
    where
        F: FnOnce() -> T + Send + 'scope,
        T: Send + 'scope,
    {
        drop(f);
        unsupported().expect("failed to spawn thread")
    }
}

impl<'scope, T> ScopedJoinHandle<'scope, T> {
    /// The thread.
    #[inline]
    #[must_use]
    pub fn thread(&self) -> &Thread {
        match self.never {}
    }

    /// What the thread has returned, once it has.
    ///
    /// # Errors
    ///
    /// What it has panicked with.
    #[cfg(feature = "alloc")]
    #[inline]
    pub fn join(self) -> super::Result<T> {
        match self.never {}
    }

    /// Whether the thread is over.
    #[inline]
    pub fn is_finished(&self) -> bool {
        match self.never {}
    }
}

impl fmt::Debug for Scope<'_, '_> {
    /// As `std` prints one without threads.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Scope")
            .field("num_running_threads", &0)
            .field("a_thread_panicked", &false)
            .field("main_thread", &current())
            .finish_non_exhaustive()
    }
}

impl<T> fmt::Debug for ScopedJoinHandle<'_, T> {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.never {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scope_may_borrow_mutably() {
        let mut count = 1;
        let text = scope(|scope| {
            count += 1;
            format!("{scope:?}")
        });
        assert_eq!(
            text,
            r#"Scope { num_running_threads: 0, a_thread_panicked: false, main_thread: Thread { id: ThreadId(1), name: Some("main"), .. }, .. }"#
        );
        assert_eq!(count, 2);
    }

    #[test]
    #[should_panic = "failed to spawn thread: Os { code: 58, kind: Unsupported"]
    fn scoped_spawn_panics() {
        scope(|scope| {
            let _ = scope.spawn(|| 1);
        });
    }
}
