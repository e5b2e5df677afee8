//! How `print!` tells which values it prints without `core::fmt`, as `std`.
//!
//! The ordinary crate chooses by method lookup, for which the type of a value has to be known. `std`
//! does not ask that, and `core::fmt` finds a type that becomes known later. Specialization does so,
//! too: every value is a [`MaybePlain`], and `is_plain` returns whether it can be printed as one. The
//! optimizer drops what is for the others.

use crate::io::print::{PlainDisplay, PrintStream};
use crate::string::String;

/// A value in a format.
pub trait MaybePlain {
    /// Whether the value prints itself without `core::fmt`.
    fn is_plain(&self) -> bool;

    /// Prints the value, if it [is plain](Self::is_plain).
    fn print<S: PrintStream>(&self);
}

impl<T: ?Sized> MaybePlain for T {
    #[inline(always)]
    default fn is_plain(&self) -> bool {
        false
    }

    #[inline(always)]
    default fn print<S: PrintStream>(&self) {}
}

impl<T: ?Sized> MaybePlain for &T {
    #[inline(always)]
    fn is_plain(&self) -> bool {
        MaybePlain::is_plain(*self)
    }

    #[inline(always)]
    fn print<S: PrintStream>(&self) {
        MaybePlain::print::<S>(*self);
    }
}

macro_rules! plain {
    ($($type:ty)*) => {
        $(
            impl MaybePlain for $type {
                #[inline(always)]
                fn is_plain(&self) -> bool {
                    true
                }

                #[inline(always)]
                fn print<S: PrintStream>(&self) {
                    PlainDisplay::print::<S>(self);
                }
            }
        )*
    };
}

plain!(str String bool char u8 u16 u32 u64 usize i8 i16 i32 i64 isize);

/// Whether a value prints itself without `core::fmt`.
#[inline(always)]
#[must_use]
pub fn is_plain<T: ?Sized>(value: &T) -> bool {
    MaybePlain::is_plain(value)
}

/// Prints a value that is plain.
#[inline(always)]
pub fn print<S: PrintStream, T: ?Sized>(value: &T) {
    MaybePlain::print::<S>(value);
}

/// Prints a format whose arguments have names, by its pieces or through `core::fmt`.
#[doc(hidden)]
#[macro_export]
macro_rules! __print_args {
    ($sink:ty, $end:literal, $format:literal, [$(($name:ident $arg:expr))*], [$($one:expr)*]) => {
        {match ($(&$arg,)*) {
            ($($name,)*) => {
                match const {
                    &$crate::io::print::split_format::<{ 1 $(+ $one)* }>(
                        $crate::_core::concat!($format, $end),
                    )
                } {
                    $crate::_core::option::Option::Some(pieces)
                        if true $(&& $crate::io::print::is_plain($name))* =>
                    {
                        let _pieces = $crate::io::print::print_piece::<$sink>(pieces);
                        $(
                            $crate::io::print::print::<$sink, _>($name);
                            let _pieces = $crate::io::print::print_piece::<$sink>(_pieces);
                        )*
                    }
                    // The compiler joins the two formats into one, so a literal stays a literal.
                    _ => {
                        <$sink as $crate::io::print::PrintStream>::print_fmt($crate::_core::format_args!(
                            "{}{}",
                            $crate::_core::format_args!($format, $(*$name),*),
                            $end
                        ));
                    }
                }
                <$sink as $crate::io::print::PrintStream>::finish();
            }
        };}
    };
}
