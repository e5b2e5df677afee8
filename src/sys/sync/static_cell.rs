//! State that outlives every call: a cell for a `static`.
//!
//! A preview 1 guest has one thread, so on wasm the cell is memory without a lock. Natively, where
//! the crate is compiled for tests alone, a real lock guards it.
//!
//! The safety argument: no method returns a reference to the inside or runs code of the program. So
//! no two accesses overlap, not even if the host calls back into the module in between.

use core::cell::UnsafeCell;

#[cfg(all(target_family = "wasm", target_feature = "atomics"))]
compile_error!("nanowasi is for one thread: build without the `atomics` target feature");

/// A value that is copied, or moved, in and out.
pub(crate) struct StaticCell<T> {
    #[cfg(not(target_family = "wasm"))]
    lock: std::sync::Mutex<()>,
    value: UnsafeCell<T>,
}

// SAFETY: on wasm there is one thread, which is checked above. Natively the lock is held by each
// access. A value may be moved out on another thread, so it has to be `Send`.
unsafe impl<T: Send> Sync for StaticCell<T> {}

/// A flag in a `static`. It is a word, because a narrower type costs a mask at each read.
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

    /// Replaces the value, and returns the old one.
    #[inline]
    #[cfg_attr(
        not(feature = "alloc"),
        expect(dead_code, reason = "without a heap, each value is `Copy`")
    )]
    pub(crate) fn replace(&self, value: T) -> T {
        #[cfg(not(target_family = "wasm"))]
        let _held = self.lock.lock();
        // SAFETY: nothing else accesses the value now: see the file's header.
        unsafe { core::mem::replace(&mut *self.value.get(), value) }
    }
}

impl<T: Copy> StaticCell<T> {
    #[inline]
    pub(crate) fn get(&self) -> T {
        #[cfg(not(target_family = "wasm"))]
        let _held = self.lock.lock();
        // SAFETY: nothing else accesses the value now: see the file's header.
        unsafe { *self.value.get() }
    }

    #[inline]
    pub(crate) fn set(&self, value: T) {
        #[cfg(not(target_family = "wasm"))]
        let _held = self.lock.lock();
        // SAFETY: nothing else accesses the value now: see the file's header.
        unsafe { *self.value.get() = value };
    }

    /// Sets the value to `new` if it is `current`. Returns whether it was.
    #[inline]
    pub(crate) fn compare_exchange(&self, current: T, new: T) -> bool
    where
        T: Eq,
    {
        #[cfg(not(target_family = "wasm"))]
        let _held = self.lock.lock();
        // SAFETY: nothing else accesses the value now: see the file's header. `Eq` of the types
        // that are used is the compiler's, and compares copies.
        unsafe {
            let is_current = *self.value.get() == current;
            if is_current {
                *self.value.get() = new;
            }
            is_current
        }
    }
}
