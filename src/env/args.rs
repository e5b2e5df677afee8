//! The arguments as `&'static str`s, for a program without a heap.

use core::fmt;
use core::iter::FusedIterator;

use super::{count, fail};
use crate::sys;
use crate::sys::args::ARGS;

/// The program's arguments, its name first. Not in `std`: needs no heap.
///
/// Empty if the host reports an error; the end of the program, with a message and status 101, if
/// there is no memory for them. An argument that isn't UTF-8, which the specification rules out,
/// ends the program with a message and status 101, like the panic of `std`.
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
    StaticArgs(Numbers::all(count(&ARGS)))
}

/// The arguments that [`static_args`] gives.
#[derive(Clone)]
pub struct StaticArgs(Numbers);

/// The numbers of the arguments that are left.
#[derive(Clone)]
pub(super) struct Numbers {
    front: usize,
    back: usize,
}

impl Numbers {
    /// Those of so many arguments.
    #[inline]
    pub(super) const fn all(count: usize) -> Self {
        Self {
            front: 0,
            back: count,
        }
    }

    #[inline]
    pub(super) const fn left(&self) -> usize {
        self.back.saturating_sub(self.front)
    }

    #[inline]
    pub(super) const fn skip(&mut self, n: usize) {
        self.front = self.front.saturating_add(n);
    }

    #[inline]
    pub(super) const fn next(&mut self) -> Option<usize> {
        if self.front >= self.back {
            return None;
        }
        let number = self.front;
        self.front += 1;
        Some(number)
    }

    #[inline]
    pub(super) const fn next_back(&mut self) -> Option<usize> {
        if self.front >= self.back {
            return None;
        }
        self.back -= 1;
        Some(self.back)
    }
}

/// The argument with a number.
pub(super) fn text(number: usize) -> &'static str {
    sys::util::from_utf8_small(ARGS.get(number))
        .unwrap_or_else(|| fail("an argument is not UTF-8\n"))
}

impl Iterator for StaticArgs {
    type Item = &'static str;

    #[inline]
    fn next(&mut self) -> Option<&'static str> {
        self.0.next().map(text)
    }

    /// Skips without looking at what is skipped.
    #[inline]
    fn nth(&mut self, n: usize) -> Option<&'static str> {
        self.0.skip(n);
        self.next()
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.0.left(), Some(self.0.left()))
    }
}

impl DoubleEndedIterator for StaticArgs {
    #[inline]
    fn next_back(&mut self) -> Option<&'static str> {
        self.0.next_back().map(text)
    }
}

impl ExactSizeIterator for StaticArgs {}
impl FusedIterator for StaticArgs {}

impl fmt::Debug for StaticArgs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.clone()).finish()
    }
}
