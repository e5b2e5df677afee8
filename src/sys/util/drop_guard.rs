//! [`DropGuard`]: a value that runs code before it is dropped, and can be taken out instead.
//!
//! A type that implements `Drop` can't be taken apart. A buffered writer has to do both: write
//! pending bytes when it is dropped, and return its inner writer.
//!
//! The safety argument: the value is either dropped by `drop` or moved out by `into_inner`, which
//! keeps `drop` from running. Nothing uses the value after either.

use core::mem::ManuallyDrop;
use core::ops::{Deref, DerefMut};

/// A type with code to run before a value is dropped.
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

    /// Takes the value out. Its [`BeforeDrop`] does not run.
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
        // SAFETY: `drop` runs once, and nothing uses the value afterwards.
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

    struct Logged<'log>(&'log RefCell<Vec<&'static str>>);

    impl BeforeDrop for Logged<'_> {
        fn before_drop(&mut self) {
            self.0.borrow_mut().push("before drop");
        }
    }

    impl Drop for Logged<'_> {
        fn drop(&mut self) {
            self.0.borrow_mut().push("drop");
        }
    }

    #[test]
    fn runs_once_before_the_drop_and_not_after_into_inner() {
        let log = RefCell::new(Vec::new());
        drop(DropGuard::new(Logged(&log)));
        assert_eq!(log.take(), ["before drop", "drop"]);
        let inner = DropGuard::new(Logged(&log)).into_inner();
        assert!(log.borrow().is_empty());
        drop(inner);
        assert_eq!(log.take(), ["drop"]);
    }
}
