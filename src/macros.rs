//! `print!` and its kin, as `std` has them.

/// Macros that share their name with a module, without that module.
#[allow(hidden_glob_reexports, reason = "that's what it is for")]
pub(crate) mod only {
    // A name that stands here keeps that of a glob out.
    mod panic {}
    #[cfg(feature = "alloc")]
    mod vec {}

    #[cfg(nanowasi_std)]
    pub use crate::*;
    #[cfg(not(nanowasi_std))]
    pub use core::*;

    #[cfg(all(feature = "alloc", not(nanowasi_std)))]
    pub use alloc_crate::*;
}

/// Panics, as `std::panic!` does in the edition of the caller.
#[cfg(nanowasi_std)]
#[macro_export]
#[rustc_builtin_macro(std_panic)]
#[allow_internal_unstable(edition_panic)]
macro_rules! panic {
    ($($arg:tt)*) => {
        // The compiler expands it to `panic_2015` or `panic_2021`.
    };
}

/// Prints to standard output, as `std::print!`; see [`stdout`](crate::io::stdout) for when it is seen, and how long
/// a host is waited for that is not ready.
///
/// Never panics. If the host refuses output, the buffer keeps what it has room for, and the program
/// ends with status 1: at the end of `main`, or at the second text that is lost; see
/// [`stdout`](crate::io::stdout). Where no `main` is running, as in a library, the text is written
/// before the macro ends.
///
/// A format of text and `{}` alone links nothing of `core::fmt` for strings, integers, `bool` and
/// `char`: `print!("{} {}", name, 3)` is kilobytes smaller than `print!("{name} {}", 3)`.
///
/// Differs from `std` in one corner, unless the crate is compiled as `std`: the type of a value for `{}`
/// has to be known before, unless it is a number. `{name}` has no such need.
#[macro_export]
macro_rules! print {
    ($($arg:tt)*) => {
        $crate::__print!($crate::io::_Out, "", $($arg)*)
    };
}

/// Prints a line to standard output, as `std::println!`; see [`print!`](crate::print).
#[macro_export]
macro_rules! println {
    () => { $crate::__print!($crate::io::_Out, "\n", "") };
    ($($arg:tt)*) => {
        $crate::__print!($crate::io::_Out, "\n", $($arg)*)
    };
}

/// Prints to standard error, as `std::eprint!`, in one call to the host if it is no longer than 512
/// bytes. Never panics: an error has nobody to go to, and is dropped.
///
/// What is said of formats at [`print!`](crate::print) holds here, too.
#[macro_export]
macro_rules! eprint {
    ($($arg:tt)*) => {
        $crate::__print!($crate::io::_Err, "", $($arg)*)
    };
}

/// Prints a line to standard error, as `std::eprintln!`; see [`eprint!`](crate::eprint).
#[macro_export]
macro_rules! eprintln {
    () => { $crate::__print!($crate::io::_Err, "\n", "") };
    ($($arg:tt)*) => {
        $crate::__print!($crate::io::_Err, "\n", $($arg)*)
    };
}

