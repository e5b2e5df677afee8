//! The names of the preopened directories, for the note after an error.
//!
//! The user of a program whose path has no preopened directory needs to see which directories
//! exist.

use core::fmt::{self, Write as _};

use super::prefix::is_unwritten;
use crate::sys;

/// A list of the names of all preopened directories. `{:?}` prints it, with escapes for characters
/// that do not print.
pub(crate) struct PreopenNames;

impl fmt::Debug for PreopenNames {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Without `core`'s formatters: `debug_list` and the `Debug` of `str` would link 7 KB,
        // `escape_ascii` 0.5 KB.
        let (mut separator, mut result) = ("[\"", Ok(()));
        sys::for_each_preopen(|_, name| {
            if is_unwritten(name) {
                return;
            }
            let name = name.split(|byte| *byte == 0).next().unwrap_or_default();
            result = result
                .and_then(|()| f.write_str(separator))
                .and_then(|()| write_escaped(name, f));
            separator = "\", \"";
        });
        result?;
        f.write_str(if separator == "[\"" { "[]" } else { "\"]" })
    }
}

/// Prints a name without its quotes. Control characters are escaped, because the name comes from
/// the host and a terminal obeys them.
fn write_escaped(name: &[u8], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match sys::util::from_utf8_small(name) {
        Some(text) => text
            .chars()
            .try_for_each(|c| write_char_escaped(c, true, f)),
        None => name
            .iter()
            .try_for_each(|byte| write_char_escaped(char::from(*byte), false, f)),
    }
}

/// Prints a character, or `\x` and two digits for a control character. In a name that is not UTF-8,
/// bytes above ASCII are escaped, too.
fn write_char_escaped(c: char, is_utf8: bool, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let code = u32::from(c);
    let prints = if code < 0x7F {
        code >= 0x20
    } else {
        is_utf8 && code >= 0xA0
    };
    if prints {
        if matches!(c, '"' | '\\') {
            f.write_char('\\')?;
        }
        return f.write_char(c);
    }
    let digit = |value: u32| char::from_digit(value & 15, 16).unwrap_or_default();
    f.write_str("\\x")?;
    f.write_char(digit(code >> 4))?;
    f.write_char(digit(code))
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Quoted(&'static [u8]);

    impl fmt::Display for Quoted {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write_escaped(self.0, f)
        }
    }

    /// A line feed or an escape sequence in a name was printed as it is, and a `"` made one name
    /// look like two.
    #[test]
    fn characters_that_do_not_print_are_escaped() {
        for (name, text) in [
            ("daten/ä".as_bytes(), "daten/ä"),
            (b"a\xE4b\xFF", r"a\xe4b\xff"),
            (b"a\x1B[2Jb\n\x7F", r"a\x1b[2Jb\x0a\x7f"),
            ("\u{9B}2J\u{A0}".as_bytes(), "\\x9b2J\u{A0}"),
            (br#"a", "b\"#, r#"a\", \"b\\"#),
        ] {
            assert_eq!(Quoted(name).to_string(), text);
        }
    }
}
