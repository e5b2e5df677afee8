//! [`Once`]: something that is done once.

use core::cell::Cell;
use core::fmt;
use core::panic::{RefUnwindSafe, UnwindSafe};

use crate::sync::deadlock::deadlock;
use crate::sys::sync::{StaticCell, spin_until};

/// Something that is done once, as [`std::sync::Once`]: one byte.
///
/// ```
/// use nanowasi::sync::Once;
///
/// static START: Once = Once::new();
///
/// for _ in 0..3 {
///     START.call_once(|| nanowasi::println!("only once"));
/// }
/// ```
///
/// [`std::sync::Once`]: https://doc.rust-lang.org/std/sync/struct.Once.html
pub struct Once {
    state: StaticCell<u8>,
}

/// It was not called yet.
const INCOMPLETE: u8 = 0;
/// What it calls is running.
const RUNNING: u8 = 1;
/// What it called has returned.
const COMPLETE: u8 = 2;
/// What it called has panicked. Natively only: else the program is over then.
const POISONED: u8 = 3;

/// A [`Once`] that was not called yet.
#[deprecated(since = "1.38.0", note = "the `Once::new()` function is now preferred")]
#[allow(clippy::declare_interior_mutable_const, reason = "as `std` has it")]
pub const ONCE_INIT: Once = Once::new();

/// What a function that is called by [`Once::call_once_force`] is told, as [`std::sync::OnceState`].
///
/// [`std::sync::OnceState`]: https://doc.rust-lang.org/std/sync/struct.OnceState.html
pub struct OnceState {
    /// In a cell as in `std`, where it keeps the state on its thread.
    poisoned: Cell<bool>,
}

/// What is to be done about a call.
enum Action {
    Run { poisoned: bool },
    Skip,
    Panic,
}

impl UnwindSafe for Once {}
impl RefUnwindSafe for Once {}

impl Once {
    /// One that was not called yet.
    #[inline]
    #[allow(clippy::new_without_default, reason = "`std` has none")]
    #[must_use]
    pub const fn new() -> Once {
        Self {
            state: StaticCell::new(INCOMPLETE),
        }
    }

    /// Calls the function, if none was called by it before.
    ///
    /// # Panics
    ///
    /// If the function calls it: it would wait for itself. Natively also if the first function has panicked.
    #[inline]
    #[track_caller]
    pub fn call_once<F>(&self, f: F)
    where
        F: FnOnce(),
    {
        if !self.is_completed() {
            self.call(false, |_| f());
        }
    }

    /// Calls the function, if none was called by it before or that one panicked, which it can't have but
    /// natively.
    ///
    /// # Panics
    ///
    /// If the function calls it: it would wait for itself.
    #[inline]
    #[track_caller]
    pub fn call_once_force<F>(&self, f: F)
    where
        F: FnOnce(&OnceState),
    {
        if !self.is_completed() {
            self.call(true, f);
        }
    }

    #[cold]
    #[track_caller]
    fn call(&self, force: bool, f: impl FnOnce(&OnceState)) {
        let action = spin_until(|| match self.state.get() {
            RUNNING => None,
            COMPLETE => Some(Action::Skip),
            state => {
                let poisoned = cfg!(panic = "unwind") && state == POISONED;
                if poisoned && !force {
                    return Some(Action::Panic);
                }
                // Natively somebody may have come in between.
                let first = self.state.compare_exchange(state, RUNNING);
                first.then_some(Action::Run { poisoned })
            }
        });
        match action {
            Some(Action::Run { poisoned }) => {
                let mut guard = CompletionGuard {
                    once: self,
                    state: POISONED,
                };
                f(&OnceState {
                    poisoned: Cell::new(poisoned),
                });
                guard.state = COMPLETE;
            }
            Some(Action::Skip) => {}
            Some(Action::Panic) => deadlock!("Once instance has previously been poisoned"),
            None => deadlock!("one-time initialization may not be performed recursively"),
        }
    }

    /// Whether it has called a function that has returned.
    #[inline]
    pub fn is_completed(&self) -> bool {
        self.state.get() == COMPLETE
    }

    /// Returns if it [`is_completed`](Self::is_completed).
    ///
    /// # Panics
    ///
    /// If it isn't: on one thread it would stay so.
    #[inline]
    #[track_caller]
    pub fn wait(&self) {
        if spin_until(|| self.is_completed().then_some(())).is_none() {
            deadlock!("waiting for a call that no other thread can make");
        }
    }

    /// [`wait`](Self::wait).
    ///
    /// # Panics
    ///
    /// As [`wait`](Self::wait).
    #[inline]
    #[track_caller]
    pub fn wait_force(&self) {
        self.wait();
    }
}

/// Leaves a state behind, however the call ends.
struct CompletionGuard<'a> {
    once: &'a Once,
    state: u8,
}

impl Drop for CompletionGuard<'_> {
    #[inline]
    fn drop(&mut self) {
        self.once.state.set(self.state);
    }
}

impl fmt::Debug for Once {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Once").finish_non_exhaustive()
    }
}

impl OnceState {
    /// Whether an earlier function has panicked: natively only.
    #[inline]
    pub fn is_poisoned(&self) -> bool {
        self.poisoned.get()
    }
}

impl fmt::Debug for OnceState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OnceState")
            .field("poisoned", &self.is_poisoned())
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use std::panic::catch_unwind;

    use super::*;

    #[test]
    fn calls_once() {
        let (once, mut calls) = (Once::new(), 0);
        assert!(!once.is_completed());
        for _ in 0..3 {
            once.call_once(|| calls += 1);
            once.call_once_force(|_| calls += 10);
            once.wait();
        }
        assert!(once.is_completed());
        assert_eq!(calls, 1);
    }

    #[test]
    fn panic_poisons() {
        let once = Once::new();
        assert!(catch_unwind(|| once.call_once(|| panic!("inside"))).is_err());
        assert!(catch_unwind(|| once.call_once(|| {})).is_err());
        once.call_once_force(|state| {
            assert_eq!(format!("{state:?}"), "OnceState { poisoned: true }");
        });
        assert!(once.is_completed());
    }

    #[test]
    #[should_panic = "one-time initialization may not be performed recursively"]
    fn recursive_call_panics() {
        let once = Once::new();
        once.call_once(|| once.call_once(|| {}));
    }

    #[test]
    #[should_panic = "waiting for a call that no other thread can make"]
    fn wait_before_call_panics() {
        Once::new().wait();
    }
}
