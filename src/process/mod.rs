//! The end of a program: [`exit`], [`abort`], and the types that `main` can return.
//!
//! As [`std::process`] on this target, which has no other programs: a [`Command`] can be built, but
//! not started.
//!
//! [`std::process`]: https://doc.rust-lang.org/std/process/index.html

#[cfg(feature = "alloc")]
mod child;
#[cfg(feature = "alloc")]
mod command;
#[cfg(feature = "alloc")]
mod command_env;
mod exit_code;
#[cfg(feature = "alloc")]
mod output;
#[cfg(feature = "alloc")]
mod stdio;
mod termination;

#[cfg(feature = "alloc")]
pub use child::{Child, ChildStderr, ChildStdin, ChildStdout};
#[cfg(feature = "alloc")]
pub use command::{Command, CommandArgs};
#[cfg(feature = "alloc")]
pub use command_env::CommandEnvs;
pub use exit_code::ExitCode;
#[cfg(feature = "alloc")]
pub use output::{ExitStatus, Output};
#[cfg(feature = "alloc")]
pub use stdio::Stdio;
pub use termination::Termination;

use crate::io;
#[cfg(not(any(nanowasi_crt, feature = "panic-trap")))]
use crate::raw::Signal;
use crate::sys::{self, c_library};

/// Ends the program with a status, after writing the buffered standard output.
///
/// Functions that C code has registered with `atexit` run first, and C's streams are written. As
/// with [`std::process::exit`], no value is dropped.
///
/// Unlike `std`, a status of 0 becomes 1 if the host has refused some output. Several hosts turn a
/// status above 125 into an error of their own.
///
/// # Examples
///
/// ```no_run
/// # // guest: status 3
/// use nanowasi::{print, process};
///
/// print!("written before the end");
/// process::exit(3);
/// ```
///
/// [`std::process::exit`]: https://doc.rust-lang.org/std/process/fn.exit.html
#[inline]
pub fn exit(code: i32) -> ! {
    sys::proc_exit(shut_down(code).cast_unsigned())
}

/// Runs C's exit functions, writes buffered output, and returns the status to exit with.
///
/// The buffer is written last, because a function that C code has registered with `atexit` may
/// print.
#[inline]
pub(crate) fn shut_down(code: i32) -> i32 {
    c_library::exit();
    exit_status(code)
}

/// Writes buffered output, and returns the status to exit with: `code`, or 1 instead of 0 if the
/// host has refused some output.
#[inline]
pub(crate) fn exit_status(code: i32) -> i32 {
    let complete = io::stdio::flush_at_exit();
    if code == 0 && !complete { 1 } else { code }
}

/// Ends the program as failed, after writing the buffered standard output.
///
/// In a plug-in, which has no [`main!`](crate::main), the function traps, and the host's process
/// continues. The rest of this page is on a program with a `main`.
///
/// The function raises the signal `ABRT`. Most hosts have no signals and return an error: then the
/// program exits with status 101. If a broken host returns from the exit as well, the program
/// traps. Without the feature `proc-raise`, the program exits with status 101 immediately, and does
/// not import `proc_raise`. With the feature `panic-trap`, the program traps instead.
///
/// Functions that C code has registered with `atexit` don't run, and the buffered output of C's
/// streams is lost.
///
/// Unlike this function, [`std::process::abort`] traps and loses buffered output.
///
/// # Examples
///
/// ```no_run
/// # // guest: status 101
/// use nanowasi::{eprintln, process};
///
/// eprintln!("the state is inconsistent");
/// process::abort();
/// ```
///
/// [`std::process::abort`]: https://doc.rust-lang.org/std/process/fn.abort.html
#[cold]
pub fn abort() -> ! {
    abort_inline()
}

/// The body of [`abort`], for the panic handler. Most programs that can panic do not call `abort`
/// otherwise, and a call takes 7 bytes more.
#[inline(always)]
pub(crate) fn abort_inline() -> ! {
    #[cfg(feature = "panic-trap")]
    io::stdio::flush_before_trap();
    #[cfg(not(feature = "panic-trap"))]
    {
        io::stdio::flush_at_exit();
        #[cfg(nanowasi_crt)]
        sys::exit_as_failed();
        #[cfg(not(nanowasi_crt))]
        exit_as_failed();
    }
    sys::trap()
}

/// Raises `ABRT` and exits with status 101, or returns in a plug-in. In a plug-in, the optimizer
/// sees that no code sets the state of `main`, and drops the imports.
#[cfg(not(any(nanowasi_crt, feature = "panic-trap")))]
#[inline(always)]
fn exit_as_failed() {
    if cfg!(target_family = "wasm") && !io::stdio::has_main() {
        return;
    }
    if cfg!(feature = "proc-raise") {
        // The program ends, also after an error.
        let _ = sys::proc_raise(Signal::ABRT);
    }
    // As with `std`. Hosts turn a status of 126 or more into an error of their own.
    sys::proc_exit(101)
}

/// Panics, as [`std::process::id`] on this target, where a program has no number.
///
/// # Panics
///
/// Always.
///
/// # Examples
///
/// ```should_panic
/// let id = nanowasi::process::id();
/// ```
///
/// [`std::process::id`]: https://doc.rust-lang.org/std/process/fn.id.html
#[allow(clippy::panic, reason = "`std` panics")]
#[must_use]
pub fn id() -> u32 {
    panic!("unsupported")
}

/// Returns the error of a function that this target does not support.
#[cfg(feature = "alloc")]
pub(crate) fn unsupported() -> io::Error {
    io::Error::from_static_message(&io::UNSUPPORTED)
}
