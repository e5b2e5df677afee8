//! The environment as `&'static str`s, for a program without a heap.

use core::fmt;
use core::iter::FusedIterator;

use super::entry::{is_valid_name, split, value_of};
#[cfg(feature = "alloc")]
use super::overlay;
use super::{count, exit_with_message};
use crate::sys;
use crate::sys::args::ENVIRON;

/// The value of a variable of the environment that the program was started with. Not in `std`: needs no
/// heap.
///
/// There is none if the variable isn't set or isn't UTF-8, or if what is asked for is no name: empty, or
/// with a `=` in it. Of two variables of the same name it is the first. What the program itself has set
/// is not seen: [`var`](super::var) sees it.
///
/// ```no_run
/// use nanowasi::{env, println};
///
/// if env::static_var("NO_COLOR").is_none() {
///     println!("\x1b[32mready\x1b[0m");
/// }
/// ```
#[must_use]
pub fn static_var(name: &str) -> Option<&'static str> {
    find(name.as_bytes(), || count(&ENVIRON)).and_then(sys::util::from_utf8_small)
}

/// The environment that the program was started with, as names and values. Not in `std`: needs no heap.
///
/// In the host's order, which may have a name twice. What the program itself has set is not seen:
/// [`vars`](super::vars) sees it. A variable that isn't UTF-8 ends the program with a message and status
/// 101, like the panic of `std`.
#[inline]
#[must_use]
pub fn static_vars() -> StaticVars {
    StaticVars {
        next: 0,
        end: count(&ENVIRON),
    }
}

/// The variables that [`static_vars`] gives.
#[derive(Clone)]
pub struct StaticVars {
    next: usize,
    end: usize,
}

impl Iterator for StaticVars {
    type Item = (&'static str, &'static str);

    fn next(&mut self) -> Option<Self::Item> {
        while self.next < self.end {
            let entry = ENVIRON.get(self.next);
            self.next += 1;
            if let Some((name, value)) = split(entry) {
                return Some((to_str(name), to_str(value)));
            }
        }
        None
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        (0, Some(self.end.saturating_sub(self.next)))
    }
}

impl FusedIterator for StaticVars {}

impl fmt::Debug for StaticVars {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.clone()).finish()
    }
}

/// Text of a variable.
pub(super) fn to_str(bytes: &[u8]) -> &str {
    sys::util::from_utf8_small(bytes)
        .unwrap_or_else(|| exit_with_message("a variable is not UTF-8\n"))
}

/// Gives the value of a variable to a function, also if the program has set it.
pub(crate) fn with_var<R>(name: &[u8], f: impl FnOnce(&[u8]) -> R) -> Option<R> {
    with_var_counted(name, || count(&ENVIRON), f)
}

/// [`with_var`], with a function that returns how many variables the host has.
#[inline]
pub(super) fn with_var_counted<R>(
    name: &[u8],
    count: impl FnOnce() -> usize,
    f: impl FnOnce(&[u8]) -> R,
) -> Option<R> {
    #[cfg(feature = "alloc")]
    if overlay::is_modified() {
        return overlay::with_value(name, f);
    }
    find(name, count).map(f)
}

/// The value of a variable that the host has given.
#[inline]
fn find(name: &[u8], count: impl FnOnce() -> usize) -> Option<&'static [u8]> {
    if !is_valid_name(name) {
        return None;
    }
    (0..count()).find_map(|index| value_of(ENVIRON.get(index), name))
}
