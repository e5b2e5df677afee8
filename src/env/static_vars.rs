//! [`static_var`] and [`static_vars`]: the host's environment as `&'static str`s, without a heap.

use core::fmt;
use core::iter::FusedIterator;

use super::entry::{is_valid_name, split, value_of};
#[cfg(feature = "alloc")]
use super::overlay;
use super::{count, exit_with_message};
use crate::sys;
use crate::sys::args::ENVIRON;

/// Returns the value of a variable of the environment that the host gave the program.
///
/// Not in `std`, whose [`var`](super::var) allocates a `String`. This function needs no heap. A
/// variable that the program itself has set is ignored here; `var` returns it.
///
/// Returns `None` in these cases:
///
/// - The variable is not set.
/// - Its value is not UTF-8.
/// - `name` is empty or contains `=`.
///
/// If the host gave several variables of that name, the first counts.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::env;
///
/// assert_eq!(env::static_var("HOME"), Some("/home/user"));
/// assert_eq!(env::static_var("NO_COLOR"), None);
/// ```
#[must_use]
pub fn static_var(name: &str) -> Option<&'static str> {
    find(name.as_bytes(), || count(&ENVIRON)).and_then(sys::util::from_utf8_small)
}

/// Returns the names and values of the environment that the host gave the program.
///
/// Not in `std`, whose [`vars`](super::vars) allocates. This function needs no heap. A variable
/// that the program itself has set is ignored here; `vars` returns it.
///
/// The order is the host's, and a name may occur twice. A variable that is not UTF-8 ends the
/// program with a message and status 101, where `std` panics.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::env;
///
/// let lang = env::static_vars().find(|(name, _)| *name == "LANG");
/// assert_eq!(lang, Some(("LANG", "en_US.UTF-8")));
/// ```
#[inline]
#[must_use]
pub fn static_vars() -> StaticVars {
    StaticVars {
        next: 0,
        end: count(&ENVIRON),
    }
}

/// An iterator over the host's environment, returned by [`static_vars`].
///
/// # Examples
///
/// ```no_run
/// use nanowasi::env::{self, StaticVars};
///
/// let vars: StaticVars = env::static_vars();
/// assert_eq!(vars.filter(|(name, _)| *name == "HOME").count(), 1);
/// ```
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

/// Converts a name or a value, or ends the program if it is not UTF-8.
pub(super) fn to_str(bytes: &[u8]) -> &str {
    sys::util::from_utf8_small(bytes)
        .unwrap_or_else(|| exit_with_message("a variable is not UTF-8\n"))
}

/// Returns the value of a variable that the host gave, also if it is not UTF-8.
#[cfg(feature = "log")]
pub(crate) fn static_bytes(name: &[u8]) -> Option<&'static [u8]> {
    find(name, || count(&ENVIRON))
}

/// Calls `f` with the value of the variable `name`, if the host or the program has set it.
pub(crate) fn with_var<R>(name: &[u8], f: impl FnOnce(&[u8]) -> R) -> Option<R> {
    with_var_counted(name, || count(&ENVIRON), f)
}

/// [`with_var`] with `count`, which returns the number of the host's variables.
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

/// Returns the value of a variable that the host gave.
#[inline]
fn find(name: &[u8], count: impl FnOnce() -> usize) -> Option<&'static [u8]> {
    if !is_valid_name(name) {
        return None;
    }
    (0..count()).find_map(|index| value_of(ENVIRON.get(index), name))
}
