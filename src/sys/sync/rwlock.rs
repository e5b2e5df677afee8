//! [`RawRwLock`]: a value that is state to many readers or to one writer, which is what a `RwLock` is made
//! of.
//!
//! The safety argument: references to the inside are only made by a [`ReadGuard`] or a [`WriteGuard`], or
//! through `&mut`. `state` counts the readers there are, or is `WRITE_LOCKED` while there is a writer, and
//! goes from one state to the other only by way of 0, or down from a writer to a single reader.

use core::cell::UnsafeCell;
use core::marker::PhantomData;
use core::mem::ManuallyDrop;
use core::ops::{Deref, DerefMut};
use core::panic::{RefUnwindSafe, UnwindSafe};
use core::ptr::NonNull;

use crate::sys::sync::StaticCell;

/// What stands in place of the number of readers while there is a writer.
const WRITE_LOCKED: u32 = u32::MAX;

/// A value that is state to many readers or to one writer.
pub(crate) struct RawRwLock<T: ?Sized> {
    state: StaticCell<u32>,
    value: UnsafeCell<T>,
}

// SAFETY: whoever has the cell has the value, and can take it to another thread.
unsafe impl<T: ?Sized + Send> Send for RawRwLock<T> {}

// SAFETY: a writer has the value as if it had been sent there, readers share it.
unsafe impl<T: ?Sized + Send + Sync> Sync for RawRwLock<T> {}

impl<T: ?Sized> UnwindSafe for RawRwLock<T> {}
impl<T: ?Sized> RefUnwindSafe for RawRwLock<T> {}

/// An access to the value of a [`RawRwLock`] beside others of its kind, until it is dropped.
pub(crate) struct ReadGuard<'a, T: ?Sized> {
    /// A pointer, and no reference to the library: so this is covariant in `T`, as in `std`. A
    /// pointer is not `Send` either: as in `std`, a lock is given back by the thread that took it.
    value: NonNull<T>,
    state: &'a StaticCell<u32>,
}

/// The one access to the value of a [`RawRwLock`], until it is dropped.
pub(crate) struct WriteGuard<'a, T: ?Sized> {
    cell: &'a RawRwLock<T>,
    /// As in `std`, a lock is given back by the thread that took it.
    not_send: PhantomData<*const ()>,
}

// SAFETY: a shared `ReadGuard` gives nothing but a shared reference to the value.
unsafe impl<T: ?Sized + Sync> Sync for ReadGuard<'_, T> {}

// SAFETY: as above.
unsafe impl<T: ?Sized + Sync> Sync for WriteGuard<'_, T> {}

impl<T> RawRwLock<T> {
    #[inline]
    pub(crate) const fn new(value: T) -> Self {
        Self {
            state: StaticCell::new(0),
            value: UnsafeCell::new(value),
        }
    }

    #[inline]
    pub(crate) fn into_inner(self) -> T {
        self.value.into_inner()
    }
}

impl<T: ?Sized> RawRwLock<T> {
    /// An access beside others, if nobody writes.
    #[inline]
    pub(crate) fn try_read(&self) -> Option<ReadGuard<'_, T>> {
        loop {
            let readers = self.state.get();
            // As many as can be counted are only there if billions were leaked.
            if readers >= WRITE_LOCKED - 1 {
                return None;
            }
            // Natively somebody may have come in between.
            if self.state.compare_exchange(readers, readers + 1) {
                return Some(self.reading());
            }
        }
    }

    /// Returns an access for a reader that has been counted.
    #[inline]
    fn reading(&self) -> ReadGuard<'_, T> {
        ReadGuard {
            // SAFETY: the address of a part of `self` is not null.
            value: unsafe { NonNull::new_unchecked(self.value.get()) },
            state: &self.state,
        }
    }

    /// The one access, if nobody reads or writes.
    #[inline]
    pub(crate) fn try_write(&self) -> Option<WriteGuard<'_, T>> {
        self.state
            .compare_exchange(0, WRITE_LOCKED)
            .then(|| WriteGuard {
                cell: self,
                not_send: PhantomData,
            })
    }

    /// Whether there is a writer.
    #[inline]
    pub(crate) fn is_write_locked(&self) -> bool {
        self.state.get() == WRITE_LOCKED
    }

    #[inline]
    pub(crate) const fn get_mut(&mut self) -> &mut T {
        self.value.get_mut()
    }
}

