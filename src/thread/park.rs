//! [`park`]: waiting for the token that [`unpark`](super::Thread::unpark) makes available.

use core::time::Duration;

use super::sleep;
use crate::panic::literal::panic_literal;
use crate::sys::sync::StaticCell;

/// Whether the token is available. Once for all threads, of which there is one.
static TOKEN: StaticCell<bool> = StaticCell::new(false);

/// Makes the token available.
#[inline]
pub(super) fn unpark() {
    TOKEN.set(true);
}

/// Takes the token if [`unpark`](super::Thread::unpark) has made it available, as
/// [`std::thread::park`].
///
/// Unlike `std`, it panics if the token is not available. `std` on this target returns immediately,
/// so that a loop that parks until a condition is fulfilled never ends.
///
/// # Panics
///
/// If the token is not available, because no other thread could call `unpark`.
///
/// # Examples
///
/// ```
/// use nanowasi::thread;
///
/// thread::current().unpark();
/// thread::park(); // returns immediately
/// ```
///
/// Without the token, it panics instead of waiting for ever:
///
/// ```should_panic
/// nanowasi::thread::park(); // panics
/// ```
///
/// [`std::thread::park`]: https://doc.rust-lang.org/std/thread/fn.park.html
#[track_caller]
pub fn park() {
    if !TOKEN.compare_exchange(true, false) {
        panic_literal!("parked, and there is no other thread to unpark this one");
    }
}

/// Takes the token if [`unpark`](super::Thread::unpark) has made it available. Otherwise sleeps for
/// `dur`. As [`std::thread::park_timeout`].
///
/// The sleep can't end earlier, because no other thread could call `unpark`.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::thread;
/// use nanowasi::time::{Duration, Instant};
///
/// thread::current().unpark();
/// thread::park_timeout(Duration::MAX); // returns immediately
///
/// let start = Instant::now();
/// thread::park_timeout(Duration::from_millis(5)); // sleeps
/// assert!(start.elapsed() >= Duration::from_millis(5));
/// ```
///
/// [`std::thread::park_timeout`]: https://doc.rust-lang.org/std/thread/fn.park_timeout.html
pub fn park_timeout(dur: Duration) {
    if !TOKEN.compare_exchange(true, false) {
        sleep(dur);
    }
}

/// Calls [`park_timeout`] with a number of milliseconds.
///
/// # Examples
///
/// ```no_run
/// # #![allow(deprecated)]
/// nanowasi::thread::park_timeout_ms(1); // sleeps for a millisecond
/// ```
#[deprecated(since = "1.6.0", note = "replaced by `std::thread::park_timeout`")]
pub fn park_timeout_ms(ms: u32) {
    park_timeout(Duration::from_millis(ms.into()));
}
