//! Panic hooks and payloads: [`set_hook`], [`panic_any`], [`catch_unwind`].
//!
//! As [`std::panic`] on this target, where a panic can't be caught and ends the program. Unlike
//! `std`:
//!
//! - The message is one line, `panicked at src/main.rs:2:5: boom`, without the name of a thread and
//!   without a note on backtraces. That saves a kilobyte.
//! - Buffered output is written first, and not lost.
//! - The program ends as with [`process::abort`](crate::process::abort), where `std` traps. Most
//!   hosts report status 101 instead of their own status for a trap.
//!
//! [`std::panic`]: https://doc.rust-lang.org/std/panic/index.html

#[cfg(feature = "alloc")]
mod hook;
pub(crate) mod literal;
pub(crate) mod output;
#[cfg(feature = "alloc")]
mod payload;
#[cfg_attr(
    not(all(target_family = "wasm", feature = "alloc", feature = "panic-message")),
    allow(dead_code, reason = "programs with these features need all of it")
)]
mod state;
#[cfg(feature = "alloc")]
mod unwind;

#[doc(no_inline)]
pub use core::panic::{AssertUnwindSafe, Location, RefUnwindSafe, UnwindSafe};

#[cfg(nanowasi_std)]
#[doc(hidden)]
pub use crate::as_std::panic::panic_2015;
#[cfg(nanowasi_std)]
#[doc(hidden)]
pub use core::panic::panic_2021;

#[cfg(nanowasi_std)]
#[doc(hidden)]
pub use hook::observe;
#[cfg(feature = "alloc")]
#[allow(deprecated, reason = "`PanicInfo` is part of `std` all the same")]
pub use hook::{PanicHookInfo, PanicInfo, set_hook, take_hook};
#[cfg(any(
    feature = "alloc",
    all(target_family = "wasm", feature = "panic-message")
))]
pub(crate) use state::has_hook;
pub(crate) use state::panicking;
#[cfg(all(target_family = "wasm", feature = "panic-handler"))]
pub(crate) use state::{HOOK, handler_info, set_panicking};
#[cfg(nanowasi_std)]
#[doc(hidden)]
pub use unwind::is_catching;
#[cfg(feature = "alloc")]
pub use unwind::{catch_unwind, panic_any, resume_unwind};
