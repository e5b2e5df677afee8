//! The arguments: as `String`s, and as `&'static str`s for a program without a heap.

#[cfg(feature = "alloc")]
use alloc_crate::string::String;
use core::fmt;
use core::iter::FusedIterator;

use crate::process;
use crate::sys::args::ARGS;
use crate::sys::{self, STDERR};

/// The program's arguments, its name first. Not in `std`: needs no heap.
///
/// Empty if the host has none to tell. An argument that isn't UTF-8, which the specification rules
/// out, ends the program with a message and status 101, like the panic of `std`.
///
/// ```no_run
/// use nanowasi::{env, println};
/// for name in env::static_args().skip(1) {
///     println!("{name}");
/// }
/// ```
#[inline]
#[must_use]
pub fn static_args() -> StaticArgs {
    StaticArgs {
        front: 0,
        back: ARGS.count(),
    }
}

/// The arguments that [`static_args`] gives.
#[derive(Clone)]
pub struct StaticArgs {
    front: usize,
    back: usize,
}

/// The argument with a number.
fn text(number: usize) -> &'static str {
    sys::text(ARGS.get(number)).unwrap_or_else(|| not_utf8())
}

#[cold]
fn not_utf8() -> ! {
    // Nobody is left to be told if this fails.
    let _ = sys::write_all(STDERR, b"an argument is not UTF-8\n");
    process::exit(101)
}

impl Iterator for StaticArgs {
    type Item = &'static str;

    #[inline]
    fn next(&mut self) -> Option<&'static str> {
        if self.front >= self.back {
            return None;
        }
        let number = self.front;
        self.front += 1;
        Some(text(number))
    }

    /// Skips without looking at what is skipped.
    #[inline]
    fn nth(&mut self, n: usize) -> Option<&'static str> {
        self.front = self.front.saturating_add(n);
        self.next()
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.back.saturating_sub(self.front);
        (left, Some(left))
    }
}

impl DoubleEndedIterator for StaticArgs {
    fn next_back(&mut self) -> Option<&'static str> {
        if self.front >= self.back {
            return None;
        }
        self.back -= 1;
        Some(text(self.back))
    }
}

impl ExactSizeIterator for StaticArgs {}
impl FusedIterator for StaticArgs {}

impl fmt::Debug for StaticArgs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.clone()).finish()
    }
}

/// The program's arguments, its name first, as `std::env::args`.
///
/// As [`static_args`], which is smaller.
#[cfg(feature = "alloc")]
#[inline]
#[must_use]
pub fn args() -> Args {
    Args(static_args())
}

/// The arguments that [`args`] gives, as `std::env::Args`.
#[cfg(feature = "alloc")]
#[derive(Clone)]
pub struct Args(StaticArgs);

#[cfg(feature = "alloc")]
impl Iterator for Args {
    type Item = String;

    #[inline]
    fn next(&mut self) -> Option<String> {
        self.0.next().map(String::from)
    }

    #[inline]
    fn nth(&mut self, n: usize) -> Option<String> {
        self.0.nth(n).map(String::from)
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

#[cfg(feature = "alloc")]
impl DoubleEndedIterator for Args {
    #[inline]
    fn next_back(&mut self) -> Option<String> {
        self.0.next_back().map(String::from)
    }
}

#[cfg(feature = "alloc")]
impl ExactSizeIterator for Args {}
#[cfg(feature = "alloc")]
impl FusedIterator for Args {}

#[cfg(feature = "alloc")]
impl fmt::Debug for Args {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Args").field("inner", &self.0).finish()
    }
}
