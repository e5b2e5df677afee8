//! How another program has ended, and what it has written.

use core::fmt;

use crate::vec::Vec;

/// How another program has ended, as [`std::process::ExitStatus`] on this target: well.
///
/// [`std::process::ExitStatus`]: https://doc.rust-lang.org/std/process/struct.ExitStatus.html
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ExitStatus(imp::ExitStatus);

mod imp {
    /// What `std`'s status is made of, for the same `{:?}`.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub(super) struct ExitStatus;
}

impl ExitStatus {
    /// Whether it has ended well.
    #[inline]
    #[must_use]
    pub const fn success(&self) -> bool {
        true
    }

    /// The status that it has ended with.
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

/// What another program has written, and how it has ended, as [`std::process::Output`].
///
/// [`std::process::Output`]: https://doc.rust-lang.org/std/process/struct.Output.html
#[derive(Clone, PartialEq, Eq)]
pub struct Output {
    /// How it has ended.
    pub status: ExitStatus,
    /// What it has written to its standard output.
    pub stdout: Vec<u8>,
    /// What it has written to its standard error.
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

/// Bytes that are printed as text, if they are text.
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

    /// `std`'s own output on this target, taken from a run under a host.
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
