//! The queue between the ends of a channel, and who is at each.
//!
//! Whatever a program has put in is moved out before it is dropped: it may hold an end of the
//! same channel, and that one locks the queue when it goes.

use alloc_crate::collections::VecDeque;
use alloc_crate::sync::Arc;

use super::{TryRecvError, TrySendError};
use crate::sync::{Mutex, MutexGuard, PoisonError};

/// What is behind both ends.
struct Queue<T> {
    values: VecDeque<T>,
    bound: usize,
    senders: usize,
    received: bool,
}

/// The end where values go in.
pub(super) struct In<T>(Arc<Mutex<Queue<T>>>);

/// The end where they come out.
pub(super) struct Out<T>(Arc<Mutex<Queue<T>>>);

/// The ends of a new channel.
pub(super) fn ends<T>(bound: usize) -> (In<T>, Out<T>) {
    let queue = Arc::new(Mutex::new(Queue {
        values: VecDeque::new(),
        bound,
        senders: 1,
        received: true,
    }));
    (In(Arc::clone(&queue)), Out(queue))
}

fn lock<T>(queue: &Mutex<Queue<T>>) -> MutexGuard<'_, Queue<T>> {
    queue.lock().unwrap_or_else(PoisonError::into_inner)
}

impl<T> In<T> {
    /// Puts a value in, or gives it back with the reason.
    pub(super) fn put(&self, value: T) -> Result<(), TrySendError<T>> {
        let mut queue = lock(&self.0);
        if !queue.received {
            return Err(TrySendError::Disconnected(value));
        }
        if queue.values.len() >= queue.bound {
            return Err(TrySendError::Full(value));
        }
        queue.values.push_back(value);
        Ok(())
    }
}

impl<T> Out<T> {
    /// Takes out the value that has been there the longest.
    pub(super) fn take(&self) -> Result<T, TryRecvError> {
        let mut queue = lock(&self.0);
        match queue.values.pop_front() {
            Some(value) => Ok(value),
            None if queue.senders == 0 => Err(TryRecvError::Disconnected),
            None => Err(TryRecvError::Empty),
        }
    }
}

impl<T> Clone for In<T> {
    fn clone(&self) -> Self {
        let mut queue = lock(&self.0);
        // Each has an `Arc` of its own, and those are counted with care.
        queue.senders = queue.senders.wrapping_add(1);
        Self(Arc::clone(&self.0))
    }
}

impl<T> Drop for In<T> {
    fn drop(&mut self) {
        let mut queue = lock(&self.0);
        queue.senders = queue.senders.wrapping_sub(1);
    }
}

impl<T> Drop for Out<T> {
    fn drop(&mut self) {
        let mut queue = lock(&self.0);
        queue.received = false;
        let values = core::mem::take(&mut queue.values);
        drop(queue);
        drop(values);
    }
}
