//! [`Thread`]: the current thread, which is the only one.

use core::fmt;
use core::num::{NonZero, NonZeroU64};

use super::park;
use crate::io::{self, Error, ErrorKind};
use crate::panic;
use crate::sys::error_repr::SimpleMessage;
use crate::sys::{self, Errno};

/// A handle to the thread, as [`std::thread::Thread`]. There is one thread, the main thread.
///
/// # Examples
///
/// ```
/// use nanowasi::thread;
///
/// let main: thread::Thread = thread::current();
/// assert_eq!(main.name(), Some("main"));
/// ```
///
/// [`std::thread::Thread`]: https://doc.rust-lang.org/std/thread/struct.Thread.html
#[derive(Clone)]
pub struct Thread(());

/// The identifier of a thread, as [`std::thread::ThreadId`].
///
/// # Examples
///
/// ```
/// use nanowasi::thread::{self, ThreadId};
///
/// static OWNER: nanowasi::sync::OnceLock<ThreadId> = nanowasi::sync::OnceLock::new();
///
/// let owner = OWNER.get_or_init(|| thread::current().id());
/// assert_eq!(*owner, thread::current().id()); // there is no other
/// ```
///
/// [`std::thread::ThreadId`]: https://doc.rust-lang.org/std/thread/struct.ThreadId.html
#[derive(Eq, PartialEq, Clone, Copy, Hash, Debug)]
pub struct ThreadId(NonZeroU64);

/// Returns a handle to the thread, as [`std::thread::current`].
///
/// # Examples
///
/// ```
/// assert_eq!(nanowasi::thread::current().name(), Some("main"));
/// ```
///
/// [`std::thread::current`]: https://doc.rust-lang.org/std/thread/fn.current.html
#[inline]
#[must_use]
pub fn current() -> Thread {
    Thread(())
}

impl Thread {
    /// Makes the token of the thread available, so that the next [`park`](super::park) returns.
    ///
    /// Calls do not add up: there is one token.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::thread;
    ///
    /// thread::current().unpark();
    /// thread::park(); // takes the token, and returns immediately
    /// ```
    #[inline]
    pub fn unpark(&self) {
        park::unpark();
    }

    /// Returns the identifier of the thread.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::thread;
    ///
    /// assert_eq!(format!("{:?}", thread::current().id()), "ThreadId(1)");
    /// ```
    #[inline]
    #[must_use]
    pub fn id(&self) -> ThreadId {
        ThreadId(NonZeroU64::MIN)
    }

    /// Returns the name of the thread: `main`.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::thread;
    ///
    /// let name = thread::current().name().unwrap_or("unnamed").to_owned();
    /// assert_eq!(name, "main");
    /// ```
    #[inline]
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        Some("main")
    }
}

impl fmt::Debug for Thread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Thread")
            .field("id", &self.id())
            .field("name", &self.name())
            .finish_non_exhaustive()
    }
}

/// Calls the host's `sched_yield`, as [`std::thread::yield_now`].
///
/// An error of the host is ignored, because such a host has nothing else to run.
///
/// # Examples
///
/// ```
/// use nanowasi::thread;
///
/// for _ in 0..3 {
///     // a step of the work
///     thread::yield_now();
/// }
/// ```
///
/// [`std::thread::yield_now`]: https://doc.rust-lang.org/std/thread/fn.yield_now.html
#[inline]
pub fn yield_now() {
    // A host that fails has nothing else to run.
    let _ = sys::sched_yield();
}

/// Returns whether a panic is ending the program, as [`std::thread::panicking`].
///
/// On wasm a panic does not unwind, so that only a [hook](crate::panic::set_hook) and what the hook
/// calls can see `true`.
///
/// # Examples
///
/// ```
/// assert!(!nanowasi::thread::panicking());
/// ```
///
/// [`std::thread::panicking`]: https://doc.rust-lang.org/std/thread/fn.panicking.html
#[inline]
#[must_use]
pub fn panicking() -> bool {
    panic::panicking()
}

/// Returns an error, as [`std::thread::available_parallelism`] on this target.
///
/// # Errors
///
/// - `Unsupported`: always, because preview 1 has no such function.
///
/// # Examples
///
/// ```
/// use nanowasi::{io::ErrorKind, thread};
///
/// let error = thread::available_parallelism().unwrap_err();
/// assert_eq!(error.kind(), ErrorKind::Unsupported);
///
/// let workers = thread::available_parallelism().map_or(1, |count| count.get());
/// assert_eq!(workers, 1);
/// ```
///
/// [`std::thread::available_parallelism`]: https://doc.rust-lang.org/std/thread/fn.available_parallelism.html
#[inline]
pub fn available_parallelism() -> io::Result<NonZero<usize>> {
    static UNKNOWN: SimpleMessage = SimpleMessage::new(
        ErrorKind::Unsupported,
        Errno::NOTSUP,
        "getting the number of hardware threads is not supported on the target platform",
    );
    Err(Error::from_static_message(&UNKNOWN))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The texts are what `std` printed on this target, under a host.
    #[test]
    fn formats_like_std() {
        let thread = current();
        assert_eq!(
            format!("{thread:?} {:?} {:?}", thread.name(), thread.id()),
            r#"Thread { id: ThreadId(1), name: Some("main"), .. } Some("main") ThreadId(1)"#
        );
        assert_eq!(
            format!("{:?}", available_parallelism()),
            r#"Err(Error { kind: Unsupported, message: "getting the number of hardware threads is not supported on the target platform" })"#
        );
    }
}
