//! Channels: what is sent at one end is received at the other, in the same order.
//!
//! As [`std::sync::mpsc`]: a queue that has two ends, for programs that are made so. On one thread,
//! what would wait for the other end panics: [`recv`](Receiver::recv) if nothing was sent and there are
//! senders, [`send`](SyncSender::send) if a bounded channel is full, or has no room at all.
//!
//! ```
//! use nanowasi::sync::mpsc::channel;
//!
//! let (sender, receiver) = channel();
//! for word in ["one", "two"] {
//!     sender.send(word).unwrap();
//! }
//! drop(sender);
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

/// A channel that holds as much as is sent, as [`std::sync::mpsc::channel`].
///
/// [`std::sync::mpsc::channel`]: https://doc.rust-lang.org/std/sync/mpsc/fn.channel.html
#[must_use]
pub fn channel<T>() -> (Sender<T>, Receiver<T>) {
    let (tx, rx) = queue::channel(usize::MAX);
    (Sender(tx), Receiver::new(rx))
}

/// A channel that holds at most `bound` values, as [`std::sync::mpsc::sync_channel`].
///
/// One that holds none hands over from thread to thread: here, nothing can be sent through it.
///
/// [`std::sync::mpsc::sync_channel`]: https://doc.rust-lang.org/std/sync/mpsc/fn.sync_channel.html
#[must_use]
pub fn sync_channel<T>(bound: usize) -> (SyncSender<T>, Receiver<T>) {
    let (tx, rx) = queue::channel(bound);
    (SyncSender(tx), Receiver::new(rx))
}

#[cfg(test)]
mod tests;
