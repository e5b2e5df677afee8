//! What preview 1 can't do: make a second descriptor of one.

use super::{AsFd, BorrowedFd, OwnedFd};
use crate::io::{Error, Result, UNSUPPORTED};

impl BorrowedFd<'_> {
    /// Another descriptor of the same file: there is no call for it.
    ///
    /// # Errors
    ///
    /// [`Unsupported`](crate::io::ErrorKind::Unsupported), as `std` answers.
    pub fn try_clone_to_owned(&self) -> Result<OwnedFd> {
        Err(Error::from_static_message(&UNSUPPORTED))
    }
}

impl OwnedFd {
    /// Another descriptor of the same file: there is no call for it.
    ///
    /// # Errors
    ///
    /// [`Unsupported`](crate::io::ErrorKind::Unsupported), as `std` answers.
    pub fn try_clone(&self) -> Result<Self> {
        self.as_fd().try_clone_to_owned()
    }
}
