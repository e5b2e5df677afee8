//! How a program starts: [`main!`](crate::main) and what it expands to.
//!
//! `build.rs` sees who brings `_start`: the toolchain's `crt1-command.o`, which then calls
//! `__main_void`, or we. Either way the constructors of linked C code run once, before `main`, and
//! entering `_start` a second time traps: a program's statics don't survive being started twice.
//!
//! The safety argument: `__wasm_call_ctors` is the linker's, takes and returns nothing, and is
//! called once.

use crate::io::stdio;
use crate::process::{self, Termination};
use crate::sys;

/// Makes a function the program's `main`.
///
/// It takes nothing and returns `()`, `!`, [`ExitCode`](crate::process::ExitCode), or a `Result` of
/// one of these whose error is `Debug`: that goes to standard error as `Error: …`, with status 1.
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
/// Another type is a compile error that says so:
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
        const _: () = {
            $crate::__libraries!();
            $crate::__main_library!();
            $crate::__entry!($main);
        };
    };
}

/// Links the libraries that `build.rs` has made of `crt.rs` and `crt_members.rs`.
///
/// The linker takes a symbol from the first library that defines it. A program's own libraries come
/// first, so that these stand before any C library, of whatever crate. The C library's exit
/// functions would be linked into every program otherwise.
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

/// Links what `crt1-command.o` calls where `main!` has done the rest.
#[cfg(all(nanowasi_crt, not(nanowasi_own_start)))]
#[doc(hidden)]
#[macro_export]
macro_rules! __main_library {
    () => {
        #[link(name = "nanowasi_main", kind = "static", modifiers = "-bundle")]
        unsafe extern "C" {}
    };
}

/// No library is linked: nothing else starts the program, or there are no C symbols to define.
#[cfg(not(all(nanowasi_crt, not(nanowasi_own_start))))]
#[doc(hidden)]
#[macro_export]
macro_rules! __main_library {
    () => {};
}

/// No library is linked: there is none, or there are no C symbols to define.
#[cfg(not(nanowasi_crt))]
#[doc(hidden)]
#[macro_export]
macro_rules! __libraries {
    () => {};
}

/// The function that whatever starts the program calls. Only its symbol has the name that is called: an
/// item `main` would stand in the way of the `main` that was given.
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

/// The function that whatever starts the program calls.
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

/// The function that whatever starts the program calls.
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

/// Calls what starts a program with a closure that runs `main` and answers its status. The inherent
/// method is taken if there is one for this `main`, the trait's for all others.
#[doc(hidden)]
#[macro_export]
macro_rules! __status {
    ($main:path, $start:path) => {
        $start(|| {
            #[allow(unused_imports, reason = "not for a `main` that never returns")]
            use $crate::rt::Status as _;
            let main: fn() -> _ = $main;
            $crate::rt::Main(main).status()
        })
    };
}

/// A program's `main`.
#[derive(Debug)]
pub struct Main<F>(pub F);

impl Main<fn() -> !> {
    /// Runs it for ever: `!` has no name on stable Rust, so that it can't be a [`Termination`].
    #[inline]
    pub fn status(self) -> u8 {
        (self.0)()
    }
}

/// A `main` that returns.
pub trait Status<T> {
    /// Runs it, and answers the status to end with.
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

/// Runs `main`, writes what waits, and ends the program if its status isn't 0.
///
/// Standard output is buffered while `main` runs, and not before or after.
#[inline]
pub fn run(main: impl FnOnce() -> u8) {
    #[cfg(not(target_family = "wasm"))]
    std::eprintln!(
        "nanowasi: this is a native build, and each call to a host fails: build with `--target wasm32-wasip1`"
    );
    stdio::enter_main();
    let status = process::shut_down(i32::from(main()));
    if status != 0 {
        // A host that goes on with the instance after this finds the buffer still in use.
        sys::proc_exit(status.cast_unsigned());
    }
    stdio::leave_main();
}

/// What `_start` does where nothing else does it: guards, runs the constructors, runs `main`.
#[cfg(nanowasi_own_start)]
#[inline]
pub fn start(main: impl FnOnce() -> u8) {
    if !stdio::mark_started() {
        sys::trap();
    }
    unsafe extern "C" {
        fn __wasm_call_ctors();
    }
    // SAFETY: the linker defines it in every module, and the guard above makes this its only call.
    unsafe { __wasm_call_ctors() };
    run(main);
}
