//! Compares the name of a preopened directory with the start of a path, component by component.
//!
//! `.` components and separators at the start of both are ignored, and with them the difference
//! between absolute and relative. A host can count the NUL after a name as part of the name, so
//! NUL bytes at its end are ignored, too.

/// Returns whether `path` is `dir` or below `dir`.
#[cfg(feature = "alloc")]
pub(crate) fn is_below(dir: &[u8], path: &[u8]) -> bool {
    strip_prefix(dir, path).is_some()
}

/// Returns the rest of `path` after the components of `name`, or `None` if `path` does not begin
/// with all of them.
///
/// A name that the host did not write matches no path.
pub(super) fn strip_prefix<'path>(name: &[u8], path: &'path [u8]) -> Option<&'path [u8]> {
    if is_unwritten(name) {
        return None;
    }
    let mut name = name;
    while let [front @ .., b'/' | 0] = name {
        name = front;
    }
    let name = skip_cur_dir(name);
    let mut rest = skip_cur_dir(path);
    for byte in name {
        rest = match rest {
            [first, after @ ..] if first == byte => after,
            _ => return None,
        };
    }
    let ends_component = name.is_empty() || matches!(rest, [] | [b'/', ..]);
    ends_component.then(|| skip_cur_dir(rest))
}

/// Returns whether the host reported the length of a name and did not write the name: the buffer
/// still has its zeros.
#[inline]
pub(super) const fn is_unwritten(name: &[u8]) -> bool {
    matches!(name, [0, ..])
}

#[inline]
pub(super) const fn is_absolute(path: &[u8]) -> bool {
    matches!(path, [b'/', ..])
}

/// Removes separators and `.` components from the start of a path.
pub(super) fn skip_cur_dir(mut path: &[u8]) -> &[u8] {
    loop {
        path = match path {
            [b'/', rest @ ..] => rest,
            [b'.', rest @ ..] if matches!(rest, [] | [b'/', ..]) => rest,
            _ => return path,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stripped<'path>(name: &str, path: &'path str) -> Option<&'path str> {
        strip_prefix(name.as_bytes(), path.as_bytes())
            .map(|rest| core::str::from_utf8(rest).unwrap())
    }

    /// A preopened directory `data` was found for the path `database`, with the rest `base`.
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
    fn cur_dir_components_and_doubled_separators_are_ignored() {
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

    /// One host counts the NUL after a name, and a directory of that host was never found. A name
    /// that was not written at all was taken for the current directory.
    #[test]
    fn nul_bytes_after_a_name_are_ignored() {
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

    /// As in wasi-libc: a program of `std` finds `x` below `/`.
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

    /// Removing `a/..` changes the meaning of a path where `a` is a symbolic link.
    #[test]
    fn parent_components_are_kept() {
        assert_eq!(stripped(".", "../x"), Some("../x"));
        assert_eq!(stripped(".", "a/../x"), Some("a/../x"));
        assert_eq!(stripped("..", "../x"), Some("x"));
    }
}
