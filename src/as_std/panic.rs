//! `panic!` of `std`, whose arguments depend on the edition of the caller.
//!
//! Before edition 2021, a single argument that is not a format string is the payload, of any type.
//! The compiler expands [`panic!`](crate::panic!) to one of two macros in the module `panic`.

use core::any::Any;

/// Panics with a payload, for the macros of editions 2015 and 2018.
///
/// In a constant, the compiler evaluates the call itself, and the payload must be text.
#[lang = "begin_panic"]
#[rustc_do_not_const_check]
#[optimize(size)]
#[inline(never)]
#[cold]
#[track_caller]
pub const fn begin_panic<M: Any + Send>(msg: M) -> ! {
    let any: &dyn Any = &msg;
    // Most payloads are text. `panic` allocates nothing, and the hook receives the same type.
    if let Some(text) = any.downcast_ref::<&'static str>() {
        core::panicking::panic(text);
    }
    crate::panic::panic_any(msg)
}

/// The expansion of `panic!` before edition 2021.
#[allow_internal_unstable(panic_internals, const_format_args)]
#[rustc_macro_transparency = "semiopaque"]
#[doc(hidden)]
pub macro panic_2015 {
    () => {{
        $crate::rt::begin_panic("explicit panic")
    }},
    ($msg:expr $(,)?) => {{
        $crate::rt::begin_panic($msg);
    }},
    // In a constant, only this form accepts text that is not a literal.
    ("{}", $arg:expr $(,)?) => {{
        $crate::rt::panic_display(&$arg);
    }},
    ($format:expr, $($arg:tt)+) => {{
        $crate::rt::panic_fmt($crate::_core::const_format_args!($format, $($arg)+));
    }},
}
