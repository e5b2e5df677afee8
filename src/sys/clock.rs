//! The clocks: `clock_res_get` and `clock_time_get`.
//!
//! The safety argument: the host writes to a local.

use super::Errno;
use super::response::{UNSET_64, checked_value};
use crate::raw::{self, Clockid, Timestamp};

/// Returns the resolution of a clock, in nanoseconds.
///
/// That is the shortest time between two different readings of the clock.
///
/// # Errors
///
/// Returns the host's errno, usually:
///
/// - `INVAL`, `BADF` or `NOSYS`: the host does not have the clock. Few hosts have the two CPU
///   clocks.
/// - `IO`: the host returned success and no resolution. This crate reports it.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::{raw::Clockid, sys};
/// # fn main() -> nanowasi::io::Result<()> {
///
/// let resolution = sys::clock_res_get(Clockid::MONOTONIC)?;
/// assert!((1..=1_000_000_000).contains(&resolution));
/// # Ok(())
/// # }
/// ```
pub fn clock_res_get(id: Clockid) -> Result<Timestamp, Errno> {
    let mut resolution = UNSET_64;
    // SAFETY: `resolution` is a local variable, and valid for the write.
    let returned = unsafe { raw::clock_res_get(id, &raw mut resolution) };
    checked_value(returned, resolution, resolution == UNSET_64)
}

/// Returns the time of a clock, in nanoseconds.
///
/// The time may be late by `precision` nanoseconds, so that a host can use a cheaper clock. The
/// time of [`Clockid::REALTIME`] counts from 1970-01-01 UTC, that of [`Clockid::MONOTONIC`] from
/// any moment.
///
/// # Errors
///
/// Returns the host's errno, usually:
///
/// - `INVAL`, `BADF` or `NOSYS`: the host does not have the clock. Few hosts have the two CPU
///   clocks.
/// - `IO`: the host returned success and no time. This crate reports it.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::{raw::Clockid, sys};
/// # fn main() -> nanowasi::io::Result<()> {
///
/// let start = sys::clock_time_get(Clockid::MONOTONIC, 1)?;
/// let end = sys::clock_time_get(Clockid::MONOTONIC, 1)?;
/// assert!(end >= start);
/// # Ok(())
/// # }
/// ```
pub fn clock_time_get(id: Clockid, precision: Timestamp) -> Result<Timestamp, Errno> {
    // A real clock has this time in the year 2554.
    let mut time = UNSET_64;
    // SAFETY: `time` is a local variable, and valid for the write.
    let returned = unsafe { raw::clock_time_get(id, precision, &raw mut time) };
    checked_value(returned, time, time == UNSET_64)
}
