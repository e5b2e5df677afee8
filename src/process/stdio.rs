//! [`Stdio`]: what a [`Command`](super::Command) is told of its standard streams.

use core::fmt;

use super::{ChildStderr, ChildStdin, ChildStdout};
use crate::fs::File;
use crate::io;
use crate::sys::OwnedFd;

/// What a standard stream of another program is to be, as [`std::process::Stdio`].
///
/// [`std::process::Stdio`]: https://doc.rust-lang.org/std/process/struct.Stdio.html
pub struct Stdio(pub(super) Kind);

/// What a [`Stdio`] was made from. The names are `std`'s: [`Command`](super::Command) prints them.
#[derive(Debug)]
pub(super) enum Kind {
    Inherit,
    Null,
    MakePipe,
    ParentStdout,
    ParentStderr,
    InheritFile(#[expect(dead_code, reason = "it is printed, and closed in the end")] File),
    InheritFd(#[expect(dead_code, reason = "it is printed, and closed in the end")] OwnedFd),
}

impl Stdio {
    /// A pipe to this program.
    #[inline]
    #[must_use]
    pub const fn piped() -> Self {
        Self(Kind::MakePipe)
    }

    /// The stream of this program.
    #[inline]
    #[must_use]
    pub const fn inherit() -> Self {
        Self(Kind::Inherit)
    }

    /// Nothing: what is written is lost, and there is nothing to read.
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
