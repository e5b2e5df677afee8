//! Printing without `core::fmt`, so that `print!("{} {}\n", name, 3)` costs bytes and not
//! kilobytes.
//!
//! `core::fmt` prints through tables of function pointers, which no optimizer sees through. The
//! first `{}` of a string costs 1.5 KB, and that of an integer 2 KB. But most formats have only
//! text and `{}`.
//!
//! So the macros split such a format while compiling, and print it segment by segment. (A segment
//! is the text between two placeholders.) Text, strings, integers of up to 64 bits, `bool` and
//! `char` are printed by the code in this file, and any other value by its own `Display`. A format
//! with a name, a width or the like is printed by `core::fmt`. The output is the same.

#[cfg(feature = "alloc")]
use alloc_crate::string::String;
use core::fmt;

use crate::sys::util::itoa;

#[cfg(nanowasi_std)]
pub use crate::as_std::print::{is_plain, print};

/// A standard stream that the macros print to.
pub trait PrintStream {
    /// Prints a part of a text.
    fn print_bytes(bytes: &[u8]);

    /// Prints formatted text.
    fn print_fmt(args: fmt::Arguments<'_>);

    /// Ends the text of one macro call. `ends_line` is whether its last byte is known to be a
    /// newline.
    fn finish(ends_line: bool);
}

/// Returns whether a format ends with a newline.
#[must_use]
pub const fn ends_line(format: &str) -> bool {
    matches!(format.as_bytes(), [.., b'\n'])
}

/// Splits a format at each `{}` into `N` segments, for `N - 1` values.
///
/// Returns `None` if the number of `{}` is not `N - 1`, or if the format has any other brace.
#[expect(
    clippy::indexing_slicing,
    reason = "runs while compiling, where a wrong index is a compile error"
)]
#[must_use]
pub const fn split_format<const N: usize>(format: &'static str) -> Option<[&'static str; N]> {
    let mut segments = [""; N];
    let mut count = 0;
    let mut rest = format;
    let mut at = 0;
    while at < rest.len() {
        match rest.as_bytes()[at] {
            b'{' if count + 1 < N && at + 1 < rest.len() && rest.as_bytes()[at + 1] == b'}' => {
                let (segment, after) = rest.split_at(at);
                segments[count] = segment;
                count += 1;
                rest = after.split_at(2).1;
                at = 0;
            }
            b'{' | b'}' => return None,
            _ => at += 1,
        }
    }
    if count + 1 != N {
        return None;
    }
    segments[count] = rest;
    Some(segments)
}

/// Prints the first segment of a format, and returns the others.
///
/// Always inlined, so that the compiler knows the segments, and drops the array.
#[inline(always)]
#[must_use]
pub fn print_segment<S: PrintStream>(segments: &'static [&'static str]) -> &'static [&'static str] {
    let Some((first, rest)) = segments.split_first() else {
        return segments;
    };
    if !first.is_empty() {
        S::print_bytes(first.as_bytes());
    }
    rest
}

/// A value that the macros print directly. The output equals that of `Display`.
///
/// 128-bit integers and floats still use `core::fmt`.
///
/// A method that only forwards a value is always inlined. Without inlining, the caller spills the
/// value to the stack to pass `&self`.
pub trait PlainDisplay {
    /// Prints the value.
    fn print<S: PrintStream>(&self);
}

impl PlainDisplay for str {
    #[inline(always)]
    fn print<S: PrintStream>(&self) {
        S::print_bytes(self.as_bytes());
    }
}

#[cfg(feature = "alloc")]
impl PlainDisplay for String {
    #[inline(always)]
    fn print<S: PrintStream>(&self) {
        S::print_bytes(self.as_bytes());
    }
}

impl PlainDisplay for bool {
    #[inline(always)]
    fn print<S: PrintStream>(&self) {
        S::print_bytes(if *self { b"true" } else { b"false" });
    }
}

impl PlainDisplay for char {
    fn print<S: PrintStream>(&self) {
        S::print_bytes(self.encode_utf8(&mut [0; 4]).as_bytes());
    }
}

macro_rules! print_integers {
    ($print:ident: $($type:ident)*) => {
        $(
            impl PlainDisplay for $type {
                #[inline(always)]
                fn print<S: PrintStream>(&self) {
                    $print::<S>((*self).into());
                }
            }
        )*
    };
}

print_integers!(print_u64: u8 u16 u32 u64);
print_integers!(print_i64: i8 i16 i32 i64);

impl PlainDisplay for usize {
    #[inline(always)]
    fn print<S: PrintStream>(&self) {
        print_u64::<S>(*self as u64);
    }
}

impl PlainDisplay for isize {
    #[inline(always)]
    fn print<S: PrintStream>(&self) {
        print_i64::<S>(*self as i64);
    }
}

macro_rules! print_formatted {
    ($($type:ident)*) => {
        $(
            impl PlainDisplay for $type {
                #[inline(always)]
                fn print<S: PrintStream>(&self) {
                    S::print_fmt(format_args!("{self}"));
                }
            }
        )*
    };
}

// These print through `core::fmt`, but need an implementation: a literal whose type is not inferred
// yet must find one for each type that it can become.
print_formatted!(u128 i128 f32 f64);

fn print_i64<S: PrintStream>(number: i64) {
    if number < 0 {
        S::print_bytes(b"-");
    }
    print_u64::<S>(number.unsigned_abs());
}

