//! [`Termination`]: what `main` may return.

use core::convert::Infallible;
use core::fmt;

use super::ExitCode;
use crate::io::error::missing_preopen_note;

/// What `main` may return, as [`std::process::Termination`]: `()`, [`ExitCode`], or a `Result` of one of
/// these with an error that can be printed with `{:?}`.
///
/// Differs from `std` in not being implemented for `!`, which has no name on stable Rust; a `main` that
/// never returns is one all the same.
///
/// [`std::process::Termination`]: https://doc.rust-lang.org/std/process/trait.Termination.html
#[diagnostic::on_unimplemented(
    message = "`main` can't return `{Self}`",
    label = "`main` returns this",
    note = "`main` returns `()`, `!`, `ExitCode`, or a `Result` of one of these whose error is `Debug`"
)]
#[cfg_attr(nanowasi_std, lang = "termination")]
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

impl<T: Termination, E: fmt::Debug> Termination for Result<T, E> {
    /// An error goes to standard error as `Error: …`, and the status is 1. Where a path is not found because no
    /// preopened directory leads to it, a note names those that there are.
    #[inline]
    fn report(self) -> ExitCode {
        match self {
            Ok(value) => value.report(),
            Err(error) => {
                let names = missing_preopen_note(|| crate::eprintln!("Error: {error:?}"));
                if let Some(names) = names {
                    crate::eprintln!(
                        "note: no preopened directory leads there; there are {names:?}"
                    );
                }
                ExitCode::FAILURE
            }
        }
    }
}
