//! Printing without `core::fmt`: how `print!("{} {}\n", name, 3)` costs bytes and not kilobytes.
//!
//! `core::fmt` prints through tables of function pointers, which no optimizer sees through: the first
//! `{}` of a string costs 1.5 KB, that of an integer 2. But most formats are only text and `{}`. So
//! the macros take such a format apart while compiling, and print piece by piece: text, strings, integers,
//! `bool` and `char` by the code in this file, and any other value by its own `Display`. A format
//! with anything else in it, be it a name or a width, goes to `core::fmt` whole. What is
//! printed is the same.

#[cfg(feature = "alloc")]
use alloc_crate::string::String;
use core::fmt;

use crate::sys::util::itoa;

#[cfg(nanowasi_std)]
pub use crate::as_std::print::{is_plain, print};

/// Where the macros print to: a standard stream.
pub trait PrintStream {
    /// Prints text.
    fn print_bytes(bytes: &[u8]);

    /// Prints formatted text.
    fn print_fmt(args: fmt::Arguments<'_>);

    /// Ends what one macro prints.
    fn finish();
}

/// The text around each `{}` of a format: `N` pieces for `N - 1` values. Nothing if there are more or
/// fewer, or something else in braces.
#[expect(
    clippy::indexing_slicing,
    reason = "runs while compiling, where an index that is wrong is an error of the compiler's"
)]
#[must_use]
pub const fn split_format<const N: usize>(format: &'static str) -> Option<[&'static str; N]> {
    let mut pieces = [""; N];
    let mut count = 0;
    let mut rest = format;
    let mut at = 0;
    while at < rest.len() {
        match rest.as_bytes()[at] {
            b'{' if count + 1 < N && at + 1 < rest.len() && rest.as_bytes()[at + 1] == b'}' => {
                let (piece, behind) = rest.split_at(at);
                pieces[count] = piece;
                count += 1;
                rest = behind.split_at(2).1;
                at = 0;
            }
            b'{' | b'}' => return None,
            _ => at += 1,
        }
    }
    if count + 1 != N {
        return None;
    }
    pieces[count] = rest;
    Some(pieces)
}

/// Prints the first piece of a format, and gives back the others.
///
/// Always inlined, for then the pieces are known while compiling, and nothing is left of the array.
#[inline(always)]
#[must_use]
pub fn print_piece<S: PrintStream>(pieces: &'static [&'static str]) -> &'static [&'static str] {
    let Some((first, rest)) = pieces.split_first() else {
        return pieces;
    };
    if !first.is_empty() {
        S::print_bytes(first.as_bytes());
    }
    rest
}

/// A value that prints itself without `core::fmt`, and the same as its `Display` does.
///
/// What only passes a value on is always inlined, or the value would be stored for a pointer to it.
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

macro_rules! integers {
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

integers!(print_u64: u8 u16 u32 u64);
integers!(print_i64: i8 i16 i32 i64);

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

macro_rules! formatted {
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

// Through `core::fmt`, but here: a number whose type is not known yet, only that it is a number, has to find
// whatever it becomes.
formatted!(u128 i128 f32 f64);

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

/// A value to be printed in whichever way its type knows: `(&&&Arg(&value)).__nanowasi_print::<S>()`.
///
/// Method lookup takes references away one by one: so it takes [`ViaPlain`] where it is implemented, else
/// [`ViaDisplay`], else [`ViaFormat`].
#[derive(Debug)]
pub struct Arg<'value, T: ?Sized>(pub &'value T);

/// Prints by the code in this file.
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

/// Prints by the type's own `Display`.
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

/// Stands where the format has been taken apart and found to hold more than `{}`, so that a value that has
/// no `Display` compiles there. It is never called: a `{}` of such a value is an error of `format_args!`.
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

        fn finish() {}
    }

    fn printed() -> String {
        String::from_utf8(PRINTED.take()).unwrap()
    }

    #[test]
    fn only_formats_of_text_and_empty_braces_come_apart() {
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

    /// Each type that has a way of its own prints as its `Display`, at both ends of its range.
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
                $(check!($type::MIN, $type::MAX, 0 as $type, 1 as $type, 9 as $type, 10 as $type, 99 as $type);)*
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
