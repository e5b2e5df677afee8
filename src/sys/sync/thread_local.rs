//! Where `thread_local!` keeps its values: in statics, since there is one thread.
//!
//! Natively there are more, when tests run: then each has a value of its own, on the heap for ever. As on
//! this target in `std`, none is dropped when a thread ends.
//!
//! The safety argument: a [`LocalValue`] is only handed out once it holds a value, and holds one from then
//! on. References into it exist only while [`LocalValue::with`] runs. What replaces the value is the end of
//! [`LazyStorage::initialize`] whose own `make` has initialized it: each `with` until then has been a part of
//! that `make`, and is over.

#![allow(missing_debug_implementations, reason = "public for the macro alone")]

use core::cell::UnsafeCell;
use core::mem;
#[cfg(target_family = "wasm")]
use core::{cell::Cell, mem::MaybeUninit};

/// A thread's own value.
#[doc(hidden)]
#[repr(transparent)]
pub struct LocalValue<T>(UnsafeCell<T>);

impl<T> LocalValue<T> {
    #[inline]
    pub(crate) fn with<R>(&self, f: impl FnOnce(&T) -> R) -> R {
        // SAFETY: it holds a value, which is not replaced before `f` returns: see the file's header.
        f(unsafe { &*self.0.get() })
    }

    /// The value before, in exchange for another.
    #[inline]
    fn replace(&self, value: T) -> T {
        // SAFETY: it holds a value, and no reference leads into it: see the file's header.
        mem::replace(unsafe { &mut *self.0.get() }, value)
    }
}

/// A static whose value is there from the start.
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

/// A static whose value is made when it is first wanted.
#[doc(hidden)]
#[cfg(target_family = "wasm")]
pub struct LazyStorage<T> {
    made: Cell<bool>,
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
            made: Cell::new(false),
            value: UnsafeCell::new(MaybeUninit::uninit()),
        }
    }

    #[inline]
    fn find(&'static self) -> Option<&'static LocalValue<T>> {
        // SAFETY: the value is initialized by `store`, and `LocalValue`, `UnsafeCell` and `MaybeUninit` have
        // the layout of what is in them.
        self.made
            .get()
            .then(|| unsafe { &*self.value.get().cast::<LocalValue<T>>() })
    }

    #[inline]
    fn store(&'static self, value: T) -> &'static LocalValue<T> {
        let place = self.value.get();
        self.made.set(true);
        // SAFETY: nothing was there, and no reference leads there; for the rest see `find`.
        unsafe {
            place.write(MaybeUninit::new(value));
            &*place.cast::<LocalValue<T>>()
        }
    }
}

/// A static whose values are made when a thread first wants one.
#[doc(hidden)]
#[cfg(not(target_family = "wasm"))]
pub struct LazyStorage<T: 'static> {
    made: std::sync::Mutex<Vec<(std::thread::ThreadId, &'static LocalValue<T>)>>,
}

// SAFETY: each thread looks at its own value alone.
#[cfg(not(target_family = "wasm"))]
unsafe impl<T> Sync for LazyStorage<T> {}

#[cfg(not(target_family = "wasm"))]
impl<T: 'static> LazyStorage<T> {
    #[must_use]
    #[allow(clippy::new_without_default, reason = "for the macro alone")]
    pub const fn new() -> Self {
        Self {
            made: std::sync::Mutex::new(Vec::new()),
        }
    }

    fn made(
        &self,
    ) -> std::sync::MutexGuard<'_, Vec<(std::thread::ThreadId, &'static LocalValue<T>)>> {
        self.made
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    fn find(&'static self) -> Option<&'static LocalValue<T>> {
        let this = std::thread::current().id();
        let made = self.made();
        made.iter()
            .find(|(thread, _)| *thread == this)
            .map(|(_, local)| *local)
    }

    fn store(&'static self, value: T) -> &'static LocalValue<T> {
        let local = Box::leak(Box::new(LocalValue(UnsafeCell::new(value))));
        self.made().push((std::thread::current().id(), local));
        local
    }
}

impl<T: 'static> LazyStorage<T> {
    /// The thread's value, which is `given`, or made, if there is none.
    #[inline]
    pub fn get(
        &'static self,
        given: Option<&mut Option<T>>,
        make: fn() -> T,
    ) -> &'static LocalValue<T> {
        match self.find() {
            Some(local) => local,
            None => self.initialize(given, make),
        }
    }

    #[cold]
    fn initialize(
        &'static self,
        given: Option<&mut Option<T>>,
        make: fn() -> T,
    ) -> &'static LocalValue<T> {
        let value = given.and_then(Option::take).unwrap_or_else(make);
        // What makes the value may have wanted it, and so have made one. The last one counts.
        match self.find() {
            Some(local) => {
                drop(local.replace(value));
                local
            }
            None => self.store(value),
        }
    }
}
