//! The start of a plug-in: [`reactor!`](crate::reactor) and the function that it expands to.
//!
//! A *reactor* is a module without a `main`, whose exports a host calls. The host calls
//! `_initialize` before any other export. This file defines `_initialize`, which runs the
//! constructors. Without a call of `__wasm_call_ctors` in the module, the linker would have each
//! export run them, at every call.
//!
//! The safety argument: the linker defines `__wasm_call_ctors`, which takes and returns nothing. It
//! is called once.

#[cfg(target_family = "wasm")]
use crate::sys;
#[cfg(target_family = "wasm")]
use crate::sys::sync::Flag;

/// Makes a `cdylib` a plug-in: defines the export `_initialize`, which a host calls first.
///
/// `_initialize` runs the constructors of linked code, and then the function, if one is given. The
/// function takes no argument, and returns what a [`main!`](crate::main) can return. An error is
/// printed to standard error as `Error: …`, and then `_initialize` traps. A second call of
/// `_initialize` traps as well.
///
/// A host that does not know `_initialize` calls the other exports directly. They work, but the
/// constructors and the function have not run.
///
/// The other exports are functions with `#[unsafe(no_mangle)]` and `extern "C"`, or made by
/// [`export!`](crate::export). Between their calls, the state of the plug-in stays: statics,
/// `thread_local!`s, the environment, the current directory, open files. What an export prints is
/// written before it returns. A panic prints its message and traps. [`plugin`](crate::plugin) has the
/// details.
///
/// A component made with `wit-bindgen` needs no `reactor!`: the first call of an export runs the
/// constructors. With `reactor!`, they would run a second time.
///
/// In a test build and natively, the macro defines no export.
///
/// # Examples
///
/// ```no_run
/// #![no_main]
/// nanowasi::reactor!(init);
///
/// fn init() -> Result<(), &'static str> {
///     nanowasi::env::static_var("HOME").ok_or("HOME is not set")?;
///     Ok(())
/// }
///
/// #[unsafe(no_mangle)]
/// extern "C" fn add(a: i32, b: i32) -> i32 {
///     a.wrapping_add(b)
/// }
/// ```
///
/// Without a function:
///
/// ```no_run
/// #![no_main]
/// nanowasi::reactor!();
/// ```
#[macro_export]
macro_rules! reactor {
    () => {
        $crate::reactor!($crate::rt::nothing);
    };
    ($init:path) => {
        const _: () = {
            #[cfg_attr(
                all(target_family = "wasm", not(test)),
                unsafe(export_name = "_initialize")
            )]
            #[allow(dead_code, reason = "natively, nothing calls it")]
            extern "C" fn __nanowasi_initialize() {
                $crate::__status!($init, $crate::rt::initialize);
            }
        };
    };
}

/// Does nothing: the function of `reactor!()`.
pub const fn nothing() {}

/// The body of `_initialize`: traps at a second call, runs the constructors, and runs `init`. Traps
/// if the status of `init` is not 0.
#[cfg(target_family = "wasm")]
#[inline]
pub fn initialize(init: impl FnOnce() -> u8) {
    /// Whether the plug-in is initialized. The state of `main` is another static: that it never
    /// changes shows the optimizer that a plug-in has no `main`.
    static INITIALIZED: Flag = Flag::new();

    unsafe extern "C" {
        fn __wasm_call_ctors();
    }

    if INITIALIZED.is_set() {
        sys::trap();
    }
    INITIALIZED.set();
    // SAFETY: the linker defines the function in every module. Because of the check above, this
    // call is the only one.
    unsafe { __wasm_call_ctors() };
    if init() != 0 {
        sys::trap();
    }
}

/// Natively, nothing calls `_initialize`.
#[cfg(not(target_family = "wasm"))]
pub fn initialize(_init: impl FnOnce() -> u8) {}
