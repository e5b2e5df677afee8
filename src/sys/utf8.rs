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
    let mut bytes = bytes.iter();
    while let Some(&first) = bytes.next() {
        let first = u32::from(first);
        let (more, least) = match first {
            0x00..=0x7F => continue,
            0xC0..=0xDF => (1, 0x80),
            0xE0..=0xEF => (2, 0x800),
            0xF0..=0xF7 => (3, 0x1_0000),
            _ => return false,
        };
        let mut value = first & (0x3F >> more);
        for _ in 0..more {
            match bytes.next() {
                Some(&next) if next & 0xC0 == 0x80 => {
                    value = value << 6 | u32::from(next & 0x3F);
                }
                _ => return false,
            }
        }
        if value < least || char::from_u32(value).is_none() {
            return false;
        }
    }
    true
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
