//! How a program ends: [`exit`], [`abort`], and what `main` may return.

use core::convert::Infallible;
use core::fmt;

use crate::io::error::preopens_to_be_named;
use crate::io::stdio;
use crate::raw::Signal;
use crate::sys;

/// The status that a failed program ends with, as `std`'s panics: hosts make an error of 126 and up.
const FAILURE_TO_ABORT: u32 = 101;

/// Ends the program with a status, after writing what waits on standard output.
///
/// Nothing is dropped, as in [`std::process::exit`]. If output could not be written when it was to be, a status of 0 becomes 1.
/// Several hosts turn a status above 125 into an error of their own.
///
/// [`std::process::exit`]: https://doc.rust-lang.org/std/process/fn.exit.html
#[inline]
pub fn exit(code: i32) -> ! {
    sys::proc_exit(closing(code).cast_unsigned())
}

/// Writes what waits, and answers the status to end with.
#[inline]
pub(crate) fn closing(code: i32) -> i32 {
    let complete = stdio::finish();
    if code == 0 && !complete { 1 } else { code }
}

/// Ends the program as one that failed, after writing what waits on standard output.
///
/// Raises `ABRT`, as a process would. Most hosts have no signals and answer with an error: then the
/// status is 101; should even that return, the program traps. Without the feature `proc-raise` it
/// is 101 at once, and the import is not needed.
///
/// Differs from [`std::process::abort`], which traps and loses what waits.
///
/// [`std::process::abort`]: https://doc.rust-lang.org/std/process/fn.abort.html
#[cold]
pub fn abort() -> ! {
    stdio::finish();
    if cfg!(feature = "proc-raise") {
        // Whatever it answers, the program ends.
        let _ = sys::proc_raise(Signal::ABRT);
    }
    sys::proc_exit(FAILURE_TO_ABORT)
}

/// The status that a program ends with, as [`std::process::ExitCode`].
///
/// ```no_run
/// #![no_main]
/// use nanowasi::process::ExitCode;
///
/// nanowasi::main!(main);
///
/// fn main() -> ExitCode {
///     ExitCode::from(3)
/// }
/// ```
///
/// [`std::process::ExitCode`]: https://doc.rust-lang.org/std/process/struct.ExitCode.html
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ExitCode(u8);

impl ExitCode {
    /// All went well: 0.
    pub const SUCCESS: Self = Self(0);
    /// It did not: 1.
    pub const FAILURE: Self = Self(1);

    /// Ends the program with this status, as [`exit`].
    #[inline]
    pub fn exit_process(self) -> ! {
        exit(i32::from(self.0))
    }

    #[inline]
    pub(crate) const fn code(self) -> u8 {
        self.0
    }
}

impl From<u8> for ExitCode {
    #[inline]
    fn from(code: u8) -> Self {
        Self(code)
    }
}

/// What `main` may return, as [`std::process::Termination`]: `()`, `!`, [`ExitCode`], or a `Result` of
/// one of these with an error that can be printed with `{:?}`.
///
/// [`std::process::Termination`]: https://doc.rust-lang.org/std/process/trait.Termination.html
#[diagnostic::on_unimplemented(
    message = "`main` can't return `{Self}`",
    label = "`main` returns this",
    note = "`main` returns `()`, `!`, `ExitCode`, or a `Result` of one of these whose error is `Debug`"
)]
pub trait Termination {
    /// The status to end with.
    fn report(self) -> ExitCode;
}

impl Termination for () {
    #[inline]
    fn report(self) -> ExitCode {
        ExitCode::SUCCESS
    }
}

impl Termination for ExitCode {
    #[inline]
    fn report(self) -> ExitCode {
        self
    }
}

impl Termination for Infallible {
    fn report(self) -> ExitCode {
        match self {}
    }
}

/// Gives `!` a name, which stable Rust does not have outside of a function's return type.
pub trait Returns {
    /// The type.
    type Type;
}

impl<T> Returns for fn() -> T {
    type Type = T;
}

impl Termination for <fn() -> ! as Returns>::Type {
    fn report(self) -> ExitCode {
        self
    }
}

impl<T: Termination, E: fmt::Debug> Termination for Result<T, E> {
    /// An error goes to standard error as `Error: …`, and the status is 1. Where a path is not found because no
    /// preopened directory leads to it, a note names those that there are.
    #[inline]
    fn report(self) -> ExitCode {
        match self {
            Ok(value) => value.report(),
            Err(error) => {
                crate::eprintln!("Error: {error:?}");
                if let Some(names) = preopens_to_be_named() {
                    crate::eprintln!(
                        "note: no preopened directory leads there; there are {names:?}"
                    );
                }
                ExitCode::FAILURE
            }
        }
    }
}