impl<'a, T: ?Sized> WriteGuard<'a, T> {
    /// Goes on as a reader, with nobody in between.
    #[inline]
    pub(crate) fn downgrade(self) -> ReadGuard<'a, T> {
        let cell = ManuallyDrop::new(self).cell;
        cell.state.set(1);
        cell.reading()
    }
}

impl<T: ?Sized> Deref for ReadGuard<'_, T> {
    type Target = T;

    #[inline]
    fn deref(&self) -> &T {
        // SAFETY: the library is borrowed for longer than `self`, and no writer exists as long as
        // there is a reader: see the file's header.
        unsafe { self.value.as_ref() }
    }
}

impl<T: ?Sized> Deref for WriteGuard<'_, T> {
    type Target = T;

    #[inline]
    fn deref(&self) -> &T {
        // SAFETY: this is the one access, see the file's header, and it is borrowed as the reference is.
        unsafe { &*self.cell.value.get() }
    }
}

impl<T: ?Sized> DerefMut for WriteGuard<'_, T> {
    #[inline]
    fn deref_mut(&mut self) -> &mut T {
        // SAFETY: as above.
        unsafe { &mut *self.cell.value.get() }
    }
}

impl<T: ?Sized> Drop for ReadGuard<'_, T> {
    #[inline]
    fn drop(&mut self) {
        loop {
            let readers = self.state.get();
            // This reader is one of them.
            if self
                .state
                .compare_exchange(readers, readers.wrapping_sub(1))
            {
                return;
            }
        }
    }
}

impl<T: ?Sized> Drop for WriteGuard<'_, T> {
    #[inline]
    fn drop(&mut self) {
        self.cell.state.set(0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_read_or_one_writes() {
        let cell = RawRwLock::new(1);
        let (a, b) = (cell.try_read().unwrap(), cell.try_read().unwrap());
        assert!(cell.try_write().is_none() && !cell.is_write_locked());
        assert_eq!((*a, *b), (1, 1));
        drop(a);
        assert!(cell.try_write().is_none());
        drop(b);
        let mut writing = cell.try_write().unwrap();
        *writing += 1;
        assert!(cell.try_read().is_none() && cell.try_write().is_none() && cell.is_write_locked());
        let reading = writing.downgrade();
        assert!(cell.try_write().is_none());
        assert_eq!(*cell.try_read().unwrap() + *reading, 4);
        drop(reading);
        assert!(cell.try_write().is_some());
    }

    /// A count that wraps around would make the writer's value out of readers.
    #[test]
    fn readers_that_cannot_be_counted_are_refused() {
        let cell = RawRwLock::new(());
        cell.state.set(WRITE_LOCKED - 2);
        core::mem::forget(cell.try_read().unwrap());
        assert!(cell.try_read().is_none() && !cell.is_write_locked());
    }

    fn until<T>(mut attempt: impl FnMut() -> Option<T>) -> T {
        loop {
            match attempt() {
                Some(given) => return given,
                None => std::thread::yield_now(),
            }
        }
    }

    #[test]
    fn natively_threads_do_not_meet_inside() {
        let cell: &RawRwLock<[u32]> = &RawRwLock::new([0; 2]);
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for _ in 0..100 {
                        let mut writing = until(|| cell.try_write());
                        writing[0] += 1;
                        writing[1] += 1;
                        drop(writing);
                        let reading = until(|| cell.try_read());
                        assert_eq!(reading[0], reading[1]);
                    }
                });
            }
        });
        assert_eq!(*cell.try_read().unwrap(), [400, 400]);
    }
}
