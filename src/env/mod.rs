//! What a program is started with: its arguments and its environment.
//!
//! As [`std::env`] on this target. [`args`] and [`var`] give `String`s; [`static_args`] and
//! [`static_var`] give the same as `&'static str`s and need no heap. Either way the host is asked at the
//! first call, and what it says is kept in memory that is grown for it, by whole pages of 64 KiB.
//!
//! [`std::env`]: https://doc.rust-lang.org/std/env/index.html

mod args;
#[cfg(feature = "alloc")]
mod changes;
pub mod consts;
#[cfg(feature = "alloc")]
mod current_dir;
#[cfg(feature = "alloc")]
mod owned_args;
#[cfg(feature = "alloc")]
mod paths;
mod static_vars;
#[cfg(feature = "alloc")]
mod vars;

pub use args::{StaticArgs, static_args};
#[cfg(feature = "alloc")]
pub use changes::{remove_var, set_var};
#[cfg(feature = "alloc")]
pub(crate) use current_dir::current_dir_text;
#[cfg(feature = "alloc")]
pub use current_dir::{current_dir, set_current_dir};
#[cfg(feature = "alloc")]
pub use owned_args::{Args, ArgsOs, args, args_os};
#[cfg(feature = "alloc")]
pub use paths::{
    JoinPathsError, SplitPaths, current_exe, home_dir, join_paths, split_paths, temp_dir,
};
pub(crate) use static_vars::look_up;
pub use static_vars::{StaticVars, static_var, static_vars};
#[cfg(feature = "alloc")]
pub use vars::{VarError, Vars, VarsOs, var, var_os, vars, vars_os};

use crate::{process, sys};

/// Ends the program, for a string of the host's is not text; says so with a message.
#[cold]
fn not_utf8(message: &'static str) -> ! {
    // Nobody is left to be told if this fails.
    let _ = sys::write_all(sys::STDERR, message.as_bytes());
    process::exit(101)
}
