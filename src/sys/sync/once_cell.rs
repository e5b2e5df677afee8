//! [`OnceCell`]: a value that is initialized once, at its first use. It is the cell of `OnceLock`
//! and `LazyLock`.
//!
//! The safety argument: natively a lock is held by each access to the state. On wasm there is one
//! thread, and no code of the program runs during an access. Only the state `Initialized` gives out
//! a reference that outlives the access, and only `&mut` or ownership changes that state.

use core::cell::UnsafeCell;
use core::mem;

use super::spin_until;

/// The state of a [`OnceCell`] that is initialized by an `F`.
///
/// `repr(u8)` makes the initial state all zeros if `F` is, so a `static` takes no space in the
/// module.
#[repr(u8)]
enum State<T, F> {
    Uninitialized(F),
    Initializing,
    Initialized(T),
    /// Natively: the initialization has panicked.
    Poisoned,
}

/// A value that is initialized once, by an `F`.
pub(crate) struct OnceCell<T, F> {
    #[cfg(not(target_family = "wasm"))]
    lock: std::sync::Mutex<()>,
    state: UnsafeCell<State<T, F>>,
}

// SAFETY: threads share the value, and another thread may initialize it than the one that drops it,
// so `T` is both. The `F` is moved to the thread that initializes. On wasm there is one thread
// (`static_cell.rs` checks it). Natively a lock is held by each access.
unsafe impl<T: Send + Sync, F: Send> Sync for OnceCell<T, F> {}

/// The reason why the cell can't be initialized.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum InitError {
    /// The value exists.
    AlreadyInitialized,
    /// The initialization is running, further up on the stack.
    Initializing,
    /// An earlier initialization has panicked.
    Poisoned,
}

impl<T, F> OnceCell<T, F> {
    #[inline]
    pub(crate) const fn new(init: F) -> Self {
        Self::in_state(State::Uninitialized(init))
    }

    #[inline]
    pub(crate) const fn initialized(value: T) -> Self {
        Self::in_state(State::Initialized(value))
    }

    #[inline]
    const fn in_state(state: State<T, F>) -> Self {
        Self {
            #[cfg(not(target_family = "wasm"))]
            lock: std::sync::Mutex::new(()),
            state: UnsafeCell::new(state),
        }
    }

    /// Returns the value, if it is initialized.
    #[inline]
    pub(crate) fn get(&self) -> Option<&T> {
        #[cfg(not(target_family = "wasm"))]
        let _held = self.lock.lock();
        // SAFETY: nothing else accesses the state now. `Initialized` does not change while `self`
        // is borrowed, so the reference to the value may outlive this call: see the file's header.
        match unsafe { &*self.state.get() } {
            State::Initialized(value) => Some(value),
            _ => None,
        }
    }

    /// Returns the value for changes, if it is initialized.
    #[inline]
    pub(crate) fn get_mut(&mut self) -> Option<&mut T> {
        match self.state.get_mut() {
            State::Initialized(value) => Some(value),
            _ => None,
        }
    }

    /// Takes the value out, if it is initialized. The cell can be initialized again, by `init`.
    #[inline]
    pub(crate) fn take(&mut self, init: F) -> Option<T> {
        match mem::replace(self.state.get_mut(), State::Uninitialized(init)) {
            State::Initialized(value) => Some(value),
            _ => None,
        }
    }

    /// Returns the value, if it is initialized.
    #[inline]
    pub(crate) fn into_inner(self) -> Option<T> {
        match self.state.into_inner() {
            State::Initialized(value) => Some(value),
            _ => None,
        }
    }

    /// Returns the value, and initializes it by `f` before if necessary.
    ///
    /// If `f` panics, the next attempt gets `retry`. With `None`, the cell is poisoned.
    #[inline]
    pub(crate) fn get_or_init(
        &self,
        retry: Option<F>,
        f: impl FnOnce(F) -> T,
    ) -> Result<&T, InitError> {
        match self.get() {
            Some(value) => Ok(value),
            None => self.initialize(retry, f),
        }
    }

    #[cold]
    fn initialize(&self, retry: Option<F>, f: impl FnOnce(F) -> T) -> Result<&T, InitError> {
        match self.spin_begin() {
            Ok(init) => {
                let reset = ResetOnPanic { cell: self, retry };
                let value = f(init);
                mem::forget(reset);
                self.finish(State::Initialized(value));
            }
            // Natively another thread was faster.
            Err(InitError::AlreadyInitialized) => {}
            Err(error) => return Err(error),
        }
        self.get().ok_or(InitError::Poisoned)
    }

    /// Initializes the cell with `value`, or returns it.
    #[inline]
    pub(crate) fn set(&self, value: T) -> Result<(), (T, InitError)> {
        match self.spin_begin() {
            Ok(_) => {
                self.finish(State::Initialized(value));
                Ok(())
            }
            Err(error) => Err((value, error)),
        }
    }

    /// [`begin`](Self::begin). Natively waits while another thread initializes.
    #[inline]
    fn spin_begin(&self) -> Result<F, InitError> {
        spin_until(|| match self.begin() {
            Err(InitError::Initializing) => None,
            result => Some(result),
        })
        .unwrap_or(Err(InitError::Initializing))
    }

