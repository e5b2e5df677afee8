//! [`LazyLock`]: a value that is created on first access.

use core::fmt;
use core::ops::{Deref, DerefMut};
use core::panic::{RefUnwindSafe, UnwindSafe};

use crate::panic::literal::panic_literal;
use crate::sys::sync::{InitError, OnceCell};

/// A value that is created on first access, as [`std::sync::LazyLock`].
///
/// # Examples
///
/// ```
/// use nanowasi::sync::LazyLock;
///
/// static SQUARES: LazyLock<[u32; 4]> = LazyLock::new(|| [0, 1, 4, 9]);
///
/// assert_eq!(SQUARES.iter().sum::<u32>(), 14);
/// ```
///
/// [`std::sync::LazyLock`]: https://doc.rust-lang.org/std/sync/struct.LazyLock.html
pub struct LazyLock<T, F = fn() -> T> {
    inner: OnceCell<T, F>,
}

impl<T: RefUnwindSafe + UnwindSafe, F: UnwindSafe> RefUnwindSafe for LazyLock<T, F> {}
impl<T: UnwindSafe, F: UnwindSafe> UnwindSafe for LazyLock<T, F> {}

impl<T, F: FnOnce() -> T> LazyLock<T, F> {
    /// Creates a value that `f` will initialize.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::sync::LazyLock;
    ///
    /// static NAMES: LazyLock<Vec<String>> = LazyLock::new(|| vec!["main".to_owned()]);
    ///
    /// assert_eq!(NAMES.len(), 1); // calls the closure
    /// ```
    #[inline]
    pub const fn new(f: F) -> LazyLock<T, F> {
        Self {
            inner: OnceCell::new(f),
        }
    }

    /// Returns a reference to the value, which is created if it is not initialized.
    ///
    /// Dereferencing does the same.
    ///
    /// # Panics
    ///
    /// - If the closure accesses the value that it creates.
    /// - In a native build, if the closure has panicked before.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::sync::LazyLock;
    ///
    /// let lazy = LazyLock::new(|| 7);
    /// assert_eq!(LazyLock::force(&lazy), &7);
    /// assert_eq!(*lazy, 7);
    /// ```
    #[inline]
    #[track_caller]
    pub fn force(this: &LazyLock<T, F>) -> &T {
        match this.inner.get_or_init(None, |f| f()) {
            Ok(value) => value,
            Err(InitError::Poisoned) if cfg!(panic = "unwind") => {
                panic_literal!("LazyLock instance has previously been poisoned")
            }
            Err(_) => panic_literal!("one-time initialization may not be performed recursively"),
        }
    }

    /// Returns a mutable reference to the value, which is created if it is not initialized.
    ///
    /// # Panics
    ///
    /// As [`force`](Self::force).
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::sync::LazyLock;
    ///
    /// let mut lazy = LazyLock::new(|| 7);
    /// *LazyLock::force_mut(&mut lazy) += 1;
    /// assert_eq!(*lazy, 8);
    /// ```
    #[inline]
    #[track_caller]
    pub fn force_mut(this: &mut LazyLock<T, F>) -> &mut T {
        Self::force(this);
        match this.inner.get_mut() {
            Some(value) => value,
            None => panic_literal!("LazyLock instance has previously been poisoned"),
        }
    }
}

impl<T, F> LazyLock<T, F> {
    /// Returns a mutable reference to the value, or `None` if it is not initialized.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::sync::LazyLock;
    ///
    /// let mut lazy = LazyLock::new(|| 7);
    /// assert_eq!(LazyLock::get_mut(&mut lazy), None); // does not create it
    /// LazyLock::force(&lazy);
    /// assert_eq!(LazyLock::get_mut(&mut lazy), Some(&mut 7));
    /// ```
    #[inline]
    pub fn get_mut(this: &mut LazyLock<T, F>) -> Option<&mut T> {
        this.inner.get_mut()
    }

    /// Returns a reference to the value, or `None` if it is not initialized.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::sync::LazyLock;
    ///
    /// let lazy = LazyLock::new(|| 7);
    /// assert_eq!(LazyLock::get(&lazy), None); // does not create it
    /// assert_eq!(*lazy, 7);
    /// assert_eq!(LazyLock::get(&lazy), Some(&7));
    /// ```
    #[inline]
    pub fn get(this: &LazyLock<T, F>) -> Option<&T> {
        this.inner.get()
    }
}

impl<T, F: FnOnce() -> T> Deref for LazyLock<T, F> {
    type Target = T;

    /// As [`force`](Self::force).
    #[inline]
    #[track_caller]
    fn deref(&self) -> &T {
        Self::force(self)
    }
}

impl<T, F: FnOnce() -> T> DerefMut for LazyLock<T, F> {
    /// As [`force_mut`](Self::force_mut).
    #[inline]
    #[track_caller]
    fn deref_mut(&mut self) -> &mut T {
        Self::force_mut(self)
    }
}

impl<T: Default> Default for LazyLock<T> {
    #[inline]
    fn default() -> LazyLock<T> {
        Self::new(T::default)
    }
}

impl<T: fmt::Debug, F> fmt::Debug for LazyLock<T, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = f.debug_tuple("LazyLock");
        match self.inner.get() {
            Some(value) => text.field(value),
            None => text.field(&format_args!("<uninit>")),
        };
        text.finish()
    }
}

#[cfg(test)]
mod tests {
    use std::panic::{AssertUnwindSafe, catch_unwind};

    use super::*;

    #[test]
    fn formats_like_std() {
        let (ours, theirs) = (LazyLock::new(|| 1), std::sync::LazyLock::new(|| 1));
        assert_eq!(format!("{ours:?}"), format!("{theirs:?}"));
        assert_eq!(*ours, *theirs);
        assert_eq!(format!("{ours:#?}"), format!("{theirs:#?}"));
    }

    #[test]
    fn initializes_on_first_access() {
        let made = core::cell::Cell::new(0);
        let mut lazy = LazyLock::new(|| {
            made.set(made.get() + 1);
            7
        });
        assert_eq!(LazyLock::get(&lazy), None);
        assert_eq!(LazyLock::get_mut(&mut lazy), None);
        *lazy += 1;
        assert_eq!((*lazy, LazyLock::get(&lazy)), (8, Some(&8)));
        *LazyLock::force_mut(&mut lazy) += 1;
        assert_eq!(*LazyLock::force(&lazy), 9);
        assert_eq!(made.get(), 1);
        assert_eq!(*LazyLock::<u8>::default(), 0);
    }

    #[test]
    #[should_panic = "one-time initialization may not be performed recursively"]
    fn recursive_access_panics() {
        static LAZY: LazyLock<u8> = LazyLock::new(|| *LAZY + 1);
        let _ = *LAZY;
    }

    #[test]
    fn panic_poisons() {
        let lazy: LazyLock<u8> = LazyLock::new(|| panic!("inside"));
        for text in ["inside", "LazyLock instance has previously been poisoned"] {
            let panic = catch_unwind(AssertUnwindSafe(|| *lazy)).unwrap_err();
            assert_eq!(panic.downcast_ref::<&str>(), Some(&text));
        }
    }
}
