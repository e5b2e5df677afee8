//! [`canonicalize`]: a path without symbolic links, `.` and `..`.
//!
//! No host has a call for it. The path is looked up among the preopened directories once. Each
//! component below the directory is then read as a symbolic link. The target of a link replaces the
//! component, and the error `INVAL` says that the component exists and is no link. The components
//! of the directory's own name are kept as they are, because they need not exist below another one.

use alloc_crate::vec::Vec;

use super::absolute_path::{Files, Host, check_file};
use super::{path_buf, without_nul};
use crate::io::{Error, Result};
use crate::path::{Path, PathBuf};
use crate::path_resolve;
use crate::sys::{BorrowedFd, Errno};

/// No path may be as long as this, in bytes, as in wasi-libc.
const LONGEST: usize = 4096;

/// How many links may be followed, as in wasi-libc.
const MOST_LINKS: u32 = 40;

/// Returns an absolute path without symbolic links, `.` and `..`, as [`std::fs::canonicalize`].
///
/// The path leads to the same file. Three things differ from `std`:
///
/// - Below a preopened directory `src/dist`, `src` need not exist: the name of a preopened
///   directory is kept as it is. `std` fails with `NotFound`.
/// - The text of the [current directory](crate::env::current_dir) is resolved like the rest of the
///   path. `std` keeps the links and `..` in it, and takes components off it for each `..` of the
///   path.
/// - A file without an absolute path is an error. `std` returns the path of another file, or of
///   none.
///
/// As under `std`, an absolute symbolic link is followed by its text where the host tells it,
/// although most hosts refuse to open a file through one. `/..` is `/`, and so is `..` in a current
/// directory `/`.
///
/// # Errors
///
/// - `NOENT` for what does not exist, for the empty path, and if no preopened directory leads
///   there.
/// - The errno of the host, mostly `PERM` or `NOTCAPABLE`, for a `..` that leaves a preopened
///   directory.
/// - `LOOP` after 40 links, `NAMETOOLONG` from 4,096 bytes on.
/// - [`Unsupported`](crate::io::ErrorKind::Unsupported) if no absolute path leads to the file, as
///   described for [`current_dir`](crate::env::current_dir), or where a folder has the same path as
///   a preopened directory.
/// - What the host returns when a link is read.
///
/// [`std::fs::canonicalize`]: https://doc.rust-lang.org/std/fs/fn.canonicalize.html
#[inline]
pub fn canonicalize<P: AsRef<Path>>(path: P) -> Result<PathBuf> {
    fn canonicalize(path: &Path) -> Result<PathBuf> {
        let path = without_nul(path)?;
        if path.is_empty() {
            return Err(Errno::NOENT.into());
        }
        let is_rooted = path.starts_with(b"/");
        let (absolute, path) = path_resolve::from_current_dir(path)?;
        Ok(path_buf(canonical_path(&Host, absolute, path, is_rooted)?))
    }
    canonicalize(path.as_ref())
}

/// Returns the canonical form of `path`, to which the current directory was added. In a path that
/// was absolute before, and so `is_rooted`, `/..` is `/`.
pub(super) fn canonical_path(
    files: &impl Files,
    mut absolute: bool,
    mut path: Vec<u8>,
    mut is_rooted: bool,
) -> Result<Vec<u8>> {
    if path.len() >= LONGEST {
        return Err(Errno::NAMETOOLONG.into());
    }
    let mut links = 0;
    // Each round begins at a preopened directory. An absolute link begins another round.
    'preopen: loop {
        let (dir, below) = files.lookup(absolute, &path)?;
        let name = path_resolve::name_of_preopen(&path, below);
        let mut known = Known::default();
        // Two separators are kept, no more and no fewer: POSIX leaves it open what they mean.
        let double = path.starts_with(b"//") && !path.starts_with(b"///");
        known.push(if double { b"//" } else { b"/" })?;
        if !name.is_empty() {
            known.push(name)?;
        }
        known.root = known.text.len();
        let mut rest = joined(below, b"")?;
        // Whether what is known was followed by a separator, and so has to be a directory.
        let mut directory = false;
        // Whether a `..` has left the preopened directory.
        let mut is_outside = false;
        loop {
            let end = rest.iter().position(|byte| *byte == b'/');
            let (component, behind) = rest
                .split_at_checked(end.unwrap_or(rest.len()))
                .unwrap_or_default();
            let before = known.text.len();
            match component {
                b"" if !directory => {
                    check_file(files, &known.text, (dir, known.below()))?;
                    return Ok(known.text);
                }
                b"." => {}
                // The parent of `/` is `/`. So is, under `std`, that of `.`, but nothing below that
                // parent is found.
                b".." if before == known.root && name.is_empty() => is_outside = !is_rooted,
                b".." if before == known.root => return Err(outside(files, dir)),
                _ if is_outside => return Err(outside(files, dir)),
                // After `..`, what is known is a directory for sure.
                b".." if !directory => known.pop(),
                _ => {
                    known.push(component)?;
                    match files.read_link((dir, known.below())) {
                        Ok(target) => {
                            links += 1;
                            if links == MOST_LINKS {
                                return Err(Errno::LOOP.into());
                            }
                            let followed = joined(&target, behind)?;
                            match target.as_slice() {
                                [] => return Err(Errno::NOENT.into()),
                                [b'/', ..] => {
                                    (absolute, is_rooted, path) = (true, true, followed);
                                    continue 'preopen;
                                }
                                _ => {}
                            }
                            known.text.truncate(before);
                            rest = followed;
                            continue;
                        }
                        Err(error) if error.errno() == Some(Errno::INVAL) => {}
                        Err(error) => return Err(error),
                    }
                    directory = !component.is_empty() && behind.starts_with(b"/");
                    match component {
                        b"" => known.text.truncate(before),
                        b".." => {
                            known.text.truncate(before);
                            known.pop();
                            directory = false;
                        }
                        _ => {}
                    }
                }
            }
            rest = joined(skip_slashes(behind), b"")?;
        }
    }
}

