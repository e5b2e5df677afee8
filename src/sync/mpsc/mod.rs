//! Channels: queues whose values are sent at one end and received at the other, in the same order.
//!
//! As [`std::sync::mpsc`]. On one thread a channel is a queue with an owner for each end. It suits
//! code that was written for threads, and code that fills the queue before it drains it.
//!
//! Unlike `std`, a call that would block forever panics, because no other thread can use the
//! channel:
//!
//! - [`Receiver::recv`] and [`Receiver::iter`] on an empty channel that still has a sender;
//! - [`SyncSender::send`] on a full channel. A channel with a bound of 0 is always full.
//!
//! To receive until the channel is empty, drop the senders first, or use [`Receiver::try_iter`].
//!
//! # Examples
//!
//! ```
//! use nanowasi::sync::mpsc::channel;
//!
//! let (sender, receiver) = channel();
//! for word in ["one", "two"] {
//!     sender.send(word).unwrap();
//! }
//! drop(sender); // so that the iterator ends
//! assert_eq!(receiver.iter().collect::<Vec<_>>(), ["one", "two"]);
//! ```
//!
//! [`std::sync::mpsc`]: https://doc.rust-lang.org/std/sync/mpsc/index.html

mod error;
mod queue;
mod receiver;
mod sender;

pub use error::{RecvError, RecvTimeoutError, SendError, TryRecvError, TrySendError};
pub use receiver::{IntoIter, Iter, Receiver, TryIter};
pub use sender::{Sender, SyncSender};

/// Creates a channel without a bound, as [`std::sync::mpsc::channel`].
///
/// # Examples
///
/// ```
/// use nanowasi::sync::mpsc::channel;
///
/// let (sender, receiver) = channel();
/// sender.send(1).unwrap();
/// assert_eq!(receiver.recv(), Ok(1));
/// ```
///
/// [`std::sync::mpsc::channel`]: https://doc.rust-lang.org/std/sync/mpsc/fn.channel.html
#[must_use]
pub fn channel<T>() -> (Sender<T>, Receiver<T>) {
    let (tx, rx) = queue::channel(usize::MAX);
    (Sender(tx), Receiver::new(rx))
}

/// Creates a channel that holds at most `bound` values, as [`std::sync::mpsc::sync_channel`].
///
/// With a bound of 0, `std` hands each value from thread to thread. On one thread no value can be
/// sent through such a channel.
///
/// # Examples
///
/// ```
/// use nanowasi::sync::mpsc::{TrySendError, sync_channel};
///
/// let (sender, receiver) = sync_channel(1);
/// sender.send("first").unwrap();
/// assert_eq!(sender.try_send("second"), Err(TrySendError::Full("second")));
/// assert_eq!(receiver.recv(), Ok("first"));
/// ```
///
/// [`std::sync::mpsc::sync_channel`]: https://doc.rust-lang.org/std/sync/mpsc/fn.sync_channel.html
#[must_use]
pub fn sync_channel<T>(bound: usize) -> (SyncSender<T>, Receiver<T>) {
    let (tx, rx) = queue::channel(bound);
    (SyncSender(tx), Receiver::new(rx))
}

#[cfg(test)]
mod tests;
