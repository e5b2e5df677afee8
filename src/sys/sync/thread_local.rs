//! The storage of `thread_local!` values: statics, because there is one thread.
//!
//! Natively, tests run in several threads. Each has its own value then, on the heap for the whole
//! run. As in `std` on this target, no value is dropped when a thread ends.
//!
//! The safety argument: a [`LocalValue`] is only returned once it holds a value, and holds one from
//! then on. References to the value exist only while [`LocalValue::with`] runs. A value is replaced
//! at the end of [`LazyStorage::initialize`] alone, if its own `init` has initialized the storage.
//! Each `with` until then was a part of that `init`, and has ended.

#![allow(missing_debug_implementations, reason = "public for the macro alone")]

use core::cell::UnsafeCell;
use core::mem;
#[cfg(target_family = "wasm")]
use core::{cell::Cell, mem::MaybeUninit};

/// The value of one thread.
#[doc(hidden)]
#[repr(transparent)]
pub struct LocalValue<T>(UnsafeCell<T>);

impl<T> LocalValue<T> {
    #[inline]
    pub(crate) fn with<R>(&self, f: impl FnOnce(&T) -> R) -> R {
        // SAFETY: the value is not replaced before `f` returns: see the file's header.
        f(unsafe { &*self.0.get() })
    }

    /// Replaces the value, and returns the old one.
    #[inline]
    fn replace(&self, value: T) -> T {
        // SAFETY: no reference to the value exists: see the file's header.
        mem::replace(unsafe { &mut *self.0.get() }, value)
    }
}

/// A static whose value exists from the start.
#[doc(hidden)]
#[cfg(target_family = "wasm")]
#[repr(transparent)]
pub struct EagerStorage<T>(LocalValue<T>);

// SAFETY: there is one thread (`static_cell.rs` checks it).
#[cfg(target_family = "wasm")]
unsafe impl<T> Sync for EagerStorage<T> {}

#[cfg(target_family = "wasm")]
impl<T> EagerStorage<T> {
    #[inline]
    #[must_use]
    pub const fn new(value: T) -> Self {
        Self(LocalValue(UnsafeCell::new(value)))
    }

    #[inline]
    #[must_use]
    pub const fn get(&'static self) -> &'static LocalValue<T> {
        &self.0
    }
}

/// A static whose value is initialized at its first use.
#[doc(hidden)]
#[cfg(target_family = "wasm")]
pub struct LazyStorage<T> {
    is_initialized: Cell<bool>,
    value: UnsafeCell<MaybeUninit<T>>,
}

// SAFETY: there is one thread (`static_cell.rs` checks it).
#[cfg(target_family = "wasm")]
unsafe impl<T> Sync for LazyStorage<T> {}

#[cfg(target_family = "wasm")]
impl<T: 'static> LazyStorage<T> {
    #[inline]
    #[must_use]
    #[allow(clippy::new_without_default, reason = "for the macro alone")]
    pub const fn new() -> Self {
        Self {
            is_initialized: Cell::new(false),
            value: UnsafeCell::new(MaybeUninit::uninit()),
        }
    }

    #[inline]
    fn find(&'static self) -> Option<&'static LocalValue<T>> {
        // SAFETY: `store` has initialized the value. `LocalValue`, `UnsafeCell` and `MaybeUninit`
        // are `repr(transparent)`, so both types have the layout of `T`.
        self.is_initialized
            .get()
            .then(|| unsafe { &*self.value.get().cast::<LocalValue<T>>() })
    }

    #[inline]
    fn store(&'static self, value: T) -> &'static LocalValue<T> {
        let slot = self.value.get();
        self.is_initialized.set(true);
        // SAFETY: the value was not initialized before, so no reference to it exists, and nothing
        // is dropped. For the cast see `find`.
        unsafe {
            slot.write(MaybeUninit::new(value));
            &*slot.cast::<LocalValue<T>>()
        }
    }
}

/// A static whose values are initialized at the first use by each thread.
#[doc(hidden)]
#[cfg(not(target_family = "wasm"))]
pub struct LazyStorage<T: 'static> {
    values: std::sync::Mutex<Vec<(std::thread::ThreadId, &'static LocalValue<T>)>>,
}

// SAFETY: each thread accesses its own value alone.
#[cfg(not(target_family = "wasm"))]
unsafe impl<T> Sync for LazyStorage<T> {}

#[cfg(not(target_family = "wasm"))]
impl<T: 'static> LazyStorage<T> {
    #[must_use]
    #[allow(clippy::new_without_default, reason = "for the macro alone")]
    pub const fn new() -> Self {
        Self {
            values: std::sync::Mutex::new(Vec::new()),
        }
    }

    fn values(
        &self,
    ) -> std::sync::MutexGuard<'_, Vec<(std::thread::ThreadId, &'static LocalValue<T>)>> {
        self.values
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    fn find(&'static self) -> Option<&'static LocalValue<T>> {
        let this = std::thread::current().id();
        let values = self.values();
        values
            .iter()
            .find(|(thread, _)| *thread == this)
            .map(|(_, value)| *value)
    }

    fn store(&'static self, value: T) -> &'static LocalValue<T> {
        let value = Box::leak(Box::new(LocalValue(UnsafeCell::new(value))));
        self.values().push((std::thread::current().id(), value));
        value
    }
}

impl<T: 'static> LazyStorage<T> {
    /// Returns the value of this thread. If there is none, it becomes `initial`, or the result of
    /// `init`.
    #[inline]
    pub fn get(
        &'static self,
        initial: Option<&mut Option<T>>,
        init: fn() -> T,
    ) -> &'static LocalValue<T> {
        match self.find() {
            Some(value) => value,
            None => self.initialize(initial, init),
        }
    }

    #[cold]
    fn initialize(
        &'static self,
        initial: Option<&mut Option<T>>,
        init: fn() -> T,
    ) -> &'static LocalValue<T> {
        let value = initial.and_then(Option::take).unwrap_or_else(init);
        // `init` may have used the value, and so have initialized it. The last one counts, as in
        // `std`.
        match self.find() {
            Some(local) => {
                drop(local.replace(value));
                local
            }
            None => self.store(value),
        }
    }
}