/// What the four macros expand to: the sink, what ends the text, and their own arguments.
///
/// Splits the arguments of a literal format to give each a name; `arg` is another name at each step,
/// by hygiene. Then `split_format` decides, while compiling, which of two ways to print is left.
#[doc(hidden)]
#[macro_export]
macro_rules! __print {
    // All arguments have a name: print.
    (@named $sink:ty, $end:literal, $format:literal, $all:tt [$(($name:ident $arg:expr))*]) => {
        $crate::__print_args!(
            $sink, $end, $format, [$(($name $arg))*], [$($crate::__print!(@count $name))*]
        )
    };
    (@count $name:ident) => { 1 };

    // More than twelve arguments: `core::fmt`, because each argument takes a step of the recursion.
    (
        @split $sink:ty, $end:literal, $format:literal, { $($all:tt)* }
        [$a:tt $b:tt $c:tt $d:tt $e:tt $f:tt $g:tt $h:tt $i:tt $j:tt $k:tt $l:tt] $($rest:tt)+
    ) => {
        $crate::__print!(@format $sink, $end, $($all)*)
    };

    // `name = value`: `core::fmt` it is.
    (@split $sink:ty, $end:literal, $format:literal, { $($all:tt)* } $named:tt $name:ident = $($rest:tt)*) => {
        $crate::__print!(@format $sink, $end, $($all)*)
    };
    (@split $sink:ty, $end:literal, $format:literal, $all:tt [$($named:tt)*] $arg:expr, $($rest:tt)*) => {
        $crate::__print!(@split $sink, $end, $format, $all [$($named)* (arg $arg)] $($rest)*)
    };
    (@split $sink:ty, $end:literal, $format:literal, $all:tt [$($named:tt)*] $arg:expr) => {
        $crate::__print!(@named $sink, $end, $format, $all [$($named)* (arg $arg)])
    };
    (@split $sink:ty, $end:literal, $format:literal, $all:tt $named:tt) => {
        $crate::__print!(@named $sink, $end, $format, $all $named)
    };

    (@format $sink:ty, $end:literal, $($all:tt)*) => {{
        <$sink as $crate::io::print::PrintStream>::print_fmt($crate::_core::format_args!(
            "{}{}",
            $crate::_core::format_args!($($all)*),
            $end
        ));
        <$sink as $crate::io::print::PrintStream>::finish();
    }};

    ($sink:ty, $end:literal, $format:literal $(, $($args:tt)*)?) => {
        $crate::__print!(
            @split $sink, $end, $format, { $format $(, $($args)*)? } [] $($($args)*)?
        )
    };
    ($sink:ty, $end:literal, $($all:tt)*) => {
        $crate::__print!(@format $sink, $end, $($all)*)
    };
}

/// Prints a format whose arguments have names, by its pieces or through `core::fmt`.
#[cfg(not(nanowasi_std))]
#[doc(hidden)]
#[macro_export]
macro_rules! __print_args {
    ($sink:ty, $end:literal, $format:literal, [$(($name:ident $arg:expr))*], [$($one:expr)*]) => {
        // A statement, so that what the arguments borrow from is given back at its end.
        {match ($(&$arg,)*) {
            ($($name,)*) => {
                #[allow(unused_imports)]
                use $crate::io::print::{ViaDisplay as _, ViaFormat as _, ViaPlain as _};
                match const {
                    &$crate::io::print::split_format::<{ 1 $(+ $one)* }>(
                        $crate::_core::concat!($format, $end),
                    )
                } {
                    $crate::_core::option::Option::Some(pieces) => {
                        let _pieces = $crate::io::print::print_piece::<$sink>(pieces);
                        $(
                            (&&&$crate::io::print::Arg($name)).__nanowasi_print::<$sink>();
                            let _pieces = $crate::io::print::print_piece::<$sink>(_pieces);
                        )*
                    }
                    // The compiler joins the two formats into one, so a literal stays a literal.
                    $crate::_core::option::Option::None => {
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

/// Prints an expression and its value to standard error, and gives the value back, as `std::dbg!`.
#[macro_export]
macro_rules! dbg {
    () => {
        $crate::eprintln!(
            "[{}:{}:{}]",
            $crate::_core::file!(),
            $crate::_core::line!(),
            $crate::_core::column!()
        )
    };
    ($value:expr $(,)?) => {
        match $value {
            value => {
                $crate::eprintln!(
                    "[{}:{}:{}] {} = {:#?}",
                    $crate::_core::file!(),
                    $crate::_core::line!(),
                    $crate::_core::column!(),
                    $crate::_core::stringify!($value),
                    &value
                );
                value
            }
        }
    };
    ($($value:expr),+ $(,)?) => {
        ($($crate::dbg!($value)),+,)
    };
}

/// Whether the processor has a feature, as `std::is_x86_feature_detected!` on this target: an error
/// while compiling, since the processor is another one.
#[macro_export]
macro_rules! is_x86_feature_detected {
    ($($feature:tt)*) => {
        $crate::_core::compile_error!("`is_x86_feature_detected!` is for x86, and this is not")
    };
}
