//! [`Thread`]: the one that there is.

use core::fmt;
use core::num::{NonZero, NonZeroU64};

use super::park;
use crate::io::{self, Error, ErrorKind};
use crate::panic;
use crate::sys::error_repr::SimpleMessage;
use crate::sys::{self, Errno};

/// A thread, as [`std::thread::Thread`]: the main one, since there is no other.
///
/// [`std::thread::Thread`]: https://doc.rust-lang.org/std/thread/struct.Thread.html
#[derive(Clone)]
pub struct Thread(());

/// What tells threads apart, as [`std::thread::ThreadId`].
///
/// [`std::thread::ThreadId`]: https://doc.rust-lang.org/std/thread/struct.ThreadId.html
#[derive(Eq, PartialEq, Clone, Copy, Hash, Debug)]
pub struct ThreadId(NonZeroU64);

/// The one thread, as [`std::thread::current`].
///
/// [`std::thread::current`]: https://doc.rust-lang.org/std/thread/fn.current.html
#[inline]
#[must_use]
pub fn current() -> Thread {
    Thread(())
}

impl Thread {
    /// Lets the thread pass the next [`park`](super::park).
    #[inline]
    pub fn unpark(&self) {
        park::unpark();
    }

    /// What tells it from others, if there were any.
    #[inline]
    #[must_use]
    pub fn id(&self) -> ThreadId {
        ThreadId(NonZeroU64::MIN)
    }

    /// Its name: `main`.
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

/// Lets something else run, if the host has something.
#[inline]
pub fn yield_now() {
    // A host that can't has nothing else.
    let _ = sys::sched_yield();
}

/// Whether the program is about to end by a panic: what prints its message sees that.
#[inline]
#[must_use]
pub fn panicking() -> bool {
    panic::panicking()
}

/// How many threads would run at the same time, as [`std::thread::available_parallelism`]: on this target
/// nobody knows.
///
/// # Errors
///
/// Always, of the kind `Unsupported`.
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

    /// What `std` prints on this target, seen under a host.
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
