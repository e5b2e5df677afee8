//! From a path to a preopened directory and the rest of the path: how every name finds its file.
//!
//! A guest has no root and no current directory, only the directories that its host has opened for
//! it, each under a name. The rules, which are wasi-libc's with two differences:
//!
//! - The preopen whose name has the most components in common with the front of the path wins; of
//!   several, the last.
//! - Components are compared, not bytes: `data` leads to `data/x`, and not to `database`. Of `./` and
//!   doubled separators only those at the front and at the end of a name are left out.
//! - An absolute path needs a preopen with an absolute name, a relative path one with a relative
//!   name: `.` and `/` are not the same. (In wasi-libc they are.)
//! - `..` is left to the host, which refuses to leave the directory; it is never cut away here,
//!   where a symbolic link could make that wrong.

use core::fmt;

use crate::bytes::contains;
use crate::raw::Fd;
use crate::sys::{self, BorrowedFd, Errno};

/// The first descriptor that can be a preopen: the standard streams come before it.
const FIRST: Fd = 3;

/// The longest name that a preopen can have here, in bytes; one that is longer leads nowhere.
const LONGEST: usize = 1024;

/// Where the search ends even if the host goes on claiming preopens.
const LAST: Fd = 65_536;

/// How many descriptors may fail with something else than `BADF` before the list is taken to end.
const PATIENCE: u32 = 16;

/// Why a path leads nowhere.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Unresolved {
    /// It is empty.
    Empty,
    /// It has a NUL byte, where half of the hosts would cut it off.
    Nul,
    /// No preopened directory leads to it.
    NoPreopen,
}

/// Finds the preopened directory that leads to `path`, and the path from there.
///
/// # Errors
///
/// Why it leads nowhere.
#[inline(always)] // into its one caller, where the error becomes a constant
pub(crate) fn resolve(path: &str) -> Result<(BorrowedFd<'static>, &[u8]), Unresolved> {
    let path = path.as_bytes();
    if path.is_empty() {
        return Err(Unresolved::Empty);
    }
    if contains(path, 0) {
        return Err(Unresolved::Nul);
    }
    let mut found = None;
    let mut shortest = usize::MAX;
    each(|dir, name| {
        if let Some(rest) = strip(name, path)
            && rest.len() <= shortest
        {
            shortest = rest.len();
            found = Some((dir, if rest.is_empty() { b"." } else { rest }));
        }
    });
    found.ok_or(Unresolved::NoPreopen)
}

/// Calls `f` with each preopened directory and its name.
fn each(mut f: impl FnMut(BorrowedFd<'static>, &[u8])) {
    let mut patience = PATIENCE;
    for fd in FIRST..LAST {
        let dir = BorrowedFd::open_for_the_whole_run(fd);
        match sys::fd_prestat_get(dir) {
            Err(Errno::BADF) if fd >= sys::gaps_end() => return,
            Err(Errno::BADF) => {}
            Err(_) => {
                patience -= 1;
                if patience == 0 {
                    return;
                }
            }
            Ok(prestat) => {
                // Empty each time: a host that writes nothing must not leave the last one's name.
                let mut buffer = [0; LONGEST];
                if let Some(name) =
                    sys::prestat_dir_name_len(prestat).and_then(|len| buffer.get_mut(..len))
                    && sys::fd_prestat_dir_name(dir, name).is_ok()
                {
                    // One host counts a NUL behind the name.
                    f(dir, name.strip_suffix(b"\0").unwrap_or(name));
                }
            }
        }
    }
}

/// What is left of `path` behind the components of `name`, if it begins with them all.
///
/// Of all names that fit, the one that leaves the least has the most components.
fn strip<'path>(name: &[u8], path: &'path [u8]) -> Option<&'path [u8]> {
    if name.starts_with(b"/") != path.starts_with(b"/") {
        return None;
    }
    let mut name = skip_here(name);
    while let [front @ .., b'/'] = name {
        name = front;
    }
    let mut rest = skip_here(path);
    for byte in name {
        rest = match rest {
            [first, behind @ ..] if first == byte => behind,
            _ => return None,
        };
    }
    let whole = name.is_empty() || matches!(rest, [] | [b'/', ..]);
    whole.then(|| skip_here(rest))
}

/// Leaves out the separators, and the components that only say "here", at the front of a path.
fn skip_here(mut path: &[u8]) -> &[u8] {
    loop {
        path = match path {
            [b'/', rest @ ..] => rest,
            [b'.', rest @ ..] if matches!(rest, [] | [b'/', ..]) => rest,
            _ => return path,
        };
    }
}

/// The names of all preopened directories, as a list for `{:?}`.
pub(crate) struct Names;

impl fmt::Debug for Names {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut list = f.debug_list();
        each(|_, name| {
            match core::str::from_utf8(name) {
                Ok(name) => list.entry(&name),
                Err(_) => list.entry(&name),
            };
        });
        list.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stripped<'path>(name: &str, path: &'path str) -> Option<&'path str> {
        strip(name.as_bytes(), path.as_bytes()).map(|rest| core::str::from_utf8(rest).unwrap())
    }

    /// A preopen `data` used to be found for `database`, and to leave `base`.
    #[test]
    fn names_match_by_component() {
        assert_eq!(stripped("data", "data/x"), Some("x"));
        assert_eq!(stripped("data", "data"), Some(""));
        assert_eq!(stripped("data", "database"), None);
        assert_eq!(stripped("data", "dat"), None);
        assert_eq!(stripped("a/b", "a/b/c"), Some("c"));
        assert_eq!(stripped("a/b", "a/c"), None);
    }

    #[test]
    fn here_and_doubled_separators_count_for_nothing() {
        for name in [".", "./", "././"] {
            assert_eq!(stripped(name, "x/y"), Some("x/y"));
            assert_eq!(stripped(name, "./x"), Some("x"));
            assert_eq!(stripped(name, "."), Some(""));
        }
        for name in ["a/b", ".//a/b", "././a/b/", "a/b//"] {
            assert_eq!(stripped(name, ".//a/b/./c/"), Some("c/"));
            assert_eq!(stripped(name, "a/b"), Some(""));
            assert_eq!(stripped(name, "a/bc"), None);
        }
        assert_eq!(stripped(".", ".hidden"), Some(".hidden"));
        assert_eq!(stripped(".hidden", ".hidden/x"), Some("x"));
    }

    /// An absolute path under the preopen `.` would open a file that has only the same name.
    #[test]
    fn the_root_and_here_are_kept_apart() {
        assert_eq!(stripped(".", "/etc"), None);
        assert_eq!(stripped("/", "etc"), None);
        assert_eq!(stripped("/", "/etc/x"), Some("etc/x"));
        assert_eq!(stripped("/etc", "/etc/x"), Some("x"));
        assert_eq!(stripped("etc", "/etc/x"), None);
        assert_eq!(stripped("", "x"), Some("x"));
    }

    /// `a/..` is not nothing where `a` is a symbolic link.
    #[test]
    fn parents_are_left_to_the_host() {
        assert_eq!(stripped(".", "../x"), Some("../x"));
        assert_eq!(stripped(".", "a/../x"), Some("a/../x"));
        assert_eq!(stripped("..", "../x"), Some("x"));
    }
}
