//! [`Receiver`], the receiving end of a channel, and its iterators.

use core::cell::Cell;
use core::fmt;
use core::marker::PhantomData;
use core::panic::RefUnwindSafe;
use core::time::Duration;

use super::queue::Rx;
use super::{RecvError, RecvTimeoutError, TryRecvError};
use crate::panic::literal::panic_literal;
use crate::thread;

/// The receiving end of a channel, as [`std::sync::mpsc::Receiver`].
///
/// # Examples
///
/// ```
/// use nanowasi::sync::mpsc::{Receiver, channel};
///
/// fn sum(numbers: Receiver<u32>) -> u32 {
///     numbers.into_iter().sum()
/// }
///
/// let (sender, receiver) = channel();
/// sender.send(1).unwrap();
/// sender.send(2).unwrap();
/// drop(sender); // so that the iterator ends
/// assert_eq!(sum(receiver), 3);
/// ```
///
/// [`std::sync::mpsc::Receiver`]: https://doc.rust-lang.org/std/sync/mpsc/struct.Receiver.html
pub struct Receiver<T> {
    queue: Rx<T>,
    /// As in `std`, a receiver is `Send` but not `Sync`.
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

    /// Receives a value if the channel has one. Never waits.
    ///
    /// # Errors
    ///
    /// - [`Empty`](TryRecvError::Empty): the channel is empty, and has a sender.
    /// - [`Disconnected`](TryRecvError::Disconnected): the channel is empty, and all senders were
    ///   dropped.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::sync::mpsc::{TryRecvError, channel};
    ///
    /// let (sender, receiver) = channel();
    /// assert_eq!(receiver.try_recv(), Err(TryRecvError::Empty));
    /// sender.send(1).unwrap();
    /// drop(sender);
    /// assert_eq!(receiver.try_recv(), Ok(1)); // sent before the sender was dropped
    /// assert_eq!(receiver.try_recv(), Err(TryRecvError::Disconnected));
    /// ```
    pub fn try_recv(&self) -> Result<T, TryRecvError> {
        self.queue.pop()
    }

    /// Receives a value.
    ///
    /// # Errors
    ///
    /// - [`RecvError`]: the channel is empty, and all senders were dropped.
    ///
    /// # Panics
    ///
    /// If the channel is empty and has a sender, because nothing could be sent meanwhile.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::sync::mpsc::{RecvError, channel};
    ///
    /// let (sender, receiver) = channel();
    /// sender.send(1).unwrap();
    /// drop(sender);
    /// assert_eq!(receiver.recv(), Ok(1));
    /// assert_eq!(receiver.recv(), Err(RecvError));
    /// ```
    ///
    /// While there is a sender, an empty channel panics instead of waiting for ever:
    ///
    /// ```should_panic
    /// use nanowasi::sync::mpsc::channel;
    ///
    /// let (sender, receiver) = channel::<u8>();
    /// let value = receiver.recv(); // panics
    /// ```
    #[track_caller]
    pub fn recv(&self) -> Result<T, RecvError> {
        match self.try_recv() {
            Ok(value) => Ok(value),
            Err(TryRecvError::Disconnected) => Err(RecvError),
            Err(TryRecvError::Empty) => {
                panic_literal!("receiving on an empty channel that no other thread sends on")
            }
        }
    }

    /// Receives a value. If the channel is empty and has a sender, sleeps for `timeout` first.
    ///
    /// The sleep can't end earlier, because nothing could be sent meanwhile.
    ///
    /// # Errors
    ///
    /// - [`Timeout`](RecvTimeoutError::Timeout): the channel is empty, and has a sender.
    /// - [`Disconnected`](RecvTimeoutError::Disconnected): the channel is empty, and all senders
    ///   were dropped. Returned immediately.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::sync::mpsc::{RecvTimeoutError, channel};
    /// use nanowasi::time::Duration;
    ///
    /// let (sender, receiver) = channel();
    /// sender.send(1).unwrap();
    /// assert_eq!(receiver.recv_timeout(Duration::MAX), Ok(1)); // returns immediately
    /// let nothing = receiver.recv_timeout(Duration::from_millis(1)); // sleeps
    /// assert_eq!(nothing, Err(RecvTimeoutError::Timeout));
    /// ```
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

    /// Returns an iterator that [receives](Self::recv) until the channel is empty and all senders
    /// were dropped.
    ///
    /// # Panics
    ///
    /// The iterator panics, as [`recv`](Self::recv), if the channel is empty and has a sender.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::sync::mpsc::channel;
    ///
    /// let (sender, receiver) = channel();
    /// sender.send("one").unwrap();
    /// sender.send("two").unwrap();
    /// drop(sender); // otherwise the iterator would panic at its end
    /// assert_eq!(receiver.iter().collect::<Vec<_>>(), ["one", "two"]);
    /// ```
    pub fn iter(&self) -> Iter<'_, T> {
        Iter { rx: self }
    }

    /// Returns an iterator over the values that the channel has. It ends when the channel is empty.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::sync::mpsc::channel;
    ///
    /// let (sender, receiver) = channel();
    /// sender.send("one").unwrap();
    /// assert_eq!(receiver.try_iter().collect::<Vec<_>>(), ["one"]);
    /// assert_eq!(receiver.try_iter().next(), None);
    /// sender.send("two").unwrap(); // the channel is still open
    /// ```
    pub fn try_iter(&self) -> TryIter<'_, T> {
        TryIter { rx: self }
    }
}

impl<T> fmt::Debug for Receiver<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Receiver").finish_non_exhaustive()
    }
}

/// An iterator over the values of a channel, created by [`Receiver::iter`].
///
/// # Examples
///
/// ```
/// use nanowasi::sync::mpsc::{Iter, channel};
///
/// let (sender, receiver) = channel();
/// sender.send(1).unwrap();
/// drop(sender);
/// let mut values: Iter<'_, i32> = receiver.iter();
/// assert_eq!((values.next(), values.next()), (Some(1), None));
/// ```
#[derive(Debug)]
pub struct Iter<'a, T: 'a> {
    rx: &'a Receiver<T>,
}

/// An iterator over the values that a channel has, created by [`Receiver::try_iter`].
///
/// # Examples
///
/// ```
/// use nanowasi::sync::mpsc::{TryIter, channel};
///
/// let (sender, receiver) = channel();
/// sender.send(1).unwrap();
/// let mut values: TryIter<'_, i32> = receiver.try_iter();
/// assert_eq!((values.next(), values.next()), (Some(1), None));
/// ```
#[derive(Debug)]
pub struct TryIter<'a, T: 'a> {
    rx: &'a Receiver<T>,
}

/// An iterator over the values of a channel that owns the receiver.
///
/// Created by `into_iter` of a [`Receiver`]. It panics, as [`Receiver::recv`], if the channel is
/// empty and has a sender.
///
/// # Examples
///
/// ```
/// use nanowasi::sync::mpsc::{IntoIter, channel};
///
/// let (sender, receiver) = channel();
/// sender.send(1).unwrap();
/// drop(sender);
/// let mut values: IntoIter<i32> = receiver.into_iter();
/// assert_eq!((values.next(), values.next()), (Some(1), None));
/// ```
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
