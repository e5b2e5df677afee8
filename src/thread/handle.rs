//! [`spawn`] and [`JoinHandle`]: a second thread, which can't be spawned.

#[cfg(feature = "alloc")]
use alloc_crate::boxed::Box;
#[cfg(feature = "alloc")]
use core::any::Any;
use core::convert::Infallible;
use core::fmt;
use core::marker::PhantomData;

use super::Thread;
use crate::io;
use crate::sys::Errno;

/// The value that a thread returned, or the payload of its panic, as [`std::thread::Result`].
///
/// [`std::thread::Result`]: https://doc.rust-lang.org/std/thread/type.Result.html
#[cfg(feature = "alloc")]
pub type Result<T> = core::result::Result<T, Box<dyn Any + Send + 'static>>;

/// Returns the error that `std` returns on this target for each attempt to spawn a thread.
#[inline]
pub(super) fn unsupported<T>() -> io::Result<T> {
    Err(Errno::NOTSUP.into())
}

/// Panics instead of running `f` in a new thread, as [`std::thread::spawn`] on this target.
///
/// `Builder::spawn` returns an error instead.
///
/// # Panics
///
/// Always.
///
/// # Examples
///
/// ```should_panic
/// let worker = nanowasi::thread::spawn(|| 1 + 1); // panics
/// ```
///
/// [`std::thread::spawn`]: https://doc.rust-lang.org/std/thread/fn.spawn.html
#[track_caller]
#[expect(clippy::expect_used, reason = "the contract of `std`")]
pub fn spawn<F, T>(f: F) -> JoinHandle<T>
where
    F: FnOnce() -> T,
    F: Send + 'static,
    T: Send + 'static,
{
    drop(f);
    unsupported().expect("failed to spawn thread")
}

/// The owner of a spawned thread, as [`std::thread::JoinHandle`]. It can't exist, because no thread
/// can be spawned.
///
/// The type has no values, so code that uses one compiles and is left out of the program.
///
/// # Examples
///
/// ```
/// use nanowasi::thread::{Builder, JoinHandle};
///
/// let mut workers: Vec<JoinHandle<u32>> = Vec::new();
/// if let Ok(worker) = Builder::new().spawn(|| 1) {
///     workers.push(worker);
/// }
/// assert!(workers.is_empty());
/// ```
///
/// [`std::thread::JoinHandle`]: https://doc.rust-lang.org/std/thread/struct.JoinHandle.html
pub struct JoinHandle<T> {
    never: Infallible,
    result: PhantomData<fn() -> T>,
}

impl<T> JoinHandle<T> {
    /// Returns the thread. Never called, because no handle exists.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::thread::{Builder, JoinHandle};
    ///
    /// fn name(worker: &JoinHandle<u32>) -> String {
    ///     worker.thread().name().unwrap_or("worker").to_owned()
    /// }
    ///
    /// assert!(Builder::new().spawn(|| 1).is_err()); // no handle to call it with
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
    /// use nanowasi::thread::{Builder, JoinHandle};
    ///
    /// fn total(workers: Vec<JoinHandle<u32>>) -> u32 {
    ///     workers.into_iter().map(|worker| worker.join().unwrap()).sum()
    /// }
    ///
    /// let workers = (0..4).filter_map(|n| Builder::new().spawn(move || n).ok());
    /// assert_eq!(total(workers.collect()), 0); // none was spawned
    /// ```
    #[cfg(feature = "alloc")]
    #[inline]
    pub fn join(self) -> Result<T> {
        match self.never {}
    }

    /// Returns whether the thread has ended. Never called, because no handle exists.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::thread::{Builder, JoinHandle};
    ///
    /// fn are_all_finished(workers: &[JoinHandle<u32>]) -> bool {
    ///     workers.iter().all(|worker| worker.is_finished())
    /// }
    ///
    /// let workers = (0..4).filter_map(|n| Builder::new().spawn(move || n).ok());
    /// assert!(are_all_finished(&workers.collect::<Vec<_>>())); // none was spawned
    /// ```
    #[inline]
    pub fn is_finished(&self) -> bool {
        match self.never {}
    }
}

impl<T> fmt::Debug for JoinHandle<T> {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.never {}
    }
}
