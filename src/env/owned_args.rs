//! [`args`] and [`args_os`]: the program's arguments as `String`s and `OsString`s.

use core::fmt;
use core::marker::PhantomData;

use super::args::{ArgRange, to_str};
use super::count_with_heap;
use crate::ffi::{OsStr, OsString};
use crate::string::String;
use crate::sys::args::ARGS;

/// Returns the program's arguments, as `std::env::args`. The first is usually the program's name.
///
/// Unlike `std`, an argument that is not UTF-8 ends the program with a message and status 101
/// instead of a panic. `nth` and `skip` don't check the arguments that they skip.
///
/// [`static_args`](super::static_args) returns the same arguments without a heap, in less code.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::env;
///
/// // Started as `example one two`.
/// let names: Vec<String> = env::args().skip(1).collect();
/// assert_eq!(names, ["one", "two"]);
/// ```
#[inline]
pub fn args() -> Args {
    Args(args_os())
}

/// Returns the program's arguments, as `std::env::args_os`. The first is usually the program's
/// name.
///
/// The arguments are any bytes: nothing requires them to be UTF-8.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::{env, path::Path};
///
/// // Started as `example one two`.
/// let file = env::args_os().nth(1).expect("usage: example FILE");
/// assert_eq!(Path::new(&file), Path::new("one"));
/// ```
#[inline]
pub fn args_os() -> ArgsOs {
    ArgsOs(ArgRange::new(count_with_heap(&ARGS)), PhantomData)
}

/// An iterator over the program's arguments as `String`s, returned by [`args`], as
/// `std::env::Args`.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::env;
///
/// let args: env::Args = env::args();
/// assert_eq!(args.len(), 3);
/// ```
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct Args(ArgsOs);

/// An iterator over the program's arguments as `OsString`s, returned by [`args_os`], as
/// `std::env::ArgsOs`.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::env;
///
/// let mut args: env::ArgsOs = env::args_os();
/// assert_eq!(args.next_back().unwrap(), "two");
/// ```
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct ArgsOs(
    ArgRange,
    /// Makes the type neither `Send` nor `Sync`, as in `std`.
    PhantomData<*const ()>,
);

fn os_string(index: usize) -> OsString {
    OsString::from_bytes(ARGS.get(index).to_vec())
}

/// Implements the iterator traits. `$range` is the [`ArgRange`] of the iterator `$this`; `$get`
/// makes an item from an index.
macro_rules! iterators {
    ($($type:ident: $item:ty, $this:ident => $range:expr, $get:expr;)+) => {
        $(
            impl Iterator for $type {
                type Item = $item;

                #[inline]
                fn next(&mut self) -> Option<$item> {
                    let $this = self;
                    $range.next().map($get)
                }

                #[inline]
                fn size_hint(&self) -> (usize, Option<usize>) {
                    let $this = self;
                    ($range.len(), Some($range.len()))
                }

                /// Skips `n` arguments without making items of them.
                #[inline]
                fn nth(&mut self, n: usize) -> Option<$item> {
                    let $this = &mut *self;
                    $range.skip(n);
                    self.next()
                }
            }

            impl DoubleEndedIterator for $type {
                #[inline]
                fn next_back(&mut self) -> Option<$item> {
                    let $this = self;
                    $range.next_back().map($get)
                }
            }

            impl ExactSizeIterator for $type {}
        )+
    };
}

iterators! {
    Args: String, args => args.0.0, |index| String::from(to_str(index));
    ArgsOs: OsString, args => args.0, os_string;
}

impl fmt::Debug for Args {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.debug("Args", f)
    }
}

impl fmt::Debug for ArgsOs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.debug("ArgsOs", f)
    }
}

impl ArgsOs {
    fn debug(&self, name: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct(name)
            .field("inner", &RemainingArgs(self.0.clone()))
            .finish()
    }
}

/// Prints the remaining arguments as a list.
struct RemainingArgs(ArgRange);

impl fmt::Debug for RemainingArgs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut range = self.0.clone();
        let args = core::iter::from_fn(|| range.next());
        f.debug_list()
            .entries(args.map(|index| OsStr::from_bytes(ARGS.get(index))))
            .finish()
    }
}
