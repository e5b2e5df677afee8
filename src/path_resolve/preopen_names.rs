//! What the preopened directories are called, for the note beneath an error: a user who is told that no
//! directory leads to a path wants to see which there are.

use core::fmt::{self, Write as _};

use super::prefix::is_unwritten;
use crate::sys;

/// The names of all preopened directories, as a list for `{:?}`. What doesn't print in them is escaped.
pub(crate) struct PreopenNames;

impl fmt::Debug for PreopenNames {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // By hand: `debug_list` and `str`'s `Debug` would bring 7 KB, `escape_ascii` half of one.
        let (mut before, mut result) = ("[\"", Ok(()));
        sys::preopens::for_each_preopen(|_, name| {
            if is_unwritten(name) {
                return;
            }
            let name = name.split(|byte| *byte == 0).next().unwrap_or_default();
            result = result
                .and_then(|()| f.write_str(before))
                .and_then(|()| quoted(name, f));
            before = "\", \"";
        });
        result?;
        f.write_str(if before == "[\"" { "[]" } else { "\"]" })
    }
}

/// Prints a name as it stands between quotes: a host's is shown to the user, whose terminal obeys what it prints.
fn quoted(name: &[u8], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match sys::util::from_utf8_small(name) {
        Some(text) => text.chars().try_for_each(|c| escaped(c, true, f)),
        None => name
            .iter()
            .try_for_each(|byte| escaped(char::from(*byte), false, f)),
    }
}

/// Prints a character, or as `\x` and two digits if it is a control or, in what is no text, above ASCII.
fn escaped(c: char, is_text: bool, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let code = u32::from(c);
    let prints = if code < 0x7F {
        code >= 0x20
    } else {
        is_text && code >= 0xA0
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
            quoted(self.0, f)
        }
    }

    /// A name with a line end or an escape sequence was printed as it is, and what `"` ended looked like two names.
    #[test]
    fn what_does_not_print_in_a_name_is_escaped() {
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
