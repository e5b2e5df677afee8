//! [`Receiver`], the end where values come out, and its iterators.

use core::cell::Cell;
use core::fmt;
use core::marker::PhantomData;
use core::panic::RefUnwindSafe;
use core::time::Duration;

use super::queue::Rx;
use super::{RecvError, RecvTimeoutError, TryRecvError};
use crate::sync::deadlock::deadlock;
use crate::thread;

/// The end of a channel where values come out, as [`std::sync::mpsc::Receiver`].
///
/// [`std::sync::mpsc::Receiver`]: https://doc.rust-lang.org/std/sync/mpsc/struct.Receiver.html
pub struct Receiver<T> {
    queue: Rx<T>,
    /// As in `std`, for one thread at a time.
    not_sync: PhantomData<Cell<()>>,
}

impl<T> RefUnwindSafe for Receiver<T> {}

impl<T> Receiver<T> {
    #[inline]
    pub(super) const fn new(queue: Rx<T>) -> Self {
        Self {
            queue,
            not_sync: PhantomData,
        }
    }

    /// Receives a value, if one was sent.
    ///
    /// # Errors
    ///
    /// If none was; and whether another one can be.
    pub fn try_recv(&self) -> Result<T, TryRecvError> {
        self.queue.pop()
    }

    /// Receives a value.
    ///
    /// # Errors
    ///
    /// If none was sent and no sender is left.
    ///
    /// # Panics
    ///
    /// If none was sent and there are senders: on one thread, they would send nothing meanwhile.
    #[track_caller]
    pub fn recv(&self) -> Result<T, RecvError> {
        match self.try_recv() {
            Ok(value) => Ok(value),
            Err(TryRecvError::Disconnected) => Err(RecvError),
            Err(TryRecvError::Empty) => {
                deadlock!("receiving on an empty channel that no other thread sends on")
            }
        }
    }

    /// Receives a value; if none was sent and there are senders, sleeps for that time first.
    ///
    /// # Errors
    ///
    /// If none was sent; and whether another one can be.
    pub fn recv_timeout(&self, timeout: Duration) -> Result<T, RecvTimeoutError> {
        match self.try_recv() {
            Ok(value) => Ok(value),
            Err(TryRecvError::Disconnected) => Err(RecvTimeoutError::Disconnected),
            Err(TryRecvError::Empty) => {
                thread::sleep(timeout);
                Err(RecvTimeoutError::Timeout)
            }
        }
    }

    /// The values that [`recv`](Self::recv) receives, up to its first error.
    pub fn iter(&self) -> Iter<'_, T> {
        Iter { rx: self }
    }

    /// The values that were sent by now.
    pub fn try_iter(&self) -> TryIter<'_, T> {
        TryIter { rx: self }
    }
}

impl<T> fmt::Debug for Receiver<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Receiver").finish_non_exhaustive()
    }
}

/// What [`Receiver::iter`] returns.
#[derive(Debug)]
pub struct Iter<'a, T: 'a> {
    rx: &'a Receiver<T>,
}

/// What [`Receiver::try_iter`] returns.
#[derive(Debug)]
pub struct TryIter<'a, T: 'a> {
    rx: &'a Receiver<T>,
}

/// [`Receiver::iter`], with the receiver in it.
#[derive(Debug)]
pub struct IntoIter<T> {
    rx: Receiver<T>,
}

impl<'a, T> Iterator for Iter<'a, T> {
    type Item = T;

    #[track_caller]
    fn next(&mut self) -> Option<T> {
        self.rx.recv().ok()
    }
}

impl<'a, T> Iterator for TryIter<'a, T> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        self.rx.try_recv().ok()
    }
}

impl<T> Iterator for IntoIter<T> {
    type Item = T;

    #[track_caller]
    fn next(&mut self) -> Option<T> {
        self.rx.recv().ok()
    }
}

impl<'a, T> IntoIterator for &'a Receiver<T> {
    type Item = T;
    type IntoIter = Iter<'a, T>;

    fn into_iter(self) -> Iter<'a, T> {
        self.iter()
    }
}

impl<T> IntoIterator for Receiver<T> {
    type Item = T;
    type IntoIter = IntoIter<T>;

    fn into_iter(self) -> IntoIter<T> {
        IntoIter { rx: self }
    }
}