/// Returns the error of the host for a path that leaves a preopened directory.
fn outside(files: &impl Files, dir: BorrowedFd<'static>) -> Error {
    match files.read_link((dir, b"..")) {
        Err(error) if error.errno() != Some(Errno::INVAL) => error,
        // Some hosts allow it. No name leads there for sure.
        _ => Errno::NOTCAPABLE.into(),
    }
}

/// The canonical path of the components so far.
#[derive(Default)]
struct Known {
    /// The name of a preopened directory after one `/` or two, and components below it that are no
    /// links.
    text: Vec<u8>,
    /// The length of the part before those components.
    root: usize,
}

impl Known {
    /// Returns the components below the preopened directory.
    fn below(&self) -> &[u8] {
        match self.text.get(self.root..) {
            None | Some([]) => b".",
            Some([b'/', below @ ..] | below) => below,
        }
    }

    /// Adds a component, or only a separator for an empty one.
    fn push(&mut self, component: &[u8]) -> Result<()> {
        if self.text.len().saturating_add(component.len()) >= LONGEST {
            return Err(Errno::NAMETOOLONG.into());
        }
        self.text.try_reserve(component.len() + 1)?;
        if !self.text.is_empty() && !self.text.ends_with(b"/") {
            self.text.push(b'/');
        }
        self.text.extend_from_slice(component);
        Ok(())
    }

    /// Removes the last component below the preopened directory.
    fn pop(&mut self) {
        let slash = self.text.iter().rposition(|byte| *byte == b'/');
        self.text.truncate(slash.unwrap_or(0).max(self.root));
    }
}

fn skip_slashes(mut path: &[u8]) -> &[u8] {
    while let [b'/', rest @ ..] = path {
        path = rest;
    }
    path
}

/// Two texts as one, if it isn't too long.
fn joined(front: &[u8], behind: &[u8]) -> Result<Vec<u8>> {
    let len = front.len().saturating_add(behind.len());
    if len >= LONGEST {
        return Err(Errno::NAMETOOLONG.into());
    }
    let mut whole = Vec::new();
    whole.try_reserve_exact(len)?;
    whole.extend_from_slice(front);
    whole.extend_from_slice(behind);
    Ok(whole)
}

#[cfg(test)]
mod tests {
    use super::super::absolute_path::Place;
    use super::super::absolute_path::model::{Kind, Model};
    use super::*;
    use crate::path_resolve::Unresolved;

    /// What stands under the root of a file system: directories, links with what they say, and files.
    const TREE: &[(&str, &str)] = &[
        ("/sub", "/"),
        ("/sub/deep", "/"),
        ("/f", ""),
        ("/sub/f", ""),
        ("/lnk", "sub"),
        ("/lnks", "sub/"),
        ("/abs", "/sub/deep"),
        ("/up", "lnk/../f"),
        ("/loop", "loop"),
        ("/dangling", "nowhere"),
        ("/two", "lnk/deep"),
        ("/escape", "../../f"),
    ];

