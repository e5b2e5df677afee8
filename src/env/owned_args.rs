//! The arguments as `String`s and `OsString`s.

use core::fmt;
use core::marker::PhantomData;

use super::args::{ArgRange, to_str};
use super::count_with_heap;
use crate::ffi::{OsStr, OsString};
use crate::string::String;
use crate::sys::args::ARGS;

/// The program's arguments, its name first, as `std::env::args`.
///
/// An argument that isn't UTF-8 ends the program with a message and status 101, unless it is skipped.
/// [`static_args`](super::static_args) gives the same, and is smaller.
#[inline]
pub fn args() -> Args {
    Args(args_os())
}

/// The program's arguments, its name first, as `std::env::args_os`: they may be other than UTF-8.
#[inline]
pub fn args_os() -> ArgsOs {
    ArgsOs(ArgRange::new(count_with_heap(&ARGS)), PhantomData)
}

/// The arguments that [`args`] gives, as `std::env::Args`.
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct Args(ArgsOs);

/// The arguments that [`args_os`] gives, as `std::env::ArgsOs`.
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct ArgsOs(
    ArgRange,
    /// Neither `Send` nor `Sync`, as in `std`.
    PhantomData<*const ()>,
);

fn os_string(index: usize) -> OsString {
    OsString::from_bytes(ARGS.get(index).to_vec())
}

/// Implements the iterators, both by the numbers and by what has one.
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

                /// Skips without looking at what is skipped.
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

/// A list of the arguments that are left.
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
