//! The start of a program: [`main!`](crate::main) and the items that it expands to.
//!
//! `_start` is defined either by `crt1-command.o` of the toolchain, which calls `__main_void`, or
//! by [`main!`](crate::main). `build.rs` decides which. In both cases, the constructors of linked C
//! code run once, before `main`. A second call of `_start` traps, because the statics of a program
//! do not have their initial values any more.
//!
//! The safety argument: the linker defines `__wasm_call_ctors`, which takes and returns nothing. It
//! is called once.

use crate::io::stdio;
use crate::process::{self, Termination};
use crate::sys;

/// Makes a function the `main` of the program.
///
/// The function takes no argument. It returns `()`, `!`, [`ExitCode`](crate::process::ExitCode), or
/// a `Result` of one of these whose error implements `Debug`. An error is printed to standard error
/// as `Error: …`, and the exit status is 1.
///
/// In a test build, the macro defines no entry. For `cargo nanowasi test`, write
/// `#![cfg_attr(not(test), no_main)]` instead of `#![no_main]`, which would hide the test harness.
///
/// # Examples
///
/// ```no_run
/// #![no_main]
/// nanowasi::main!(main);
///
/// fn main() {
///     nanowasi::println!("Hello, world!");
/// }
/// ```
///
/// Any other type is a compile error:
///
/// ```compile_fail
/// #![no_main]
/// nanowasi::main!(main);
///
/// fn main() -> &'static str {
///     "Hello, world!"
/// }
/// ```
#[macro_export]
macro_rules! main {
    ($main:path) => {
        #[cfg(not(test))]
        const _: () = {
            $crate::__libraries!();
            $crate::__main_library!();
            $crate::__entry!($main);
        };
        // In a test build, the `main` of the test harness is the entry.
        #[cfg(test)]
        const _: () = {
            #[allow(dead_code, reason = "it keeps the function used")]
            fn check() {
                let _: fn() -> _ = $main;
            }
        };
    };
}

/// Links the libraries that `build.rs` compiles from `crt.rs` and `crt_members.rs`.
///
/// The linker takes a symbol from the first library that defines it. The libraries of the program
/// itself come first, so these are before the C library of any crate. Otherwise the exit functions
/// of the C library would be linked into every program.
#[cfg(nanowasi_crt)]
#[doc(hidden)]
#[macro_export]
macro_rules! __libraries {
    () => {
        #[link(name = "nanowasi_crt", kind = "static", modifiers = "-bundle")]
        unsafe extern "C" {}
        #[link(name = "nanowasi_exit", kind = "static", modifiers = "-bundle")]
        unsafe extern "C" {}
    };
}

/// Links the function that ends a program after a panic, and the functions that `crt1-command.o`
/// calls in addition to `__main_void`.
#[cfg(all(nanowasi_crt, not(nanowasi_own_start)))]
#[doc(hidden)]
#[macro_export]
macro_rules! __main_library {
    () => {
        #[link(name = "nanowasi_main", kind = "static", modifiers = "-bundle")]
        unsafe extern "C" {}
        #[link(name = "nanowasi_abort", kind = "static", modifiers = "-bundle")]
        unsafe extern "C" {}
    };
}

/// Links the function that ends a program after a panic. `crt1-command.o` is not linked.
#[cfg(all(nanowasi_crt, nanowasi_own_start))]
#[doc(hidden)]
#[macro_export]
macro_rules! __main_library {
    () => {
        #[link(name = "nanowasi_abort", kind = "static", modifiers = "-bundle")]
        unsafe extern "C" {}
    };
}

/// Links no library: `build.rs` has compiled none.
#[cfg(not(nanowasi_crt))]
#[doc(hidden)]
#[macro_export]
macro_rules! __main_library {
    () => {};
}

/// Links no library: the target has the C symbols, or `crt.rs` is a module of the crate.
#[cfg(not(nanowasi_crt))]
#[doc(hidden)]
#[macro_export]
macro_rules! __libraries {
    () => {};
}

