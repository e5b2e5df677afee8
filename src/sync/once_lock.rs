//! [`OnceLock`]: a value that is set once.

use core::fmt;
use core::panic::{RefUnwindSafe, UnwindSafe};

use crate::panic::literal::panic_literal;
use crate::sys::sync::{InitError, OnceCell, spin_until};

/// A value that is set once, as [`std::sync::OnceLock`].
///
/// A static of it takes no space in the module, because its initial state is all zeros.
///
/// # Examples
///
/// ```
/// use nanowasi::sync::OnceLock;
///
/// static LIMIT: OnceLock<u32> = OnceLock::new();
///
/// assert_eq!(LIMIT.get(), None);
/// assert_eq!(*LIMIT.get_or_init(|| 12), 12);
/// assert_eq!(LIMIT.set(13), Err(13));
/// ```
///
/// [`std::sync::OnceLock`]: https://doc.rust-lang.org/std/sync/struct.OnceLock.html
pub struct OnceLock<T> {
    inner: OnceCell<T, ()>,
}

impl<T: RefUnwindSafe + UnwindSafe> RefUnwindSafe for OnceLock<T> {}
impl<T: UnwindSafe> UnwindSafe for OnceLock<T> {}

impl<T> OnceLock<T> {
    /// Creates a `OnceLock` without a value.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::sync::OnceLock;
    ///
    /// static NAME: OnceLock<String> = OnceLock::new();
    ///
    /// assert_eq!(NAME.get(), None);
    /// ```
    #[inline]
    #[must_use]
    pub const fn new() -> OnceLock<T> {
        Self {
            inner: OnceCell::new(()),
        }
    }

    /// Returns a reference to the value, or `None` if it is not set.
    ///
    /// Never waits: it is `None` while [`get_or_init`](Self::get_or_init) runs.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::sync::OnceLock;
    ///
    /// let lock = OnceLock::new();
    /// assert_eq!(lock.get(), None);
    /// lock.set(1).unwrap();
    /// assert_eq!(lock.get(), Some(&1));
    /// ```
    #[inline]
    pub fn get(&self) -> Option<&T> {
        self.inner.get()
    }

    /// Returns a mutable reference to the value, or `None` if it is not set.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::sync::OnceLock;
    ///
    /// let mut lock = OnceLock::from(1);
    /// *lock.get_mut().unwrap() += 1;
    /// assert_eq!(lock.into_inner(), Some(2));
    /// ```
    #[inline]
    pub fn get_mut(&mut self) -> Option<&mut T> {
        self.inner.get_mut()
    }

    /// Returns a reference to the value.
    ///
    /// # Panics
    ///
    /// If the value is not set, because no other thread could set it. In a native build, if it is
    /// not set after ten seconds.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::sync::OnceLock;
    ///
    /// let lock = OnceLock::from(1);
    /// assert_eq!(*lock.wait(), 1); // returns immediately
    /// ```
    ///
    /// Without a value, it panics instead of waiting for ever:
    ///
    /// ```no_run,should_panic
    /// # // guest: status 101
    /// nanowasi::sync::OnceLock::<u8>::new().wait(); // panics
    /// ```
    #[inline]
    #[track_caller]
    pub fn wait(&self) -> &T {
        match spin_until(|| self.get()) {
            Some(value) => value,
            None => panic_literal!("waiting for a value that no other thread can set"),
        }
    }

    /// Sets the value if it is not set.
    ///
    /// # Errors
    ///
    /// Returns `value` if another one is set.
    ///
    /// # Panics
    ///
    /// If it is called from the closure of [`get_or_init`](Self::get_or_init), which would wait for
    /// itself.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::sync::OnceLock;
    ///
    /// let lock = OnceLock::new();
    /// assert_eq!(lock.set("first"), Ok(()));
    /// assert_eq!(lock.set("second"), Err("second"));
    /// assert_eq!(lock.get(), Some(&"first"));
    /// ```
    #[inline]
    #[track_caller]
    pub fn set(&self, value: T) -> Result<(), T> {
        match self.inner.set(value) {
            Ok(()) => Ok(()),
            Err((value, InitError::AlreadyInitialized)) => Err(value),
            Err(_) => panic_literal!("one-time initialization may not be performed recursively"),
        }
    }

