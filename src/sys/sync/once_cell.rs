//! [`Later`]: a value that is made once, when it is first wanted, which is what `OnceLock` and
//! `LazyLock` are made of.
//!
//! The safety argument: natively a lock is held around each look at the phase, and each change of it; on
//! wasm there is one thread, and in between no code is run that is given. Only `Full` hands out a
//! reference that outlives the look, and from there only `&mut` leads elsewhere.

use core::cell::UnsafeCell;
use core::mem;

use crate::sys::sync::patiently;

/// How far a [`Later`] is. With a number of its own for each, so that one that waits for nothing is all
/// zeros: a `static` of it takes no byte of the module.
#[repr(u8)]
enum Phase<T, F> {
    Waiting(F),
    Running,
    Full(T),
    /// Natively: what was to make the value has panicked.
    Failed,
}

/// A value that is made once, of an `F`.
pub(crate) struct Later<T, F> {
    #[cfg(not(target_family = "wasm"))]
    lock: std::sync::Mutex<()>,
    phase: UnsafeCell<Phase<T, F>>,
}

// SAFETY: the value is shared, and may be made by another thread than the one that drops it; what it
// is made of goes to whoever makes it. On wasm there is one thread (`static_cell.rs` checks it).
unsafe impl<T: Send + Sync, F: Send> Sync for Later<T, F> {}

/// Why a value is not made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NotMade {
    /// It is there.
    Full,
    /// It is being made, further up.
    Running,
    /// Making it has panicked before.
    Failed,
}

impl<T, F> Later<T, F> {
    #[inline]
    pub(crate) const fn new(of: F) -> Self {
        Self::at(Phase::Waiting(of))
    }

    #[inline]
    pub(crate) const fn full(value: T) -> Self {
        Self::at(Phase::Full(value))
    }

    #[inline]
    const fn at(phase: Phase<T, F>) -> Self {
        Self {
            #[cfg(not(target_family = "wasm"))]
            lock: std::sync::Mutex::new(()),
            phase: UnsafeCell::new(phase),
        }
    }

    /// The value, if it is there.
    #[inline]
    pub(crate) fn get(&self) -> Option<&T> {
        #[cfg(not(target_family = "wasm"))]
        let _held = self.lock.lock();
        // SAFETY: nobody changes the phase now, and nobody ever does if it is full: see the file's
        // header.
        match unsafe { &*self.phase.get() } {
            Phase::Full(value) => Some(value),
            _ => None,
        }
    }

    /// The value, if it is there.
    #[inline]
    pub(crate) fn get_mut(&mut self) -> Option<&mut T> {
        match self.phase.get_mut() {
            Phase::Full(value) => Some(value),
            _ => None,
        }
    }

    /// The value, if it is there; it waits for `of` again.
    #[inline]
    pub(crate) fn take(&mut self, of: F) -> Option<T> {
        match mem::replace(self.phase.get_mut(), Phase::Waiting(of)) {
            Phase::Full(value) => Some(value),
            _ => None,
        }
    }

    /// The value, if it is there.
    #[inline]
    pub(crate) fn into_inner(self) -> Option<T> {
        match self.phase.into_inner() {
            Phase::Full(value) => Some(value),
            _ => None,
        }
    }

    /// The value, which `make` makes if it isn't there. If that panics, the next one is made of `again`, or
    /// none ever.
    #[inline]
    pub(crate) fn get_or_make(
        &self,
        again: Option<F>,
        make: impl FnOnce(F) -> T,
    ) -> Result<&T, NotMade> {
        match self.get() {
            Some(value) => Ok(value),
            None => self.make(again, make),
        }
    }

    #[cold]
    fn make(&self, again: Option<F>, make: impl FnOnce(F) -> T) -> Result<&T, NotMade> {
        match self.run() {
            Ok(of) => {
                let unless_made = Unmade { of: self, again };
                let value = make(of);
                mem::forget(unless_made);
                self.arrive(Phase::Full(value));
            }
            // Natively another thread was faster.
            Err(NotMade::Full) => {}
            Err(refused) => return Err(refused),
        }
        self.get().ok_or(NotMade::Failed)
    }

    /// Makes `value` the value, or gives it back.
    #[inline]
    pub(crate) fn set(&self, value: T) -> Result<(), (T, NotMade)> {
        match self.run() {
            Ok(_) => {
                self.arrive(Phase::Full(value));
                Ok(())
            }
            Err(refused) => Err((value, refused)),
        }
    }

