//! Sums and differences of durations, without a panic.
//!
//! The functions of [`Duration`] check that the nanoseconds are less than a second. They always
//! are, but the compiler does not see it, and links the panic into each program that measures a
//! time. The remainder in [`duration`] shows it to the compiler, which saves 4 KB.

use core::time::Duration;

const NANOS_PER_SEC: u32 = 1_000_000_000;

/// Returns a duration of `secs` seconds and `nanos` nanoseconds, which are less than a second.
#[inline]
const fn duration(secs: u64, nanos: u32) -> Duration {
    // The remainder is `nanos` itself, and less than a second for the compiler, too.
    Duration::new(secs, nanos % NANOS_PER_SEC)
}

/// As [`Duration::checked_add`].
#[inline]
pub(crate) const fn checked_add(a: Duration, b: Duration) -> Option<Duration> {
    let Some(secs) = a.as_secs().checked_add(b.as_secs()) else {
        return None;
    };
    let nanos = a.subsec_nanos().wrapping_add(b.subsec_nanos());
    if nanos < NANOS_PER_SEC {
        return Some(duration(secs, nanos));
    }
    match secs.checked_add(1) {
        Some(secs) => Some(duration(secs, nanos.wrapping_sub(NANOS_PER_SEC))),
        None => None,
    }
}

/// As [`Duration::checked_sub`].
#[inline]
pub(crate) const fn checked_sub(a: Duration, b: Duration) -> Option<Duration> {
    let Some(secs) = a.as_secs().checked_sub(b.as_secs()) else {
        return None;
    };
    let nanos = a.subsec_nanos().wrapping_sub(b.subsec_nanos());
    if a.subsec_nanos() >= b.subsec_nanos() {
        return Some(duration(secs, nanos));
    }
    match secs.checked_sub(1) {
        Some(secs) => Some(duration(secs, nanos.wrapping_add(NANOS_PER_SEC))),
        None => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_those_of_core() {
        let secs = [0, 1, 2, u64::MAX - 1, u64::MAX];
        let nanos = [0, 1, 499_999_999, 500_000_000, 500_000_001, 999_999_999];
        let all = || {
            secs.into_iter()
                .flat_map(|secs| nanos.map(|nanos| Duration::new(secs, nanos)))
        };
        for a in all() {
            for b in all() {
                assert_eq!(checked_add(a, b), a.checked_add(b), "{a:?} + {b:?}");
                assert_eq!(checked_sub(a, b), a.checked_sub(b), "{a:?} - {b:?}");
            }
        }
    }
}
