//! [`static_args`]: the program's arguments as `&'static str`s, without a heap.

use core::fmt;
use core::iter::FusedIterator;

use super::{count, exit_with_message};
use crate::sys;
use crate::sys::args::ARGS;

/// Returns the program's arguments as `&'static str`s. The first is usually the program's name.
///
/// Not in `std`, whose [`args`](super::args) allocates a `String` for each argument. This function
/// needs no heap: the arguments are read from the host once and kept until the program ends.
///
/// - If the host reports an error, there are no arguments.
/// - If there is no memory for the arguments, the program ends with a message and status 101.
/// - If an argument that the iterator yields is not UTF-8, the program ends with a message and
///   status 101. `std` panics in that case. The specification requires UTF-8.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::env;
///
/// // Started as `example one two`.
/// let mut args = env::static_args().skip(1);
/// assert_eq!(args.next(), Some("one"));
/// assert_eq!(args.next_back(), Some("two"));
/// assert_eq!(args.next(), None);
/// ```
#[inline]
#[must_use]
pub fn static_args() -> StaticArgs {
    StaticArgs(ArgRange::new(count(&ARGS)))
}

/// An iterator over the program's arguments, returned by [`static_args`].
///
/// # Examples
///
/// ```no_run
/// use nanowasi::env::{self, StaticArgs};
///
/// fn verbose(mut args: StaticArgs) -> bool {
///     args.any(|arg| arg == "--verbose")
/// }
/// let args = env::static_args();
/// assert!(!verbose(args.clone()));
/// assert_eq!(args.len(), 3);
/// ```
#[derive(Clone)]
pub struct StaticArgs(ArgRange);

/// The indices of the arguments that an iterator has not yielded yet.
#[derive(Clone)]
pub(super) struct ArgRange {
    front: usize,
    back: usize,
}

impl ArgRange {
    /// Returns the indices of `count` arguments.
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

/// Returns the argument at `index`, or ends the program if the argument is not UTF-8.
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

    /// Skips `n` arguments without checking that they are UTF-8.
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
