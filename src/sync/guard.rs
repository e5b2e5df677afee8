//! What [`Mutex`](super::Mutex), [`RwLock`](super::RwLock) and their guards implement alike.

use core::fmt;

/// Implements the traits of a guard by the value that its field `inner` dereferences to.
///
/// After `mut`, `DerefMut` is one of them.
macro_rules! impl_guard {
    (mut $guard:ident) => {
        impl_guard!($guard);

        impl<T: ?Sized> core::ops::DerefMut for $guard<'_, T> {
            #[inline]
            fn deref_mut(&mut self) -> &mut T {
                &mut self.inner
            }
        }
    };
    ($guard:ident) => {
        impl<T: ?Sized> core::ops::Deref for $guard<'_, T> {
            type Target = T;

            #[inline]
            fn deref(&self) -> &T {
                &self.inner
            }
        }

        impl<T: ?Sized + core::fmt::Debug> core::fmt::Debug for $guard<'_, T> {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                (**self).fmt(f)
            }
        }

        impl<T: ?Sized + core::fmt::Display> core::fmt::Display for $guard<'_, T> {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                (**self).fmt(f)
            }
        }
    };
}

/// Implements [`From`] and [`Default`] for a lock: an unlocked one.
macro_rules! impl_lock {
    ($lock:ident) => {
        impl<T> From<T> for $lock<T> {
            #[inline]
            fn from(t: T) -> Self {
                Self::new(t)
            }
        }

        impl<T: Default> Default for $lock<T> {
            #[inline]
            fn default() -> $lock<T> {
                Self::new(T::default())
            }
        }
    };
}

pub(super) use {impl_guard, impl_lock};

/// Writes a lock as `std` does; `data` is its value, or a note that it is locked.
pub(super) fn debug_lock(
    f: &mut fmt::Formatter<'_>,
    name: &str,
    data: &dyn fmt::Debug,
) -> fmt::Result {
    f.debug_struct(name)
        .field("data", data)
        .field("poisoned", &false)
        .finish_non_exhaustive()
}
