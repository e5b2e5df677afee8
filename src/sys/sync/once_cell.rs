//! [`OnceCell`]: a value that is made once, when it is first wanted, which is what `OnceLock` and
//! `LazyLock` are made of.
//!
//! The safety argument: natively a lock is held around each look at the state, and each change of it; on
//! wasm there is one thread, and in between no code is run that is given. Only `Full` hands out a
//! reference that outlives the look, and from there only `&mut` leads elsewhere.

use core::cell::UnsafeCell;
use core::mem;

use crate::sys::sync::spin_until;

/// How far a [`OnceCell`] is. With a number of its own for each, so that one that waits for nothing is all
/// zeros: a `static` of it takes no byte of the module.
#[repr(u8)]
enum State<T, F> {
    Uninitialized(F),
    Initializing,
    Initialized(T),
    /// Natively: what was to make the value has panicked.
    Poisoned,
}

/// A value that is made once, of an `F`.
pub(crate) struct OnceCell<T, F> {
    #[cfg(not(target_family = "wasm"))]
    lock: std::sync::Mutex<()>,
    state: UnsafeCell<State<T, F>>,
}

// SAFETY: the value is shared, and may be made by another thread than the one that drops it; what it
// is made of goes to whoever makes it. On wasm there is one thread (`static_cell.rs` checks it).
unsafe impl<T: Send + Sync, F: Send> Sync for OnceCell<T, F> {}

/// Why a value is not made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum InitError {
    /// It is there.
    AlreadyInitialized,
    /// It is being made, further up.
    Initializing,
    /// Making it has panicked before.
    Poisoned,
}

impl<T, F> OnceCell<T, F> {
    #[inline]
    pub(crate) const fn new(of: F) -> Self {
        Self::in_state(State::Uninitialized(of))
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

    /// The value, if it is there.
    #[inline]
    pub(crate) fn get(&self) -> Option<&T> {
        #[cfg(not(target_family = "wasm"))]
        let _held = self.lock.lock();
        // SAFETY: nobody changes the state now, and nobody ever does if it is full: see the file's
        // header.
        match unsafe { &*self.state.get() } {
            State::Initialized(value) => Some(value),
            _ => None,
        }
    }

    /// The value, if it is there.
    #[inline]
    pub(crate) fn get_mut(&mut self) -> Option<&mut T> {
        match self.state.get_mut() {
            State::Initialized(value) => Some(value),
            _ => None,
        }
    }

    /// The value, if it is there; it waits for `of` again.
    #[inline]
    pub(crate) fn take(&mut self, of: F) -> Option<T> {
        match mem::replace(self.state.get_mut(), State::Uninitialized(of)) {
            State::Initialized(value) => Some(value),
            _ => None,
        }
    }

    /// The value, if it is there.
    #[inline]
    pub(crate) fn into_inner(self) -> Option<T> {
        match self.state.into_inner() {
            State::Initialized(value) => Some(value),
            _ => None,
        }
    }

    /// The value, which `make` makes if it isn't there. If that panics, the next one is made of `again`, or
    /// none ever.
    #[inline]
    pub(crate) fn get_or_init(
        &self,
        again: Option<F>,
        make: impl FnOnce(F) -> T,
    ) -> Result<&T, InitError> {
        match self.get() {
            Some(value) => Ok(value),
            None => self.initialize(again, make),
        }
    }

    #[cold]
    fn initialize(&self, again: Option<F>, make: impl FnOnce(F) -> T) -> Result<&T, InitError> {
        match self.spin_begin() {
            Ok(of) => {
                let reset = ResetOnPanic { of: self, again };
                let value = make(of);
                mem::forget(reset);
                self.finish(State::Initialized(value));
            }
            // Natively another thread was faster.
            Err(InitError::AlreadyInitialized) => {}
            Err(refused) => return Err(refused),
        }
        self.get().ok_or(InitError::Poisoned)
    }

    /// Makes `value` the value, or gives it back.
    #[inline]
    pub(crate) fn set(&self, value: T) -> Result<(), (T, InitError)> {
        match self.spin_begin() {
            Ok(_) => {
                self.finish(State::Initialized(value));
                Ok(())
            }
            Err(refused) => Err((value, refused)),
        }
    }

    /// From waiting on to running, and what it waited with; natively, once nothing runs any more.
    #[inline]
    fn spin_begin(&self) -> Result<F, InitError> {
        spin_until(|| match self.begin() {
            Err(InitError::Initializing) => None,
            done => Some(done),
        })
        .unwrap_or(Err(InitError::Initializing))
    }

    #[inline]
    fn begin(&self) -> Result<F, InitError> {
        #[cfg(not(target_family = "wasm"))]
        let _held = self.lock.lock();
        let state = self.state.get();
        // SAFETY: nobody else looks at the state now, see the file's header. Of one that is full, nothing
        // is written; no reference leads into another.
        unsafe {
            match &*state {
                State::Initialized(_) => return Err(InitError::AlreadyInitialized),
                State::Initializing => return Err(InitError::Initializing),
                State::Poisoned => return Err(InitError::Poisoned),
                State::Uninitialized(_) => {}
            }
            match state.replace(State::Initializing) {
                State::Uninitialized(of) => Ok(of),
                _ => Err(InitError::Initializing),
            }
        }
    }

    /// From running on to `state`.
    #[inline]
    fn finish(&self, state: State<T, F>) {
        #[cfg(not(target_family = "wasm"))]
        let _held = self.lock.lock();
        // SAFETY: nobody else looks at the state now, see the file's header. It is running, by the only
        // caller: nothing is lost by writing over it.
        unsafe { self.state.get().write(state) };
    }
}

/// What is left behind if making a value panics.
struct ResetOnPanic<'a, T, F> {
    of: &'a OnceCell<T, F>,
    again: Option<F>,
}

