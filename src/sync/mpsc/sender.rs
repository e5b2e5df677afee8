//! [`Sender`] and [`SyncSender`]: the ends where values go in.

use core::fmt;

use super::queue::Tx;
use super::{SendError, TrySendError};
use crate::sync::deadlock::deadlock;

/// The end of a channel where values go in, of which there can be many, as
/// [`std::sync::mpsc::Sender`].
///
/// [`std::sync::mpsc::Sender`]: https://doc.rust-lang.org/std/sync/mpsc/struct.Sender.html
pub struct Sender<T>(pub(super) Tx<T>);

/// The end of a bounded channel where values go in, of which there can be many, as
/// [`std::sync::mpsc::SyncSender`].
///
/// [`std::sync::mpsc::SyncSender`]: https://doc.rust-lang.org/std/sync/mpsc/struct.SyncSender.html
pub struct SyncSender<T>(pub(super) Tx<T>);

impl<T> Sender<T> {
    /// Sends a value.
    ///
    /// # Errors
    ///
    /// The value, given back, if there is no receiver any more.
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
    /// The value, given back, if there is no receiver any more.
    ///
    /// # Panics
    ///
    /// If the channel is full: on one thread it would stay so.
    #[track_caller]
    pub fn send(&self, t: T) -> Result<(), SendError<T>> {
        match self.0.push(t) {
            Ok(()) => Ok(()),
            Err(TrySendError::Disconnected(value)) => Err(SendError(value)),
            Err(TrySendError::Full(_)) => {
                deadlock!("sending on a full channel that no other thread receives from")
            }
        }
    }

    /// Sends a value, if there is room for it.
    ///
    /// # Errors
    ///
    /// The value, given back, if the channel is full or there is no receiver any more.
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
