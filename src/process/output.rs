//! The exit status and the output of another program.

use core::fmt;

use crate::vec::Vec;

/// The exit status of another program, as [`std::process::ExitStatus`] on this target: always
/// success.
///
/// # Examples
///
/// ```
/// use nanowasi::process::ExitStatus;
///
/// // The only way to make one, because no program can be started.
/// assert!(ExitStatus::default().success());
/// ```
///
/// [`std::process::ExitStatus`]: https://doc.rust-lang.org/std/process/struct.ExitStatus.html
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ExitStatus(imp::ExitStatus);

mod imp {
    /// The inner type of `std`'s `ExitStatus`, for the same `{:?}`.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub(super) struct ExitStatus;
}

impl ExitStatus {
    /// Returns whether the program was successful: always `true`.
    ///
    /// # Examples
    ///
    /// ```
    /// assert!(nanowasi::process::ExitStatus::default().success());
    /// ```
    #[inline]
    #[must_use]
    pub const fn success(&self) -> bool {
        true
    }

    /// Returns the exit status of the program: always 0.
    ///
    /// # Examples
    ///
    /// ```
    /// assert_eq!(nanowasi::process::ExitStatus::default().code(), Some(0));
    /// ```
    #[inline]
    #[must_use]
    pub const fn code(&self) -> Option<i32> {
        Some(0)
    }
}

impl fmt::Display for ExitStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("<dummy exit status>")
    }
}

/// The output and the exit status of another program, as [`std::process::Output`].
///
/// [`Command::output`](super::Command::output) always fails on this target, so a program only has
/// values that it makes itself.
///
/// # Examples
///
/// ```
/// use nanowasi::process::{ExitStatus, Output};
///
/// let (status, stderr) = (ExitStatus::default(), Vec::new());
/// let output = Output { status, stdout: b"hi".to_vec(), stderr };
/// assert!(format!("{output:?}").contains(r#"stdout: "hi""#));
/// ```
///
/// [`std::process::Output`]: https://doc.rust-lang.org/std/process/struct.Output.html
#[derive(Clone, PartialEq, Eq)]
pub struct Output {
    /// The exit status.
    pub status: ExitStatus,
    /// The standard output.
    pub stdout: Vec<u8>,
    /// The standard error.
    pub stderr: Vec<u8>,
}

impl fmt::Debug for Output {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Output")
            .field("status", &self.status)
            .field("stdout", &TextOrBytes(&self.stdout))
            .field("stderr", &TextOrBytes(&self.stderr))
            .finish()
    }
}

/// Bytes that `{:?}` prints as text if they are UTF-8.
struct TextOrBytes<'a>(&'a [u8]);

impl fmt::Debug for TextOrBytes<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match crate::sys::util::from_utf8_small(self.0) {
            Some(text) => text.fmt(f),
            None => self.0.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Guards against a difference from the output of `std` on this target, taken from a run on a
    /// host.
    #[test]
    fn prints_as_std_does() {
        let status = ExitStatus::default();
        assert_eq!(
            format!(
                "{status} {status:?} {:?} {}",
                status.code(),
                status.success()
            ),
            "<dummy exit status> ExitStatus(ExitStatus) Some(0) true"
        );
        let output = Output {
            status,
            stdout: b"hi".to_vec(),
            stderr: vec![0xFF, 1],
        };
        assert_eq!(
            format!("{output:?}"),
            r#"Output { status: ExitStatus(ExitStatus), stdout: "hi", stderr: [255, 1] }"#
        );
    }
}
