//! The macros of `std` that `core` and `alloc` lack: `print!` and the others for output, and
//! `dbg!`.
//!
//! The four print macros expand to [`__print!`], which binds the arguments of a literal format to
//! names. [`__print_args!`] then prints them without `core::fmt`, if the format has only text and
//! `{}`.
//!
//! [`__print_args!`] has two definitions, because the two ways to choose how a value is printed
//! exclude each other:
//!
//! - The one in this file is for stable Rust. It chooses by method lookup on references (known as
//!   autoref specialization), for which the type of the value must be known.
//! - The one in `as_std/print.rs` is for the crate under the name `std`. It chooses by
//!   specialization, so the type may be inferred later, as `std` allows.

/// The macros `panic` and `vec`, without the modules of the same names.
#[allow(
    hidden_glob_reexports,
    reason = "the private modules hide those of the globs"
)]
pub(crate) mod only {
    // An item has precedence over a name from a glob, here in the namespace of modules.
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

/// Panics, as `std::panic!` does in the caller's edition.
#[cfg(nanowasi_std)]
#[macro_export]
#[rustc_builtin_macro(std_panic)]
#[allow_internal_unstable(edition_panic)]
macro_rules! panic {
    ($($arg:tt)*) => {
        // The compiler expands it to `panic_2015` or `panic_2021`.
    };
}

/// Prints to standard output, as `std::print!`.
///
/// Standard output is buffered: [`stdout`](crate::io::stdout) says when the buffer is written, and
/// how often a write is retried if the host is not ready. If no `main` is running, as in a library,
/// the text is written before the macro returns.
///
/// With a format of text and `{}` alone, the macro prints strings, integers, `bool` and `char`
/// without `core::fmt`. So `print!("{} {}", name, 3)` is kilobytes smaller than
/// `print!("{name} {}", 3)`.
///
/// Unlike `std`:
///
/// - The macro never panics. If the host refuses output, a segment that does not fit the buffer is
///   lost, and `main` ends with status 1. [`stdout`](crate::io::stdout) says when the program ends
///   earlier.
/// - The type of a value for `{}` must be known before the macro, unless the value is a number. A
///   `{name}` does not need that, and neither does the crate under the name `std`.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::print;
///
/// let (name, count) = ("Cargo.toml", 3);
/// print!("{}: {} lines\n", name, count);
/// print!("{name}: {count:>5} lines\n"); // the width needs `core::fmt`
/// ```
#[macro_export]
macro_rules! print {
    ($($arg:tt)*) => {
        $crate::__print!($crate::io::_Out, "", $($arg)*)
    };
}

/// Prints a line to standard output, as `std::println!`.
///
/// [`print!`](crate::print) describes the differences from `std`.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::println;
///
/// println!("{} files", 2);
/// println!();
/// ```
#[macro_export]
macro_rules! println {
    () => { $crate::__print!($crate::io::_Out, "\n", "") };
    ($($arg:tt)*) => {
        $crate::__print!($crate::io::_Out, "\n", $($arg)*)
    };
}

/// Prints to standard error, as `std::eprint!`.
///
/// With the default buffer, a text of at most 512 bytes needs one call to the host, unless the host
/// writes only a part. What [`print!`](crate::print) documents about formats and the types of
/// values applies here too.
///
/// Unlike `std`, the macro never panics: an error is ignored.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::eprint;
///
/// eprint!("{} of {} files\r", 1, 20);
/// ```
#[macro_export]
macro_rules! eprint {
    ($($arg:tt)*) => {
        $crate::__print!($crate::io::_Err, "", $($arg)*)
    };
}

/// Prints a line to standard error, as `std::eprintln!`.
///
/// [`eprint!`](crate::eprint) describes the differences from `std`.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::{eprintln, fs};
///
/// if let Err(error) = fs::read("missing.txt") {
///     eprintln!("missing.txt: {}", error.name()); // missing.txt: NOENT
/// }
/// ```
#[macro_export]
macro_rules! eprintln {
    () => { $crate::__print!($crate::io::_Err, "\n", "") };
    ($($arg:tt)*) => {
        $crate::__print!($crate::io::_Err, "\n", $($arg)*)
    };
}

/// The expansion of the four print macros. Its arguments are the stream, the end of the text (empty
/// or a newline), and the arguments of the macro.
///
/// The rules `@split` take the arguments of a literal format one by one, and bind each to a name.
/// The name is `arg` at each step, and hygiene makes these different names. Then
/// [`__print_args!`](crate::__print_args) prints. What the rules cannot split is printed by
/// `core::fmt`, in `@format`.
#[doc(hidden)]
#[macro_export]
macro_rules! __print {
    // All arguments are bound to names.
    (@bound $stream:ty, $end:literal, $format:literal, $all:tt [$(($name:ident $arg:expr))*]) => {
        $crate::__print_args!(
            $stream, $end, $format, [$(($name $arg))*], [$($crate::__print!(@count $name))*]
        )
    };
    // One for each argument: their sum is the number of arguments.
    (@count $name:ident) => { 1 };

    // More than twelve arguments: `core::fmt`, because each argument is one step of the recursion.
    (
        @split $stream:ty, $end:literal, $format:literal, { $($all:tt)* }
        [$a:tt $b:tt $c:tt $d:tt $e:tt $f:tt $g:tt $h:tt $i:tt $j:tt $k:tt $l:tt] $($rest:tt)+
    ) => {
        $crate::__print!(@format $stream, $end, $($all)*)
    };

    // A named argument, `name = value`: `core::fmt`.
    (
        @split $stream:ty, $end:literal, $format:literal, { $($all:tt)* }
        $bound:tt $name:ident = $($rest:tt)*
    ) => {
        $crate::__print!(@format $stream, $end, $($all)*)
    };
    (
        @split $stream:ty, $end:literal, $format:literal, $all:tt
        [$($bound:tt)*] $arg:expr, $($rest:tt)*
    ) => {
        $crate::__print!(@split $stream, $end, $format, $all [$($bound)* (arg $arg)] $($rest)*)
    };
    (@split $stream:ty, $end:literal, $format:literal, $all:tt [$($bound:tt)*] $arg:expr) => {
        $crate::__print!(@bound $stream, $end, $format, $all [$($bound)* (arg $arg)])
    };
    (@split $stream:ty, $end:literal, $format:literal, $all:tt $bound:tt) => {
        $crate::__print!(@bound $stream, $end, $format, $all $bound)
    };

    (@format $stream:ty, $end:literal, $($all:tt)*) => {{
        <$stream as $crate::io::print::PrintStream>::print_fmt($crate::_core::format_args!(
            "{}{}",
            $crate::_core::format_args!($($all)*),
            $end
        ));
        <$stream as $crate::io::print::PrintStream>::finish(const {
            $crate::io::print::ends_line($end)
        });
    }};

    ($stream:ty, $end:literal, $format:literal $(, $($args:tt)*)?) => {
        $crate::__print!(
            @split $stream, $end, $format, { $format $(, $($args)*)? } [] $($($args)*)?
        )
    };
    ($stream:ty, $end:literal, $($all:tt)*) => {
        $crate::__print!(@format $stream, $end, $($all)*)
    };
}

/// Prints a literal format whose arguments are bound to names, with or without `core::fmt`: the
/// form for stable Rust. The header of this file describes the two forms.
///
/// [`split_format`](crate::io::print::split_format) splits the format at each `{}` at compile time.
/// If the format is only text and as many `{}` as there are arguments, each argument prints itself
/// between two segments of text. Otherwise `core::fmt` prints the whole format. The compiler
/// removes the branch that is not taken.
#[cfg(not(nanowasi_std))]
#[doc(hidden)]
#[macro_export]
macro_rules! __print_args {
    ($stream:ty, $end:literal, $format:literal, [$(($name:ident $arg:expr))*], [$($one:expr)*]) => {
        // A statement, so that temporary values of the arguments are dropped at its end.
        {match ($(&$arg,)*) {
            ($($name,)*) => {
                #[allow(unused_imports)]
                use $crate::io::print::{ViaDisplay as _, ViaFormat as _, ViaPlain as _};
                match const {
                    &$crate::io::print::split_format::<{ 1 $(+ $one)* }>(
                        $crate::_core::concat!($format, $end),
                    )
                } {
                    $crate::_core::option::Option::Some(segments) => {
                        let _segments = $crate::io::print::print_segment::<$stream>(segments);
                        $(
                            (&&&$crate::io::print::Arg($name)).__nanowasi_print::<$stream>();
                            let _segments = $crate::io::print::print_segment::<$stream>(_segments);
                        )*
                    }
                    // `format_args!` flattens the nested call, so a literal format stays one static
                    // string.
                    $crate::_core::option::Option::None => {
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

/// Prints an expression and its value to standard error, and returns the value, as `std::dbg!`.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::dbg;
///
/// let total = dbg!(2 * 3) + 1; // [src/main.rs:3:13] 2 * 3 = 6
/// assert_eq!(total, 7);
/// ```
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

/// Fails to compile, as `std::is_x86_feature_detected!` does on this target, because the target is
/// not x86.
///
/// # Examples
///
/// ```compile_fail
/// nanowasi::is_x86_feature_detected!("avx2");
/// ```
///
/// The features of a WebAssembly module are known when it is compiled:
///
/// ```
/// let has_simd = cfg!(target_feature = "simd128");
/// assert!(!has_simd);
/// ```
#[macro_export]
macro_rules! is_x86_feature_detected {
    ($($feature:tt)*) => {
        $crate::_core::compile_error!("`is_x86_feature_detected!` is for x86, and this is not")
    };
}
