//! Locks on files, which preview 1 doesn't have: each answers so, as under `std`.

use core::error;
use core::fmt;

use super::File;
use crate::io::{Error, ErrorKind, Result};
use crate::sys::Errno;
use crate::sys::error_repr::SimpleMessage;

/// The error that says so.
macro_rules! unsupported {
    ($text:literal) => {{
        static TEXT: SimpleMessage =
            SimpleMessage::new(ErrorKind::Unsupported, Errno::NOTSUP, $text);
        Error::from_static_message(&TEXT)
    }};
}

/// Why a lock was not taken, as [`std::fs::TryLockError`].
///
/// [`std::fs::TryLockError`]: https://doc.rust-lang.org/std/fs/enum.TryLockError.html
pub enum TryLockError {
    /// It could not be tried: on this target, always this.
    Error(Error),
    /// Somebody else has it.
    WouldBlock,
}

impl fmt::Debug for TryLockError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Error(error) => error.fmt(f),
            Self::WouldBlock => "WouldBlock".fmt(f),
        }
    }
}

impl fmt::Display for TryLockError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Error(_) => "lock acquisition failed due to I/O error",
            Self::WouldBlock => "lock acquisition failed because the operation would block",
        })
    }
}

impl error::Error for TryLockError {}

impl From<TryLockError> for Error {
    fn from(error: TryLockError) -> Self {
        match error {
            TryLockError::Error(error) => error,
            TryLockError::WouldBlock => ErrorKind::WouldBlock.into(),
        }
    }
}

impl File {
    /// Answers that there are no locks, as `std`'s on this target.
    ///
    /// # Errors
    ///
    /// [`Unsupported`](ErrorKind::Unsupported), always.
    pub fn lock(&self) -> Result<()> {
        Err(unsupported!("lock() not supported"))
    }

    /// Answers that there are no locks, as `std`'s on this target.
    ///
    /// # Errors
    ///
    /// [`Unsupported`](ErrorKind::Unsupported), always.
    pub fn lock_shared(&self) -> Result<()> {
        Err(unsupported!("lock_shared() not supported"))
    }

    /// Answers that there are no locks, as `std`'s on this target.
    ///
    /// # Errors
    ///
    /// [`Unsupported`](ErrorKind::Unsupported), always.
    pub fn try_lock(&self) -> core::result::Result<(), TryLockError> {
        Err(TryLockError::Error(unsupported!(
            "try_lock() not supported"
        )))
    }

    /// Answers that there are no locks, as `std`'s on this target.
    ///
    /// # Errors
    ///
    /// [`Unsupported`](ErrorKind::Unsupported), always.
    pub fn try_lock_shared(&self) -> core::result::Result<(), TryLockError> {
        Err(TryLockError::Error(unsupported!(
            "try_lock_shared() not supported"
        )))
    }

    /// Answers that there are no locks, as `std`'s on this target.
    ///
    /// # Errors
    ///
    /// [`Unsupported`](ErrorKind::Unsupported), always.
    pub fn unlock(&self) -> Result<()> {
        Err(unsupported!("unlock() not supported"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `std`'s own output on this target, from a run under a host.
    #[test]
    fn prints_as_std_does() {
        let error = TryLockError::Error(unsupported!("try_lock() not supported"));
        assert_eq!(
            format!("{error} {error:?}"),
            "lock acquisition failed due to I/O error \
             Error { kind: Unsupported, message: \"try_lock() not supported\" }"
        );
        assert_eq!(format!("{:?}", TryLockError::WouldBlock), "\"WouldBlock\"");
        assert_eq!(
            Error::from(TryLockError::WouldBlock).kind(),
            ErrorKind::WouldBlock
        );
    }
}
