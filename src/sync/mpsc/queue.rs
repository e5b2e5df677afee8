//! The queue between the two ends of a channel, and its reference counts.
//!
//! Values are moved out of the queue before they are dropped, while the queue is unlocked: a value
//! may own an end of the same channel, whose `drop` locks the queue.

use alloc_crate::collections::VecDeque;
use alloc_crate::sync::Arc;

use super::{TryRecvError, TrySendError};
use crate::sync::{Mutex, MutexGuard, PoisonError};

/// The state that all ends of a channel share.
struct Queue<T> {
    values: VecDeque<T>,
    bound: usize,
    sender_count: usize,
    has_receiver: bool,
}

/// A sending end.
pub(super) struct Tx<T>(Arc<Mutex<Queue<T>>>);

/// The receiving end.
pub(super) struct Rx<T>(Arc<Mutex<Queue<T>>>);

/// Creates a queue of at most `bound` values, with one sending end.
pub(super) fn channel<T>(bound: usize) -> (Tx<T>, Rx<T>) {
    let queue = Arc::new(Mutex::new(Queue {
        values: VecDeque::new(),
        bound,
        sender_count: 1,
        has_receiver: true,
    }));
    (Tx(Arc::clone(&queue)), Rx(queue))
}

fn lock<T>(queue: &Mutex<Queue<T>>) -> MutexGuard<'_, Queue<T>> {
    queue.lock().unwrap_or_else(PoisonError::into_inner)
}

impl<T> Tx<T> {
    /// Appends `value`, or returns it with the reason.
    pub(super) fn push(&self, value: T) -> Result<(), TrySendError<T>> {
        let mut queue = lock(&self.0);
        if !queue.has_receiver {
            return Err(TrySendError::Disconnected(value));
        }
        if queue.values.len() >= queue.bound {
            return Err(TrySendError::Full(value));
        }
        queue.values.push_back(value);
        Ok(())
    }
}

impl<T> Rx<T> {
    /// Removes the oldest value.
    pub(super) fn pop(&self) -> Result<T, TryRecvError> {
        let mut queue = lock(&self.0);
        match queue.values.pop_front() {
            Some(value) => Ok(value),
            None if queue.sender_count == 0 => Err(TryRecvError::Disconnected),
            None => Err(TryRecvError::Empty),
        }
    }
}

impl<T> Clone for Tx<T> {
    fn clone(&self) -> Self {
        let mut queue = lock(&self.0);
        // Can't overflow: each sender owns an `Arc`, and `Arc::clone` aborts earlier.
        queue.sender_count = queue.sender_count.wrapping_add(1);
        Self(Arc::clone(&self.0))
    }
}

impl<T> Drop for Tx<T> {
    fn drop(&mut self) {
        let mut queue = lock(&self.0);
        queue.sender_count = queue.sender_count.wrapping_sub(1);
    }
}

impl<T> Drop for Rx<T> {
    fn drop(&mut self) {
        let mut queue = lock(&self.0);
        queue.has_receiver = false;
        let values = core::mem::take(&mut queue.values);
        drop(queue);
        drop(values);
    }
}