fn print_u64<S: PrintStream>(number: u64) {
    S::print_bytes(itoa::Buffer::new().format(number).as_bytes());
}

impl<T: PlainDisplay + ?Sized> PlainDisplay for &T {
    #[inline(always)]
    fn print<S: PrintStream>(&self) {
        (**self).print::<S>();
    }
}

impl<T: PlainDisplay + ?Sized> PlainDisplay for &mut T {
    #[inline(always)]
    fn print<S: PrintStream>(&self) {
        (**self).print::<S>();
    }
}

/// A value to print in the best way for its type: `(&&&Arg(&value)).__nanowasi_print::<S>()`.
///
/// Method lookup tries `&&&Arg`, then `&&Arg`, then `&Arg` as the receiver. So it chooses
/// [`ViaPlain`] if that is implemented, then [`ViaDisplay`], then [`ViaFormat`].
#[derive(Debug)]
pub struct Arg<'value, T: ?Sized>(pub &'value T);

/// Prints a value by the code in this file.
pub trait ViaPlain {
    /// Prints the value.
    fn __nanowasi_print<S: PrintStream>(&self);
}

impl<T: PlainDisplay + ?Sized> ViaPlain for &&Arg<'_, T> {
    #[inline(always)]
    fn __nanowasi_print<S: PrintStream>(&self) {
        self.0.print::<S>();
    }
}

/// Prints a value by its own `Display`.
pub trait ViaDisplay {
    /// Prints the value.
    fn __nanowasi_print<S: PrintStream>(&self);
}

impl<T: fmt::Display + ?Sized> ViaDisplay for &Arg<'_, T> {
    #[inline(always)]
    fn __nanowasi_print<S: PrintStream>(&self) {
        S::print_fmt(format_args!("{}", self.0));
    }
}

/// Makes the expansion compile for values without `Display`.
///
/// It is never called: for a `{}` of such a value, `format_args!` is a compile error.
pub trait ViaFormat {
    /// Prints nothing.
    fn __nanowasi_print<S: PrintStream>(&self);
}

impl<T: ?Sized> ViaFormat for Arg<'_, T> {
    #[inline(always)]
    fn __nanowasi_print<S: PrintStream>(&self) {}
}

#[cfg(test)]
#[expect(
    clippy::needless_borrow,
    reason = "without the references, a method of another trait is found"
)]
mod tests {
    use super::*;
    use std::cell::RefCell;

    std::thread_local!(static PRINTED: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) });

    struct Test;

    impl PrintStream for Test {
        fn print_bytes(bytes: &[u8]) {
            PRINTED.with_borrow_mut(|printed| printed.extend_from_slice(bytes));
        }

        fn print_fmt(args: fmt::Arguments<'_>) {
            Self::print_bytes(b"fmt:");
            Self::print_bytes(args.to_string().as_bytes());
        }

        fn finish(_: bool) {}
    }

    fn printed() -> String {
        String::from_utf8(PRINTED.take()).unwrap()
    }

    #[test]
    fn only_formats_of_text_and_empty_braces_are_split() {
        assert_eq!(split_format("a{}b{}c"), Some(["a", "b", "c"]));
        assert_eq!(split_format("{}{}"), Some(["", "", ""]));
        assert_eq!(split_format("ä{}ö"), Some(["ä", "ö"]));
        assert_eq!(split_format("text"), Some(["text"]));
        assert_eq!(split_format::<1>("{}"), None);
        assert_eq!(split_format::<2>("text"), None);
        assert_eq!(split_format::<2>("{}{}"), None);
        for format in ["{x}", "{0}", "{:?}", "{{}}", "{", "}", "{ }", "a}b"] {
            assert_eq!(split_format::<2>(format), None, "{format}");
        }
    }

    /// The ends of each range are where a conversion of integers can go wrong.
    #[test]
    fn plain_values_print_as_their_display() {
        macro_rules! check {
            ($($value:expr),* $(,)?) => {
                $(
                    (&&&Arg(&$value)).__nanowasi_print::<Test>();
                    assert_eq!(printed(), $value.to_string());
                )*
            };
        }
        macro_rules! check_range {
            ($($type:ident)*) => {
                $(
                    check!($type::MIN, $type::MAX);
                    for number in [0, 1, 9, 10, 99] {
                        let number: $type = number;
                        check!(number);
                    }
                )*
            };
        }
        check_range!(u8 u16 u32 u64 usize i8 i16 i32 i64 isize);
        check!(
            -1_i64,
            -10_i8,
            true,
            false,
            'a',
            'ß',
            '\u{10FFFF}',
            "",
            "text",
            String::from("text")
        );
        check!(&&"text", &mut 5);
    }

    #[test]
    fn every_other_value_prints_by_its_own_display() {
        (&&&Arg(&1.5)).__nanowasi_print::<Test>();
        assert_eq!(printed(), "fmt:1.5");
        (&&&Arg(&u128::MAX)).__nanowasi_print::<Test>();
        assert_eq!(printed(), format!("fmt:{}", u128::MAX));
        fn generic<T: fmt::Display>(value: T) {
            (&&&Arg(&value)).__nanowasi_print::<Test>();
        }
        generic(7);
        assert_eq!(printed(), "fmt:7");
    }
}
