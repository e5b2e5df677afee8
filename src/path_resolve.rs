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
//!
//! So a relative path and the same path with a `/` before it can lead to different files: below `.`
//! and below `/`, if both are preopened. `fs/absolute_path.rs` checks each absolute path that the
//! crate returns.

#[cfg(feature = "alloc")]
use alloc_crate::vec::Vec;
#[cfg(feature = "alloc")]
use core::mem::{self, ManuallyDrop};

use crate::io::{Error, Message};
#[cfg(feature = "alloc")]
use crate::sys::current_dir;
use crate::sys::util::bytes::contains;
use crate::sys::{self, BorrowedFd};

mod preopen_names;

pub(crate) use preopen_names::Names;

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

impl From<Unresolved> for Error {
    #[inline]
    fn from(unresolved: Unresolved) -> Self {
        match unresolved {
            Unresolved::Nul => Self::from_message(Message::NulInPath),
            Unresolved::NoPreopen => Self::missing_preopen(&Names),
            #[cfg(feature = "alloc")]
            Unresolved::OutOfMemory => Self::from_message(Message::OutOfMemory),
        }
    }
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
    lookup(absolute, path)
}

/// Finds the preopened directory that leads to `path`, without the current directory. `absolute`
/// says which kind of preopen wins a tie.
///
/// # Errors
///
/// `Nul` for a path with a NUL byte, `NoPreopen` if no preopened directory leads there.
#[inline(always)] // into `resolve`, which is all that most programs have
pub(crate) fn lookup(
    absolute: bool,
    path: &[u8],
) -> Result<(BorrowedFd<'static>, &[u8]), Unresolved> {
    if contains(path, 0) {
        return Err(Unresolved::Nul);
    }
    let mut choice = Choice {
        path,
        absolute,
        best: usize::MAX,
        found: None,
    };
    sys::preopens::for_each_preopen(|dir, name| choice.offer(dir, name));
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
    fn offer(&mut self, dir: BorrowedFd<'static>, name: &[u8]) {
        if let Some(rest) = strip(name, self.path) {
            let other = usize::from(is_absolute(name) != self.absolute);
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

/// Returns `path` with the current directory before it, and whether the current directory, or else
/// the path itself, is absolute.
///
/// # Errors
///
/// `OutOfMemory`.
#[cfg(feature = "alloc")]
pub(crate) fn from_current_dir(path: &[u8]) -> Result<(bool, Vec<u8>), Unresolved> {
    let mut room = Room::new();
    let (absolute, whole) = whole(path, &mut room)?;
    let mut text = Vec::new();
    text.try_reserve_exact(whole.len())
        .map_err(|_| Unresolved::OutOfMemory)?;
    text.extend_from_slice(whole);
    Ok((absolute, text))
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
    let (absolute, path) = from_current_dir(path)?;
    let text = current_dir_text(&path, |path| lookup(absolute, path))?;
    current_dir::set(text, absolute);
    Ok(())
}

/// Returns the text that leads where `path` leads: see [`enter`].
#[cfg(feature = "alloc")]
pub(crate) fn current_dir_text(
    path: &[u8],
    lookup: impl for<'path> Fn(&'path [u8]) -> Result<(BorrowedFd<'static>, &'path [u8]), Unresolved>,
) -> Result<Vec<u8>, Unresolved> {
    let (dir, rest) = lookup(path)?;
    let mut text = text(path, rest).map_err(|_| Unresolved::OutOfMemory)?;
    // `text` leaves out a `/.` that the name of the preopened directory may end in.
    if !matches!(lookup(&text), Ok((again, same)) if again.raw() == dir.raw() && same == rest) {
        text.clear();
        text.try_reserve(path.len().saturating_add(1))
            .map_err(|_| Unresolved::OutOfMemory)?;
        text.push(b'/');
        text.extend_from_slice(skip_here(path));
    }
    Ok(text)
}

/// The text of the directory that `whole` leads to, of which `rest` is behind the preopened one.
#[cfg(feature = "alloc")]
fn text(whole: &[u8], rest: &[u8]) -> Result<Vec<u8>, alloc_crate::collections::TryReserveError> {
    let rest = if rest == b"." { b"" } else { rest };
    let front = name_of_preopen(whole, rest);
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

/// Returns what `path` calls the preopened directory that it leads through, if `rest` is the path
/// from there. The name has no separator at its ends, and is empty for `.` and for `/`.
#[cfg(feature = "alloc")]
pub(crate) fn name_of_preopen<'path>(path: &'path [u8], rest: &[u8]) -> &'path [u8] {
    let mut front = skip_here(path);
    let rest = if rest == b"." { 0 } else { rest.len() };
    let len = front.len().saturating_sub(rest);
    front = front.get(..len).unwrap_or_default();
    while let [before @ .., b'/'] | [before @ .., b'/', b'.'] = front {
        front = before;
    }
    front
}

/// Calls `f` with the name of each preopened directory.
#[cfg(feature = "alloc")]
pub(crate) fn each_name(mut f: impl FnMut(&[u8])) {
    sys::preopens::for_each_preopen(|_, name| {
        f(name.split(|byte| *byte == 0).next().unwrap_or_default())
    });
}

/// Returns whether `path` lies at or below `dir`, by their components.
#[cfg(feature = "alloc")]
pub(crate) fn is_below(dir: &[u8], path: &[u8]) -> bool {
    strip(dir, path).is_some()
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

/// [`lookup`] among preopened directories with these names.
#[cfg(all(test, feature = "alloc"))]
pub(crate) fn lookup_among<'path>(
    preopens: &[(BorrowedFd<'static>, Vec<u8>)],
    absolute: bool,
    path: &'path [u8],
) -> Result<(BorrowedFd<'static>, &'path [u8]), Unresolved> {
    let mut choice = Choice {
        path,
        absolute,
        best: usize::MAX,
        found: None,
    };
    for (dir, name) in preopens {
        choice.offer(*dir, name);
    }
    choice.found.ok_or(Unresolved::NoPreopen)
}

#[cfg(all(test, feature = "alloc"))]
mod fuzz_tests;

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
