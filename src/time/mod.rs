//! Time: [`Instant`] to measure with, [`SystemTime`] for the time of day, [`Duration`] between two of them.
//!
//! As [`std::time`], over the host's monotonic and realtime clocks:
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
//! Each host that is known has both clocks. One that refuses a clock ends the program as
//! [`process::abort`](crate::process::abort) does, with a line on standard error: a time that is made up would be wrong in
//! ways that nobody sees. (`std` panics there.) [`sys::clock_time_get`] answers the error instead.
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

/// The time that a clock shows, in nanoseconds.
#[inline]
fn now(clock: Clockid) -> Timestamp {
    match sys::clock_time_get(clock, 1) {
        Ok(time) => time,
        Err(errno) => without_clock(errno),
    }
}

/// Ends a program that needs a clock on a host that refuses it.
#[cold]
#[cfg(target_family = "wasm")]
#[allow(clippy::panic, reason = "for a hook, which is to see a panic")]
fn without_clock(_: Errno) -> ! {
    #[cfg(feature = "alloc")]
    if crate::panic::has_hook() {
        panic!("the host refuses its clock");
    }
    // What was printed before comes before.
    crate::io::stdio::flush_at_exit();
    // Nobody is left to be told that this can't be told.
    let _ = sys::write_all(sys::STDERR, b"the host refuses its clock\n");
    crate::process::abort()
}

/// Natively a panic, so that a library's other tests go on.
#[cold]
#[cfg(not(target_family = "wasm"))]
#[allow(clippy::panic, reason = "see above")]
fn without_clock(errno: Errno) -> ! {
    panic!("there is no clock without a host: {errno:?}")
}
