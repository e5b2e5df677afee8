//! Parses one entry of the environment, `NAME=value`.

use crate::sys::util::bytes;

/// Whether a variable can have that name.
pub(super) fn is_valid_name(name: &[u8]) -> bool {
    !name.is_empty() && !bytes::contains(name, b'=')
}

/// The value in `NAME=value`, if the name is `name`.
pub(super) fn value_of<'entry>(entry: &'entry [u8], name: &[u8]) -> Option<&'entry [u8]> {
    entry.strip_prefix(name)?.strip_prefix(b"=")
}

/// The two sides of `NAME=value`. A name is at least one byte long, whatever that is.
pub(super) fn split(entry: &[u8]) -> Option<(&[u8], &[u8])> {
    let at = 1 + entry.get(1..)?.iter().position(|byte| *byte == b'=')?;
    let (name, value) = entry.split_at_checked(at)?;
    Some((name, value.get(1..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_variable_has_a_name_and_a_value() {
        for (entry, sides) in [
            ("A=1", Some(("A", "1"))),
            ("A=", Some(("A", ""))),
            ("A=b=c", Some(("A", "b=c"))),
            // Windows has such names, and `std` shows them.
            ("=C:=\\x", Some(("=C:", "\\x"))),
            ("==", Some(("=", ""))),
            ("=1", None),
            ("=", None),
            ("A", None),
            ("", None),
        ] {
            let expected = sides.map(|(name, value)| (name.as_bytes(), value.as_bytes()));
            assert_eq!(split(entry.as_bytes()), expected, "{entry}");
        }
    }

    /// A name that is the start of another one's must not find that one's value.
    #[test]
    fn a_value_is_found_by_the_whole_name() {
        for (entry, name, expected) in [
            ("HOME=/h", "HOME", Some("/h")),
            ("HOME=/h", "HOM", None),
            ("HOME=/h", "HOMER", None),
            ("HOME=/h", "home", None),
            ("A==", "A", Some("=")),
            ("A", "A", None),
        ] {
            let found = value_of(entry.as_bytes(), name.as_bytes());
            assert_eq!(found, expected.map(str::as_bytes), "{entry}, {name}");
        }
        for name in ["", "=", "A=", "=A", "A=1"] {
            assert!(!is_valid_name(name.as_bytes()), "{name}");
        }
    }
}
