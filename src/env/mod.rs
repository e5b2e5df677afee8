//! What a program is started with: its arguments and its environment.
//!
//! As [`std::env`] on this target. [`args`] and [`var`] give `String`s; [`static_args`] and
//! [`static_var`] give the same as `&'static str`s and need no heap. Either way the host is called
//! once, at the first use, and the strings are kept for the whole run. Their memory is the rest of
//! what the module begins with, or is grown. Where it can't grow, [`args`], [`var`] and the like
//! use free memory of the heap. A program for whose strings there is no memory ends with the
//! message `out of memory` and status 101.
//!
//! [`std::env`]: https://doc.rust-lang.org/std/env/index.html

mod args;
pub mod consts;
#[cfg(feature = "alloc")]
mod current_dir;
mod entry;
#[cfg(feature = "alloc")]
mod overlay;
#[cfg(feature = "alloc")]
mod owned_args;
#[cfg(feature = "alloc")]
mod paths;
mod static_vars;
#[cfg(feature = "alloc")]
mod vars;

pub use args::{StaticArgs, static_args};
#[cfg(feature = "alloc")]
pub(crate) use current_dir::current_dir_unchecked;
#[cfg(feature = "alloc")]
pub use current_dir::{current_dir, set_current_dir};
#[cfg(feature = "alloc")]
pub use overlay::{remove_var, set_var};
#[cfg(feature = "alloc")]
pub use owned_args::{Args, ArgsOs, args, args_os};
#[cfg(feature = "alloc")]
pub use paths::{
    JoinPathsError, SplitPaths, current_exe, home_dir, join_paths, split_paths, temp_dir,
};
pub(crate) use static_vars::with_var;
pub use static_vars::{StaticVars, static_var, static_vars};
#[cfg(feature = "alloc")]
pub use vars::{VarError, Vars, VarsOs, var, var_os, vars, vars_os};

use crate::sys::args::{StringSource, StringTable};
#[cfg(feature = "alloc")]
use crate::sys::memory::alloc_from_heap;
use crate::{process, sys};

/// Ends the program with a message and status 101, after writing what is buffered for standard
/// output.
#[cold]
fn exit_with_message(message: &'static str) -> ! {
    let status = process::exit_status(101);
    // Nobody is left to be told if this fails.
    let _ = sys::write_all(sys::STDERR, message.as_bytes());
    sys::proc_exit(status.cast_unsigned())
}

/// Returns how many strings the host has, for a program that may have no heap.
///
/// Ends the program if there is no memory for them.
fn count<S: StringSource>(strings: &StringTable<S>) -> usize {
    match strings.count(|_| None) {
        Some(count) => count,
        None => exit_with_message(OUT_OF_MEMORY),
    }
}

/// Returns how many strings the host has, in the heap's memory where no other can be had.
///
/// Ends the program if there is no memory for them.
#[cfg(feature = "alloc")]
fn count_with_heap<S: StringSource>(strings: &StringTable<S>) -> usize {
    match strings.count(alloc_from_heap) {
        Some(count) => count,
        None => exit_with_message(OUT_OF_MEMORY),
    }
}

/// What a program says that ends because of it: an empty list would be taken for what the host has.
const OUT_OF_MEMORY: &str = "out of memory\n";
