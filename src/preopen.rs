//! From a path to a preopened directory and the rest of the path: how every name finds its file.
//!
//! A guest has no root and no current directory of the host's, only the directories that its host has
//! opened for it, each under a name. The rules are wasi-libc's, and so `std`'s, but for what is said:
//!
//! - The preopen whose name has the most components in common with the front of the path wins.
//! - Absolute or relative makes no difference at first: `x` is found below `/`, and `/x` below `.`. Of
//!   several that have the same in common, one of the path's own kind wins, so that `.` and `/` stay
//!   apart where both exist (in wasi-libc they don't); of several of a kind, the last.
//! - Components are compared, not bytes: `data` leads to `data/x`, and not to `database`. Of `./` and
//!   doubled separators only those at the front and at the end of a name are left out. (For wasi-libc,
//!   `/./b/x` does not begin with `b`.)
//! - `..` is left to the host, which refuses to leave the directory; it is never cut away here,
//!   where a symbolic link could make that wrong.
//! - The empty path is the current directory.
//! - The current directory is a text, `/` at first, that is put in front of a relative path: see
//!   [`enter`].

#[cfg(feature = "alloc")]
use alloc_crate::vec::Vec;
#[cfg(feature = "alloc")]
use core::mem::{self, ManuallyDrop};

use crate::bytes::contains;
use crate::raw::{Fd, Prestat};
#[cfg(feature = "alloc")]
use crate::sys::current_dir;
use crate::sys::{self, BorrowedFd, Errno};

mod names;

pub(crate) use names::Names;

/// The first descriptor that can be a preopen: the standard streams come before it.
const FIRST: Fd = 3;

/// The longest name that a preopen can have here, in bytes; one that is longer leads nowhere.
const LONGEST: usize = 1024;

/// How many descriptors may fail with something else than `BADF`, without a preopen among them, before the list is
/// taken to end.
const PATIENCE: u32 = 16;

/// Why a path leads nowhere.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Unresolved {
    /// It has a NUL byte, where half of the hosts would cut it off.
    Nul,
    /// No preopened directory leads to it.
    NoPreopen,
    /// There is no memory for it and the current directory.
    #[cfg(feature = "alloc")]
    OutOfMemory,
}

/// Where a path is put together that begins at the current directory. A program that never changes that
/// has none of it, not even the dropping of what is empty.
#[derive(Debug)]
pub(crate) struct Room {
    #[cfg(feature = "alloc")]
    joined: ManuallyDrop<Vec<u8>>,
}

impl Room {
    #[inline]
    pub(crate) const fn new() -> Self {
        Self {
            #[cfg(feature = "alloc")]
            joined: ManuallyDrop::new(Vec::new()),
        }
    }
}

#[cfg(feature = "alloc")]
impl Drop for Room {
    #[inline(always)] // so that nothing is left of it where nothing can be in it
    fn drop(&mut self) {
        if current_dir::is_set() {
            drop(mem::take(&mut *self.joined));
        }
    }
}

/// Finds the preopened directory that leads to `path`, and the path from there.
///
/// # Errors
///
/// Why it leads nowhere.
#[inline(always)] // into its one caller, where the error becomes a constant
pub(crate) fn resolve<'path>(
    path: &'path [u8],
    room: &'path mut Room,
) -> Result<(BorrowedFd<'static>, &'path [u8]), Unresolved> {
    let (absolute, path) = whole(path, room)?;
    if contains(path, 0) {
        return Err(Unresolved::Nul);
    }
    let mut choice = Choice {
        path,
        absolute,
        best: usize::MAX,
        found: None,
    };
    each(|dir, name, of_root| choice.offer(dir, name, of_root));
    choice.found.ok_or(Unresolved::NoPreopen)
}

/// The best of the preopened directories so far, for a path, and the path from there.
struct Choice<'path> {
    path: &'path [u8],
    absolute: bool,
    best: usize,
    found: Option<(BorrowedFd<'static>, &'path [u8])>,
}

impl Choice<'_> {
    #[inline(always)]
    fn offer(&mut self, dir: BorrowedFd<'static>, name: &[u8], of_root: bool) {
        if let Some(rest) = strip(name, self.path) {
            let other = usize::from(of_root != self.absolute);
            // Each byte that is left counts more than the kind.
            let left = rest.len() << 1 | other;
            if left <= self.best {
                self.best = left;
                self.found = Some((dir, if rest.is_empty() { b"." } else { rest }));
            }
        }
    }
}

