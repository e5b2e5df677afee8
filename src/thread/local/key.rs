//! [`LocalKey`]: access to a value that each thread has for itself.

use core::cell::{Cell, RefCell};
use core::error::Error;
use core::fmt;

use crate::sys::sync::LocalValue;

/// The key of a value that each thread has for itself, as [`std::thread::LocalKey`].
///
/// Declared by [`thread_local!`](crate::thread_local!).
///
/// # Examples
///
/// ```
/// use nanowasi::cell::Cell;
/// use nanowasi::thread::LocalKey;
/// use nanowasi::thread_local;
///
/// thread_local!(static DEPTH: Cell<u32> = const { Cell::new(0) });
///
/// fn increment(counter: &'static LocalKey<Cell<u32>>) -> u32 {
///     counter.set(counter.get() + 1);
///     counter.get()
/// }
///
/// assert_eq!(increment(&DEPTH), 1);
/// ```
///
/// [`std::thread::LocalKey`]: https://doc.rust-lang.org/std/thread/struct.LocalKey.html
pub struct LocalKey<T: 'static> {
    /// Returns the value. If it is not initialized, it takes `initial`, or calls the initializer.
    get_or_init: fn(initial: Option<&mut Option<T>>) -> &'static LocalValue<T>,
}

/// The value was dropped, as [`std::thread::AccessError`]. Never returned, because no value is
/// dropped.
///
/// # Examples
///
/// ```
/// use nanowasi::thread::AccessError;
/// use nanowasi::thread_local;
///
/// thread_local!(static NAME: String = "main".to_owned());
///
/// let length: Result<usize, AccessError> = NAME.try_with(|name| name.len());
/// assert_eq!(length, Ok(4));
/// ```
///
/// [`std::thread::AccessError`]: https://doc.rust-lang.org/std/thread/struct.AccessError.html
#[non_exhaustive]
#[derive(Clone, Copy, Eq, PartialEq)]
pub struct AccessError;

