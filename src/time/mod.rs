//! Clocks and durations, as [`std::time`].
//!
//! | type | clock of the host | for |
//! | --- | --- | --- |
//! | [`Instant`] | monotonic | measuring durations |
//! | [`SystemTime`] | realtime | the time of day, the times of files |
//! | [`Duration`] | | the time between two of them, in nanoseconds |
//!
//! ```no_run
//! use nanowasi::time::{Duration, Instant};
//!
//! let start = Instant::now();
//! // … something slow …
//! if start.elapsed() > Duration::from_secs(1) {
//!     nanowasi::println!("that was slow");
//! }
//! ```
//!
//! # Hosts without a clock
//!
//! Each known host has both clocks. If a host refuses a clock, the program ends as by
//! [`process::abort`](crate::process::abort), with a line on standard error. An invented time would
//! be wrong without a sign of it. [`sys::clock_time_get`] returns the host's error instead.
//!
//! Unlike `std`, which always panics there, a program panics only if it has set a panic hook.
//!
//! [`std::time`]: https://doc.rust-lang.org/std/time/index.html

#![allow(clippy::must_use_candidate, reason = "as `std` has it")]

pub(crate) mod duration;
mod instant;
mod system_time;
mod timespec;

pub use core::time::{Duration, TryFromFloatSecsError};
pub use instant::Instant;
pub use system_time::{SystemTime, SystemTimeError, UNIX_EPOCH};

use crate::raw::{Clockid, Timestamp};
use crate::sys::{self, Errno};

/// Returns the current time of a clock, in nanoseconds.
#[inline]
fn now(clock: Clockid) -> Timestamp {
    match sys::clock_time_get(clock, 1) {
        Ok(time) => time,
        Err(errno) => without_clock(errno),
    }
}

/// Ends a program whose host refuses a clock.
#[cold]
#[cfg(target_family = "wasm")]
#[allow(clippy::panic, reason = "a panic hook of the program must run")]
fn without_clock(_: Errno) -> ! {
    #[cfg(feature = "alloc")]
    if crate::panic::has_hook() {
        panic!("the host refuses its clock");
    }
    // Buffered output was printed before the error, so it is written first.
    crate::io::stdio::flush_at_exit();
    // An error of standard error can't be reported anywhere.
    let _ = sys::write_all(sys::STDERR, b"the host refuses its clock\n");
    crate::process::abort()
}

/// Panics, so that natively the other tests of a library run.
#[cold]
#[cfg(not(target_family = "wasm"))]
#[allow(clippy::panic, reason = "a native program is a test")]
fn without_clock(errno: Errno) -> ! {
    panic!("there is no clock without a host: {errno:?}")
}
