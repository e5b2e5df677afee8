//! Formatting of an [`OsStr`], which need not be UTF-8.

use core::fmt::{self, Alignment, Formatter, Write};

use super::OsStr;
use crate::io::print::{PlainDisplay, PrintStream};

/// Formats an [`OsStr`] with `{}`, returned by [`OsStr::display`], as `std::ffi::os_str::Display`.
///
/// Bytes that are not UTF-8 are printed as `U+FFFD`.
///
/// # Examples
///
/// ```
/// use nanowasi::ffi::OsStr;
///
/// assert_eq!(format!("{:>6}", OsStr::new("file").display()), "  file");
/// ```
pub struct Display<'a> {
    text: &'a OsStr,
}

impl OsStr {
    /// Returns a value that formats the string with `{}`, with `U+FFFD` for bytes that are not
    /// UTF-8.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::ffi::OsStr;
    /// use nanowasi::os::wasi::ffi::OsStrExt;
    ///
    /// assert_eq!(OsStr::from_bytes(b"a\xFF").display().to_string(), "a\u{FFFD}");
    /// assert_eq!(format!("{:?}", OsStr::from_bytes(b"a\xFF")), r#""a\xFF""#);
    /// ```
    #[inline]
    #[must_use]
    pub fn display(&self) -> Display<'_> {
        Display { text: self }
    }
}

impl fmt::Display for Display<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let chunks = || self.text.as_encoded_bytes().utf8_chunks();
        let missing = f.width().map_or(0, |width| {
            let chars = |valid: &str, broken: bool| valid.chars().count() + usize::from(broken);
            let len = chunks().map(|chunk| chars(chunk.valid(), !chunk.invalid().is_empty()));
            width.saturating_sub(len.sum())
        });
        let before = match f.align() {
            Some(Alignment::Right) => missing,
            Some(Alignment::Center) => missing / 2,
            _ => 0,
        };
        let fill =
            |f: &mut Formatter<'_>, count| (0..count).try_for_each(|_| f.write_char(f.fill()));
        fill(f, before)?;
        for chunk in chunks() {
            f.write_str(chunk.valid())?;
            if !chunk.invalid().is_empty() {
                f.write_char(char::REPLACEMENT_CHARACTER)?;
            }
        }
        fill(f, missing - before)
    }
}

impl PlainDisplay for Display<'_> {
    fn print<S: PrintStream>(&self) {
        for chunk in self.text.as_encoded_bytes().utf8_chunks() {
            S::print_bytes(chunk.valid().as_bytes());
            if !chunk.invalid().is_empty() {
                S::print_bytes("\u{FFFD}".as_bytes());
            }
        }
    }
}

impl fmt::Debug for Display<'_> {
    #[inline]
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.text.fmt(f)
    }
}

impl fmt::Debug for OsStr {
    /// Formats the string with quotes and escapes, as a `str`. A byte that is not UTF-8 is printed
    /// as `\xFF`.
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_char('"')?;
        for chunk in self.as_encoded_bytes().utf8_chunks() {
            let mut text = chunk.valid();
            while let Some((plain, rest)) = text
                .find(is_escaped)
                .and_then(|at| text.split_at_checked(at))
            {
                f.write_str(plain)?;
                let mut rest = rest.chars();
                if let Some(char) = rest.next() {
                    fmt::Display::fmt(&char.escape_debug(), f)?;
                }
                text = rest.as_str();
            }
            f.write_str(text)?;
            for byte in chunk.invalid() {
                write!(f, "\\x{byte:02X}")?;
            }
        }
        f.write_char('"')
    }
}

/// Returns whether `{:?}` of a `str` escapes the character.
fn is_escaped(char: char) -> bool {
    char != '\'' && char.escape_debug().len() != 1
}
