//! [`spawn`] and [`JoinHandle`]: what a second thread would be.

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

/// What a thread has returned, or what it has panicked with, as [`std::thread::Result`].
///
/// [`std::thread::Result`]: https://doc.rust-lang.org/std/thread/type.Result.html
#[cfg(feature = "alloc")]
pub type Result<T> = core::result::Result<T, Box<dyn Any + Send + 'static>>;

/// Why there is no second thread: what `std` answers here.
#[inline]
pub(super) fn unsupported<T>() -> io::Result<T> {
    Err(Errno::NOTSUP.into())
}

/// Would run `f` in a thread of its own, as [`std::thread::spawn`].
///
/// # Panics
///
/// Always, as `std` on this target: `Builder::spawn` answers an error instead.
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

/// What [`spawn`] would return, as [`std::thread::JoinHandle`]: there is none, ever.
///
/// [`std::thread::JoinHandle`]: https://doc.rust-lang.org/std/thread/struct.JoinHandle.html
pub struct JoinHandle<T> {
    never: Infallible,
    result: PhantomData<fn() -> T>,
}

impl<T> JoinHandle<T> {
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
    pub fn join(self) -> Result<T> {
        match self.never {}
    }

    /// Whether the thread is over.
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
