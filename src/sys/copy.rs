//! [`copy`]: between two slices that need not be as long as each other.

/// Copies the front of one slice to the front of another, as much as both have, and answers how much.
///
/// `copy_from_slice` panics where the lengths differ, and when it is not inlined the optimizer does not
/// see that they never do: a program would link what panics take.
#[inline]
pub(crate) const fn copy(from: &[u8], to: &mut [u8]) -> usize {
    let count = if from.len() < to.len() {
        from.len()
    } else {
        to.len()
    };
    // SAFETY: both slices are as long at least, and one that is written to does not overlap another.
    unsafe { from.as_ptr().copy_to_nonoverlapping(to.as_mut_ptr(), count) };
    count
}