/// Puts the current directory in front of a path that begins there, and says whether the whole is absolute.
#[cfg_attr(
    not(feature = "alloc"),
    expect(clippy::unnecessary_wraps, reason = "with a heap it isn't")
)]
#[inline(always)] // nothing is left of it in a program that never changes the directory
fn whole<'path>(
    path: &'path [u8],
    room: &'path mut Room,
) -> Result<(bool, &'path [u8]), Unresolved> {
    let absolute = is_absolute(path);
    #[cfg(feature = "alloc")]
    if !absolute && current_dir::is_set() {
        let joined = &mut *room.joined;
        join(path, joined).map_err(|_| Unresolved::OutOfMemory)?;
        return Ok((current_dir::is_absolute(), joined));
    }
    let _ = room;
    Ok((absolute, path))
}

/// Writes the current directory and a relative path, with a separator between them.
#[cfg(feature = "alloc")]
fn join(
    path: &[u8],
    joined: &mut Vec<u8>,
) -> Result<(), alloc_crate::collections::TryReserveError> {
    let path = match path {
        b"." => b"",
        [b'.', b'/', rest @ ..] => rest,
        _ => path,
    };
    current_dir::append_to(joined)?;
    joined.try_reserve(path.len().saturating_add(1))?;
    if !path.is_empty() {
        if joined.last() != Some(&b'/') {
            joined.push(b'/');
        }
        joined.extend_from_slice(path);
    }
    Ok(())
}

/// What the current directory is called: `/`, or what [`enter`] has made of the paths that led there.
///
/// # Errors
///
/// If there is no memory.
#[cfg(feature = "alloc")]
pub(crate) fn current() -> Result<Vec<u8>, alloc_crate::collections::TryReserveError> {
    let mut text = Vec::new();
    if current_dir::is_set() {
        current_dir::append_to(&mut text)?;
    } else {
        text.try_reserve(1)?;
        text.push(b'/');
    }
    Ok(text)
}

/// Makes `path`, which leads to a directory, the current one.
///
/// As wasi-libc does it: the name of the preopened directory and the path from there, behind one `/`.
/// Nothing else is made of it: `..`, `.` and the names of symbolic links stay in it.
///
/// # Errors
///
/// If it leads nowhere.
#[cfg(feature = "alloc")]
pub(crate) fn enter(path: &[u8]) -> Result<(), Unresolved> {
    let (mut room, mut again) = (Room::new(), Room::new());
    let (_, rest) = resolve(path, &mut room)?;
    let (absolute, whole) = whole(path, &mut again)?;
    let text = text(whole, rest).map_err(|_| Unresolved::OutOfMemory)?;
    current_dir::set(text, absolute);
    Ok(())
}

/// The text of the directory that `whole` leads to, of which `rest` is behind the preopened one.
#[cfg(feature = "alloc")]
fn text(whole: &[u8], rest: &[u8]) -> Result<Vec<u8>, alloc_crate::collections::TryReserveError> {
    let rest = if rest == b"." { b"" } else { rest };
    let mut front = skip_here(whole);
    let len = front.len().saturating_sub(rest.len());
    front = front.get(..len).unwrap_or_default();
    while let [before @ .., b'/'] | [before @ .., b'/', b'.'] = front {
        front = before;
    }
    let mut text = Vec::new();
    text.try_reserve_exact(front.len().saturating_add(rest.len()).saturating_add(2))?;
    text.push(b'/');
    text.extend_from_slice(front);
    if !front.is_empty() && !rest.is_empty() {
        text.push(b'/');
    }
    text.extend_from_slice(rest);
    Ok(text)
}

