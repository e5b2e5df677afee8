//! Whether bytes are text: a small check of UTF-8 for programs that check a few names, and a fast one for lines.
//!
//! `core::str::from_utf8` is made for speed, and costs 600 bytes of code and a table of 256. The small one
//! looks at every byte and costs a quarter of that. The safety argument: the tests compare it with
//! `core`'s on every sequence that can tell the two apart.
//!
//! Where a text begins at no multiple of four, as most lines do, `core`'s looks at single bytes. So lines of which all
//! is ASCII are found out before, eight bytes at a time, wherever they lie.

#[cfg(feature = "alloc")]
use alloc_crate::{string::String, vec::Vec};

/// The bytes as text, if that is what they are.
pub(crate) fn from_utf8_small(bytes: &[u8]) -> Option<&str> {
    if !is_utf8(bytes) {
        return None;
    }
    // SAFETY: just checked.
    Some(unsafe { core::str::from_utf8_unchecked(bytes) })
}

/// [`from_utf8_small`] for what is long, or comes again and again.
#[cfg(feature = "alloc")]
pub(crate) fn from_utf8_fast(bytes: &[u8]) -> Option<&str> {
    if cfg!(nanowasi_fast) && is_ascii(bytes) {
        // SAFETY: ASCII is.
        return Some(unsafe { core::str::from_utf8_unchecked(bytes) });
    }
    str::from_utf8(bytes).ok()
}

/// The same for what has an owner.
#[cfg(feature = "alloc")]
#[inline]
pub(crate) fn string_from_utf8_fast(bytes: Vec<u8>) -> Option<String> {
    from_utf8_fast(&bytes)?;
    // SAFETY: just checked.
    Some(unsafe { String::from_utf8_unchecked(bytes) })
}

/// Whether no byte is above 0x7F; the last word is looked at where it ends, so that there is no rest.
#[cfg(feature = "alloc")]
fn is_ascii(bytes: &[u8]) -> bool {
    let Some(last) = bytes.last_chunk() else {
        return bytes.iter().fold(0, |all, byte| all | byte) < 0x80;
    };
    let words = bytes.as_chunks().0.iter().chain([last]);
    words.fold(0, |all, word| all | u64::from_ne_bytes(*word)) & 0x8080_8080_8080_8080 == 0
}

/// Decodes every character, and rejects what is cut, too long for its value, or no character.
fn is_utf8(bytes: &[u8]) -> bool {
    let mut missing = 0;
    let mut value = 0;
    let mut least = 0;
    for &byte in bytes {
        let byte = u32::from(byte);
        if missing == 0 {
            if byte < 0x80 {
                continue;
            }
            // A head begins with as many ones as the character has bytes: two to four.
            let len = (byte << 24).leading_ones();
            missing = len.wrapping_sub(1);
            if missing.wrapping_sub(1) > 2 {
                return false;
            }
            value = byte & (0x7F >> len);
            // What needs that many bytes: from 1 << 7, 1 << 11 and 1 << 16 on.
            least = 1 << ((9 * missing + 5) / 2);
        } else {
            missing -= 1;
            value = value << 6 | (byte & 0x3F);
            if byte >> 6 != 0b10
                || missing == 0 && (value < least || char::from_u32(value).is_none())
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

    /// One byte above 0x7F, wherever it is.
    #[cfg(feature = "alloc")]
    #[test]
    fn sees_each_byte_that_is_not_ascii() {
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

    /// Every sequence of up to three bytes, and of four with a head that may begin one: these are all
    /// states that a decoder can be in.
    #[test]
    fn agrees_with_core() {
        let check = |bytes: &[u8]| {
            assert_eq!(
                from_utf8_small(bytes).is_some(),
                core::str::from_utf8(bytes).is_ok(),
                "{bytes:x?}"
            );
        };
        // One of each kind: below, inside and above every range that the encoding tells apart.
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
