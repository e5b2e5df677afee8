//! [`LocalKey`] and [`thread_local!`](crate::thread_local!): values that each thread has for
//! itself.

mod key;

pub use key::{AccessError, LocalKey};

/// Declares statics of which each thread has its own value, as [`std::thread_local!`].
///
/// With one thread, they are statics whose values need not be `Sync`. A value with `const` is in
/// the static from the start. Any other value is created on first access. As in `std` on this
/// target, no value is dropped at the end of the program.
///
/// # Examples
///
/// ```
/// use nanowasi::cell::{Cell, RefCell};
/// use nanowasi::thread_local;
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
/// [`std::thread_local!`]: https://doc.rust-lang.org/std/macro.thread_local.html
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

/// Makes the key of a value that is created on first access.
///
/// The program's expression is inside the function, where it sees the names of these items. They
/// have names that no program uses.
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

/// Makes the key of a value that is initialized from the start.
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

/// Makes the key of a value that is initialized from the start. Natively each thread creates its
/// own.
#[cfg(not(target_family = "wasm"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __local_const {
    ($t:ty, $init:block) => {
        $crate::__local_lazy!($t, const $init)
    };
}

// Declared below the macros, because `thread_local!` names that of `std` above them.
#[cfg(test)]
mod tests;
