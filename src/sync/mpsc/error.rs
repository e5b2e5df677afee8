//! The errors of channels, with the messages of `std`.

use core::error::Error;
use core::fmt;

/// The receiver was dropped, as [`std::sync::mpsc::SendError`]. Contains the value that was not
/// sent.
///
/// # Examples
///
/// ```
/// use nanowasi::sync::mpsc::{SendError, channel};
///
/// let (sender, receiver) = channel();
/// drop(receiver);
/// assert_eq!(sender.send("value"), Err(SendError("value")));
/// ```
///
/// [`std::sync::mpsc::SendError`]: https://doc.rust-lang.org/std/sync/mpsc/struct.SendError.html
#[derive(PartialEq, Eq, Clone, Copy)]
pub struct SendError<T>(pub T);

/// The channel is empty and all senders were dropped, as [`std::sync::mpsc::RecvError`].
///
/// # Examples
///
/// ```
/// use nanowasi::sync::mpsc::{RecvError, channel};
///
/// let (sender, receiver) = channel::<u8>();
/// drop(sender);
/// assert_eq!(receiver.recv(), Err(RecvError));
/// ```
///
/// [`std::sync::mpsc::RecvError`]: https://doc.rust-lang.org/std/sync/mpsc/struct.RecvError.html
#[derive(PartialEq, Eq, Clone, Copy, Debug)]
pub struct RecvError;

/// The error of [`Receiver::try_recv`](super::Receiver::try_recv), as
/// [`std::sync::mpsc::TryRecvError`].
///
/// # Examples
///
/// ```
/// use nanowasi::sync::mpsc::{TryRecvError, channel};
///
/// let (sender, receiver) = channel::<u8>();
/// assert_eq!(receiver.try_recv(), Err(TryRecvError::Empty));
/// drop(sender);
/// assert_eq!(receiver.try_recv(), Err(TryRecvError::Disconnected));
/// ```
///
/// [`std::sync::mpsc::TryRecvError`]: https://doc.rust-lang.org/std/sync/mpsc/enum.TryRecvError.html
#[derive(PartialEq, Eq, Clone, Copy, Debug)]
pub enum TryRecvError {
    /// The channel is empty, and has a sender.
    Empty,
    /// The channel is empty, and all senders were dropped.
    Disconnected,
}

/// The error of [`Receiver::recv_timeout`](super::Receiver::recv_timeout), as
/// [`std::sync::mpsc::RecvTimeoutError`].
///
/// # Examples
///
/// ```no_run
/// use nanowasi::sync::mpsc::{RecvTimeoutError, channel};
/// use nanowasi::time::Duration;
///
/// let (sender, receiver) = channel::<u8>();
/// let short = Duration::from_millis(1);
/// assert_eq!(receiver.recv_timeout(short), Err(RecvTimeoutError::Timeout));
/// drop(sender);
/// assert_eq!(receiver.recv_timeout(short), Err(RecvTimeoutError::Disconnected));
/// ```
///
/// [`std::sync::mpsc::RecvTimeoutError`]: https://doc.rust-lang.org/std/sync/mpsc/enum.RecvTimeoutError.html
#[derive(PartialEq, Eq, Clone, Copy, Debug)]
pub enum RecvTimeoutError {
    /// The channel is empty, and has a sender.
    Timeout,
    /// The channel is empty, and all senders were dropped.
    Disconnected,
}

/// The error of [`SyncSender::try_send`](super::SyncSender::try_send), as
/// [`std::sync::mpsc::TrySendError`]. Contains the value that was not sent.
///
/// # Examples
///
/// ```
/// use nanowasi::sync::mpsc::{TrySendError, sync_channel};
///
/// let (sender, receiver) = sync_channel(0);
/// assert_eq!(sender.try_send(1), Err(TrySendError::Full(1)));
/// drop(receiver);
/// assert_eq!(sender.try_send(1), Err(TrySendError::Disconnected(1)));
/// ```
///
/// [`std::sync::mpsc::TrySendError`]: https://doc.rust-lang.org/std/sync/mpsc/enum.TrySendError.html
#[derive(PartialEq, Eq, Clone, Copy)]
pub enum TrySendError<T> {
    /// The channel holds as many values as its bound allows.
    Full(T),
    /// The receiver was dropped.
    Disconnected(T),
}

/// Messages that several errors share.
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
