//! A number's digits as text, without `core::fmt`.

use core::mem::MaybeUninit;
use core::slice;

/// How many digits the largest number has.
const MAX_LEN: usize = 20;

/// Room for a number's digits.
pub(crate) struct Buffer([MaybeUninit<u8>; MAX_LEN]);

impl Buffer {
    #[inline]
    pub(crate) const fn new() -> Self {
        Self([MaybeUninit::uninit(); MAX_LEN])
    }

    /// A number's digits, which are written to the end of the room.
    pub(crate) fn format(&mut self, mut number: u64) -> &str {
        let end = self.0.as_mut_ptr_range().end.cast::<u8>();
        let mut start = end;
        // SAFETY: no number has more than `MAX_LEN` digits, so `start` stays inside. Each byte from there on is made of `0`
        // and a number below 10, which is ASCII, and they are borrowed as long as this is.
        unsafe {
            loop {
                start = start.sub(1);
                // Below 10, so nothing is cut off.
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
