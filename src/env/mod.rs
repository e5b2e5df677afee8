//! The program's arguments, environment variables and current directory.
//!
//! As [`std::env`] on this target. [`args`] and [`var`] return `String`s. [`static_args`] and
//! [`static_var`] return the same texts as `&'static str`s, need no heap and take less code.
//!
//! ```no_run
//! use nanowasi::env;
//!
//! // Started as `example one two`, with `HOME=/home/user`.
//! assert_eq!(env::static_args().nth(1), Some("one"));
//! assert_eq!(env::var("HOME").as_deref(), Ok("/home/user"));
//! ```
//!
//! The program requests the arguments from the host once, at the first use, and likewise the
//! environment. The strings are kept until the program ends. Their memory is the unused rest of the
//! module's initial memory, or new pages. If the memory can't grow, [`args`], [`var`] and the like
//! allocate from the heap. If there is no memory at all, the program ends with the message
//! `out of memory` and status 101.
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
#[cfg(feature = "log")]
pub(crate) use static_vars::static_bytes;
pub(crate) use static_vars::with_var;
pub use static_vars::{StaticVars, static_var, static_vars};
#[cfg(feature = "alloc")]
pub use vars::{VarError, Vars, VarsOs, var, var_os, vars, vars_os};

use crate::sys::args::{StringSource, StringTable};
#[cfg(feature = "alloc")]
use crate::sys::memory::alloc_from_heap;
use crate::{process, sys};

/// Writes the buffered standard output, then `message`, and ends the program with status 101.
#[cold]
fn exit_with_message(message: &'static str) -> ! {
    let status = process::exit_status(101);
    // The program ends either way, so an error of this write has no use.
    let _ = sys::write_all(sys::STDERR, message.as_bytes());
    sys::proc_exit(status.cast_unsigned())
}

/// Returns the number of the host's strings, without use of the heap.
///
/// Ends the program if there is no memory for the strings.
fn count<S: StringSource>(strings: &StringTable<S>) -> usize {
    match strings.count(|_| None) {
        Some(count) => count,
        None => exit_with_message(OUT_OF_MEMORY),
    }
}

/// Returns the number of the host's strings, which are stored in the heap if the memory can't grow.
///
/// Ends the program if there is no memory for the strings.
#[cfg(feature = "alloc")]
fn count_with_heap<S: StringSource>(strings: &StringTable<S>) -> usize {
    match strings.count(alloc_from_heap) {
        Some(count) => count,
        None => exit_with_message(OUT_OF_MEMORY),
    }
}

/// The message of a program that has no memory for its strings. An empty list instead would look
/// like the host's.
const OUT_OF_MEMORY: &str = "out of memory\n";