    /// Returns a reference to the value, which `f` creates if it is not set.
    ///
    /// # Panics
    ///
    /// If `f` sets or initializes the same `OnceLock`, which would wait for itself.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::sync::OnceLock;
    ///
    /// static SQUARES: OnceLock<Vec<u32>> = OnceLock::new();
    ///
    /// fn squares() -> &'static [u32] {
    ///     SQUARES.get_or_init(|| (0..10).map(|n| n * n).collect()) // computed by the first call
    /// }
    ///
    /// assert_eq!(squares()[3], 9);
    /// assert_eq!(squares()[9], 81);
    /// ```
    #[inline]
    #[track_caller]
    pub fn get_or_init<F>(&self, f: F) -> &T
    where
        F: FnOnce() -> T,
    {
        // Natively, after a panic the next caller may try.
        match self.inner.get_or_init(Some(()), |()| f()) {
            Ok(value) => value,
            Err(_) => panic_literal!("one-time initialization may not be performed recursively"),
        }
    }

    /// Consumes the `OnceLock` and returns the value, or `None` if it is not set.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::sync::OnceLock;
    ///
    /// assert_eq!(OnceLock::from("set").into_inner(), Some("set"));
    /// assert_eq!(OnceLock::<&str>::new().into_inner(), None);
    /// ```
    #[inline]
    pub fn into_inner(self) -> Option<T> {
        self.inner.into_inner()
    }

    /// Takes the value out, after which it is not set. Returns `None` if it was not.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::sync::OnceLock;
    ///
    /// let mut lock = OnceLock::from("first");
    /// assert_eq!(lock.take(), Some("first"));
    /// assert_eq!(lock.set("second"), Ok(()));
    /// ```
    #[inline]
    pub fn take(&mut self) -> Option<T> {
        self.inner.take(())
    }
}

impl<T> Default for OnceLock<T> {
    #[inline]
    fn default() -> OnceLock<T> {
        Self::new()
    }
}

impl<T: fmt::Debug> fmt::Debug for OnceLock<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = f.debug_tuple("OnceLock");
        match self.get() {
            Some(value) => text.field(value),
            None => text.field(&format_args!("<uninit>")),
        };
        text.finish()
    }
}

impl<T: Clone> Clone for OnceLock<T> {
    #[inline]
    fn clone(&self) -> OnceLock<T> {
        match self.get() {
            Some(value) => Self::from(value.clone()),
            None => Self::new(),
        }
    }
}

impl<T> From<T> for OnceLock<T> {
    #[inline]
    fn from(value: T) -> Self {
        Self {
            inner: OnceCell::initialized(value),
        }
    }
}

impl<T: PartialEq> PartialEq for OnceLock<T> {
    #[inline]
    fn eq(&self, other: &OnceLock<T>) -> bool {
        self.get() == other.get()
    }
}

impl<T: Eq> Eq for OnceLock<T> {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_like_std() {
        let (ours, theirs) = (OnceLock::new(), std::sync::OnceLock::new());
        assert_eq!(format!("{ours:?}"), format!("{theirs:?}"));
        assert_eq!((ours.set("a"), theirs.set("a")), (Ok(()), Ok(())));
        assert_eq!(format!("{ours:#?}"), format!("{theirs:#?}"));
    }

    #[test]
    fn first_value_is_kept() {
        let mut lock = OnceLock::new();
        assert_eq!(*lock.get_or_init(|| 1), 1);
        assert_eq!((lock.set(2), *lock.get_or_init(|| 3)), (Err(2), 1));
        assert_eq!(*lock.wait(), 1);
        assert_eq!(lock.clone(), OnceLock::from(1));
        assert_ne!(lock, OnceLock::default());
        *lock.get_mut().unwrap() = 4;
        assert_eq!(lock.take(), Some(4));
        assert_eq!((lock.get(), lock.set(5)), (None, Ok(())));
        assert_eq!(lock.into_inner(), Some(5));
    }

    #[test]
    #[should_panic = "one-time initialization may not be performed recursively"]
    fn set_during_initialization_panics() {
        let lock = OnceLock::new();
        lock.get_or_init(|| lock.set(1).map_or(2, |()| 3));
    }

    #[test]
    #[should_panic = "waiting for a value that no other thread can set"]
    fn wait_before_set_panics() {
        OnceLock::<u8>::new().wait();
    }

    /// With an `impl Drop`, a value could not borrow from a local that is declared later.
    #[test]
    fn value_may_borrow_from_later_local() {
        let (lock, text);
        lock = OnceLock::new();
        text = String::from("text");
        assert_eq!(lock.set(text.as_str()), Ok(()));
    }
}
