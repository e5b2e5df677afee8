//! [`Once`]: a call that is made once.

use core::cell::Cell;
use core::fmt;
use core::panic::{RefUnwindSafe, UnwindSafe};

use crate::panic::literal::panic_literal;
use crate::sys::sync::{StaticCell, spin_until};

/// A call that is made once, as [`std::sync::Once`].
///
/// It takes one byte.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::sync::Once;
///
/// static WARN: Once = Once::new();
///
/// for _ in 0..3 {
///     WARN.call_once(|| nanowasi::eprintln!("this option is deprecated")); // printed once
/// }
/// assert!(WARN.is_completed());
/// ```
///
/// [`std::sync::Once`]: https://doc.rust-lang.org/std/sync/struct.Once.html
pub struct Once {
    state: StaticCell<u8>,
}

/// No call was made yet.
const INCOMPLETE: u8 = 0;
/// The call is running.
const RUNNING: u8 = 1;
/// The call has returned.
const COMPLETE: u8 = 2;
/// The call has panicked. Natively only: on wasm a panic ends the program.
const POISONED: u8 = 3;

/// A new [`Once`], as [`std::sync::ONCE_INIT`].
///
/// [`std::sync::ONCE_INIT`]: https://doc.rust-lang.org/std/sync/constant.ONCE_INIT.html
#[deprecated(since = "1.38.0", note = "the `Once::new()` function is now preferred")]
#[allow(clippy::declare_interior_mutable_const, reason = "as `std` has it")]
pub const ONCE_INIT: Once = Once::new();

/// The argument of the closure of [`Once::call_once_force`], as [`std::sync::OnceState`].
///
/// # Examples
///
/// ```
/// use nanowasi::sync::Once;
///
/// Once::new().call_once_force(|state| assert!(!state.is_poisoned()));
/// ```
///
/// [`std::sync::OnceState`]: https://doc.rust-lang.org/std/sync/struct.OnceState.html
pub struct OnceState {
    /// A cell, so that the type is not `Sync`, as in `std`.
    poisoned: Cell<bool>,
}

/// What a call has to do.
enum Action {
    Run { poisoned: bool },
    Skip,
    Panic,
}

impl UnwindSafe for Once {}
impl RefUnwindSafe for Once {}

impl Once {
    /// Creates a `Once` whose call was not made yet.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::sync::Once;
    ///
    /// static START: Once = Once::new();
    ///
    /// assert!(!START.is_completed());
    /// ```
    #[inline]
    #[allow(clippy::new_without_default, reason = "`std` has none")]
    #[must_use]
    pub const fn new() -> Once {
        Self {
            state: StaticCell::new(INCOMPLETE),
        }
    }

    /// Calls `f`, unless a call was made before.
    ///
    /// # Panics
    ///
    /// - If `f` calls the same `Once`, which would wait for itself.
    /// - In a native build, if an earlier call has panicked.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::sync::Once;
    ///
    /// let once = Once::new();
    /// let mut calls = 0;
    /// once.call_once(|| calls += 1);
    /// once.call_once(|| calls += 1); // does nothing
    /// assert_eq!(calls, 1);
    /// ```
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

    /// Calls `f`, unless an earlier call has returned.
    ///
    /// An earlier call that panicked does not count. That happens only in a native build, because
    /// on wasm a panic ends the program.
    ///
    /// # Panics
    ///
    /// If `f` calls the same `Once`, which would wait for itself.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::sync::Once;
    ///
    /// let once = Once::new();
    /// once.call_once_force(|state| assert!(!state.is_poisoned()));
    /// assert!(once.is_completed());
    /// ```
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
                // Natively another thread may have set it since: then try again.
                let is_first = self.state.compare_exchange(state, RUNNING);
                is_first.then_some(Action::Run { poisoned })
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
            Some(Action::Panic) => panic_literal!("Once instance has previously been poisoned"),
            None => panic_literal!("one-time initialization may not be performed recursively"),
        }
    }

    /// Returns whether a call has returned.
    ///
    /// It is `false` while the call runs.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::sync::Once;
    ///
    /// let once = Once::new();
    /// once.call_once(|| assert!(!once.is_completed()));
    /// assert!(once.is_completed());
    /// ```
    #[inline]
    pub fn is_completed(&self) -> bool {
        self.state.get() == COMPLETE
    }

    /// Returns if a call has [completed](Self::is_completed).
    ///
    /// # Panics
    ///
    /// If it has not, because no other thread could complete it. In a native build, if it has not
    /// completed after ten seconds.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::sync::Once;
    ///
    /// let once = Once::new();
    /// once.call_once(|| {});
    /// once.wait(); // returns immediately
    /// assert!(once.is_completed());
    /// ```
    ///
    /// Without a call, it panics instead of waiting for ever:
    ///
    /// ```no_run,should_panic
    /// # // guest: status 101
    /// nanowasi::sync::Once::new().wait(); // panics
    /// ```
    #[inline]
    #[track_caller]
    pub fn wait(&self) {
        if spin_until(|| self.is_completed().then_some(())).is_none() {
            panic_literal!("waiting for a call that no other thread can make");
        }
    }

    /// As [`wait`](Self::wait).
    ///
    /// On wasm the two do not differ, because a call that panics ends the program.
    ///
    /// # Panics
    ///
    /// As [`wait`](Self::wait).
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::sync::Once;
    ///
    /// let once = Once::new();
    /// once.call_once(|| {});
    /// once.wait_force(); // returns immediately
    /// assert!(once.is_completed());
    /// ```
    #[inline]
    #[track_caller]
    pub fn wait_force(&self) {
        self.wait();
    }
}

/// Sets the state when the call ends, be it by a panic.
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
    /// Returns whether an earlier call has panicked.
    ///
    /// Unlike `std`, it is `false` on wasm, where a panic ends the program.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::sync::Once;
    ///
    /// Once::new().call_once_force(|state| assert!(!state.is_poisoned()));
    /// ```
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
