//! [`Sender`] and [`SyncSender`]: the sending ends of a channel.

use core::fmt;

use super::queue::Tx;
use super::{SendError, TrySendError};
use crate::panic::literal::panic_literal;

/// A sending end of a channel without a bound, as [`std::sync::mpsc::Sender`].
///
/// A clone is another sending end of the same channel.
///
/// # Examples
///
/// ```
/// use nanowasi::sync::mpsc::channel;
///
/// let (sender, receiver) = channel();
/// let other = sender.clone();
/// sender.send(1).unwrap();
/// other.send(2).unwrap();
/// assert_eq!(receiver.try_iter().collect::<Vec<_>>(), [1, 2]);
/// ```
///
/// [`std::sync::mpsc::Sender`]: https://doc.rust-lang.org/std/sync/mpsc/struct.Sender.html
pub struct Sender<T>(pub(super) Tx<T>);

/// A sending end of a bounded channel, as [`std::sync::mpsc::SyncSender`].
///
/// A clone is another sending end of the same channel.
///
/// # Examples
///
/// ```
/// use nanowasi::sync::mpsc::sync_channel;
///
/// let (sender, receiver) = sync_channel(2);
/// let other = sender.clone();
/// sender.send(1).unwrap();
/// other.send(2).unwrap();
/// assert!(sender.try_send(3).is_err()); // full
/// assert_eq!(receiver.try_iter().collect::<Vec<_>>(), [1, 2]);
/// ```
///
/// [`std::sync::mpsc::SyncSender`]: https://doc.rust-lang.org/std/sync/mpsc/struct.SyncSender.html
pub struct SyncSender<T>(pub(super) Tx<T>);

impl<T> Sender<T> {
    /// Sends a value.
    ///
    /// # Errors
    ///
    /// - [`SendError`], with the value: the receiver was dropped.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::sync::mpsc::{SendError, channel};
    ///
    /// let (sender, receiver) = channel();
    /// sender.send("one").unwrap();
    /// assert_eq!(receiver.recv(), Ok("one"));
    /// drop(receiver);
    /// assert_eq!(sender.send("two"), Err(SendError("two")));
    /// ```
    pub fn send(&self, t: T) -> Result<(), SendError<T>> {
        self.0.push(t).map_err(|error| match error {
            TrySendError::Full(value) | TrySendError::Disconnected(value) => SendError(value),
        })
    }
}

impl<T> SyncSender<T> {
    /// Sends a value.
    ///
    /// # Errors
    ///
    /// - [`SendError`], with the value: the receiver was dropped.
    ///
    /// # Panics
    ///
    /// If the channel is full, because nothing could be received meanwhile.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::sync::mpsc::sync_channel;
    ///
    /// let (sender, receiver) = sync_channel(1);
    /// sender.send("one").unwrap();
    /// assert_eq!(receiver.recv(), Ok("one"));
    /// sender.send("two").unwrap(); // there is space again
    /// ```
    ///
    /// A full channel panics instead of waiting for ever:
    ///
    /// ```should_panic
    /// use nanowasi::sync::mpsc::sync_channel;
    ///
    /// let (sender, receiver) = sync_channel(1);
    /// sender.send("one").unwrap();
    /// sender.send("two"); // panics
    /// ```
    #[track_caller]
    pub fn send(&self, t: T) -> Result<(), SendError<T>> {
        match self.0.push(t) {
            Ok(()) => Ok(()),
            Err(TrySendError::Disconnected(value)) => Err(SendError(value)),
            Err(TrySendError::Full(_)) => {
                panic_literal!("sending on a full channel that no other thread receives from")
            }
        }
    }

    /// Sends a value if the channel has space. Never waits.
    ///
    /// # Errors
    ///
    /// Each error contains the value.
    ///
    /// - [`Full`](TrySendError::Full): the channel holds as many values as its bound allows.
    /// - [`Disconnected`](TrySendError::Disconnected): the receiver was dropped.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::sync::mpsc::{TrySendError, sync_channel};
    ///
    /// let (sender, receiver) = sync_channel(1);
    /// assert_eq!(sender.try_send(1), Ok(()));
    /// assert_eq!(sender.try_send(2), Err(TrySendError::Full(2)));
    /// drop(receiver);
    /// assert_eq!(sender.try_send(2), Err(TrySendError::Disconnected(2)));
    /// ```
    pub fn try_send(&self, t: T) -> Result<(), TrySendError<T>> {
        self.0.push(t)
    }
}

impl<T> Clone for Sender<T> {
    fn clone(&self) -> Sender<T> {
        Self(self.0.clone())
    }
}

impl<T> Clone for SyncSender<T> {
    fn clone(&self) -> SyncSender<T> {
        Self(self.0.clone())
    }
}

impl<T> fmt::Debug for Sender<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sender").finish_non_exhaustive()
    }
}

impl<T> fmt::Debug for SyncSender<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SyncSender").finish_non_exhaustive()
    }
}
