//! [`Failure`]: the error of a command, with its exit status.

use std::ffi::OsStr;
use std::fmt::Display;
use std::io::{self, Write};
use std::path::Path;
use std::process::{ExitCode, ExitStatus};

/// The exit status for a wrong command line, which is cargo's as well.
const USAGE: u8 = 1;
/// The exit status for any other failure before cargo runs, which is cargo's as well.
const FAILED: u8 = 101;

/// The error of a command: its exit status, and the message for standard error unless another
/// program has written one.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Failure {
    pub(crate) status: u8,
    pub(crate) message: Option<String>,
}

/// Returns the exit status of a program as the exit status of this one: [`FAILED`], if a signal
/// ended the program.
pub(crate) fn exit_code(status: ExitStatus) -> u8 {
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    code.unwrap_or(FAILED)
}

impl From<nanowasi_runner::options::Failure> for Failure {
    fn from(failure: nanowasi_runner::options::Failure) -> Self {
        Self {
            status: failure.0,
            message: Some(failure.1),
        }
    }
}

/// The result of a step.
pub(crate) type Result<T> = std::result::Result<T, Failure>;

impl Failure {
    /// Returns a failure for a wrong command line.
    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self {
            status: USAGE,
            message: Some(message.into()),
        }
    }

    /// Returns a failure with a message.
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self {
            status: FAILED,
            message: Some(message.into()),
        }
    }

    /// Returns a failure that another program has reported already, with its status.
    pub(crate) const fn reported(status: u8) -> Self {
        Self {
            status,
            message: None,
        }
    }

    /// Returns a failure of the file system at a path.
    pub(crate) fn file(path: &Path, error: &dyn Display) -> Self {
        Self::new(format!("{}: {error}", path.display()))
    }

    /// Returns a failure to start a program.
    pub(crate) fn program(program: &OsStr, error: &dyn Display) -> Self {
        Self::new(format!("cannot run `{}`: {error}", program.display()))
    }

    /// Writes the message of a failure to standard error, as cargo does, and returns the status.
    pub(crate) fn report(result: Result<u8>) -> ExitCode {
        let status = match result {
            Ok(status) => status,
            Err(Self { status, message }) => {
                if let Some(message) = message {
                    // Standard error may be closed, and there is no other stream to report that on.
                    let _ = writeln!(io::stderr(), "error: {message}");
                }
                status
            }
        };
        ExitCode::from(status)
    }
}
