//! Plug-ins: modules whose exports a host calls. Not in `std`.
//!
//! A plug-in is a `cdylib` without a `main`:
//!
//! ```toml
//! [lib]
//! crate-type = ["cdylib"]
//! ```
//!
//! ```no_run
//! #![no_std]
//! #![no_main]
//! nanowasi::reactor!();
//! nanowasi::export_allocator!(alloc, dealloc);
//!
//! nanowasi::export! {
//!     /// Returns the text in upper case.
//!     fn shout(text: &str) -> Result<String, &'static str> {
//!         if text.is_empty() {
//!             return Err("there is no text");
//!         }
//!         Ok(text.to_uppercase())
//!     }
//! }
//! # use nanowasi::string::String;
//! ```
//!
//! - [`reactor!`](crate::reactor) defines `_initialize`, which the host calls first.
//! - [`export!`](crate::export) exports functions that take and return bytes.
//! - [`export_allocator!`](crate::export_allocator) exports the functions by which the host
//!   allocates memory for these bytes.
//!
//! A host that has its own conventions (Extism, Typst, Zellij) has a crate for them, or calls
//! functions with `#[unsafe(no_mangle)]` and `extern "C"`.
//!
//! # Calling convention
//!
//! The host calls an export of [`export!`](crate::export) in these steps:
//!
//! 1. It calls `alloc(len: i32) -> i32` for the input, and writes the input to the returned
//!    address. `alloc` returns 0 if there is no memory.
//! 2. It calls the export, `name(address: i32, len: i32) -> i64`. The export deallocates the input.
//! 3. It reads the output. The lower 32 bits of the result are the address of the output, and the
//!    next 31 bits its length in bytes. The result is negative if the function returned an error,
//!    and the output is that error then.
//! 4. It calls `dealloc(address: i32, len: i32)` for the output.
//!
//! An empty input needs no `alloc`: its address can be any number. `dealloc` ignores an empty
//! output.
//!
//! # Panics, output and state
//!
//! - *A panic* prints its message to standard error, and traps. The host reports the trap, and its
//!   process continues. The panic hook of the plug-in is called. With the feature `panic-trap`, the
//!   message is not printed, and `nanowasi_panic_message() -> i32` returns its address: a text that
//!   ends with a byte 0. So a host without WASI can load the module. The function exists if the
//!   feature `panic-message` or `panic-location` is on.
//! - *After a trap*, create a new instance. The old one can be called, but what the interrupted
//!   call held remains: locks are locked, its part of the stack is not released, and a further
//!   panic prints no message.
//! - *Output* of [`print!`](crate::print) is written before the macro returns, because no code runs
//!   at the end of a plug-in. A trap inside the macro that is no panic loses the unfinished line.
//! - *State* remains from call to call: statics, `thread_local!`s, the heap, the environment, the
//!   current directory and open files. A host function may call an export of the same instance
//!   while another export runs.
//! - [`process::exit`](crate::process::exit) calls `proc_exit`, as with `std`. So do the functions
//!   of [`env`](mod@crate::env) if there is no memory, or if text that must be UTF-8 is not. Hosts
//!   report it as an error of the call.
//!
//! # Imports
//!
//! A plug-in imports the functions of WASI that it uses, and no other. One that neither prints nor
//! reads needs only `fd_write` and `poll_oneoff`, for the message of a panic, and none with the
//! feature `panic-trap`. A `HashMap` needs `random_get` for its keys, unless the feature
//! `fixed-keys` is on.

mod input;
mod output;

pub use input::Input;
pub use output::Output;

