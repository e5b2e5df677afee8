//! The environment as `&'static str`s, for a program without a heap.

use core::fmt;
use core::iter::FusedIterator;

#[cfg(feature = "alloc")]
use super::overlay;
use super::{count, fail};
use crate::sys;
use crate::sys::args::ENVIRON;
use crate::sys::util::bytes;

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
                return Some((text(name), text(value)));
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
pub(super) fn text(bytes: &[u8]) -> &str {
    sys::util::from_utf8_small(bytes).unwrap_or_else(|| fail("a variable is not UTF-8\n"))
}

/// Gives the value of a variable to a function, also if the program has set it.
pub(crate) fn look_up<R>(name: &[u8], then: impl FnOnce(&[u8]) -> R) -> Option<R> {
    look_up_counted(name, || count(&ENVIRON), then)
}

/// [`look_up`], with a function that returns how many variables the host has.
#[inline]
pub(super) fn look_up_counted<R>(
    name: &[u8],
    count: impl FnOnce() -> usize,
    then: impl FnOnce(&[u8]) -> R,
) -> Option<R> {
    #[cfg(feature = "alloc")]
    if overlay::made() {
        return overlay::look_up(name, then);
    }
    find(name, count).map(then)
}

/// The value of a variable that the host has given.
#[inline]
fn find(name: &[u8], count: impl FnOnce() -> usize) -> Option<&'static [u8]> {
    if !is_name(name) {
        return None;
    }
    (0..count()).find_map(|number| value(ENVIRON.get(number), name))
}

/// Whether a variable can have that name.
pub(super) fn is_name(name: &[u8]) -> bool {
    !name.is_empty() && !bytes::contains(name, b'=')
}

/// The value in `NAME=value`, if the name is `name`.
pub(super) fn value<'entry>(entry: &'entry [u8], name: &[u8]) -> Option<&'entry [u8]> {
    entry.strip_prefix(name)?.strip_prefix(b"=")
}

/// The two sides of `NAME=value`. A name is at least one byte long, whatever that is.
pub(super) fn split(entry: &[u8]) -> Option<(&[u8], &[u8])> {
    let at = 1 + entry.get(1..)?.iter().position(|byte| *byte == b'=')?;
    let (name, value) = entry.split_at_checked(at)?;
    Some((name, value.get(1..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_variable_has_a_name_and_a_value() {
        for (entry, sides) in [
            ("A=1", Some(("A", "1"))),
            ("A=", Some(("A", ""))),
            ("A=b=c", Some(("A", "b=c"))),
            // Windows has such names, and `std` shows them.
            ("=C:=\\x", Some(("=C:", "\\x"))),
            ("==", Some(("=", ""))),
            ("=1", None),
            ("=", None),
            ("A", None),
            ("", None),
        ] {
            let expected = sides.map(|(name, value)| (name.as_bytes(), value.as_bytes()));
            assert_eq!(split(entry.as_bytes()), expected, "{entry}");
        }
    }

    /// A name that is the start of another one's must not find that one's value.
    #[test]
    fn a_value_is_found_by_the_whole_name() {
        for (entry, name, expected) in [
            ("HOME=/h", "HOME", Some("/h")),
            ("HOME=/h", "HOM", None),
            ("HOME=/h", "HOMER", None),
            ("HOME=/h", "home", None),
            ("A==", "A", Some("=")),
            ("A", "A", None),
        ] {
            let found = value(entry.as_bytes(), name.as_bytes());
            assert_eq!(found, expected.map(str::as_bytes), "{entry}, {name}");
        }
        for name in ["", "=", "A=", "=A", "A=1"] {
            assert!(!is_name(name.as_bytes()), "{name}");
        }
    }
}
