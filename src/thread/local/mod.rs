//! [`LocalKey`] and [`thread_local!`](crate::thread_local!): a thread's own values.

mod key;
#[cfg(test)]
mod tests;

pub use key::{AccessError, LocalKey};

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
        fn __nanowasi_init() -> $t {
            $init
        }
        $crate::thread::LocalKey::__new(|initial| {
            static __NANOWASI_STORAGE: $crate::sys::LazyStorage<$t> =
                $crate::sys::LazyStorage::new();
            __NANOWASI_STORAGE.get(initial, __nanowasi_init)
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
            static __NANOWASI_STORAGE: $crate::sys::EagerStorage<$t> =
                $crate::sys::EagerStorage::new($init);
            __NANOWASI_STORAGE.get()
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
