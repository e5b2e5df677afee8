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
    /// # fn stop(mut child: nanowasi::process::Child) -> nanowasi::io::Result<()> {
    /// child.kill()?;
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
    /// # fn log(child: nanowasi::process::Child) {
    /// nanowasi::println!("started {}", child.id());
    /// # }
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
    /// # fn finish(mut child: nanowasi::process::Child) -> nanowasi::io::Result<()> {
    /// assert!(child.wait()?.success());
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
    /// # fn check(mut child: nanowasi::process::Child) -> nanowasi::io::Result<()> {
    /// if child.try_wait()?.is_none() {
    ///     child.kill()?;
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
    /// # fn finish(child: nanowasi::process::Child) -> nanowasi::io::Result<Vec<u8>> {
    /// let output = child.wait_with_output()?;
    /// # Ok(output.stdout)
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
    /// use nanowasi::{io::{Result, Write}, process::ChildStdin};
    ///
    /// fn send(mut input: ChildStdin) -> Result<()> {
    ///     input.write_all(b"first line\n")
    /// }
    /// ```
    ChildStdin
    /// The reading end of the standard output of a [`Child`], as `std::process::ChildStdout`.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::{io::{Read, Result}, process::ChildStdout};
    ///
    /// fn receive(mut output: ChildStdout, text: &mut String) -> Result<usize> {
    ///     output.read_to_string(text)
    /// }
    /// ```
    ChildStdout
    /// The reading end of the standard error of a [`Child`], as `std::process::ChildStderr`.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::{io::{Read, Result}, process::ChildStderr};
    ///
    /// fn receive(mut messages: ChildStderr, text: &mut String) -> Result<usize> {
    ///     messages.read_to_string(text)
    /// }
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
