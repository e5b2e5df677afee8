//! How a program ends: [`exit`], [`abort`], and what `main` may return.
//!
//! As [`std::process`] on this target, which has no other programs: a [`Command`] can be described, but not
//! started.
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
use crate::raw::Signal;
use crate::sys::{self, c_library};

/// The status that a failed program ends with, as `std`'s panics: hosts make an error of 126 and up.
const FAILURE_TO_ABORT: u32 = 101;

/// Ends the program with a status, after writing what waits on standard output.
///
/// Functions that C code has registered by `atexit` run before, and C's streams are written.
/// Nothing is dropped, as in [`std::process::exit`]. If output could not be written when it was to be, a status of 0 becomes 1.
/// Several hosts turn a status above 125 into an error of their own.
///
/// [`std::process::exit`]: https://doc.rust-lang.org/std/process/fn.exit.html
#[inline]
pub fn exit(code: i32) -> ! {
    sys::proc_exit(shut_down(code).cast_unsigned())
}

/// Runs C's exit functions, writes what is buffered, and returns the status to end with.
///
/// The buffer comes last, because a function that C code has registered by `atexit` may print.
#[inline]
pub(crate) fn shut_down(code: i32) -> i32 {
    c_library::exit();
    exit_status(code)
}

/// Writes what waits, and answers the status to end with.
#[inline]
pub(crate) fn exit_status(code: i32) -> i32 {
    let complete = io::stdio::flush_at_exit();
    if code == 0 && !complete { 1 } else { code }
}

/// Ends the program as one that failed, after writing what waits on standard output.
///
/// Raises `ABRT`, as a process would. Most hosts have no signals and answer with an error: then the
/// status is 101; should even that return, the program traps. Without the feature `proc-raise` it
/// is 101 at once, and the import is not needed.
///
/// Functions that C code has registered by `atexit` don't run, and what C's streams hold is lost.
///
/// Differs from [`std::process::abort`], which traps and loses what waits.
///
/// [`std::process::abort`]: https://doc.rust-lang.org/std/process/fn.abort.html
#[cold]
pub fn abort() -> ! {
    io::stdio::flush_at_exit();
    if cfg!(feature = "proc-raise") {
        // Whatever it answers, the program ends.
        let _ = sys::proc_raise(Signal::ABRT);
    }
    sys::proc_exit(FAILURE_TO_ABORT)
}

/// The number of the running program, as [`std::process::id`] on this target: there is none.
///
/// # Panics
///
/// Always.
///
/// [`std::process::id`]: https://doc.rust-lang.org/std/process/fn.id.html
#[allow(clippy::panic, reason = "`std` does, and says so")]
#[must_use]
pub fn id() -> u32 {
    panic!("unsupported")
}

/// What becomes of each attempt to do what this target can't.
#[cfg(feature = "alloc")]
pub(crate) fn unsupported() -> io::Error {
    io::Error::from_static_message(&io::UNSUPPORTED)
}
