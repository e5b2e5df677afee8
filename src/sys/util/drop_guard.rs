//! [`DropGuard`]: a value that does something before it is dropped, and can still be taken apart.
//!
//! A type with a `Drop` of its own can't give up its fields, but a buffered writer has to do both: write
//! what waits when it is dropped, and give its writer back.
//!
//! The safety argument: the value is dropped by `drop` or taken out by `into_inner`, which keeps `drop`
//! from running; nothing can use it after either.

use core::mem::ManuallyDrop;
use core::ops::{Deref, DerefMut};

/// What a value does before it is dropped.
pub(crate) trait BeforeDrop {
    fn before_drop(&mut self);
}

/// A value whose [`BeforeDrop`] runs before it is dropped, unless it is taken out.
pub(crate) struct DropGuard<T: BeforeDrop + ?Sized>(ManuallyDrop<T>);

impl<T: BeforeDrop> DropGuard<T> {
    #[inline]
    pub(crate) const fn new(value: T) -> Self {
        Self(ManuallyDrop::new(value))
    }

    /// The value, which then is one like any other.
    #[inline]
    pub(crate) fn into_inner(self) -> T {
        let mut this = ManuallyDrop::new(self);
        // SAFETY: `this` is neither used nor dropped afterwards.
        unsafe { ManuallyDrop::take(&mut this.0) }
    }
}

impl<T: BeforeDrop + ?Sized> Drop for DropGuard<T> {
    #[inline]
    fn drop(&mut self) {
        self.0.before_drop();
        // SAFETY: nothing uses the value afterwards: `self` is gone with this.
        unsafe { ManuallyDrop::drop(&mut self.0) };
    }
}

impl<T: BeforeDrop + ?Sized> Deref for DropGuard<T> {
    type Target = T;

    #[inline]
    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: BeforeDrop + ?Sized> DerefMut for DropGuard<T> {
    #[inline]
    fn deref_mut(&mut self) -> &mut T {
        &mut self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::RefCell;

    struct Loud<'log>(&'log RefCell<Vec<&'static str>>);

    impl BeforeDrop for Loud<'_> {
        fn before_drop(&mut self) {
            self.0.borrow_mut().push("last act");
        }
    }

    impl Drop for Loud<'_> {
        fn drop(&mut self) {
            self.0.borrow_mut().push("dropped");
        }
    }

    #[test]
    fn acts_once_before_it_is_dropped_and_not_when_taken_out() {
        let log = RefCell::new(Vec::new());
        drop(DropGuard::new(Loud(&log)));
        assert_eq!(log.take(), ["last act", "dropped"]);
        let inner = DropGuard::new(Loud(&log)).into_inner();
        assert!(log.borrow().is_empty());
        drop(inner);
        assert_eq!(log.take(), ["dropped"]);
    }
}
