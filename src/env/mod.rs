//! What a program is started with: its arguments.
//!
//! [`args`] gives `String`s, as [`std::env::args`]; [`static_args`] gives the same as `&'static str`s
//! and needs no heap. Both ask the host at the first call and keep what it says in memory that they
//! grow for it, by whole pages of 64 KiB.
//!
//! [`std::env::args`]: https://doc.rust-lang.org/std/env/fn.args.html

mod args;
#[cfg(feature = "alloc")]
mod current_dir;

#[cfg(feature = "alloc")]
pub use args::{Args, args};
pub use args::{StaticArgs, static_args};
#[cfg(feature = "alloc")]
pub use current_dir::{current_dir, set_current_dir};
