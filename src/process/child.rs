//! [`Child`]: another program while it runs. There is none on this target, so none of these types has a
//! value; they are here for code that names them.

use core::convert::Infallible;
use core::fmt;

use super::{ExitStatus, Output};
use crate::io::{self, Read, Write};

/// Another program while it runs, as [`std::process::Child`].
///
/// [`std::process::Child`]: https://doc.rust-lang.org/std/process/struct.Child.html
pub struct Child {
    never: Infallible,
    /// What it reads as its standard input.
    pub stdin: Option<ChildStdin>,
    /// What it writes to its standard output.
    pub stdout: Option<ChildStdout>,
    /// What it writes to its standard error.
    pub stderr: Option<ChildStderr>,
}

impl Child {
    /// Ends it.
    ///
    /// # Errors
    ///
    /// None: there is no child.
    pub fn kill(&mut self) -> io::Result<()> {
        match self.never {}
    }

    /// Its number.
    #[must_use]
    pub fn id(&self) -> u32 {
        match self.never {}
    }

    /// Waits for its end.
    ///
    /// # Errors
    ///
    /// None: there is no child.
    pub fn wait(&mut self) -> io::Result<ExitStatus> {
        match self.never {}
    }

    /// How it has ended, if it has.
    ///
    /// # Errors
    ///
    /// None: there is no child.
    pub fn try_wait(&mut self) -> io::Result<Option<ExitStatus>> {
        match self.never {}
    }

    /// Waits for its end, and reads what it writes until then.
    ///
    /// # Errors
    ///
    /// None: there is no child.
    pub fn wait_with_output(self) -> io::Result<Output> {
        match self.never {}
    }
}

impl fmt::Debug for Child {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.never {}
    }
}

/// Declares the ends of pipes to a child.
macro_rules! pipes {
    ($($(#[$doc:meta])* $name:ident)+) => {
        $(
            $(#[$doc])*
            pub struct $name(pub(super) Infallible);

            impl fmt::Debug for $name {
                fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
                    match self.0 {}
                }
            }
        )+
    };
}

pipes! {
    /// What a [`Child`] reads as its standard input, as `std::process::ChildStdin`.
    ChildStdin
    /// What a [`Child`] writes to its standard output, as `std::process::ChildStdout`.
    ChildStdout
    /// What a [`Child`] writes to its standard error, as `std::process::ChildStderr`.
    ChildStderr
}

/// Implements [`Write`] for what a child reads.
macro_rules! writers {
    ($($type:ty),+) => {
        $(
            impl Write for $type {
                fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                    match self.0 {}
                }

                fn flush(&mut self) -> io::Result<()> {
                    match self.0 {}
                }
            }
        )+
    };
}

/// Implements [`Read`] for what a child writes.
macro_rules! readers {
    ($($type:ty),+) => {
        $(
            impl Read for $type {
                fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                    match self.0 {}
                }
            }
        )+
    };
}

writers!(ChildStdin, &ChildStdin);
readers!(ChildStdout, ChildStderr);
