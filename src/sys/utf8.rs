//! Whether bytes are text: a small check of UTF-8 for programs that check a few names.
//!
//! `core::str::from_utf8` is made for speed, and costs 600 bytes of code and a table of 256. This one
//! looks at every byte and costs a quarter of that. The safety argument: the tests compare it with
//! `core`'s on every sequence that can tell the two apart.

/// The bytes as text, if that is what they are.
pub(crate) fn text(bytes: &[u8]) -> Option<&str> {
    if !is_utf8(bytes) {
        return None;
    }
    // SAFETY: just checked.
    Some(unsafe { core::str::from_utf8_unchecked(bytes) })
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

    /// Every sequence of up to three bytes, and of four with a head that may begin one: these are all
    /// states that a decoder can be in.
    #[test]
    fn agrees_with_core() {
        let check = |bytes: &[u8]| {
            assert_eq!(
                text(bytes).is_some(),
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
