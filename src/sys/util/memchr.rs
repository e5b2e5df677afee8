//! Searching for a byte in a long slice: `memchr` and `memrchr`.
//!
//! Each step tests 8 bytes, in one loop without calls. So the search is fast also if the crate is
//! compiled for its size. The `memchr` crate targets SIMD, which wasm enables only on request. Its
//! fallback scans two 4-byte words per step.

/// 1 in each byte.
const ONES: u64 = u64::from_ne_bytes([1; 8]);
/// The highest bit of each byte.
const HIGHEST: u64 = ONES << 7;

/// Returns a word in which each byte is 0 that equals `byte`, and no other.
#[inline]
fn zeroed(word: [u8; 8], byte: u8) -> u64 {
    u64::from_le_bytes(word) ^ (ONES * u64::from(byte))
}

/// Returns the index of the first `byte`.
#[inline]
pub(crate) fn memchr(byte: u8, bytes: &[u8]) -> Option<usize> {
    let (words, rest) = bytes.as_chunks();
    let mut index = 0;
    for word in words {
        let word = zeroed(*word, byte);
        // The subtraction may borrow for a zero from the next byte, which then may look like a
        // zero. So only the first zero is exact.
        let zeros = word.wrapping_sub(ONES) & !word & HIGHEST;
        if zeros != 0 {
            return Some(index + zeros.trailing_zeros() as usize / 8);
        }
        index += 8;
    }
    let rest_index = rest.iter().position(|other| *other == byte)?;
    Some(index + rest_index)
}

/// Returns the index of the last `byte`.
#[cfg(feature = "alloc")]
#[inline]
pub(crate) fn memrchr(byte: u8, bytes: &[u8]) -> Option<usize> {
    let (rest, words) = bytes.as_rchunks();
    let mut end = bytes.len();
    for word in words.iter().rev() {
        let word = zeroed(*word, byte);
        // Exact in each byte, because no sum carries into the next.
        let zeros = !(((word & !HIGHEST) + !HIGHEST) | word) & HIGHEST;
        if zeros != 0 {
            return Some(end - 1 - zeros.leading_zeros() as usize / 8);
        }
        end -= 8;
    }
    rest.iter().rposition(|other| *other == byte)
}

#[cfg(all(test, feature = "alloc"))]
mod tests {
    use super::*;
    use arbtest::arbtest;

    /// Bytes that differ in one bit or by one: a borrow or a carry into a neighbour gave a wrong
    /// index.
    #[test]
    fn find_the_first_and_the_last() {
        arbtest(|u| {
            let byte: u8 = u.arbitrary()?;
            let near = [byte, byte ^ 1, byte ^ 0x80, byte.wrapping_add(1), !byte];
            let many = u.int_in_range(0..=5_u8)?;
            let mut bytes = Vec::new();
            for _ in 0..u.int_in_range(0..=40)? {
                let rare = u.ratio(1, 1 + many)?;
                bytes.push(if rare {
                    *u.choose(&near)?
                } else {
                    u.arbitrary()?
                });
            }
            let start = u.int_in_range(0..=bytes.len())?;
            let bytes = &bytes[start..];
            assert_eq!(memchr(byte, bytes), bytes.iter().position(|b| *b == byte));
            assert_eq!(memrchr(byte, bytes), bytes.iter().rposition(|b| *b == byte));
            Ok(())
        });
    }

    #[test]
    fn a_byte_after_a_match_is_no_match() {
        for (byte, next) in [(b'\n', b'\x0B'), (0, 1), (0xFF, 0xFE), (0x80, 0x81)] {
            let bytes = [next, byte, next, next, byte, next, next, next, next];
            assert_eq!(
                (memchr(byte, &bytes), memrchr(byte, &bytes)),
                (Some(1), Some(4))
            );
            assert_eq!(
                (memchr(byte, &bytes[5..]), memrchr(byte, &bytes[5..])),
                (None, None)
            );
        }
    }
}
