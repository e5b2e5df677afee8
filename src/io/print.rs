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

use crate::sys::Digits;

#[cfg(nanowasi_std)]
pub use crate::as_std::print::{is_plain, print};

/// Where the macros print to: a standard stream.
pub trait Sink {
    /// Prints text.
    fn put(bytes: &[u8]);

    /// Prints formatted text.
    fn format(args: fmt::Arguments<'_>);

    /// Ends what one macro prints.
    fn end();
}

/// The text around each `{}` of a format: `N` pieces for `N - 1` values. Nothing if there are more or
/// fewer, or something else in braces.
#[expect(
    clippy::indexing_slicing,
    reason = "runs while compiling, where an index that is wrong is an error of the compiler's"
)]
#[must_use]
pub const fn pieces<const N: usize>(format: &'static str) -> Option<[&'static str; N]> {
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
pub fn put<S: Sink>(pieces: &'static [&'static str]) -> &'static [&'static str] {
    let Some((first, rest)) = pieces.split_first() else {
        return pieces;
    };
    if !first.is_empty() {
        S::put(first.as_bytes());
    }
    rest
}

/// A value that prints itself without `core::fmt`, and the same as its `Display` does.
///
/// What only passes a value on is always inlined, or the value would be stored for a pointer to it.
pub trait Plain {
    /// Prints the value.
    fn print<S: Sink>(&self);
}

impl Plain for str {
    #[inline(always)]
    fn print<S: Sink>(&self) {
        S::put(self.as_bytes());
    }
}

#[cfg(feature = "alloc")]
impl Plain for String {
    #[inline(always)]
    fn print<S: Sink>(&self) {
        S::put(self.as_bytes());
    }
}

impl Plain for bool {
    #[inline(always)]
    fn print<S: Sink>(&self) {
        S::put(if *self { b"true" } else { b"false" });
    }
}

impl Plain for char {
    fn print<S: Sink>(&self) {
        S::put(self.encode_utf8(&mut [0; 4]).as_bytes());
    }
}

macro_rules! integers {
    ($wide:ident: $($type:ident)*) => {
        $(
            impl Plain for $type {
                #[inline(always)]
                fn print<S: Sink>(&self) {
                    $wide::<S>((*self).into());
                }
            }
        )*
    };
}

integers!(unsigned: u8 u16 u32 u64);
integers!(signed: i8 i16 i32 i64);

impl Plain for usize {
    #[inline(always)]
    fn print<S: Sink>(&self) {
        unsigned::<S>(*self as u64);
    }
}

impl Plain for isize {
    #[inline(always)]
    fn print<S: Sink>(&self) {
        signed::<S>(*self as i64);
    }
}

macro_rules! formatted {
    ($($type:ident)*) => {
        $(
            impl Plain for $type {
                #[inline(always)]
                fn print<S: Sink>(&self) {
                    S::format(format_args!("{self}"));
                }
            }
        )*
    };
}

// Through `core::fmt`, but here: a number whose type is not known yet, only that it is a number, has to find
// whatever it becomes.
formatted!(u128 i128 f32 f64);

fn signed<S: Sink>(number: i64) {
    if number < 0 {
        S::put(b"-");
    }
    unsigned::<S>(number.unsigned_abs());
}

fn unsigned<S: Sink>(number: u64) {
    S::put(Digits::new().of(number).as_bytes());
}

impl<T: Plain + ?Sized> Plain for &T {
    #[inline(always)]
    fn print<S: Sink>(&self) {
        (**self).print::<S>();
    }
}

impl<T: Plain + ?Sized> Plain for &mut T {
    #[inline(always)]
    fn print<S: Sink>(&self) {
        (**self).print::<S>();
    }
}

/// A value to be printed in whichever way its type knows: `(&&&Show(&value)).__nanowasi_show::<S>()`.
///
/// Method lookup takes references away one by one: so it takes [`ViaPlain`] where it is implemented, else
/// [`ViaDisplay`], else [`ViaFormat`].
#[derive(Debug)]
pub struct Show<'value, T: ?Sized>(pub &'value T);

/// Prints by the code in this file.
pub trait ViaPlain {
    /// Prints the value.
    fn __nanowasi_show<S: Sink>(&self);
}

impl<T: Plain + ?Sized> ViaPlain for &&Show<'_, T> {
    #[inline(always)]
    fn __nanowasi_show<S: Sink>(&self) {
        self.0.print::<S>();
    }
}

/// Prints by the type's own `Display`.
pub trait ViaDisplay {
    /// Prints the value.
    fn __nanowasi_show<S: Sink>(&self);
}

impl<T: fmt::Display + ?Sized> ViaDisplay for &Show<'_, T> {
    #[inline(always)]
    fn __nanowasi_show<S: Sink>(&self) {
        S::format(format_args!("{}", self.0));
    }
}

/// Stands where the format has been taken apart and found to hold more than `{}`, so that a value that has
/// no `Display` compiles there. It is never called: a `{}` of such a value is an error of `format_args!`.
pub trait ViaFormat {
    /// Prints nothing.
    fn __nanowasi_show<S: Sink>(&self);
}

impl<T: ?Sized> ViaFormat for Show<'_, T> {
    #[inline(always)]
    fn __nanowasi_show<S: Sink>(&self) {}
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

    impl Sink for Test {
        fn put(bytes: &[u8]) {
            PRINTED.with_borrow_mut(|printed| printed.extend_from_slice(bytes));
        }

        fn format(args: fmt::Arguments<'_>) {
            Self::put(b"fmt:");
            Self::put(args.to_string().as_bytes());
        }

        fn end() {}
    }

    fn printed() -> String {
        String::from_utf8(PRINTED.take()).unwrap()
    }

    #[test]
    fn only_formats_of_text_and_empty_braces_come_apart() {
        assert_eq!(pieces("a{}b{}c"), Some(["a", "b", "c"]));
        assert_eq!(pieces("{}{}"), Some(["", "", ""]));
        assert_eq!(pieces("ä{}ö"), Some(["ä", "ö"]));
        assert_eq!(pieces("text"), Some(["text"]));
        assert_eq!(pieces::<1>("{}"), None);
        assert_eq!(pieces::<2>("text"), None);
        assert_eq!(pieces::<2>("{}{}"), None);
        for format in ["{x}", "{0}", "{:?}", "{{}}", "{", "}", "{ }", "a}b"] {
            assert_eq!(pieces::<2>(format), None, "{format}");
        }
    }

    /// Each type that has a way of its own prints as its `Display`, at both ends of its range.
    #[test]
    fn plain_values_print_as_their_display() {
        macro_rules! check {
            ($($value:expr),* $(,)?) => {
                $(
                    (&&&Show(&$value)).__nanowasi_show::<Test>();
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
        (&&&Show(&1.5)).__nanowasi_show::<Test>();
        assert_eq!(printed(), "fmt:1.5");
        (&&&Show(&u128::MAX)).__nanowasi_show::<Test>();
        assert_eq!(printed(), format!("fmt:{}", u128::MAX));
        fn generic<T: fmt::Display>(value: T) {
            (&&&Show(&value)).__nanowasi_show::<Test>();
        }
        generic(7);
        assert_eq!(printed(), "fmt:7");
    }
}
