//! Locks on files. Preview 1 has none, so each function returns an error, as under `std`.

use core::error;
use core::fmt;

use super::File;
use crate::io::{Error, ErrorKind, Result};
use crate::sys::Errno;
use crate::sys::error_repr::SimpleMessage;

/// Creates an error of the kind `Unsupported` with a text.
macro_rules! unsupported {
    ($text:literal) => {{
        static TEXT: SimpleMessage =
            SimpleMessage::new(ErrorKind::Unsupported, Errno::NOTSUP, $text);
        Error::from_static_message(&TEXT)
    }};
}

/// The reason why a lock was not taken, as [`std::fs::TryLockError`].
///
/// # Examples
///
/// ```no_run
/// use nanowasi::fs::{File, TryLockError};
///
/// # fn main() -> nanowasi::io::Result<()> {
/// let file = File::create("job.lock")?;
/// match file.try_lock() {
///     Ok(()) => {}
///     Err(TryLockError::WouldBlock) => return Ok(()), // Another program has the lock.
///     Err(TryLockError::Error(_)) => {} // On this target always: continue without a lock.
/// }
/// # Ok(())
/// # }
/// ```
///
/// [`std::fs::TryLockError`]: https://doc.rust-lang.org/std/fs/enum.TryLockError.html
pub enum TryLockError {
    /// The lock could not be tried. On this target, the reason is always this one.
    Error(Error),
    /// The lock is held elsewhere.
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
    /// Returns an error, because preview 1 has no locks. The same as under `std` on this target.
    ///
    /// # Errors
    ///
    /// - [`Unsupported`](ErrorKind::Unsupported): always.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fs::File;
    /// use nanowasi::io::ErrorKind;
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let file = File::create("job.lock")?;
    /// assert_eq!(file.lock().unwrap_err().kind(), ErrorKind::Unsupported);
    /// # Ok(())
    /// # }
    /// ```
    pub fn lock(&self) -> Result<()> {
        Err(unsupported!("lock() not supported"))
    }

    /// Returns an error, because preview 1 has no locks. The same as under `std` on this target.
    ///
    /// # Errors
    ///
    /// - [`Unsupported`](ErrorKind::Unsupported): always.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fs::File;
    /// use nanowasi::io::ErrorKind;
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let file = File::create("job.lock")?;
    /// assert_eq!(file.lock_shared().unwrap_err().kind(), ErrorKind::Unsupported);
    /// # Ok(())
    /// # }
    /// ```
    pub fn lock_shared(&self) -> Result<()> {
        Err(unsupported!("lock_shared() not supported"))
    }

    /// Returns an error, because preview 1 has no locks. The same as under `std` on this target.
    ///
    /// # Errors
    ///
    /// - [`TryLockError::Error`] with the kind [`Unsupported`](ErrorKind::Unsupported): always.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fs::{File, TryLockError};
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let file = File::create("job.lock")?;
    /// assert!(matches!(file.try_lock(), Err(TryLockError::Error(_))));
    /// # Ok(())
    /// # }
    /// ```
    pub fn try_lock(&self) -> core::result::Result<(), TryLockError> {
        Err(TryLockError::Error(unsupported!(
            "try_lock() not supported"
        )))
    }

    /// Returns an error, because preview 1 has no locks. The same as under `std` on this target.
    ///
    /// # Errors
    ///
    /// - [`TryLockError::Error`] with the kind [`Unsupported`](ErrorKind::Unsupported): always.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fs::{File, TryLockError};
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let file = File::create("job.lock")?;
    /// assert!(matches!(file.try_lock_shared(), Err(TryLockError::Error(_))));
    /// # Ok(())
    /// # }
    /// ```
    pub fn try_lock_shared(&self) -> core::result::Result<(), TryLockError> {
        Err(TryLockError::Error(unsupported!(
            "try_lock_shared() not supported"
        )))
    }

    /// Returns an error, because preview 1 has no locks. The same as under `std` on this target.
    ///
    /// # Errors
    ///
    /// - [`Unsupported`](ErrorKind::Unsupported): always.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fs::File;
    /// use nanowasi::io::ErrorKind;
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let file = File::create("job.lock")?;
    /// assert_eq!(file.unlock().unwrap_err().kind(), ErrorKind::Unsupported);
    /// # Ok(())
    /// # }
    /// ```
    pub fn unlock(&self) -> Result<()> {
        Err(unsupported!("unlock() not supported"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The expected texts are what `std` printed on this target under a host.
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
