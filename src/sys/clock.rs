//! The clocks: `clock_res_get` and `clock_time_get`.

use super::{Errno, UNSET_64, checked_value};
use crate::raw::{self, Clockid, Timestamp};

/// How far apart two times of a clock are at least, in nanoseconds.
///
/// # Errors
///
/// The host's errno: few hosts have the two CPU clocks. `IO` if the host writes no resolution.
pub fn clock_res_get(id: Clockid) -> Result<Timestamp, Errno> {
    let mut resolution = UNSET_64;
    // SAFETY: the local is valid for the write.
    let returned = unsafe { raw::clock_res_get(id, &raw mut resolution) };
    checked_value(returned, resolution, resolution == UNSET_64)
}

/// What time a clock shows, in nanoseconds; `precision` is by how much it may be late.
///
/// # Errors
///
/// The host's errno: few hosts have the two CPU clocks. `IO` if the host writes no time.
pub fn clock_time_get(id: Clockid, precision: Timestamp) -> Result<Timestamp, Errno> {
    // A clock shows this time in the year 2554.
    let mut time = UNSET_64;
    // SAFETY: the local is valid for the write.
    let returned = unsafe { raw::clock_time_get(id, precision, &raw mut time) };
    checked_value(returned, time, time == UNSET_64)
}
