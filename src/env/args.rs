//! The arguments as `&'static str`s, for a program without a heap.

use core::fmt;
use core::iter::FusedIterator;

use super::{count, exit_with_message};
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
    StaticArgs(ArgRange::new(count(&ARGS)))
}

/// The arguments that [`static_args`] gives.
#[derive(Clone)]
pub struct StaticArgs(ArgRange);

/// The numbers of the remaining arguments.
#[derive(Clone)]
pub(super) struct ArgRange {
    front: usize,
    back: usize,
}

impl ArgRange {
    /// Those of so many arguments.
    #[inline]
    pub(super) const fn new(count: usize) -> Self {
        Self {
            front: 0,
            back: count,
        }
    }

    #[inline]
    pub(super) const fn len(&self) -> usize {
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
        let index = self.front;
        self.front += 1;
        Some(index)
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

/// The argument at an index.
pub(super) fn to_str(index: usize) -> &'static str {
    sys::util::from_utf8_small(ARGS.get(index))
        .unwrap_or_else(|| exit_with_message("an argument is not UTF-8\n"))
}

impl Iterator for StaticArgs {
    type Item = &'static str;

    #[inline]
    fn next(&mut self) -> Option<&'static str> {
        self.0.next().map(to_str)
    }

    /// Skips without looking at what is skipped.
    #[inline]
    fn nth(&mut self, n: usize) -> Option<&'static str> {
        self.0.skip(n);
        self.next()
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.0.len(), Some(self.0.len()))
    }
}

impl DoubleEndedIterator for StaticArgs {
    #[inline]
    fn next_back(&mut self) -> Option<&'static str> {
        self.0.next_back().map(to_str)
    }
}

impl ExactSizeIterator for StaticArgs {}
impl FusedIterator for StaticArgs {}

impl fmt::Debug for StaticArgs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.clone()).finish()
    }
}