/// Defines the entry of the program: `_start`.
///
/// Only the symbol has this name. The name of the item is another one, so that it does not conflict
/// with an item of the program.
#[cfg(nanowasi_own_start)]
#[doc(hidden)]
#[macro_export]
macro_rules! __entry {
    ($main:path) => {
        #[unsafe(export_name = "_start")]
        extern "C" fn __nanowasi_entry() {
            $crate::__status!($main, $crate::rt::start);
        }
    };
}

/// Defines the entry of the program: `__main_void`, which `_start` of `crt1-command.o` calls.
#[cfg(all(target_family = "wasm", not(nanowasi_own_start)))]
#[doc(hidden)]
#[macro_export]
macro_rules! __entry {
    ($main:path) => {
        #[unsafe(export_name = "__main_void")]
        extern "C" fn __nanowasi_entry() -> i32 {
            $crate::__status!($main, $crate::rt::run);
            0
        }
    };
}

/// Defines the entry of the program: `main`, which the C start-up code calls.
#[cfg(not(target_family = "wasm"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __entry {
    ($main:path) => {
        #[unsafe(export_name = "main")]
        extern "C" fn __nanowasi_entry(_argc: i32, _argv: *const *const u8) -> i32 {
            $crate::__status!($main, $crate::rt::run);
            0
        }
    };
}

/// Calls `$start` with a closure that runs `main` and returns its exit status.
///
/// Method lookup prefers the inherent method, which exists for a `main` that returns `!`. Every
/// other `main` has the method of the trait.
#[doc(hidden)]
#[macro_export]
macro_rules! __status {
    ($main:path, $start:path) => {
        $start(|| {
            #[allow(unused_imports, reason = "a `main` that never returns does not use it")]
            use $crate::rt::Status as _;
            let main: fn() -> _ = $main;
            $crate::rt::Main(main).status()
        })
    };
}

/// The `main` of a program.
#[derive(Debug)]
pub struct Main<F>(pub F);

impl Main<fn() -> !> {
    /// Runs `main`, which never returns. `!` has no name on stable Rust, so it does not implement
    /// [`Termination`].
    #[inline]
    pub fn status(self) -> u8 {
        (self.0)()
    }
}

/// The `main` of a program, if it returns.
pub trait Status<T> {
    /// Runs `main`, and returns the exit status.
    fn status(self) -> u8
    where
        T: Termination;
}

impl<T> Status<T> for Main<fn() -> T> {
    #[inline]
    fn status(self) -> u8
    where
        T: Termination,
    {
        (self.0)().report().code()
    }
}

/// Runs `main`, writes buffered output, and ends the program if the status is not 0.
///
/// Standard output is buffered while `main` runs, and not before or after.
#[inline]
pub fn run(main: impl FnOnce() -> u8) {
    #[cfg(not(target_family = "wasm"))]
    std::eprintln!(
        "nanowasi: this is a native build, and each call to a host fails: \
         build with `--target wasm32-wasip1`"
    );
    stdio::enter_main();
    let status = process::shut_down(i32::from(main()));
    if status != 0 {
        // `leave_main` is not called: if a host continues to use the instance after an exit, output
        // is still buffered.
        sys::proc_exit(status.cast_unsigned());
    }
    stdio::leave_main();
}

/// The body of `_start`: traps at a second call, runs the constructors, and runs `main`.
#[cfg(nanowasi_own_start)]
#[inline]
pub fn start(main: impl FnOnce() -> u8) {
    if !stdio::mark_started() {
        sys::trap();
    }
    unsafe extern "C" {
        fn __wasm_call_ctors();
    }
    // SAFETY: the linker defines the function in every module. Because of the check above, this
    // call is the only one.
    unsafe { __wasm_call_ctors() };
    run(main);
}
