//! Why nothing was sent, or received, in the words of `std`.

use core::error::Error;
use core::fmt;

/// There is no receiver any more; the value comes back. As [`std::sync::mpsc::SendError`].
///
/// [`std::sync::mpsc::SendError`]: https://doc.rust-lang.org/std/sync/mpsc/struct.SendError.html
#[derive(PartialEq, Eq, Clone, Copy)]
pub struct SendError<T>(pub T);

/// Nothing was sent, and no sender is left. As [`std::sync::mpsc::RecvError`].
///
/// [`std::sync::mpsc::RecvError`]: https://doc.rust-lang.org/std/sync/mpsc/struct.RecvError.html
#[derive(PartialEq, Eq, Clone, Copy, Debug)]
pub struct RecvError;

/// Why nothing is received at once. As [`std::sync::mpsc::TryRecvError`].
///
/// [`std::sync::mpsc::TryRecvError`]: https://doc.rust-lang.org/std/sync/mpsc/enum.TryRecvError.html
#[derive(PartialEq, Eq, Clone, Copy, Debug)]
pub enum TryRecvError {
    /// Nothing was sent, but can be.
    Empty,
    /// Nothing was sent, and no sender is left.
    Disconnected,
}

/// Why nothing is received in time. As [`std::sync::mpsc::RecvTimeoutError`].
///
/// [`std::sync::mpsc::RecvTimeoutError`]: https://doc.rust-lang.org/std/sync/mpsc/enum.RecvTimeoutError.html
#[derive(PartialEq, Eq, Clone, Copy, Debug)]
pub enum RecvTimeoutError {
    /// Nothing was sent, but can be.
    Timeout,
    /// Nothing was sent, and no sender is left.
    Disconnected,
}

/// Why a value is not sent at once; it comes back. As [`std::sync::mpsc::TrySendError`].
///
/// [`std::sync::mpsc::TrySendError`]: https://doc.rust-lang.org/std/sync/mpsc/enum.TrySendError.html
#[derive(PartialEq, Eq, Clone, Copy)]
pub enum TrySendError<T> {
    /// There is no room for it.
    Full(T),
    /// There is no receiver any more.
    Disconnected(T),
}

/// What is wrong with a channel, in the words that several errors share.
const CLOSED_TO_SEND: &str = "sending on a closed channel";
const CLOSED_TO_RECEIVE: &str = "receiving on a closed channel";

impl<T> fmt::Debug for SendError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SendError").finish_non_exhaustive()
    }
}

impl<T> fmt::Display for SendError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(CLOSED_TO_SEND)
    }
}

impl<T> Error for SendError<T> {}

impl<T> fmt::Debug for TrySendError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = match self {
            Self::Full(_) => "TrySendError::Full",
            Self::Disconnected(_) => "TrySendError::Disconnected",
        };
        f.debug_tuple(name).finish_non_exhaustive()
    }
}

impl<T> fmt::Display for TrySendError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Full(_) => "sending on a full channel",
            Self::Disconnected(_) => CLOSED_TO_SEND,
        })
    }
}

impl<T> Error for TrySendError<T> {}

impl<T> From<SendError<T>> for TrySendError<T> {
    fn from(err: SendError<T>) -> TrySendError<T> {
        Self::Disconnected(err.0)
    }
}

impl fmt::Display for RecvError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(CLOSED_TO_RECEIVE)
    }
}

impl Error for RecvError {}

impl fmt::Display for TryRecvError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Empty => "receiving on an empty channel",
            Self::Disconnected => CLOSED_TO_RECEIVE,
        })
    }
}

impl Error for TryRecvError {}

impl From<RecvError> for TryRecvError {
    fn from(_: RecvError) -> TryRecvError {
        Self::Disconnected
    }
}

impl fmt::Display for RecvTimeoutError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Timeout => "timed out waiting on channel",
            Self::Disconnected => "channel is empty and sending half is closed",
        })
    }
}

impl Error for RecvTimeoutError {}

impl From<RecvError> for RecvTimeoutError {
    fn from(_: RecvError) -> RecvTimeoutError {
        Self::Disconnected
    }
}