    /// From waiting on to running, and what it waited with; natively, once nothing runs any more.
    #[inline]
    fn run(&self) -> Result<F, NotMade> {
        patiently(|| match self.go() {
            Err(NotMade::Running) => None,
            done => Some(done),
        })
        .unwrap_or(Err(NotMade::Running))
    }

    #[inline]
    fn go(&self) -> Result<F, NotMade> {
        #[cfg(not(target_family = "wasm"))]
        let _held = self.lock.lock();
        let phase = self.phase.get();
        // SAFETY: nobody else looks at the phase now, see the file's header. Of one that is full, nothing
        // is written; no reference leads into another.
        unsafe {
            match &*phase {
                Phase::Full(_) => return Err(NotMade::Full),
                Phase::Running => return Err(NotMade::Running),
                Phase::Failed => return Err(NotMade::Failed),
                Phase::Waiting(_) => {}
            }
            match phase.replace(Phase::Running) {
                Phase::Waiting(of) => Ok(of),
                _ => Err(NotMade::Running),
            }
        }
    }

    /// From running on to `phase`.
    #[inline]
    fn arrive(&self, phase: Phase<T, F>) {
        #[cfg(not(target_family = "wasm"))]
        let _held = self.lock.lock();
        // SAFETY: nobody else looks at the phase now, see the file's header. It is running, by the only
        // caller: nothing is lost by writing over it.
        unsafe { self.phase.get().write(phase) };
    }
}

/// What is left behind if making a value panics.
struct Unmade<'a, T, F> {
    of: &'a Later<T, F>,
    again: Option<F>,
}

impl<T, F> Drop for Unmade<'_, T, F> {
    fn drop(&mut self) {
        self.of
            .arrive(self.again.take().map_or(Phase::Failed, Phase::Waiting));
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
        let mut later = Later::new(20);
        assert_eq!(later.get(), None);
        assert_eq!(later.get_or_make(None, |of| of + 1), Ok(&21));
        assert_eq!(later.get_or_make(None, |of| of + 2), Ok(&21));
        *later.get_mut().unwrap() += 1;
        assert_eq!(later.take(1), Some(22));
        assert_eq!(later.get_or_make(None, |of| of + 2), Ok(&3));
        assert_eq!(later.into_inner(), Some(3));
    }

    /// The value would be made twice, and a reference to the first lead into the second.
    #[test]
    fn it_is_not_made_while_it_is_made() {
        let later = Later::new(());
        let made = later.get_or_make(None, |()| {
            assert_eq!(later.get(), None);
            assert_eq!(later.get_or_make(None, |()| 2), Err(NotMade::Running));
            1
        });
        assert_eq!(made, Ok(&1));
    }

    #[test]
    fn it_is_set_once() {
        let later = Later::new(());
        assert_eq!(later.set(1), Ok(()));
        assert_eq!(later.set(2), Err((2, NotMade::Full)));
        assert_eq!(later.get(), Some(&1));
    }

    #[test]
    fn a_panic_leaves_what_it_was_told_to() {
        let later = Later::new(1);
        let panics = |again| {
            catch_unwind(AssertUnwindSafe(|| {
                let _ = later.get_or_make(again, |_| panic!("not made"));
            }))
        };
        assert!(panics(Some(5)).is_err());
        assert!(panics(None).is_err());
        assert_eq!(later.get_or_make(None, |of| of), Err(NotMade::Failed));
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
        let later = Later::new(Counted(&drops, 1));
        let _ = later.get_or_make(None, |of| Counted(of.0, 100));
        assert_eq!(drops.load(SeqCst), 1);
        drop(later);
        assert_eq!(drops.load(SeqCst), 101);
        drop(Later::<u8, _>::new(Counted(&drops, 10_000)));
        assert_eq!(drops.load(SeqCst), 10_101);
    }

    #[test]
    fn natively_all_threads_get_the_same() {
        let later: Later<String, ()> = Later::new(());
        let (later, made) = (&later, &AtomicU32::new(0));
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(move || {
                    let value = later
                        .get_or_make(Some(()), |()| format!("made {}", made.fetch_add(1, SeqCst)));
                    assert_eq!(value.unwrap(), "made 0");
                });
            }
        });
    }
}
