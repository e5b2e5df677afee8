//! How an [`Error`] is printed: by `{}` and `{:?}` as in `std`.

use core::fmt;

use super::{Decoded, Error, MISSING_PREOPEN_PRINTED};
use crate::sys::Errno;
use crate::sys::util::itoa;

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let errno = match self.decode() {
            Decoded::Os(errno) => errno,
            Decoded::NoPreopen => Errno::NOENT,
            Decoded::Kind(kind) => return f.write_str(kind.description()),
            Decoded::SimpleMessage(text) => return f.write_str(text.text),
            Decoded::Custom(custom) => return fmt::Display::fmt(custom.error(), f),
        };
        f.write_str(errno.message())?;
        f.write_str(" (os error ")?;
        f.write_str(itoa::Buffer::new().format(errno.code().into()))?;
        f.write_str(")")
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let errno = match self.decode() {
            Decoded::Os(errno) => errno,
            Decoded::NoPreopen => {
                MISSING_PREOPEN_PRINTED.set();
                Errno::NOENT
            }
            Decoded::Kind(kind) => {
                return debug_fields(f, ["Kind(", ")"], &[["", kind.name(), ""]]);
            }
            Decoded::SimpleMessage(text) => {
                let (name, field) = if text.is_custom {
                    ("Custom {", "error: \"")
                } else {
                    ("Error {", "message: \"")
                };
                return debug_fields(
                    f,
                    [name, "}"],
                    &[["kind: ", self.kind().name(), ""], [field, text.text, "\""]],
                );
            }
            Decoded::Custom(custom) => {
                return f
                    .debug_struct("Custom")
                    .field("kind", &self.kind())
                    .field("error", &custom.error())
                    .finish();
            }
        };
        debug_fields(
            f,
            ["Os {", "}"],
            &[
                [
                    "code: ",
                    itoa::Buffer::new().format(errno.code().into()),
                    "",
                ],
                ["kind: ", self.kind().name(), ""],
                ["message: \"", errno.message(), "\""],
            ],
        )
    }
}

/// Prints what `debug_struct` and `debug_tuple` would print, for fields of one line without a
/// character to escape.
///
/// Those link an adapter that indents, the tables of printable characters for `str`, and all widths
/// of integers. This saves 9 KB in a program whose `main` returns an error.
fn debug_fields(
    f: &mut fmt::Formatter<'_>,
    around: [&str; 2],
    fields: &[[&str; 3]],
) -> fmt::Result {
    let [open, close] = around;
    // `Name { a: 1, b: 2 }`, `Name(1)`, or, for `{:#?}`, one field a line.
    let spaced = if close == "}" { " " } else { "" };
    let [first, between, last] = if f.alternate() {
        ["\n    ", ",\n    ", ",\n"]
    } else {
        [spaced, ", ", spaced]
    };
    f.write_str(open)?;
    let mut before = first;
    for field in fields {
        f.write_str(before)?;
        for text in field {
            f.write_str(text)?;
        }
        before = between;
    }
    f.write_str(last)?;
    f.write_str(close)
}