    fn canonical(here: &str, path: &str) -> core::result::Result<String, &'static str> {
        let mut model = Model::new();
        for (path, kind) in TREE {
            let kind = match *kind {
                "/" => Kind::Dir(Vec::new()),
                "" => Kind::File,
                target => Kind::Link(target.to_owned()),
            };
            model.add_path(path, kind);
        }
        model.preopen(".", 0);
        let (absolute, whole) = if path.starts_with('/') || here.is_empty() {
            (path.starts_with('/'), path.to_owned())
        } else {
            (true, format!("{here}/{path}"))
        };
        canonical_path(&model, absolute, whole.into_bytes(), path.starts_with('/'))
            .map(|text| String::from_utf8(text).unwrap())
            .map_err(|error| error.name())
    }

    /// Each answer is `std`'s own on this target, from a run under a host with that tree.
    #[test]
    fn answers_as_std_does() {
        for (path, canonical_path) in [
            ("f", "/f"),
            (".", "/"),
            ("./", "/"),
            ("/", "/"),
            ("//f", "//f"),
            ("///f", "/f"),
            ("//sub/f", "//sub/f"),
            ("/..", "/"),
            ("/../f", "/f"),
            ("..", "/"),
            ("../..", "/"),
            ("lnk", "/sub"),
            ("lnks", "/sub"),
            ("lnks/", "/sub"),
            ("lnks//f", "/sub/f"),
            ("two", "/sub/deep"),
            ("abs", "/sub/deep"),
            ("sub/.", "/sub"),
            ("sub/..", "/"),
            ("sub/../", "/"),
            ("lnk/..", "/"),
            ("lnk/deep/..", "/sub"),
            ("up", "/f"),
            ("sub/deep/../../lnk/f", "/sub/f"),
        ] {
            assert_eq!(canonical("", path).as_deref(), Ok(canonical_path), "{path}");
        }
        for (path, error) in [
            ("nope", "NOENT"),
            ("nope/..", "NOENT"),
            ("sub/nope/..", "NOENT"),
            ("dangling", "NOENT"),
            ("loop", "LOOP"),
            ("f/", "NOTDIR"),
            ("f/.", "NOTDIR"),
            ("f/..", "NOTDIR"),
            ("../f", "PERM"),
            ("sub/../../lnk/..", "PERM"),
            ("escape", "PERM"),
            (&"./".repeat(3000), "NAMETOOLONG"),
        ] {
            assert_eq!(canonical("", path), Err(error), "{path}");
        }
    }

    #[test]
    fn a_relative_path_begins_at_the_current_directory() {
        for (path, canonical_path) in [
            ("f", "/sub/f"),
            (".", "/sub"),
            ("..", "/"),
            ("../..", "/"),
            ("../f", "/f"),
            ("../lnk/f", "/sub/f"),
            ("/f", "/f"),
        ] {
            assert_eq!(
                canonical("/sub", path).as_deref(),
                Ok(canonical_path),
                "{path}"
            );
        }
    }

    /// The answer of the native `std`, on a real tree, for paths of random components.
    #[test]
    #[cfg(unix)]
    fn any_path_leads_where_a_real_system_leads() {
        use std::os::unix::ffi::OsStrExt;
        use std::os::unix::fs::symlink;

        let root = std::env::temp_dir().join(format!("nanowasi-canonical-{}", std::process::id()));
        let root_text = root.as_os_str().as_bytes().to_vec();
        let _ = std::fs::remove_dir_all(&root);
        std::fs::create_dir_all(root.join("sub/deep")).unwrap();
        for (name, kind) in TREE {
            let place = root.join(&name[1..]);
            match *kind {
                "/" => {}
                "" => std::fs::write(place, "").unwrap(),
                target if target.starts_with('/') => {
                    symlink(root.join(&target[1..]), place).unwrap()
                }
                target => symlink(target, place).unwrap(),
            }
        }
        /// The real files, below `/`.
        struct Real;

        fn real((_, path): Place<'_>) -> std::path::PathBuf {
            std::path::Path::new("/").join(std::ffi::OsStr::from_bytes(path))
        }

        impl Files for Real {
            fn lookup<'path>(
                &self,
                absolute: bool,
                path: &'path [u8],
            ) -> core::result::Result<Place<'path>, Unresolved> {
                let root = BorrowedFd::open_for_the_whole_run(3);
                path_resolve::lookup_among(&[(root, b"/".to_vec())], absolute, path)
            }

            fn read_link(&self, place: Place<'_>) -> Result<Vec<u8>> {
                let target =
                    std::fs::read_link(real(place)).map_err(|error| match error.kind() {
                        std::io::ErrorKind::InvalidInput => Errno::INVAL,
                        std::io::ErrorKind::NotFound => Errno::NOENT,
                        _ => Errno::NOTDIR,
                    })?;
                Ok(target.as_os_str().as_bytes().to_vec())
            }

            fn id(&self, _: Place<'_>) -> core::result::Result<(u64, u64), Errno> {
                Err(Errno::NOSYS)
            }

            fn each_name(&self, _: impl FnMut(&[u8])) {}
        }

        let parts = [
            "sub", "deep", "f", "lnk", "lnks", "abs", "up", "two", "..", "..", ".", "", "loop",
            "nope",
        ];
        arbtest::arbtest(|u| {
            let mut path = root_text.clone();
            for _ in 0..u.int_in_range(0..=8)? {
                path.push(b'/');
                path.extend_from_slice(u.choose(&parts)?.as_bytes());
            }
            let ours = canonical_path(&Real, true, path.clone(), true);
            let theirs = std::path::Path::new(std::ffi::OsStr::from_bytes(&path)).canonicalize();
            match theirs {
                Ok(theirs) => {
                    assert_eq!(ours.unwrap(), theirs.as_os_str().as_bytes(), "{path:?}");
                }
                Err(_) => assert!(ours.is_err(), "{path:?}"),
            }
            Ok(())
        });
        std::fs::remove_dir_all(&root).unwrap();
    }
}
