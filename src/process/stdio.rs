//! [`Stdio`]: the standard streams of a [`Command`](super::Command).

use core::fmt;

use super::{ChildStderr, ChildStdin, ChildStdout};
use crate::fs::File;
use crate::io;
use crate::sys::OwnedFd;

/// A standard stream of another program, as [`std::process::Stdio`].
///
/// # Examples
///
/// ```
/// use nanowasi::process::{Command, Stdio};
///
/// let mut list = Command::new("ls");
/// list.stdin(Stdio::null()).stdout(Stdio::piped());
/// assert!(list.spawn().is_err()); // no program can be started
/// ```
///
/// [`std::process::Stdio`]: https://doc.rust-lang.org/std/process/struct.Stdio.html
pub struct Stdio(pub(super) Kind);

/// The source of a [`Stdio`]. The names are `std`'s, because [`Command`](super::Command) prints
/// them.
#[derive(Debug)]
pub(super) enum Kind {
    Inherit,
    Null,
    MakePipe,
    ParentStdout,
    ParentStderr,
    InheritFile(#[expect(dead_code, reason = "it is printed and dropped")] File),
    InheritFd(#[expect(dead_code, reason = "it is printed and dropped")] OwnedFd),
}

impl Stdio {
    /// Returns a pipe to this program.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::process::{Command, Stdio};
    ///
    /// assert!(Command::new("ls").stdout(Stdio::piped()).output().is_err());
    /// ```
    #[inline]
    #[must_use]
    pub const fn piped() -> Self {
        Self(Kind::MakePipe)
    }

    /// Returns the corresponding stream of this program.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::process::{Command, Stdio};
    ///
    /// assert!(Command::new("ls").stderr(Stdio::inherit()).status().is_err());
    /// ```
    #[inline]
    #[must_use]
    pub const fn inherit() -> Self {
        Self(Kind::Inherit)
    }

    /// Returns a stream that ignores output and has no input.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::process::{Command, Stdio};
    ///
    /// assert!(Command::new("ls").stdin(Stdio::null()).status().is_err());
    /// ```
    #[inline]
    #[must_use]
    pub const fn null() -> Self {
        Self(Kind::Null)
    }
}

impl fmt::Debug for Stdio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Stdio").finish_non_exhaustive()
    }
}

impl From<File> for Stdio {
    #[inline]
    fn from(file: File) -> Self {
        Self(Kind::InheritFile(file))
    }
}

impl From<io::Stdout> for Stdio {
    #[inline]
    fn from(_: io::Stdout) -> Self {
        Self(Kind::ParentStdout)
    }
}

impl From<io::Stderr> for Stdio {
    #[inline]
    fn from(_: io::Stderr) -> Self {
        Self(Kind::ParentStderr)
    }
}

impl From<io::PipeReader> for Stdio {
    #[inline]
    fn from(pipe: io::PipeReader) -> Self {
        Self(Kind::InheritFd(pipe.into()))
    }
}

impl From<io::PipeWriter> for Stdio {
    #[inline]
    fn from(pipe: io::PipeWriter) -> Self {
        Self(Kind::InheritFd(pipe.into()))
    }
}

impl From<ChildStdin> for Stdio {
    fn from(child: ChildStdin) -> Self {
        match child.0 {}
    }
}

impl From<ChildStdout> for Stdio {
    fn from(child: ChildStdout) -> Self {
        match child.0 {}
    }
}

impl From<ChildStderr> for Stdio {
    fn from(child: ChildStderr) -> Self {
        match child.0 {}
    }
}
