//! [`Child`]: another program while it runs.
//!
//! No program can be started on this target, so none of these types has a value. They exist for
//! code that names them.

use core::convert::Infallible;
use core::fmt;

use super::{ExitStatus, Output};
use crate::io::{self, Read, Write};

/// Another program while it runs, as [`std::process::Child`].
///
/// No value exists, because [`Command::spawn`](super::Command::spawn) always fails on this target.
///
/// # Examples
///
/// ```
/// use nanowasi::process::{Child, Command};
///
/// fn start(program: &str) -> Option<Child> {
///     Command::new(program).spawn().ok()
/// }
/// assert!(start("ls").is_none());
/// ```
///
/// [`std::process::Child`]: https://doc.rust-lang.org/std/process/struct.Child.html
pub struct Child {
    never: Infallible,
    /// The writing end of its standard input.
    pub stdin: Option<ChildStdin>,
    /// The reading end of its standard output.
    pub stdout: Option<ChildStdout>,
    /// The reading end of its standard error.
    pub stderr: Option<ChildStderr>,
}

impl Child {
    /// Ends the program.
    ///
    /// # Errors
    ///
    /// None: no `Child` exists.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::process::Command;
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// if let Ok(mut child) = Command::new("ls").spawn() {
    ///     child.kill()?; // Not on this target, where `spawn` fails.
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn kill(&mut self) -> io::Result<()> {
        match self.never {}
    }

    /// Returns the number of the program.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::process::Command;
    ///
    /// let id = Command::new("ls").spawn().ok().map(|child| child.id());
    /// assert_eq!(id, None);
    /// ```
    #[must_use]
    pub fn id(&self) -> u32 {
        match self.never {}
    }

    /// Waits for the program to end, and returns its exit status.
    ///
    /// # Errors
    ///
    /// None: no `Child` exists.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::process::Command;
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// if let Ok(mut child) = Command::new("ls").spawn() {
    ///     assert!(child.wait()?.success()); // Not on this target, where `spawn` fails.
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn wait(&mut self) -> io::Result<ExitStatus> {
        match self.never {}
    }

    /// Returns the exit status of the program, or `None` if it has not ended.
    ///
    /// # Errors
    ///
    /// None: no `Child` exists.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::process::Command;
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// if let Ok(mut child) = Command::new("ls").spawn() {
    ///     // Not on this target, where `spawn` fails.
    ///     if child.try_wait()?.is_none() {
    ///         child.kill()?;
    ///     }
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn try_wait(&mut self) -> io::Result<Option<ExitStatus>> {
        match self.never {}
    }

    /// Waits for the program to end, and returns its exit status and its output.
    ///
    /// # Errors
    ///
    /// None: no `Child` exists.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::process::Command;
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// if let Ok(child) = Command::new("ls").spawn() {
    ///     // Not on this target, where `spawn` fails.
    ///     assert!(!child.wait_with_output()?.stdout.is_empty());
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn wait_with_output(self) -> io::Result<Output> {
        match self.never {}
    }
}

impl fmt::Debug for Child {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.never {}
    }
}

/// Declares the types of the pipes to a child.
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
    /// The writing end of the standard input of a [`Child`], as `std::process::ChildStdin`.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::io::{Result, Write};
    /// use nanowasi::process::{ChildStdin, Command};
    ///
    /// fn send(mut input: ChildStdin) -> Result<()> {
    ///     input.write_all(b"first line\n")
    /// }
    ///
    /// let child = Command::new("cat").spawn().ok();
    /// assert!(child.and_then(|child| child.stdin).map(send).is_none());
    /// ```
    ChildStdin
    /// The reading end of the standard output of a [`Child`], as `std::process::ChildStdout`.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::io::{Read, Result};
    /// use nanowasi::process::{ChildStdout, Command};
    ///
    /// fn receive(mut output: ChildStdout) -> Result<usize> {
    ///     output.read(&mut [0; 80])
    /// }
    ///
    /// let child = Command::new("cat").spawn().ok();
    /// assert!(child.and_then(|child| child.stdout).map(receive).is_none());
    /// ```
    ChildStdout
    /// The reading end of the standard error of a [`Child`], as `std::process::ChildStderr`.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::io::{Read, Result};
    /// use nanowasi::process::{ChildStderr, Command};
    ///
    /// fn receive(mut messages: ChildStderr) -> Result<usize> {
    ///     messages.read(&mut [0; 80])
    /// }
    ///
    /// let child = Command::new("cat").spawn().ok();
    /// assert!(child.and_then(|child| child.stderr).map(receive).is_none());
    /// ```
    ChildStderr
}

/// Implements [`Write`] for the pipe that a child reads.
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

/// Implements [`Read`] for the pipes that a child writes.
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
