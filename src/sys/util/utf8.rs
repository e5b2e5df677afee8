//! Checks of UTF-8: a small one for a few names, and a fast one for lines.
//!
//! `core::str::from_utf8` is written for speed. It has 600 bytes of code and a table of 256. The
//! small check tests each byte, and has a quarter of that.
//!
//! `core`'s check tests single bytes if a text is not aligned to a word, and most lines are not. So
//! the fast check first tests whether all bytes are ASCII, 8 at a time at any alignment.
//!
//! The safety argument: bytes become a `str` only after a check. The tests compare the small check
//! with `core`'s, on every sequence on which the two could differ.

#[cfg(feature = "alloc")]
use alloc_crate::{string::String, vec::Vec};

/// Returns the bytes as a `str` if they are UTF-8, with a small check.
pub(crate) fn from_utf8_small(bytes: &[u8]) -> Option<&str> {
    if !is_utf8(bytes) {
        return None;
    }
    // SAFETY: `is_utf8` has just checked the bytes.
    Some(unsafe { core::str::from_utf8_unchecked(bytes) })
}

/// [`from_utf8_small`] with a fast check, for long or many texts.
#[cfg(feature = "alloc")]
pub(crate) fn from_utf8_fast(bytes: &[u8]) -> Option<&str> {
    if cfg!(nanowasi_fast) && is_ascii(bytes) {
        // SAFETY: ASCII is UTF-8.
        return Some(unsafe { core::str::from_utf8_unchecked(bytes) });
    }
    str::from_utf8(bytes).ok()
}

/// [`from_utf8_fast`] of a vector.
#[cfg(feature = "alloc")]
#[inline]
pub(crate) fn string_from_utf8_fast(bytes: Vec<u8>) -> Option<String> {
    from_utf8_fast(&bytes)?;
    // SAFETY: `from_utf8_fast` has just checked the bytes.
    Some(unsafe { String::from_utf8_unchecked(bytes) })
}

/// Returns whether no byte is above 0x7F.
///
/// The last 8 bytes are tested as a word that may overlap the one before, so no bytes remain.
#[cfg(feature = "alloc")]
fn is_ascii(bytes: &[u8]) -> bool {
    let Some(last) = bytes.last_chunk() else {
        return bytes.iter().fold(0, |all, byte| all | byte) < 0x80;
    };
    let words = bytes.as_chunks().0.iter().chain([last]);
    words.fold(0, |all, word| all | u64::from_ne_bytes(*word)) & 0x8080_8080_8080_8080 == 0
}

/// Returns whether the bytes are UTF-8: each character is complete, in its shortest form, and
/// valid.
fn is_utf8(bytes: &[u8]) -> bool {
    let mut missing = 0;
    let mut value = 0;
    let mut min = 0;
    for &byte in bytes {
        let byte = u32::from(byte);
        if missing == 0 {
            if byte < 0x80 {
                continue;
            }
            // The first byte begins with as many ones as the character has bytes: two to four.
            let len = (byte << 24).leading_ones();
            missing = len.wrapping_sub(1);
            if missing.wrapping_sub(1) > 2 {
                return false;
            }
            value = byte & (0x7F >> len);
            // The smallest character of that length: 1 << 7, 1 << 11 or 1 << 16.
            min = 1 << ((9 * missing + 5) / 2);
        } else {
            missing -= 1;
            value = value << 6 | (byte & 0x3F);
            if byte >> 6 != 0b10 || missing == 0 && (value < min || char::from_u32(value).is_none())
            {
                return false;
            }
        }
    }
    missing == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One byte above 0x7F at each position.
    #[cfg(feature = "alloc")]
    #[test]
    fn finds_each_byte_that_is_not_ascii() {
        for len in 0..40 {
            let mut bytes = [b'x'; 40];
            assert!(is_ascii(&bytes[..len]));
            for at in 0..len {
                bytes[at] = 0x80;
                assert!(!is_ascii(&bytes[..len]), "{at} of {len}");
                assert_eq!(from_utf8_fast(&bytes[..len]), None);
                bytes[at] = 0x7F;
            }
        }
        assert_eq!(
            from_utf8_fast("eine längere Zeile".as_bytes()),
            Some("eine längere Zeile")
        );
    }

    /// Every sequence of up to three bytes, and of four if the first may begin a character: these
    /// are all states that a decoder can be in.
    #[test]
    fn agrees_with_core() {
        let check = |bytes: &[u8]| {
            assert_eq!(
                from_utf8_small(bytes).is_some(),
                core::str::from_utf8(bytes).is_ok(),
                "{bytes:x?}"
            );
        };
        // One byte below, inside and above each range that the encoding distinguishes.
        let edges = [
            0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC2, 0xF4, 0xFF,
        ];
        check(b"");
        for a in 0..=255 {
            check(&[a]);
            for b in 0..=255 {
                check(&[a, b]);
                for c in 0..=255 {
                    check(&[a, b, c]);
                    for d in edges.into_iter().filter(|_| a >= 0xE0) {
                        check(&[a, b, c, d]);
                        check(&[a, b, c, d, b'x']);
                    }
                }
            }
        }
    }
}