/// Calls `f` with each preopened directory, its name, and whether that is absolute. There may be NULs behind
/// the name, where a host counts one, or tells more than the name is long.
fn each(f: impl FnMut(BorrowedFd<'static>, &[u8], bool)) {
    each_of(sys::fd_prestat_get, sys::fd_prestat_dir_name, f);
}

/// The same of any host, by what it answers to the two calls.
#[inline(always)]
fn each_of(
    mut prestat_of: impl FnMut(BorrowedFd<'static>) -> Result<Prestat, Errno>,
    mut write_name: impl FnMut(BorrowedFd<'static>, &mut [u8]) -> Result<(), Errno>,
    mut f: impl FnMut(BorrowedFd<'static>, &[u8], bool),
) {
    let mut patience = PATIENCE;
    for fd in FIRST..sys::LAST_PREOPEN {
        let dir = BorrowedFd::open_for_the_whole_run(fd);
        match prestat_of(dir) {
            Err(Errno::BADF) if fd >= sys::gaps_end() => return,
            Err(Errno::BADF) => {}
            Err(_) => {
                patience -= 1;
                if patience == 0 {
                    return;
                }
            }
            Ok(prestat) => {
                patience = PATIENCE;
                // Empty each time: a host that writes nothing must not leave the last one's name.
                let mut buffer = [0; LONGEST];
                if let Some(name) =
                    sys::prestat_dir_name_len(prestat).and_then(|len| buffer.get_mut(..len))
                    && write_name(dir, name).is_ok()
                {
                    f(dir, name, is_absolute(name));
                }
            }
        }
    }
}

/// What is left of `path` behind the components of `name`, if it begins with them all, be either
/// absolute or not.
///
/// Of all names that fit, the one that leaves the least has the most components. A name that was not written
/// fits nothing.
fn strip<'path>(name: &[u8], path: &'path [u8]) -> Option<&'path [u8]> {
    if is_unwritten(name) {
        return None;
    }
    let mut name = name;
    while let [front @ .., b'/' | 0] = name {
        name = front;
    }
    let name = skip_here(name);
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

/// Whether the host has told how long a name is, and no more.
#[inline]
const fn is_unwritten(name: &[u8]) -> bool {
    matches!(name, [0, ..])
}

#[inline]
const fn is_absolute(path: &[u8]) -> bool {
    matches!(path, [b'/', ..])
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

#[cfg(all(test, feature = "alloc"))]
mod fuzzed;

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

    /// One host counts the NUL behind a name. What was told to be longer than it is had no name that any path
    /// begins with, and what was not written at all is not to be the current directory.
    #[test]
    fn what_is_behind_a_nul_is_no_part_of_a_name() {
        for name in ["data\0", "data\0\0\0", "/data/\0", "./data\0\0"] {
            assert_eq!(stripped(name, "data/x"), Some("x"), "{name:?}");
            assert_eq!(stripped(name, "dat/x"), None, "{name:?}");
        }
        for name in [".\0", "/\0\0", "./\0"] {
            assert_eq!(stripped(name, "x"), Some("x"), "{name:?}");
        }
        for name in ["\0", "\0\0\0\0", "\0data", "da\0ta"] {
            for path in ["x", "", "data/x", "da/x"] {
                assert_eq!(stripped(name, path), None, "{name:?}, {path}");
            }
        }
    }

    /// wasi-libc leaves out what says "absolute": a program of `std` finds `x` below `/`.
    #[test]
    fn absolute_and_relative_match_each_other() {
        assert_eq!(stripped(".", "/etc"), Some("etc"));
        assert_eq!(stripped("/", "etc"), Some("etc"));
        assert_eq!(stripped("/", "/etc/x"), Some("etc/x"));
        assert_eq!(stripped("/etc", "etc/x"), Some("x"));
        assert_eq!(stripped("etc", "/etc/x"), Some("x"));
        assert_eq!(stripped("/etc", "/x"), None);
        assert_eq!(stripped("", "x"), Some("x"));
    }

    #[test]
    fn the_empty_path_is_the_current_directory() {
        for name in [".", "/", "./", ""] {
            assert_eq!(stripped(name, ""), Some(""));
        }
        assert_eq!(stripped("data", ""), None);
    }

    /// `std`'s own answers, from runs under a host.
    #[test]
    #[cfg(feature = "alloc")]
    fn the_current_directory_is_called_as_wasi_libc_calls_it() {
        for (whole, rest, called) in [
            ("", ".", "/"),
            ("sub", "sub", "/sub"),
            ("/sub/deep/..", "sub/deep/..", "/sub/deep/.."),
            ("/sub/", "sub/", "/sub/"),
            (
                "/sub/../sub//deep/",
                "sub/../sub//deep/",
                "/sub/../sub//deep/",
            ),
            ("data", ".", "/data"),
            ("data/", ".", "/data"),
            ("/data/inner", "inner", "/data/inner"),
            (".//data/.//inner", "inner", "/data/inner"),
        ] {
            let text = text(whole.as_bytes(), rest.as_bytes()).unwrap();
            assert_eq!(String::from_utf8(text).unwrap(), called);
        }
    }

    /// `a/..` is not nothing where `a` is a symbolic link.
    #[test]
    fn parents_are_left_to_the_host() {
        assert_eq!(stripped(".", "../x"), Some("../x"));
        assert_eq!(stripped(".", "a/../x"), Some("a/../x"));
        assert_eq!(stripped("..", "../x"), Some("x"));
    }
}
