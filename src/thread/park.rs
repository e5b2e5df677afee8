//! [`park`]: where a thread waits until another one says that it may go on.

use core::time::Duration;

use super::sleep;
use crate::sync::deadlock::deadlock;
use crate::sys::sync::StaticCell;

/// Whether the thread may pass the next [`park`].
static TOKEN: StaticCell<bool> = StaticCell::new(false);

/// Lets the next [`park`] pass.
#[inline]
pub(super) fn unpark() {
    TOKEN.set(true);
}

/// Passes if [`unpark`](super::Thread::unpark) was called since the last time, as [`std::thread::park`].
///
/// # Panics
///
/// If it was not: nobody else is there to call it. (`std` goes on at once, so that a loop around it never
/// ends.)
///
/// [`std::thread::park`]: https://doc.rust-lang.org/std/thread/fn.park.html
#[track_caller]
pub fn park() {
    if !TOKEN.compare_exchange(true, false) {
        deadlock!("parked, and there is no other thread to unpark this one");
    }
}

/// Passes if [`unpark`](super::Thread::unpark) was called since the last time, else sleeps for that
/// time: nobody else is there to end it. As [`std::thread::park_timeout`].
///
/// [`std::thread::park_timeout`]: https://doc.rust-lang.org/std/thread/fn.park_timeout.html
pub fn park_timeout(dur: Duration) {
    if !TOKEN.compare_exchange(true, false) {
        sleep(dur);
    }
}

/// [`park_timeout`], in milliseconds.
#[deprecated(since = "1.6.0", note = "replaced by `std::thread::park_timeout`")]
pub fn park_timeout_ms(ms: u32) {
    park_timeout(Duration::from_millis(ms.into()));
}
