//! The current directory: a path that the guest keeps, because the host has none for it.

use alloc_crate::collections::TryReserveError;
use alloc_crate::vec::Vec;

use super::prefix::skip_cur_dir;
use super::{Location, Scratch, Unresolved, lookup, prepend_current_dir};
use crate::sys;

/// Returns whether `path` counts as absolute, and `path` with the current directory before it: see
/// [`prepend_current_dir`].
///
/// # Errors
///
/// - `OutOfMemory`.
pub(crate) fn from_current_dir(path: &[u8]) -> Result<(bool, Vec<u8>), Unresolved> {
    let mut scratch = Scratch::new();
    let (absolute, joined) = prepend_current_dir(path, &mut scratch)?;
    let mut owned = Vec::new();
    owned
        .try_reserve_exact(joined.len())
        .map_err(|_| Unresolved::OutOfMemory)?;
    owned.extend_from_slice(joined);
    Ok((absolute, owned))
}

/// Returns the current directory: `/`, or the path that [`set_current_dir`] stored.
///
/// # Errors
///
/// If there is no memory.
pub(crate) fn current_dir() -> Result<Vec<u8>, TryReserveError> {
    let mut path = Vec::new();
    if sys::current_dir::is_set() {
        sys::current_dir::append_to(&mut path)?;
    } else {
        path.try_reserve(1)?;
        path.push(b'/');
    }
    Ok(path)
}

/// Makes `path` the current directory. The caller has checked that it leads to a directory.
///
/// Stores one `/`, the name of the preopened directory, and the rest of the path, as wasi-libc
/// does. `..`, `.` and symbolic links in the rest are kept.
///
/// # Errors
///
/// Each reason of [`Unresolved`].
pub(crate) fn set_current_dir(path: &[u8]) -> Result<(), Unresolved> {
    let (absolute, path) = from_current_dir(path)?;
    let path = current_dir_path(&path, |path| lookup(absolute, path))?;
    sys::current_dir::set(path, absolute);
    Ok(())
}

/// Returns the path that [`set_current_dir`] stores. It leads to the same directory as `path`.
pub(crate) fn current_dir_path(
    path: &[u8],
    lookup: impl for<'path> Fn(&'path [u8]) -> Result<Location<'path>, Unresolved>,
) -> Result<Vec<u8>, Unresolved> {
    let (dir, rest) = lookup(path)?;
    let mut joined = join_preopen_name(path, rest).map_err(|_| Unresolved::OutOfMemory)?;
    // The name of a preopened directory can end in `/.`, which `preopen_name` leaves out. If the
    // joined path leads elsewhere for that reason, `path` is stored as it is.
    let is_same = |found: Location<'_>| found.0.raw() == dir.raw() && found.1 == rest;
    if !lookup(&joined).is_ok_and(is_same) {
        joined.clear();
        joined
            .try_reserve(path.len().saturating_add(1))
            .map_err(|_| Unresolved::OutOfMemory)?;
        joined.push(b'/');
        joined.extend_from_slice(skip_cur_dir(path));
    }
    Ok(joined)
}

/// Joins `/`, the name of the preopened directory that `path` leads through, and the `rest` of
/// `path` below that directory.
pub(super) fn join_preopen_name(path: &[u8], rest: &[u8]) -> Result<Vec<u8>, TryReserveError> {
    let rest = if rest == b"." { b"" } else { rest };
    let name = preopen_name(path, rest);
    let mut joined = Vec::new();
    joined.try_reserve_exact(name.len().saturating_add(rest.len()).saturating_add(2))?;
    joined.push(b'/');
    joined.extend_from_slice(name);
    if !name.is_empty() && !rest.is_empty() {
        joined.push(b'/');
    }
    joined.extend_from_slice(rest);
    Ok(joined)
}

/// Returns the part of `path` that names the preopened directory, given the `rest` of `path` below
/// that directory.
///
/// The name has no separator at its start or end. It is empty for `.` and for `/`.
pub(crate) fn preopen_name<'path>(path: &'path [u8], rest: &[u8]) -> &'path [u8] {
    let mut name = skip_cur_dir(path);
    let rest_len = if rest == b"." { 0 } else { rest.len() };
    let len = name.len().saturating_sub(rest_len);
    name = name.get(..len).unwrap_or_default();
    while let [trimmed @ .., b'/'] | [trimmed @ .., b'/', b'.'] = name {
        name = trimmed;
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The expected paths are what `std` returned on this target under a host. A different path
    /// would break a program that compares `current_dir()` with a constant.
    #[test]
    fn the_current_directory_is_named_as_by_wasi_libc() {
        for (path, rest, expected) in [
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
            let joined = join_preopen_name(path.as_bytes(), rest.as_bytes()).unwrap();
            assert_eq!(String::from_utf8(joined).unwrap(), expected);
        }
    }
}
