//! Checks of what a host returns, before a caller sees it.
//!
//! An out-parameter has a value before the call that no valid result equals. So a host that returns
//! success and writes nothing is detected, and a count larger than the buffer is rejected.

use super::Errno;

/// The errno that this crate reports for a result that can't be true: a count larger than the
/// buffer, a name longer than reported, a success without a value.
pub(crate) const INVALID_RESPONSE: Errno = Errno::IO;

/// The initial value of a count. No valid count equals it, so a host that leaves the count
/// unwritten is detected.
pub(super) const UNSET: usize = usize::MAX;

/// The initial value of a size, an offset, or a time in nanoseconds, for the same reason.
pub(super) const UNSET_64: u64 = u64::MAX;

/// Returns `value` if the call succeeded, and its errno otherwise.
#[inline]
pub(super) fn to_result<T>(returned: i32, value: T) -> Result<T, Errno> {
    Errno::check(returned).map(|()| value)
}

/// As [`to_result`], with [`INVALID_RESPONSE`] if the call succeeded and left `value` unwritten.
#[inline]
pub(super) fn checked_value<T>(returned: i32, value: T, is_unset: bool) -> Result<T, Errno> {
    to_result(returned, value).and_then(|value| {
        if is_unset {
            Err(INVALID_RESPONSE)
        } else {
            Ok(value)
        }
    })
}

/// As [`to_result`], with [`INVALID_RESPONSE`] if the count exceeds `max`, as an unwritten one
/// does.
#[inline]
pub(super) fn checked_count(returned: i32, count: usize, max: usize) -> Result<usize, Errno> {
    Errno::check(returned)?;
    if count > max {
        Err(INVALID_RESPONSE)
    } else {
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A host that returns success and writes nothing passed for one that wrote the initial value.
    #[test]
    fn an_unset_value_is_an_error() {
        assert_eq!(checked_value(0, 7, false), Ok(7));
        assert_eq!(checked_value(0, UNSET_64, true), Err(INVALID_RESPONSE));
        assert_eq!(checked_value(44, UNSET_64, true), Err(Errno::NOENT));
    }

    /// A count above the length of the buffer led out of the buffer.
    #[test]
    fn a_count_is_at_most_what_was_requested() {
        assert_eq!(checked_count(0, 4, 4), Ok(4));
        assert_eq!(checked_count(0, 5, 4), Err(INVALID_RESPONSE));
        assert_eq!(checked_count(0, UNSET, 4), Err(INVALID_RESPONSE));
        assert_eq!(checked_count(8, 0, 4), Err(Errno::BADF));
    }
}
