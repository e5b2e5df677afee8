//! Whether the name of a preopened directory is a prefix of a path, by components.

/// Returns whether `path` lies at or below `dir`, by their components.
#[cfg(feature = "alloc")]
pub(crate) fn is_below(dir: &[u8], path: &[u8]) -> bool {
    strip_prefix(dir, path).is_some()
}

/// What is left of `path` behind the components of `name`, if it begins with them all, be either
/// absolute or not.
///
/// Of all names that fit, the one that leaves the least has the most components. A name that was not written
/// fits nothing.
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
            [first, behind @ ..] if first == byte => behind,
            _ => return None,
        };
    }
    let whole = name.is_empty() || matches!(rest, [] | [b'/', ..]);
    whole.then(|| skip_cur_dir(rest))
}

/// Whether the host has told how long a name is, and no more.
#[inline]
pub(super) const fn is_unwritten(name: &[u8]) -> bool {
    matches!(name, [0, ..])
}

#[inline]
pub(super) const fn is_absolute(path: &[u8]) -> bool {
    matches!(path, [b'/', ..])
}

/// Leaves out the separators, and the components that only say "here", at the front of a path.
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
    /// `a/..` is not nothing where `a` is a symbolic link.
    #[test]
    fn parents_are_left_to_the_host() {
        assert_eq!(stripped(".", "../x"), Some("../x"));
        assert_eq!(stripped(".", "a/../x"), Some("a/../x"));
        assert_eq!(stripped("..", "../x"), Some("x"));
    }
}
