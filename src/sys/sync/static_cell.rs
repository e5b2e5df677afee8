//! State that outlives every call: a cell that may stand in a `static`.
//!
//! A preview 1 guest has one thread, so on wasm the cell is bare memory without a lock. Natively,
//! where the crate only compiles so that its logic can be tested, a real lock guards it.
//!
//! The safety argument: no method hands out a reference to the inside or runs code that it is given,
//! so no two accesses overlap, not even if the host calls back into the module in between.

use core::cell::UnsafeCell;

#[cfg(all(target_family = "wasm", target_feature = "atomics"))]
compile_error!("nanowasi is for one thread: build without the `atomics` target feature");

/// A value that is copied, or moved, in and out.
pub(crate) struct StaticCell<T> {
    #[cfg(not(target_family = "wasm"))]
    lock: std::sync::Mutex<()>,
    value: UnsafeCell<T>,
}

// SAFETY: on wasm there is one thread (checked above); natively the lock is held by each access.
unsafe impl<T: Send> Sync for StaticCell<T> {}

/// A flag. A whole word: a narrower one costs a mask at each look.
pub(crate) struct Flag(StaticCell<u32>);

impl Flag {
    pub(crate) const fn new() -> Self {
        Self(StaticCell::new(0))
    }

    #[inline]
    pub(crate) fn is_set(&self) -> bool {
        self.0.get() != 0
    }

    #[inline]
    pub(crate) fn set(&self) {
        self.0.set(1);
    }

    #[inline]
    pub(crate) fn unset(&self) {
        self.0.set(0);
    }
}

impl<T> StaticCell<T> {
    pub(crate) const fn new(value: T) -> Self {
        Self {
            #[cfg(not(target_family = "wasm"))]
            lock: std::sync::Mutex::new(()),
            value: UnsafeCell::new(value),
        }
    }

    /// Moves a value in, and out what was there.
    #[inline]
    #[cfg_attr(
        not(feature = "alloc"),
        expect(dead_code, reason = "all else is `Copy`")
    )]
    pub(crate) fn replace(&self, value: T) -> T {
        #[cfg(not(target_family = "wasm"))]
        let _held = self.lock.lock();
        // SAFETY: nobody else accesses the value now, see the file's header.
        unsafe { core::mem::replace(&mut *self.value.get(), value) }
    }
}

impl<T: Copy> StaticCell<T> {
    #[inline]
    pub(crate) fn get(&self) -> T {
        #[cfg(not(target_family = "wasm"))]
        let _held = self.lock.lock();
        // SAFETY: nobody else accesses the value now, see the file's header.
        unsafe { *self.value.get() }
    }

    #[inline]
    pub(crate) fn set(&self, value: T) {
        #[cfg(not(target_family = "wasm"))]
        let _held = self.lock.lock();
        // SAFETY: nobody else accesses the value now, see the file's header.
        unsafe { *self.value.get() = value };
    }

    /// Sets the value if it is `from`; whether it was.
    #[inline]
    pub(crate) fn compare_exchange(&self, from: T, to: T) -> bool
    where
        T: Eq,
    {
        #[cfg(not(target_family = "wasm"))]
        let _held = self.lock.lock();
        // SAFETY: nobody else accesses the value now, see the file's header; the values compared are copies.
        unsafe {
            let is_from = *self.value.get() == from;
            if is_from {
                *self.value.get() = to;
            }
            is_from
        }
    }
}
