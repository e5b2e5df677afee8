//! How `print!` finds the values that it prints without `core::fmt`, in the crate as `std`.
//!
//! The form in `macros.rs` chooses by method lookup, for which the type of a value must be known.
//! `std` does not require that: in `core::fmt`, the type may be inferred later. Specialization
//! allows it too. Every type implements [`MaybePlain`], and `is_plain` returns whether a value can
//! be printed without `core::fmt`. The optimizer removes the branch that is not taken.

use crate::io::print::{PlainDisplay, PrintStream};
use crate::string::String;

/// A value in a format.
pub(crate) trait MaybePlain {
    /// Returns whether the value prints itself without `core::fmt`.
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

/// Returns whether a value prints itself without `core::fmt`.
#[inline(always)]
#[must_use]
pub fn is_plain<T: ?Sized>(value: &T) -> bool {
    MaybePlain::is_plain(value)
}

/// Prints a value for which [`is_plain`] returns `true`.
#[inline(always)]
pub fn print<S: PrintStream, T: ?Sized>(value: &T) {
    MaybePlain::print::<S>(value);
}

/// Prints a literal format whose arguments are bound to names, with or without `core::fmt`: the
/// form for the crate as `std`. The header of `macros.rs` describes the two forms.
#[doc(hidden)]
#[macro_export]
macro_rules! __print_args {
    ($stream:ty, $end:literal, $format:literal, [$(($name:ident $arg:expr))*], [$($one:expr)*]) => {
        {match ($(&$arg,)*) {
            ($($name,)*) => {
                match const {
                    &$crate::io::print::split_format::<{ 1 $(+ $one)* }>(
                        $crate::_core::concat!($format, $end),
                    )
                } {
                    $crate::_core::option::Option::Some(segments)
                        if true $(&& $crate::io::print::is_plain($name))* =>
                    {
                        let _segments = $crate::io::print::print_segment::<$stream>(segments);
                        $(
                            $crate::io::print::print::<$stream, _>($name);
                            let _segments = $crate::io::print::print_segment::<$stream>(_segments);
                        )*
                    }
                    // `format_args!` flattens the nested call, so a literal format stays one static
                    // string.
                    _ => {
                        <$stream as $crate::io::print::PrintStream>::print_fmt(
                            $crate::_core::format_args!(
                                "{}{}",
                                $crate::_core::format_args!($format, $(*$name),*),
                                $end
                            ),
                        );
                    }
                }
                <$stream as $crate::io::print::PrintStream>::finish(const {
                    $crate::io::print::ends_line($crate::_core::concat!($format, $end))
                });
            }
        };}
    };
}