impl<T: 'static> LocalKey<T> {
    /// Creates a key. Public for the macros alone.
    #[doc(hidden)]
    #[must_use]
    pub const fn __new(get_or_init: fn(Option<&mut Option<T>>) -> &'static LocalValue<T>) -> Self {
        Self { get_or_init }
    }

    /// Calls `f` with the value, which is created if it is not initialized.
    ///
    /// As in `std`, if the initializer accesses its own key, the inner value is replaced by the
    /// outer one.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::thread_local;
    ///
    /// thread_local!(static NAME: String = "main".to_owned());
    ///
    /// assert_eq!(NAME.with(|name| name.len()), 4);
    /// ```
    #[inline]
    pub fn with<F, R>(&'static self, f: F) -> R
    where
        F: FnOnce(&T) -> R,
    {
        (self.get_or_init)(None).with(f)
    }

    /// As [`with`](Self::with).
    ///
    /// # Errors
    ///
    /// Never: no value is dropped.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::thread_local;
    ///
    /// thread_local!(static NAME: String = "main".to_owned());
    ///
    /// assert_eq!(NAME.try_with(|name| name.len()), Ok(4));
    /// ```
    #[inline]
    pub fn try_with<F, R>(&'static self, f: F) -> Result<R, AccessError>
    where
        F: FnOnce(&T) -> R,
    {
        Ok(self.with(f))
    }

    /// Calls `f` with the value. If it is not initialized, it becomes `initial`; otherwise `f` is
    /// called with `initial` too.
    #[inline]
    fn initialize_with<R>(&'static self, initial: T, f: impl FnOnce(Option<T>, &T) -> R) -> R {
        let mut initial = Some(initial);
        let local = (self.get_or_init)(Some(&mut initial));
        local.with(|value| f(initial, value))
    }
}

impl<T: 'static> LocalKey<Cell<T>> {
    /// Sets the value.
    ///
    /// If the value is not initialized, the initializer is not called.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::cell::Cell;
    /// use nanowasi::thread_local;
    ///
    /// thread_local!(static DEPTH: Cell<u32> = const { Cell::new(1) });
    ///
    /// DEPTH.set(5);
    /// assert_eq!(DEPTH.get(), 5);
    /// ```
    #[inline]
    pub fn set(&'static self, value: T) {
        self.initialize_with(Cell::new(value), |value, cell| {
            if let Some(value) = value {
                cell.set(value.into_inner());
            }
        });
    }

    /// Returns a copy of the value.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::cell::Cell;
    /// use nanowasi::thread_local;
    ///
    /// thread_local!(static DEPTH: Cell<u32> = const { Cell::new(1) });
    ///
    /// assert_eq!(DEPTH.get(), 1);
    /// ```
    #[inline]
    pub fn get(&'static self) -> T
    where
        T: Copy,
    {
        self.with(Cell::get)
    }

    /// Returns the value and replaces it with the default.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::cell::Cell;
    /// use nanowasi::thread_local;
    ///
    /// thread_local!(static DEPTH: Cell<u32> = const { Cell::new(1) });
    ///
    /// assert_eq!((DEPTH.take(), DEPTH.get()), (1, 0));
    /// ```
    #[inline]
    pub fn take(&'static self) -> T
    where
        T: Default,
    {
        self.with(Cell::take)
    }

    /// Sets the value and returns the previous one.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::cell::Cell;
    /// use nanowasi::thread_local;
    ///
    /// thread_local!(static DEPTH: Cell<u32> = const { Cell::new(1) });
    ///
    /// assert_eq!((DEPTH.replace(5), DEPTH.get()), (1, 5));
    /// ```
    #[inline]
    pub fn replace(&'static self, value: T) -> T {
        self.with(|cell| cell.replace(value))
    }
}

impl<T: 'static> LocalKey<RefCell<T>> {
    /// Calls `f` with a reference to the value.
    ///
    /// # Panics
    ///
    /// If the value is mutably borrowed.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::cell::RefCell;
    /// use nanowasi::thread_local;
    ///
    /// thread_local!(static WORDS: RefCell<Vec<&'static str>> = RefCell::new(vec!["one"]));
    ///
    /// assert_eq!(WORDS.with_borrow(|words| words.len()), 1);
    /// ```
    #[inline]
    pub fn with_borrow<F, R>(&'static self, f: F) -> R
    where
        F: FnOnce(&T) -> R,
    {
        self.with(|cell| f(&cell.borrow()))
    }

    /// Calls `f` with a mutable reference to the value.
    ///
    /// # Panics
    ///
    /// If the value is borrowed.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::cell::RefCell;
    /// use nanowasi::thread_local;
    ///
    /// thread_local!(static WORDS: RefCell<Vec<&'static str>> = RefCell::new(vec!["one"]));
    ///
    /// WORDS.with_borrow_mut(|words| words.push("two"));
    /// assert_eq!(WORDS.with_borrow(|words| words.len()), 2);
    /// ```
    #[inline]
    pub fn with_borrow_mut<F, R>(&'static self, f: F) -> R
    where
        F: FnOnce(&mut T) -> R,
    {
        self.with(|cell| f(&mut cell.borrow_mut()))
    }

    /// Sets the value.
    ///
    /// If the value is not initialized, the initializer is not called.
    ///
    /// # Panics
    ///
    /// If the value is borrowed.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::cell::RefCell;
    /// use nanowasi::thread_local;
    ///
    /// thread_local!(static WORDS: RefCell<Vec<&'static str>> = RefCell::new(vec!["one"]));
    ///
    /// WORDS.set(vec![]);
    /// assert!(WORDS.with_borrow(|words| words.is_empty()));
    /// ```
    #[inline]
    pub fn set(&'static self, value: T) {
        self.initialize_with(RefCell::new(value), |value, cell| {
            if let Some(value) = value {
                *cell.borrow_mut() = value.into_inner();
            }
        });
    }

    /// Returns the value and replaces it with the default.
    ///
    /// # Panics
    ///
    /// If the value is borrowed.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::cell::RefCell;
    /// use nanowasi::thread_local;
    ///
    /// thread_local!(static WORDS: RefCell<Vec<&'static str>> = RefCell::new(vec!["one"]));
    ///
    /// assert_eq!(WORDS.take(), ["one"]);
    /// assert!(WORDS.with_borrow(|words| words.is_empty()));
    /// ```
    #[inline]
    pub fn take(&'static self) -> T
    where
        T: Default,
    {
        self.with(RefCell::take)
    }

    /// Sets the value and returns the previous one.
    ///
    /// # Panics
    ///
    /// If the value is borrowed.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::cell::RefCell;
    /// use nanowasi::thread_local;
    ///
    /// thread_local!(static WORDS: RefCell<Vec<&'static str>> = RefCell::new(vec!["one"]));
    ///
    /// assert_eq!(WORDS.replace(vec!["two"]), ["one"]);
    /// assert_eq!(WORDS.take(), ["two"]);
    /// ```
    #[inline]
    pub fn replace(&'static self, value: T) -> T {
        self.with(|cell| cell.replace(value))
    }
}

impl<T: 'static> fmt::Debug for LocalKey<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LocalKey").finish_non_exhaustive()
    }
}

impl fmt::Debug for AccessError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AccessError")
    }
}

impl fmt::Display for AccessError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad("already destroyed")
    }
}

impl Error for AccessError {}