impl<T, F> Drop for ResetOnPanic<'_, T, F> {
    fn drop(&mut self) {
        self.of.finish(
            self.again
                .take()
                .map_or(State::Poisoned, State::Uninitialized),
        );
    }
}

#[cfg(test)]
mod tests {
    use std::panic::{AssertUnwindSafe, catch_unwind};
    use std::string::String;
    use std::sync::atomic::{AtomicU32, Ordering::SeqCst};

    use super::*;

    #[test]
    fn it_is_made_once() {
        let mut later = OnceCell::new(20);
        assert_eq!(later.get(), None);
        assert_eq!(later.get_or_init(None, |of| of + 1), Ok(&21));
        assert_eq!(later.get_or_init(None, |of| of + 2), Ok(&21));
        *later.get_mut().unwrap() += 1;
        assert_eq!(later.take(1), Some(22));
        assert_eq!(later.get_or_init(None, |of| of + 2), Ok(&3));
        assert_eq!(later.into_inner(), Some(3));
    }

    /// The value would be made twice, and a reference to the first lead into the second.
    #[test]
    fn it_is_not_made_while_it_is_made() {
        let later = OnceCell::new(());
        let made = later.get_or_init(None, |()| {
            assert_eq!(later.get(), None);
            assert_eq!(
                later.get_or_init(None, |()| 2),
                Err(InitError::Initializing)
            );
            1
        });
        assert_eq!(made, Ok(&1));
    }

    #[test]
    fn it_is_set_once() {
        let later = OnceCell::new(());
        assert_eq!(later.set(1), Ok(()));
        assert_eq!(later.set(2), Err((2, InitError::AlreadyInitialized)));
        assert_eq!(later.get(), Some(&1));
    }

    #[test]
    fn a_panic_leaves_what_it_was_told_to() {
        let later = OnceCell::new(1);
        let panics = |again| {
            catch_unwind(AssertUnwindSafe(|| {
                let _ = later.get_or_init(again, |_| panic!("not made"));
            }))
        };
        assert!(panics(Some(5)).is_err());
        assert!(panics(None).is_err());
        assert_eq!(later.get_or_init(None, |of| of), Err(InitError::Poisoned));
        assert_eq!(later.into_inner(), None);
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
        let later = OnceCell::new(Counted(&drops, 1));
        let _ = later.get_or_init(None, |of| Counted(of.0, 100));
        assert_eq!(drops.load(SeqCst), 1);
        drop(later);
        assert_eq!(drops.load(SeqCst), 101);
        drop(OnceCell::<u8, _>::new(Counted(&drops, 10_000)));
        assert_eq!(drops.load(SeqCst), 10_101);
    }

    #[test]
    fn natively_all_threads_get_the_same() {
        let later: OnceCell<String, ()> = OnceCell::new(());
        let (later, made) = (&later, &AtomicU32::new(0));
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(move || {
                    let value = later
                        .get_or_init(Some(()), |()| format!("made {}", made.fetch_add(1, SeqCst)));
                    assert_eq!(value.unwrap(), "made 0");
                });
            }
        });
    }
}
