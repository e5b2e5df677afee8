//! [`Termination`]: the types that `main` can return.

use core::convert::Infallible;
use core::fmt;

use super::ExitCode;
use crate::io::error::missing_preopen_note;

/// A type that `main` can return, as [`std::process::Termination`].
///
/// These are `()`, [`ExitCode`], and a `Result` of one of them whose error implements `Debug`.
///
/// Unlike in `std`, the trait is not implemented for `!`, which has no name on stable Rust.
/// [`main!`](crate::main) accepts a `main` that never returns nevertheless.
///
/// # Examples
///
/// ```no_run
/// # // guest: status 2
/// #![no_main]
/// use nanowasi::process::{ExitCode, Termination};
///
/// enum Outcome {
///     Found,
///     NotFound,
/// }
///
/// impl Termination for Outcome {
///     fn report(self) -> ExitCode {
///         match self {
///             Self::Found => ExitCode::SUCCESS,
///             Self::NotFound => ExitCode::from(2),
///         }
///     }
/// }
///
/// nanowasi::main!(main);
///
/// fn main() -> Outcome {
///     Outcome::NotFound
/// }
/// ```
///
/// [`std::process::Termination`]: https://doc.rust-lang.org/std/process/trait.Termination.html
#[diagnostic::on_unimplemented(
    message = "`main` can't return `{Self}`",
    label = "`main` returns this",
    note = "`main` returns `()`, `!`, `ExitCode`, or a `Result` of one of these whose error is `Debug`"
)]
#[cfg_attr(nanowasi_std, lang = "termination")]
pub trait Termination {
    /// Returns the exit status, after printing an error.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::process::{ExitCode, Termination};
    ///
    /// assert_eq!(().report(), ExitCode::SUCCESS);
    /// assert_eq!(Ok::<_, ()>(ExitCode::from(3)).report(), ExitCode::from(3));
    /// ```
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
    /// Prints an error to standard error as `Error: …`, and returns status 1. If a path was not
    /// found because no preopened directory contains it, a note names the preopened directories.
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
