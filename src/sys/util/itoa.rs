//! Decimal numbers without `core::fmt`.
//!
//! The safety argument: [`Buffer::format`] writes from the end of the buffer, which has space for
//! the longest number, and returns what it has written.

use core::mem::MaybeUninit;
use core::slice;

/// The number of digits of `u64::MAX`.
const MAX_LEN: usize = 20;

/// Space for the digits of a number.
pub(crate) struct Buffer([MaybeUninit<u8>; MAX_LEN]);

impl Buffer {
    #[inline]
    pub(crate) const fn new() -> Self {
        Self([MaybeUninit::uninit(); MAX_LEN])
    }

    /// Returns the digits of a number.
    pub(crate) fn format(&mut self, mut number: u64) -> &str {
        let end = self.0.as_mut_ptr_range().end.cast::<u8>();
        let mut start = end;
        // SAFETY: a number has at most `MAX_LEN` digits, so `start` stays inside the buffer. Each
        // byte from `start` to `end` was written, and is `b'0'` to `b'9'`, which is UTF-8. The
        // result borrows the buffer.
        unsafe {
            loop {
                start = start.sub(1);
                // The rest is below 10, so the cast loses nothing.
                start.write(b'0' + (number % 10) as u8);
                number /= 10;
                if number == 0 {
                    break;
                }
            }
            let len = end.addr() - start.addr();
            str::from_utf8_unchecked(slice::from_raw_parts(start, len))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_the_digits_of_their_display() {
        let around = (0..20).flat_map(|power| {
            let round = 10_u64.pow(power);
            [round - 1, round, round + 1]
        });
        for number in around.chain([u64::MAX]) {
            assert_eq!(Buffer::new().format(number), number.to_string());
        }
    }
}