    /// Changes the state from `Uninitialized` to `Initializing`, and returns the `F`.
    #[inline]
    fn begin(&self) -> Result<F, InitError> {
        #[cfg(not(target_family = "wasm"))]
        let _held = self.lock.lock();
        let state = self.state.get();
        // SAFETY: nothing else accesses the state now: see the file's header. `Initialized` is not
        // changed, and no reference to another state exists.
        unsafe {
            match &*state {
                State::Initialized(_) => return Err(InitError::AlreadyInitialized),
                State::Initializing => return Err(InitError::Initializing),
                State::Poisoned => return Err(InitError::Poisoned),
                State::Uninitialized(_) => {}
            }
            match state.replace(State::Initializing) {
                State::Uninitialized(init) => Ok(init),
                _ => Err(InitError::Initializing),
            }
        }
    }

    /// Changes the state from `Initializing` to `state`. Only the caller of [`begin`](Self::begin)
    /// may do that.
    #[inline]
    fn finish(&self, state: State<T, F>) {
        #[cfg(not(target_family = "wasm"))]
        let _held = self.lock.lock();
        // SAFETY: nothing else accesses the state now: see the file's header. It is `Initializing`,
        // which needs no drop.
        unsafe { self.state.get().write(state) };
    }
}

/// Ends the state `Initializing` if the initialization panics.
struct ResetOnPanic<'a, T, F> {
    cell: &'a OnceCell<T, F>,
    retry: Option<F>,
}

impl<T, F> Drop for ResetOnPanic<'_, T, F> {
    fn drop(&mut self) {
        let retry = self.retry.take();
        self.cell
            .finish(retry.map_or(State::Poisoned, State::Uninitialized));
    }
}

#[cfg(test)]
mod tests {
    use std::panic::{AssertUnwindSafe, catch_unwind};
    use std::string::String;
    use std::sync::atomic::{AtomicU32, Ordering::SeqCst};

    use super::*;

    #[test]
    fn it_is_initialized_once() {
        let mut cell = OnceCell::new(20);
        assert_eq!(cell.get(), None);
        assert_eq!(cell.get_or_init(None, |init| init + 1), Ok(&21));
        assert_eq!(cell.get_or_init(None, |init| init + 2), Ok(&21));
        *cell.get_mut().unwrap() += 1;
        assert_eq!(cell.take(1), Some(22));
        assert_eq!(cell.get_or_init(None, |init| init + 2), Ok(&3));
        assert_eq!(cell.into_inner(), Some(3));
    }

    /// The value would be initialized twice, and a reference to the first would lead into the
    /// second.
    #[test]
    fn it_is_not_initialized_recursively() {
        let cell = OnceCell::new(());
        let result = cell.get_or_init(None, |()| {
            assert_eq!(cell.get(), None);
            assert_eq!(cell.get_or_init(None, |()| 2), Err(InitError::Initializing));
            1
        });
        assert_eq!(result, Ok(&1));
    }

    #[test]
    fn it_is_set_once() {
        let cell = OnceCell::new(());
        assert_eq!(cell.set(1), Ok(()));
        assert_eq!(cell.set(2), Err((2, InitError::AlreadyInitialized)));
        assert_eq!(cell.get(), Some(&1));
    }

    #[test]
    fn a_panic_leaves_the_retry_value() {
        let cell = OnceCell::new(1);
        let panics = |retry| {
            catch_unwind(AssertUnwindSafe(|| {
                let _ = cell.get_or_init(retry, |_| panic!("not initialized"));
            }))
        };
        assert!(panics(Some(5)).is_err());
        assert!(panics(None).is_err());
        assert_eq!(
            cell.get_or_init(None, |init| init),
            Err(InitError::Poisoned)
        );
        assert_eq!(cell.into_inner(), None);
    }

    #[test]
    fn each_part_is_dropped_once() {
        struct Counted<'a>(&'a AtomicU32, u32);
        impl Drop for Counted<'_> {
            fn drop(&mut self) {
                self.0.fetch_add(self.1, SeqCst);
            }
        }
        let drops = AtomicU32::new(0);
        let cell = OnceCell::new(Counted(&drops, 1));
        let _ = cell.get_or_init(None, |init| Counted(init.0, 100));
        assert_eq!(drops.load(SeqCst), 1);
        drop(cell);
        assert_eq!(drops.load(SeqCst), 101);
        drop(OnceCell::<u8, _>::new(Counted(&drops, 10_000)));
        assert_eq!(drops.load(SeqCst), 10_101);
    }

    #[test]
    fn natively_all_threads_get_the_same() {
        let cell: OnceCell<String, ()> = OnceCell::new(());
        let (cell, runs) = (&cell, &AtomicU32::new(0));
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(move || {
                    let value = cell
                        .get_or_init(Some(()), |()| format!("run {}", runs.fetch_add(1, SeqCst)));
                    assert_eq!(value.unwrap(), "run 0");
                });
            }
        });
    }
}
