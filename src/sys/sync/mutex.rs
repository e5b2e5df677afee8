//! [`RawMutex`]: a value that is lent to one at a time, which is what a `Mutex` is made of.
//!
//! The safety argument: a reference to the inside is only made by a [`Guard`] or through `&mut`. There is
//! one `Guard` at a time, since only who turns `held` from false to true gets one, and only its end turns
//! it back; one that is leaked keeps the value locked for ever.

use core::cell::UnsafeCell;
use core::marker::PhantomData;
use core::ops::{Deref, DerefMut};
use core::panic::{RefUnwindSafe, UnwindSafe};

use crate::sys::sync::StaticCell;

/// A value that is lent to one at a time.
pub(crate) struct RawMutex<T: ?Sized> {
    is_locked: StaticCell<bool>,
    value: UnsafeCell<T>,
}

// SAFETY: whoever has the cell has the value, and can take it to another thread.
unsafe impl<T: ?Sized + Send> Send for RawMutex<T> {}

// SAFETY: one thread at a time has the value, as if it had been sent there.
unsafe impl<T: ?Sized + Send> Sync for RawMutex<T> {}

impl<T: ?Sized> UnwindSafe for RawMutex<T> {}
impl<T: ?Sized> RefUnwindSafe for RawMutex<T> {}

/// The one access to the value of an [`RawMutex`], until it is dropped.
pub(crate) struct Guard<'a, T: ?Sized> {
    cell: &'a RawMutex<T>,
    /// As in `std`, a lock is given back by the thread that took it.
    not_send: PhantomData<*const ()>,
}

// SAFETY: a shared `Guard` gives nothing but a shared reference to the value.
unsafe impl<T: ?Sized + Sync> Sync for Guard<'_, T> {}

impl<T> RawMutex<T> {
    #[inline]
    pub(crate) const fn new(value: T) -> Self {
        Self {
            is_locked: StaticCell::new(false),
            value: UnsafeCell::new(value),
        }
    }

    #[inline]
    pub(crate) fn into_inner(self) -> T {
        self.value.into_inner()
    }
}

impl<T: ?Sized> RawMutex<T> {
    /// The access to the value, if nobody has it.
    #[inline]
    pub(crate) fn try_lock(&self) -> Option<Guard<'_, T>> {
        self.is_locked.compare_exchange(false, true).then(|| Guard {
            cell: self,
            not_send: PhantomData,
        })
    }

    #[inline]
    pub(crate) const fn get_mut(&mut self) -> &mut T {
        self.value.get_mut()
    }
}

impl<T: ?Sized> Deref for Guard<'_, T> {
    type Target = T;

    #[inline]
    fn deref(&self) -> &T {
        // SAFETY: this is the one `Guard`, see the file's header, and it is borrowed as the reference is.
        unsafe { &*self.cell.value.get() }
    }
}

impl<T: ?Sized> DerefMut for Guard<'_, T> {
    #[inline]
    fn deref_mut(&mut self) -> &mut T {
        // SAFETY: as above.
        unsafe { &mut *self.cell.value.get() }
    }
}

impl<T: ?Sized> Drop for Guard<'_, T> {
    #[inline]
    fn drop(&mut self) {
        self.cell.is_locked.set(false);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A `Guard` that is made before it is known whether there may be one is dropped when there may not:
    /// the attempt to lock unlocks, and the next one gets a second reference.
    #[test]
    fn the_value_is_lent_to_one_at_a_time() {
        let cell = RawMutex::new(1);
        let mut held = cell.try_lock().unwrap();
        for _ in 0..3 {
            assert!(cell.try_lock().is_none());
        }
        *held += 1;
        drop(held);
        assert_eq!(*cell.try_lock().unwrap(), 2);
        assert_eq!(cell.into_inner(), 2);
    }

    #[test]
    fn a_leak_locks_for_ever() {
        let mut cell = RawMutex::new([0; 4]);
        core::mem::forget(cell.try_lock());
        assert!(cell.try_lock().is_none());
        cell.get_mut()[0] = 1;
        assert_eq!(cell.into_inner(), [1, 0, 0, 0]);
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
        let cell: &RawMutex<[u32]> = &RawMutex::new([0; 2]);
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for _ in 0..100 {
                        let mut held = until(|| cell.try_lock());
                        held[0] += 1;
                        held[1] += 1;
                        assert_eq!(held[0], held[1]);
                    }
                });
            }
        });
        assert_eq!(*cell.try_lock().unwrap(), [400, 400]);
    }
}
