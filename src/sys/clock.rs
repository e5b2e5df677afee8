//! The clocks: `clock_res_get` and `clock_time_get`.

use super::{Errno, answer};
use crate::raw::{self, Clockid, Timestamp};

/// How far apart two times of a clock are at least, in nanoseconds.
///
/// # Errors
///
/// What the host answers: few have the two CPU clocks.
pub fn clock_res_get(id: Clockid) -> Result<Timestamp, Errno> {
    let mut resolution = 0;
    // SAFETY: the local is valid for the write.
    let returned = unsafe { raw::clock_res_get(id, &raw mut resolution) };
    answer(returned, resolution)
}

/// What time a clock shows, in nanoseconds; `precision` is by how much it may be late.
///
/// # Errors
///
/// What the host answers: few have the two CPU clocks.
pub fn clock_time_get(id: Clockid, precision: Timestamp) -> Result<Timestamp, Errno> {
    let mut time = 0;
    // SAFETY: the local is valid for the write.
    let returned = unsafe { raw::clock_time_get(id, precision, &raw mut time) };
    answer(returned, time)
}