/// Exports functions that take and return bytes, in [this calling convention].
///
/// A function has one parameter or none. The parameter has a type that implements [`Input`], as
/// `&[u8]`, `&str`, `Vec<u8>` and `String` do. The result has a type that implements [`Output`]:
/// `Vec<u8>`, `String`, `&str`, `&[u8]`, `()`, or a `Result` of two such types, where the second is
/// the error. The name of the export is that of the function, which the plug-in can call as well.
///
/// If the parameter is text and the host passes bytes that are not UTF-8, the function is not
/// called, and the host receives the error "the input is not UTF-8".
///
/// # Examples
///
/// ```no_run
/// # #![no_main]
/// use nanowasi::plugin::Output;
/// use nanowasi::vec::Vec;
///
/// enum Invalid {
///     Empty,
///     NotANumber,
/// }
///
/// // How the host sees the error: as one byte.
/// impl Output for Invalid {
///     fn into_bytes(self) -> Result<Vec<u8>, Vec<u8>> {
///         Ok(vec![self as u8])
///     }
/// }
///
/// nanowasi::export! {
///     /// Returns the sum of numbers, each in a line.
///     fn sum(lines: &str) -> Result<Vec<u8>, Invalid> {
///         if lines.is_empty() {
///             return Err(Invalid::Empty);
///         }
///         let numbers: Result<Vec<u64>, _> = lines.lines().map(str::parse).collect();
///         let sum: u64 = numbers.map_err(|_| Invalid::NotANumber)?.iter().sum();
///         Ok(sum.to_le_bytes().to_vec())
///     }
///
///     /// Returns the version of the plug-in.
///     fn version() -> &'static str {
///         env!("CARGO_PKG_VERSION")
///     }
/// }
/// ```
///
/// A second parameter is a compile error:
///
/// ```compile_fail
/// nanowasi::export! {
///     fn join(first: &str, second: &str) -> nanowasi::string::String {
///         nanowasi::format!("{first}{second}")
///     }
/// }
/// ```
///
/// [this calling convention]: crate::plugin#calling-convention
#[macro_export]
macro_rules! export {
    ($(
        $(#[$attr:meta])*
        $vis:vis fn $name:ident $parameters:tt $(-> $output:ty)? $body:block
    )*) => {
        $(
            $crate::__export! { $name $parameters
                $(#[$attr])*
                $vis fn $name $parameters $(-> $output)? $body
            }
        )*
    };
}

/// Exports one function of [`export!`](crate::export): its name, its parameters, and the function.
#[doc(hidden)]
#[macro_export]
macro_rules! __export {
    ($name:ident ($($arg:ident: $type:ty $(,)?)?) $function:item) => {
        $function

        const _: () = {
            #[cfg_attr(
                all(target_family = "wasm", not(test)),
                unsafe(export_name = stringify!($name))
            )]
            #[allow(dead_code, reason = "natively, nothing calls it")]
            extern "C" fn __nanowasi_export(address: usize, len: usize) -> u64 {
                // SAFETY: the host follows the calling convention, by which it passes an input that
                // it has allocated by the exported allocator.
                let mut _input = unsafe { $crate::rt::take_input(address, len) };
                $(
                    // The name of the parameter, for the repetition.
                    let $arg = match $crate::plugin::Input::from_bytes(&mut _input) {
                        $crate::_core::result::Result::Ok(input) => input,
                        $crate::_core::result::Result::Err(error) => {
                            return $crate::rt::give_error(error);
                        }
                    };
                )?
                $crate::rt::give_output($name($($arg)?))
            }
        };
    };
    ($name:ident $parameters:tt $function:item) => {
        $crate::_core::compile_error!($crate::_core::concat!(
            "`",
            stringify!($name),
            "` can't be exported: it must have no parameter, or one of the form `name: Type`"
        ));
    };
}

/// Exports two functions by which the host allocates and deallocates memory, under names of your
/// choice.
///
/// The first is `(len: i32) -> i32`: it returns the address of `len` bytes, or 0 if there is no
/// memory. The second is `(address: i32, len: i32)`: it deallocates an input, or an output that an
/// export of [`export!`](crate::export) has returned. The memory is that of the global allocator.
///
/// The names must not be those of functions in C, such as `malloc` and `free`: C code in the module
/// would call them, and the allocator would leave the first memory to C.
///
/// # Examples
///
/// ```no_run
/// # #![no_main]
/// nanowasi::export_allocator!(plugin_alloc, plugin_free);
/// ```
#[rustfmt::skip] // which indents the attributes more at each run
#[macro_export]
macro_rules! export_allocator {
    ($alloc:ident, $dealloc:ident $(,)?) => {
        const _: () = {
            #[cfg_attr(
                all(target_family = "wasm", not(test)),
                unsafe(export_name = stringify!($alloc))
            )]
            #[allow(dead_code, reason = "natively, nothing calls it")]
            extern "C" fn alloc(len: usize) -> usize {
                $crate::rt::host_alloc(len)
            }

            #[cfg_attr(
                all(target_family = "wasm", not(test)),
                unsafe(export_name = stringify!($dealloc))
            )]
            #[allow(dead_code, reason = "natively, nothing calls it")]
            extern "C" fn dealloc(address: usize, len: usize) {
                // SAFETY: the host follows the calling convention: it passes what it has got from
                // `alloc` or from an export, once.
                unsafe { $crate::rt::host_dealloc(address, len) }
            }
        };
    };
}
