//! `try_clone`, which preview 1 can't do: no call duplicates a descriptor.

use super::{AsFd, BorrowedFd, OwnedFd};
use crate::io::{Error, Result, UNSUPPORTED};

impl BorrowedFd<'_> {
    /// Returns an error: preview 1 has no call that duplicates a descriptor, so `std` returns the
    /// same error.
    ///
    /// # Errors
    ///
    /// - [`Unsupported`](crate::io::ErrorKind::Unsupported), always.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::{fd::AsFd, io};
    ///
    /// let stdin = io::stdin();
    /// let error = stdin.as_fd().try_clone_to_owned().unwrap_err();
    /// assert_eq!(error.kind(), io::ErrorKind::Unsupported);
    /// ```
    pub fn try_clone_to_owned(&self) -> Result<OwnedFd> {
        Err(Error::from_static_message(&UNSUPPORTED))
    }
}

impl OwnedFd {
    /// Returns an error: preview 1 has no call that duplicates a descriptor, so `std` returns the
    /// same error.
    ///
    /// # Errors
    ///
    /// - [`Unsupported`](crate::io::ErrorKind::Unsupported), always.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::{fd::OwnedFd, fs::File, io};
    ///
    /// # fn main() -> io::Result<()> {
    /// let fd = OwnedFd::from(File::create("notes")?);
    /// assert_eq!(fd.try_clone().unwrap_err().kind(), io::ErrorKind::Unsupported);
    /// # Ok(())
    /// # }
    /// ```
    pub fn try_clone(&self) -> Result<Self> {
        self.as_fd().try_clone_to_owned()
    }
}
