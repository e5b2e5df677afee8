//! [`LocalKey`] and [`thread_local!`](crate::thread_local!): a thread's own values.

use core::cell::{Cell, RefCell};
use core::error::Error;
use core::fmt;

use crate::sys::sync::Local;

/// Makes statics of which each thread has its own, as `std::thread_local!`: with one thread, statics that
/// need not be `Sync`.
///
/// ```
/// use nanowasi::thread_local;
/// use std::cell::{Cell, RefCell};
///
/// thread_local! {
///     static DEPTH: Cell<u32> = const { Cell::new(0) };
///     static NAMES: RefCell<Vec<String>> = RefCell::new(vec!["main".to_owned()]);
/// }
///
/// DEPTH.set(DEPTH.get() + 1);
/// NAMES.with_borrow_mut(|names| names.push("other".to_owned()));
/// assert_eq!((DEPTH.get(), NAMES.take().len()), (1, 2));
/// ```
///
/// A value without `const` is made when it is first wanted. As in `std` on this target, none is dropped
/// at the end.
#[macro_export]
macro_rules! thread_local {
    () => {};
    ($(#[$attr:meta])* $vis:vis static $name:ident: $t:ty = const $init:block $(; $($rest:tt)*)?) => {
        $(#[$attr])*
        $vis const $name: $crate::thread::LocalKey<$t> = $crate::__local_const!($t, $init);
        $($crate::thread_local!($($rest)*);)?
    };
    ($(#[$attr:meta])* $vis:vis static $name:ident: $t:ty = $init:expr $(; $($rest:tt)*)?) => {
        $(#[$attr])*
        $vis const $name: $crate::thread::LocalKey<$t> = $crate::__local_lazy!($t, $init);
        $($crate::thread_local!($($rest)*);)?
    };
}

/// The key of a value that is made when it is first wanted. What it names is seen by what the program
/// writes for the value: hence names that nobody else has.
#[doc(hidden)]
#[macro_export]
macro_rules! __local_lazy {
    ($t:ty, $init:expr) => {{
        fn __nanowasi_make() -> $t {
            $init
        }
        $crate::thread::LocalKey::__new(|given| {
            static __NANOWASI_VALUE: $crate::sys::Lazy<$t> = $crate::sys::Lazy::new();
            __NANOWASI_VALUE.get(given, __nanowasi_make)
        })
    }};
}

/// The key of a value that is there from the start.
#[cfg(target_family = "wasm")]
#[doc(hidden)]
#[macro_export]
macro_rules! __local_const {
    ($t:ty, $init:block) => {{
        $crate::thread::LocalKey::__new(|_| {
            static __NANOWASI_VALUE: $crate::sys::Eager<$t> = $crate::sys::Eager::new($init);
            __NANOWASI_VALUE.get()
        })
    }};
}

/// The key of a value that is there from the start. Natively each thread makes its own.
#[cfg(not(target_family = "wasm"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __local_const {
    ($t:ty, $init:block) => {
        $crate::__local_lazy!($t, const $init)
    };
}

/// A static of which each thread has its own, made by [`thread_local!`](crate::thread_local!), as
/// [`std::thread::LocalKey`].
///
/// [`std::thread::LocalKey`]: https://doc.rust-lang.org/std/thread/struct.LocalKey.html
pub struct LocalKey<T: 'static> {
    /// The value; if there is none yet, it is what is given, or made.
    find: fn(given: Option<&mut Option<T>>) -> &'static Local<T>,
}

/// A value is gone, since its thread is about to end, as [`std::thread::AccessError`]: none is, ever.
///
/// [`std::thread::AccessError`]: https://doc.rust-lang.org/std/thread/struct.AccessError.html
#[non_exhaustive]
#[derive(Clone, Copy, Eq, PartialEq)]
pub struct AccessError;

impl<T: 'static> LocalKey<T> {
    /// For the macro alone.
    #[doc(hidden)]
    #[must_use]
    pub const fn __new(find: fn(Option<&mut Option<T>>) -> &'static Local<T>) -> Self {
        Self { find }
    }

    /// Calls `f` with the value, which is made if it isn't there.
    ///
    /// As in `std`, a value that is made while it is made is replaced by the outer one.
    #[inline]
    pub fn with<F, R>(&'static self, f: F) -> R
    where
        F: FnOnce(&T) -> R,
    {
        (self.find)(None).with(f)
    }

    /// [`with`](Self::with).
    ///
    /// # Errors
    ///
    /// None: no value is ever gone.
    #[inline]
    pub fn try_with<F, R>(&'static self, f: F) -> Result<R, AccessError>
    where
        F: FnOnce(&T) -> R,
    {
        Ok(self.with(f))
    }

    /// Calls `f` with the value, which becomes `first` if it isn't there; and with `first`, if it is.
    #[inline]
    fn with_first<R>(&'static self, first: T, f: impl FnOnce(Option<T>, &T) -> R) -> R {
        let mut first = Some(first);
        let local = (self.find)(Some(&mut first));
        local.with(|value| f(first, value))
    }
}

impl<T: 'static> LocalKey<Cell<T>> {
    /// Sets the value. If it was not made yet, it isn't made before.
    #[inline]
    pub fn set(&'static self, value: T) {
        self.with_first(Cell::new(value), |value, cell| {
            if let Some(value) = value {
                cell.set(value.into_inner());
            }
        });
    }

    /// A copy of the value.
    #[inline]
    pub fn get(&'static self) -> T
    where
        T: Copy,
    {
        self.with(Cell::get)
    }

    /// The value, of which the default takes the place.
    #[inline]
    pub fn take(&'static self) -> T
    where
        T: Default,
    {
        self.with(Cell::take)
    }

    /// The value, of which another one takes the place.
    #[inline]
    pub fn replace(&'static self, value: T) -> T {
        self.with(|cell| cell.replace(value))
    }
}

impl<T: 'static> LocalKey<RefCell<T>> {
    /// Calls `f` with the value.
    ///
    /// # Panics
    ///
    /// If it is borrowed mutably.
    #[inline]
    pub fn with_borrow<F, R>(&'static self, f: F) -> R
    where
        F: FnOnce(&T) -> R,
    {
        self.with(|cell| f(&cell.borrow()))
    }

    /// Calls `f` with the value, to be changed.
    ///
    /// # Panics
    ///
    /// If it is borrowed.
    #[inline]
    pub fn with_borrow_mut<F, R>(&'static self, f: F) -> R
    where
        F: FnOnce(&mut T) -> R,
    {
        self.with(|cell| f(&mut cell.borrow_mut()))
    }

    /// Sets the value. If it was not made yet, it isn't made before.
    ///
    /// # Panics
    ///
    /// If it is borrowed.
    #[inline]
    pub fn set(&'static self, value: T) {
        self.with_first(RefCell::new(value), |value, cell| {
            if let Some(value) = value {
                *cell.borrow_mut() = value.into_inner();
            }
        });
    }

    /// The value, of which the default takes the place.
    ///
    /// # Panics
    ///
    /// If it is borrowed.
    #[inline]
    pub fn take(&'static self) -> T
    where
        T: Default,
    {
        self.with(RefCell::take)
    }

    /// The value, of which another one takes the place.
    ///
    /// # Panics
    ///
    /// If it is borrowed.
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

#[cfg(test)]
mod tests {
    use super::*;

    thread_local! {
        /// Documented, and public.
        pub(crate) static COUNT: Cell<u32> = const { Cell::new(3) };
        #[allow(dead_code)]
        static UNUSED: u8 = 1;
        static LIST: RefCell<Vec<u8>> = RefCell::new(vec![1, 2])
    }

    #[test]
    fn values_are_kept() {
        COUNT.set(COUNT.get() + 1);
        assert_eq!((COUNT.replace(9), COUNT.take(), COUNT.get()), (4, 9, 0));
        LIST.with_borrow_mut(|list| list.push(3));
        assert_eq!(LIST.with_borrow(|list| list.len()), 3);
        assert_eq!((LIST.replace(vec![]), LIST.take()), (vec![1, 2, 3], vec![]));
        assert_eq!(LIST.try_with(|list| list.borrow().len()), Ok(0));
        assert_eq!(format!("{LIST:?}"), "LocalKey { .. }");
        assert_eq!(
            format!("{AccessError:?} {AccessError}"),
            "AccessError already destroyed"
        );
    }

    /// A value that is set before it was ever wanted is not made for nothing.
    #[test]
    fn what_is_set_first_is_not_made() {
        thread_local!(static NEVER: Cell<u8> = unreachable!());
        thread_local!(
            static NEITHER: RefCell<u8> = panic!("made");
        );
        NEVER.set(1);
        NEVER.set(2);
        NEITHER.set(3);
        NEITHER.set(4);
        assert_eq!((NEVER.get(), NEITHER.take()), (2, 4));
    }

    /// As seen of `std` on this target under a host: 1 in the middle, 11 around it, 21 outside.
    #[test]
    fn a_value_that_is_made_from_inside_is_replaced() {
        thread_local! {
            static DEPTH: Cell<u32> = const { Cell::new(0) };
            static VALUE: Cell<u32> = {
                DEPTH.set(DEPTH.get() + 1);
                Cell::new(if DEPTH.get() < 3 { VALUE.get() + 10 } else { 1 })
            };
        }
        assert_eq!(VALUE.get(), 21);
    }

    /// The value that is replaced may look at its own key when it goes: there has to be a value.
    #[test]
    fn a_value_that_is_replaced_sees_its_successor() {
        struct Loud(u32);
        impl Drop for Loud {
            fn drop(&mut self) {
                SEEN.set(KEY.with(|value| value.0));
            }
        }
        thread_local! {
            static SEEN: Cell<u32> = const { Cell::new(0) };
            static DEPTH: Cell<u32> = const { Cell::new(0) };
            static KEY: Loud = {
                DEPTH.set(DEPTH.get() + 1);
                match DEPTH.get() {
                    1 => Loud(KEY.with(|value| value.0) + 1),
                    _ => Loud(7),
                }
            };
        }
        assert_eq!((KEY.with(|value| value.0), SEEN.get()), (8, 8));
    }

    #[test]
    fn natively_each_thread_has_its_own() {
        thread_local!(static OWN: RefCell<std::rc::Rc<u8>> = RefCell::new(std::rc::Rc::new(1)));
        OWN.set(std::rc::Rc::new(2));
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| assert_eq!(OWN.with_borrow(|value| **value), 1));
            }
        });
        assert_eq!(OWN.with_borrow(|value| **value), 2);
    }

    #[test]
    fn names_do_not_clash() {
        const __NANOWASI_MAKE: u8 = 5;
        mod inner {
            thread_local!(pub(crate) static DEEP: u8 = super::super::tests::five());
        }
        thread_local!(static A: u8 = __NANOWASI_MAKE; static B: u8 = const { __NANOWASI_MAKE });
        assert_eq!(
            A.with(|a| *a) + B.with(|b| *b) + inner::DEEP.with(|c| *c),
            15
        );
    }

    pub(crate) fn five() -> u8 {
        5
    }
}
