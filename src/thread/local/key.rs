//! [`LocalKey`]: access to a thread's own value.

use core::cell::{Cell, RefCell};
use core::error::Error;
use core::fmt;

use crate::sys::sync::LocalValue;

/// A static of which each thread has its own, made by [`thread_local!`](crate::thread_local!), as
/// [`std::thread::LocalKey`].
///
/// [`std::thread::LocalKey`]: https://doc.rust-lang.org/std/thread/struct.LocalKey.html
pub struct LocalKey<T: 'static> {
    /// The value; if there is none yet, it is what is initial, or made.
    get_or_init: fn(initial: Option<&mut Option<T>>) -> &'static LocalValue<T>,
}

/// A value is gone, since its thread is about to end, as [`std::thread::AccessError`]: none is, ever.
///
/// [`std::thread::AccessError`]: https://doc.rust-lang.org/std/thread/struct.AccessError.html
#[non_exhaustive]
#[derive(Clone, Copy, Eq, PartialEq)]
pub struct AccessError;

impl<T: 'static> LocalKey<T> {
    /// For the macro alone.
    #[doc(hidden)]
    #[must_use]
    pub const fn __new(get_or_init: fn(Option<&mut Option<T>>) -> &'static LocalValue<T>) -> Self {
        Self { get_or_init }
    }

    /// Calls `f` with the value, which is made if it isn't there.
    ///
    /// As in `std`, a value that is made while it is made is replaced by the outer one.
    #[inline]
    pub fn with<F, R>(&'static self, f: F) -> R
    where
        F: FnOnce(&T) -> R,
    {
        (self.get_or_init)(None).with(f)
    }

    /// [`with`](Self::with).
    ///
    /// # Errors
    ///
    /// None: no value is ever gone.
    #[inline]
    pub fn try_with<F, R>(&'static self, f: F) -> Result<R, AccessError>
    where
        F: FnOnce(&T) -> R,
    {
        Ok(self.with(f))
    }

    /// Calls `f` with the value, which becomes `initial` if it isn't there; and with `initial`, if it is.
    #[inline]
    fn initialize_with<R>(&'static self, initial: T, f: impl FnOnce(Option<T>, &T) -> R) -> R {
        let mut initial = Some(initial);
        let local = (self.get_or_init)(Some(&mut initial));
        local.with(|value| f(initial, value))
    }
}

impl<T: 'static> LocalKey<Cell<T>> {
    /// Sets the value. If it was not made yet, it isn't made before.
    #[inline]
    pub fn set(&'static self, value: T) {
        self.initialize_with(Cell::new(value), |value, cell| {
            if let Some(value) = value {
                cell.set(value.into_inner());
            }
        });
    }

    /// A copy of the value.
    #[inline]
    pub fn get(&'static self) -> T
    where
        T: Copy,
    {
        self.with(Cell::get)
    }

    /// The value, of which the default takes the place.
    #[inline]
    pub fn take(&'static self) -> T
    where
        T: Default,
    {
        self.with(Cell::take)
    }

    /// The value, of which another one takes the place.
    #[inline]
    pub fn replace(&'static self, value: T) -> T {
        self.with(|cell| cell.replace(value))
    }
}

impl<T: 'static> LocalKey<RefCell<T>> {
    /// Calls `f` with the value.
    ///
    /// # Panics
    ///
    /// If it is borrowed mutably.
    #[inline]
    pub fn with_borrow<F, R>(&'static self, f: F) -> R
    where
        F: FnOnce(&T) -> R,
    {
        self.with(|cell| f(&cell.borrow()))
    }

    /// Calls `f` with the value, to be changed.
    ///
    /// # Panics
    ///
    /// If it is borrowed.
    #[inline]
    pub fn with_borrow_mut<F, R>(&'static self, f: F) -> R
    where
        F: FnOnce(&mut T) -> R,
    {
        self.with(|cell| f(&mut cell.borrow_mut()))
    }

    /// Sets the value. If it was not made yet, it isn't made before.
    ///
    /// # Panics
    ///
    /// If it is borrowed.
    #[inline]
    pub fn set(&'static self, value: T) {
        self.initialize_with(RefCell::new(value), |value, cell| {
            if let Some(value) = value {
                *cell.borrow_mut() = value.into_inner();
            }
        });
    }

    /// The value, of which the default takes the place.
    ///
    /// # Panics
    ///
    /// If it is borrowed.
    #[inline]
    pub fn take(&'static self) -> T
    where
        T: Default,
    {
        self.with(RefCell::take)
    }

    /// The value, of which another one takes the place.
    ///
    /// # Panics
    ///
    /// If it is borrowed.
    #[inline]
    pub fn replace(&'static self, value: T) -> T {
        self.with(|cell| cell.replace(value))
    }
}

impl<T: 'static> fmt::Debug for LocalKey<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LocalKey").finish_non_exhaustive()
    }
}

impl fmt::Debug for AccessError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AccessError")
    }
}

impl fmt::Display for AccessError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad("already destroyed")
    }
}

impl Error for AccessError {}
