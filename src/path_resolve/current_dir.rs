//! The current directory: a text that is put in front of relative paths.

use alloc_crate::collections::TryReserveError;
use alloc_crate::vec::Vec;

use super::prefix::skip_cur_dir;
use super::{Location, Scratch, Unresolved, lookup, prepend_current_dir};
use crate::sys;

/// Returns `path` with the current directory before it, and whether the current directory, or else
/// the path itself, is absolute.
///
/// # Errors
///
/// `OutOfMemory`.
pub(crate) fn from_current_dir(path: &[u8]) -> Result<(bool, Vec<u8>), Unresolved> {
    let mut scratch = Scratch::new();
    let (absolute, whole) = prepend_current_dir(path, &mut scratch)?;
    let mut text = Vec::new();
    text.try_reserve_exact(whole.len())
        .map_err(|_| Unresolved::OutOfMemory)?;
    text.extend_from_slice(whole);
    Ok((absolute, text))
}

/// What the current directory is called: `/`, or what [`set_current_dir`] has made of the paths that led there.
///
/// # Errors
///
/// If there is no memory.
pub(crate) fn current_dir() -> Result<Vec<u8>, TryReserveError> {
    let mut text = Vec::new();
    if sys::current_dir::is_set() {
        sys::current_dir::append_to(&mut text)?;
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
pub(crate) fn set_current_dir(path: &[u8]) -> Result<(), Unresolved> {
    let (absolute, path) = from_current_dir(path)?;
    let text = current_dir_path(&path, |path| lookup(absolute, path))?;
    sys::current_dir::set(text, absolute);
    Ok(())
}

/// Returns the text that leads where `path` leads: see [`set_current_dir`].
pub(crate) fn current_dir_path(
    path: &[u8],
    lookup: impl for<'path> Fn(&'path [u8]) -> Result<Location<'path>, Unresolved>,
) -> Result<Vec<u8>, Unresolved> {
    let (dir, rest) = lookup(path)?;
    let mut text = join_preopen_name(path, rest).map_err(|_| Unresolved::OutOfMemory)?;
    // `text` leaves out a `/.` that the name of the preopened directory may end in.
    if !matches!(lookup(&text), Ok((again, same)) if again.raw() == dir.raw() && same == rest) {
        text.clear();
        text.try_reserve(path.len().saturating_add(1))
            .map_err(|_| Unresolved::OutOfMemory)?;
        text.push(b'/');
        text.extend_from_slice(skip_cur_dir(path));
    }
    Ok(text)
}

/// The text of the directory that `whole` leads to, of which `rest` is behind the preopened one.
pub(super) fn join_preopen_name(whole: &[u8], rest: &[u8]) -> Result<Vec<u8>, TryReserveError> {
    let rest = if rest == b"." { b"" } else { rest };
    let front = preopen_name(whole, rest);
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
pub(crate) fn preopen_name<'path>(path: &'path [u8], rest: &[u8]) -> &'path [u8] {
    let mut front = skip_cur_dir(path);
    let rest = if rest == b"." { 0 } else { rest.len() };
    let len = front.len().saturating_sub(rest);
    front = front.get(..len).unwrap_or_default();
    while let [before @ .., b'/'] | [before @ .., b'/', b'.'] = front {
        front = before;
    }
    front
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `std`'s own answers, from runs under a host.
    #[test]
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
            let text = join_preopen_name(whole.as_bytes(), rest.as_bytes()).unwrap();
            assert_eq!(String::from_utf8(text).unwrap(), called);
        }
    }
}
