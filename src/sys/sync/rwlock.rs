//! [`Library`]: a value that is lent to many readers or to one writer, which is what a `RwLock` is made
//! of.
//!
//! The safety argument: references to the inside are only made by a [`Reading`] or a [`Writing`], or
//! through `&mut`. `lent` counts the readers there are, or is `WRITTEN` while there is a writer, and
//! goes from one state to the other only by way of 0, or down from a writer to a single reader.

use core::cell::UnsafeCell;
use core::marker::PhantomData;
use core::mem::ManuallyDrop;
use core::ops::{Deref, DerefMut};
use core::panic::{RefUnwindSafe, UnwindSafe};
use core::ptr::NonNull;

use crate::sys::sync::Global;

/// What stands in place of the number of readers while there is a writer.
const WRITTEN: u32 = u32::MAX;

/// A value that is lent to many readers or to one writer.
pub(crate) struct Library<T: ?Sized> {
    lent: Global<u32>,
    value: UnsafeCell<T>,
}

// SAFETY: whoever has the cell has the value, and can take it to another thread.
unsafe impl<T: ?Sized + Send> Send for Library<T> {}

// SAFETY: a writer has the value as if it had been sent there, readers share it.
unsafe impl<T: ?Sized + Send + Sync> Sync for Library<T> {}

impl<T: ?Sized> UnwindSafe for Library<T> {}
impl<T: ?Sized> RefUnwindSafe for Library<T> {}

/// An access to the value of a [`Library`] beside others of its kind, until it is dropped.
pub(crate) struct Reading<'a, T: ?Sized> {
    /// A pointer, and no reference to the library: so this is covariant in `T`, as in `std`. A
    /// pointer is not `Send` either: as in `std`, a lock is given back by the thread that took it.
    value: NonNull<T>,
    lent: &'a Global<u32>,
}

/// The one access to the value of a [`Library`], until it is dropped.
pub(crate) struct Writing<'a, T: ?Sized> {
    cell: &'a Library<T>,
    /// As in `std`, a lock is given back by the thread that took it.
    stays: PhantomData<*const ()>,
}

// SAFETY: a shared `Reading` gives nothing but a shared reference to the value.
unsafe impl<T: ?Sized + Sync> Sync for Reading<'_, T> {}

// SAFETY: as above.
unsafe impl<T: ?Sized + Sync> Sync for Writing<'_, T> {}

impl<T> Library<T> {
    #[inline]
    pub(crate) const fn new(value: T) -> Self {
        Self {
            lent: Global::new(0),
            value: UnsafeCell::new(value),
        }
    }

    #[inline]
    pub(crate) fn into_inner(self) -> T {
        self.value.into_inner()
    }
}

impl<T: ?Sized> Library<T> {
    /// An access beside others, if nobody writes.
    #[inline]
    pub(crate) fn read(&self) -> Option<Reading<'_, T>> {
        loop {
            let readers = self.lent.get();
            // As many as can be counted are only there if billions were leaked.
            if readers >= WRITTEN - 1 {
                return None;
            }
            // Natively somebody may have come in between.
            if self.lent.change(readers, readers + 1) {
                return Some(self.reading());
            }
        }
    }

    /// Returns an access for a reader that has been counted.
    #[inline]
    fn reading(&self) -> Reading<'_, T> {
        Reading {
            // SAFETY: the address of a part of `self` is not null.
            value: unsafe { NonNull::new_unchecked(self.value.get()) },
            lent: &self.lent,
        }
    }

    /// The one access, if nobody reads or writes.
    #[inline]
    pub(crate) fn write(&self) -> Option<Writing<'_, T>> {
        self.lent.change(0, WRITTEN).then(|| Writing {
            cell: self,
            stays: PhantomData,
        })
    }

    /// Whether there is a writer.
    #[inline]
    pub(crate) fn is_written(&self) -> bool {
        self.lent.get() == WRITTEN
    }

    #[inline]
    pub(crate) const fn get_mut(&mut self) -> &mut T {
        self.value.get_mut()
    }
}

impl<'a, T: ?Sized> Writing<'a, T> {
    /// Goes on as a reader, with nobody in between.
    #[inline]
    pub(crate) fn downgrade(self) -> Reading<'a, T> {
        let cell = ManuallyDrop::new(self).cell;
        cell.lent.set(1);
        cell.reading()
    }
}

impl<T: ?Sized> Deref for Reading<'_, T> {
    type Target = T;

    #[inline]
    fn deref(&self) -> &T {
        // SAFETY: the library is borrowed for longer than `self`, and no writer exists as long as
        // there is a reader: see the file's header.
        unsafe { self.value.as_ref() }
    }
}

impl<T: ?Sized> Deref for Writing<'_, T> {
    type Target = T;

    #[inline]
    fn deref(&self) -> &T {
        // SAFETY: this is the one access, see the file's header, and it is borrowed as the reference is.
        unsafe { &*self.cell.value.get() }
    }
}

impl<T: ?Sized> DerefMut for Writing<'_, T> {
    #[inline]
    fn deref_mut(&mut self) -> &mut T {
        // SAFETY: as above.
        unsafe { &mut *self.cell.value.get() }
    }
}

impl<T: ?Sized> Drop for Reading<'_, T> {
    #[inline]
    fn drop(&mut self) {
        loop {
            let readers = self.lent.get();
            // This reader is one of them.
            if self.lent.change(readers, readers.wrapping_sub(1)) {
                return;
            }
        }
    }
}

impl<T: ?Sized> Drop for Writing<'_, T> {
    #[inline]
    fn drop(&mut self) {
        self.cell.lent.set(0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_read_or_one_writes() {
        let cell = Library::new(1);
        let (a, b) = (cell.read().unwrap(), cell.read().unwrap());
        assert!(cell.write().is_none() && !cell.is_written());
        assert_eq!((*a, *b), (1, 1));
        drop(a);
        assert!(cell.write().is_none());
        drop(b);
        let mut writing = cell.write().unwrap();
        *writing += 1;
        assert!(cell.read().is_none() && cell.write().is_none() && cell.is_written());
        let reading = writing.downgrade();
        assert!(cell.write().is_none());
        assert_eq!(*cell.read().unwrap() + *reading, 4);
        drop(reading);
        assert!(cell.write().is_some());
    }

    /// A count that wraps around would make the writer's value out of readers.
    #[test]
    fn readers_that_cannot_be_counted_are_refused() {
        let cell = Library::new(());
        cell.lent.set(WRITTEN - 2);
        core::mem::forget(cell.read().unwrap());
        assert!(cell.read().is_none() && !cell.is_written());
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
        let cell: &Library<[u32]> = &Library::new([0; 2]);
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for _ in 0..100 {
                        let mut writing = until(|| cell.write());
                        writing[0] += 1;
                        writing[1] += 1;
                        drop(writing);
                        let reading = until(|| cell.read());
                        assert_eq!(reading[0], reading[1]);
                    }
                });
            }
        });
        assert_eq!(*cell.read().unwrap(), [400, 400]);
    }
}
