//! A number's digits as text, without `core::fmt`.

/// How many digits the largest number has.
pub(crate) const DIGITS: usize = 20;

/// A number's digits, which are written to the end of `digits`.
pub(crate) fn decimal(number: u64, digits: &mut [u8; DIGITS]) -> &str {
    let mut left = number;
    let mut start = digits.len();
    for digit in digits.iter_mut().rev() {
        // Below 10, so nothing is cut off.
        *digit = b'0' + (left % 10) as u8;
        left /= 10;
        start -= 1;
        if left == 0 {
            break;
        }
    }
    let digits = digits.get(start..).unwrap_or_default();
    // SAFETY: every byte from `start` on has just been made of `0` and a number below 10, which is ASCII.
    unsafe { core::str::from_utf8_unchecked(digits) }
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
            assert_eq!(decimal(number, &mut [b'x'; DIGITS]), number.to_string());
        }
    }
}
