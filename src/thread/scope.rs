//! [`scope`]: threads that may borrow, which can't be spawned.

use core::convert::Infallible;
use core::fmt;
use core::marker::PhantomData;

use super::handle::unsupported;
use super::{Thread, current};

/// A scope for threads that may borrow from its environment, as [`std::thread::Scope`].
///
/// # Examples
///
/// ```
/// use nanowasi::thread::{self, Builder, Scope};
///
/// fn count_workers<'scope>(scope: &'scope Scope<'scope, '_>) -> usize {
///     (0..4).filter(|_| Builder::new().spawn_scoped(scope, || {}).is_ok()).count()
/// }
///
/// assert_eq!(thread::scope(|scope| count_workers(scope)), 0); // no thread can be spawned
/// ```
///
/// [`std::thread::Scope`]: https://doc.rust-lang.org/std/thread/struct.Scope.html
pub struct Scope<'scope, 'env: 'scope> {
    scope: PhantomData<&'scope mut &'scope ()>,
    env: PhantomData<&'env mut &'env ()>,
}

/// The owner of a scoped thread, as [`std::thread::ScopedJoinHandle`]. It can't exist, because no
/// thread can be spawned.
///
/// # Examples
///
/// ```
/// use nanowasi::thread::{self, Builder, ScopedJoinHandle};
///
/// thread::scope(|scope| {
///     let worker: Result<ScopedJoinHandle<'_, u32>, _> = Builder::new().spawn_scoped(scope, || 1);
///     assert!(worker.is_err());
/// });
/// ```
///
/// [`std::thread::ScopedJoinHandle`]: https://doc.rust-lang.org/std/thread/struct.ScopedJoinHandle.html
pub struct ScopedJoinHandle<'scope, T> {
    never: Infallible,
    scope: PhantomData<&'scope ()>,
    result: PhantomData<fn() -> T>,
}

/// Calls `f` with a scope to spawn threads in, as [`std::thread::scope`]. None can be spawned.
///
/// # Examples
///
/// ```
/// use nanowasi::thread::{self, Builder};
///
/// let mut numbers = [3, 1, 2];
/// thread::scope(|scope| {
///     let worker = Builder::new().spawn_scoped(scope, || 1);
///     assert!(worker.is_err()); // unsupported
///     numbers.sort(); // so this thread does the work
/// });
/// assert_eq!(numbers, [1, 2, 3]);
/// ```
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
    /// Panics instead of running `f` in a new thread, as `std` on this target.
    ///
    /// `Builder::spawn_scoped` returns an error instead.
    ///
    /// # Panics
    ///
    /// Always.
    ///
    /// # Examples
    ///
    /// ```should_panic
    /// nanowasi::thread::scope(|scope| {
    ///     scope.spawn(|| 1 + 1); // panics
    /// });
    /// ```
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
    /// Returns the thread. Never called, because no handle exists.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::thread::{self, Builder};
    ///
    /// let name = thread::scope(|scope| {
    ///     let worker = Builder::new().spawn_scoped(scope, || 1).ok()?;
    ///     worker.thread().name().map(str::to_owned)
    /// });
    /// assert_eq!(name, None); // no thread was spawned
    /// ```
    #[inline]
    #[must_use]
    pub fn thread(&self) -> &Thread {
        match self.never {}
    }

    /// Waits for the thread and returns its result. Never called, because no handle exists.
    ///
    /// # Errors
    ///
    /// Would return the payload of the thread's panic.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::thread::{self, Builder};
    ///
    /// let numbers = [1, 2, 3];
    /// let sum = thread::scope(|scope| {
    ///     let worker = Builder::new().spawn_scoped(scope, || numbers.iter().sum::<u32>());
    ///     worker.map_or_else(|_| numbers.iter().sum(), |worker| worker.join().unwrap())
    /// });
    /// assert_eq!(sum, 6); // computed by this thread
    /// ```
    #[cfg(feature = "alloc")]
    #[inline]
    pub fn join(self) -> super::Result<T> {
        match self.never {}
    }

    /// Returns whether the thread has ended. Never called, because no handle exists.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::thread::{self, Builder};
    ///
    /// let is_running = thread::scope(|scope| {
    ///     let worker = Builder::new().spawn_scoped(scope, || 1);
    ///     worker.is_ok_and(|worker| !worker.is_finished())
    /// });
    /// assert!(!is_running); // no thread was spawned
    /// ```
    #[inline]
    pub fn is_finished(&self) -> bool {
        match self.never {}
    }
}

impl fmt::Debug for Scope<'_, '_> {
    /// Formats it as `std` formats a scope without threads.
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
