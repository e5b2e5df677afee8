//! Parses entries of the environment, `NAME=value`. Pure functions, shared by all modules of `env`.

use crate::sys::util::bytes;

/// Returns whether a variable can have the name `name`: not empty, and without `=`.
pub(super) fn is_valid_name(name: &[u8]) -> bool {
    !name.is_empty() && !bytes::contains(name, b'=')
}

/// Returns the value of `entry` if its name is `name`.
pub(super) fn value_of<'entry>(entry: &'entry [u8], name: &[u8]) -> Option<&'entry [u8]> {
    entry.strip_prefix(name)?.strip_prefix(b"=")
}

/// Splits `entry` into its name and its value.
///
/// The name is at least one byte long, and that first byte may be `=`: Windows has such variables.
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
            // Windows has such names, and `std` returns them.
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

    /// Guards against a name that is a prefix of another name and finds the other's value.
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
