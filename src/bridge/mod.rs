//! Bridges to the traits of the `no_std` ecosystem. Not in `std`.
//!
//! Each bridge is a feature, which has the name of the crate that it connects to. Without the
//! feature, the crate is neither downloaded nor compiled. With it, a module contains what the
//! program uses, and the exports that are named below.
//!
//! A module that `cargo nanowasi` builds contains nanowasi as `std`, without bridges, because these
//! crates work with `std` themselves. That includes `cargo nanowasi test` of a package that uses a
//! bridge, which fails to compile.
//!
//! | feature | what it provides | needed for |
//! | --- | --- | --- |
//! | `critical-section` | the implementation of critical sections, for one thread | crates that link only with one: `embassy-sync`, and `once_cell` and `portable-atomic` with their feature `critical-section` |
//! | `embedded-io` | `embedded_io`'s traits for the streams of [`io`](crate::io), [`fs`](crate::fs) and [`net`](crate::net), and two adapters | libraries that read and write by these traits |
//! | `embedded-io-async` | an adapter to `embedded_io_async`'s traits, whose calls block | programs with one task |
//! | `log` | a logger on standard error, with the levels of `RUST_LOG` | programs whose libraries use `log` |
//! | `getrandom` | the custom backend of `getrandom` 0.3 and 0.4 | `wasm32-unknown-unknown` and `wasm32v1-none` |
//! | `getrandom_02` | the same for `getrandom` 0.2 | the same targets |
//!
//! The two bridges without a module here consist of symbols that other crates call:
//!
//! # `critical-section`
//!
//! A critical section does nothing at run time, because a guest has no second thread and no
//! interrupt. So no state is restored at its end, and sections can be nested. A host function that
//! is called within a section can call back into the module and enter another section. That is a
//! nested section, too: a `critical_section::Mutex` gives a shared reference in both, and a
//! `RefCell` in it reports a second mutable borrow.
//!
//! rustc exports the two functions that the crate calls, which takes 68 bytes in each module.
//!
//! Only the optimizer is kept from moving memory accesses out of a section. Natively, where a test
//! can have threads, the implementation is the crate's own, with a lock: its feature `std` is on.
//! Cargo's resolver 1, which is that of edition 2018, would enable the feature for a module as
//! well. There, set `resolver = "2"` in the manifest.
//!
//! No other crate of the program may define an implementation, and the crate's feature `std` must
//! be off in a module. A program that `cargo nanowasi` builds enables that feature instead of this
//! bridge.
//!
//! ```no_run
//! use core::cell::Cell;
//! use critical_section::Mutex;
//!
//! static COUNT: Mutex<Cell<u32>> = Mutex::new(Cell::new(0));
//!
//! fn next() -> u32 {
//!     critical_section::with(|section| {
//!         let count = COUNT.borrow(section);
//!         count.replace(count.get() + 1)
//!     })
//! }
//! assert_eq!((next(), next()), (0, 1));
//! ```
//!
//! # `getrandom`
//!
//! `wasm32-wasip1` needs no bridge: `getrandom` 0.2, 0.3 and 0.4 call `random_get` there. The other
//! two targets have no source of random bytes that `getrandom` knows, so the compilation fails.
//! With the bridge, they call `random_get` of WASI as well.
//!
//! For `getrandom` 0.3 and 0.4, enable the feature `getrandom`, and set a flag of the compiler, as
//! these versions ask for:
//!
//! ```toml
//! # Cargo.toml
//! [dependencies]
//! nanowasi = { version = "0.1", features = ["getrandom"] }
//!
//! # .cargo/config.toml, beside Cargo.toml or in a parent folder
//! [target.wasm32-unknown-unknown]
//! rustflags = ['--cfg=getrandom_backend="custom"']
//! ```
//!
//! For `getrandom` 0.2, enable the feature `getrandom_02`. It needs no flag, and the program needs
//! no `register_custom_getrandom!`.
//!
//! An error of the host is `Error::new_custom` with the errno, and in version 0.2 its
//! `raw_os_error`. If the host reports success but writes nothing, the errno is `IO`: see
//! [`random::fill`](crate::random::fill).
//!
//! Without the flag, the feature `getrandom` does nothing, and neither does `getrandom_02` on
//! `wasm32-wasip1`. Otherwise rustc exports the function that the crate calls, which takes 500
//! bytes in each module.
//!
//! # What needs no bridge
//!
//! - *`defmt`*: no crate here depends on it. It sends messages to a debug probe, which a guest does
//!   not have. Panics are printed by the [panic handler](mod@crate::panic): a program needs no
//!   `panic-probe`, `panic-halt` or `panic-semihosting`.
//! - *`embedded-alloc`, `dlmalloc`, `wee_alloc`*: the feature `talc` sets a global allocator.
//! - *`core_error`, `core2`, `no-std-compat`*: `Error` is in `core` since Rust 1.81, and
//!   [`io`](crate::io) has the rest of `std::io`.
//! - *`portable-atomic`*: wasm has all atomic types up to 64 bits, without its feature
//!   `critical-section`.
//! - *`libm`*: the methods of floats are in [`Float`](crate::float::Float).
//! - *`env_logger`*: it needs `std`. It works in programs that are built by `cargo nanowasi`.

#[cfg(feature = "embedded-io")]
pub mod embedded_io;
#[cfg(feature = "embedded-io-async")]
pub mod embedded_io_async;
#[cfg(feature = "log")]
pub mod log;

#[cfg(all(test, feature = "critical-section"))]
mod tests {
    use core::cell::Cell;
    use std::thread;

    use critical_section::Mutex;

    /// Without an implementation, a native test does not link. With that of a module, increments
    /// are lost.
    #[test]
    fn natively_a_section_excludes_other_threads() {
        static COUNT: Mutex<Cell<u32>> = Mutex::new(Cell::new(0));

        let count = || {
            for _ in 0..10_000 {
                critical_section::with(|section| {
                    let count = COUNT.borrow(section);
                    let old = count.get();
                    critical_section::with(|inner| COUNT.borrow(inner).set(old + 1));
                });
            }
        };
        thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(count);
            }
        });
        assert_eq!(
            critical_section::with(|section| COUNT.borrow(section).get()),
            40_000
        );
    }
}
