//! [`canonicalize`]: a path without symbolic links, `.` and `..`.
//!
//! No host has a call for it. Each component in turn is asked for what it links to: what a link says
//! takes its place, and the error for what is no link says that it is there.

use alloc_crate::vec::Vec;
use core::mem;

use super::names::{path_buf, read_link_of};
use super::without_nul;
use crate::io::Result;
use crate::path::{Path, PathBuf};
use crate::preopen;
use crate::sys::Errno;

/// No path may be as long as this, in bytes, as in wasi-libc.
const LONGEST: usize = 4096;

/// How many links may be followed, as in wasi-libc.
const MOST_LINKS: u32 = 40;

/// An absolute path without symbolic links, `.` and `..`, as [`std::fs::canonicalize`].
///
/// The current directory's own text stays as [`set_current_dir`](crate::env::set_current_dir) has made it, links and
/// all, as under `std`.
///
/// # Errors
///
/// What the host answers: `NOENT` for what isn't there and for the empty path, `LOOP` after 40 links,
/// `NAMETOOLONG` from 4,096 bytes on.
///
/// [`std::fs::canonicalize`]: https://doc.rust-lang.org/std/fs/fn.canonicalize.html
#[inline]
pub fn canonicalize<P: AsRef<Path>>(path: P) -> Result<PathBuf> {
    fn canonicalize(path: &Path) -> Result<PathBuf> {
        let path = without_nul(path)?;
        let mut known = Known::default();
        known.follow(path, read_link_of)?;
        if !known.text.starts_with(b"/") {
            known.begin_at(preopen::current()?)?;
        }
        Ok(path_buf(known.text))
    }
    canonicalize(path.as_ref())
}

/// What is known of a path.
#[derive(Default)]
struct Known {
    /// Components that are no links, without `.`, and without `..` but at the front of a relative path.
    text: Vec<u8>,
    /// How many `..` those are.
    ups: usize,
}

impl Known {
    /// Follows `path`; `read_link` says what a link says, and `INVAL` of what is none.
    fn follow(
        &mut self,
        path: &[u8],
        mut read_link: impl FnMut(&[u8]) -> Result<Vec<u8>>,
    ) -> Result<()> {
        if path.is_empty() {
            return Err(Errno::NOENT.into());
        }
        let mut links = 0;
        let mut rest = joined(path, b"")?;
        // Whether `rest` is a path or a link's text from its front on, and may be absolute.
        let mut whole = true;
        // Whether what is known was followed by a separator, and so has to be a directory.
        let mut directory = false;
        loop {
            if mem::take(&mut whole) && rest.starts_with(b"/") {
                self.text.clear();
                // Two separators are kept, no more and no fewer: POSIX leaves it open what they mean.
                let double = rest.starts_with(b"//") && !rest.starts_with(b"///");
                self.push(if double { b"//" } else { b"/" })?;
                self.ups = 0;
                directory = false;
                rest = joined(skip_slashes(&rest), b"")?;
            }
            let end = rest.iter().position(|byte| *byte == b'/');
            let (component, behind) = rest
                .split_at_checked(end.unwrap_or(rest.len()))
                .unwrap_or_default();
            let before = self.text.len();
            match component {
                b"" if !directory => return Ok(()),
                b"." => {}
                b".." if before <= 3 * self.ups => {
                    self.push(component)?;
                    self.ups += 1;
                }
                // After the root and after `..`, what is known is a directory for sure.
                b".." if !directory => self.pop(),
                _ => {
                    self.push(component)?;
                    match read_link(&self.text) {
                        Ok(target) => {
                            links += 1;
                            if links == MOST_LINKS {
                                return Err(Errno::LOOP.into());
                            }
                            if target.is_empty() {
                                return Err(Errno::NOENT.into());
                            }
                            self.text.truncate(before);
                            rest = joined(&target, behind)?;
                            whole = true;
                            continue;
                        }
                        Err(error) if error.errno() == Some(Errno::INVAL) => {}
                        Err(error) => return Err(error),
                    }
                    directory = !component.is_empty() && behind.starts_with(b"/");
                    match component {
                        b"" => self.text.truncate(before),
                        b".." => {
                            self.text.truncate(before);
                            self.pop();
                            directory = false;
                        }
                        _ => {}
                    }
                }
            }
            rest = joined(skip_slashes(behind), b"")?;
        }
    }

    /// Puts the text of the current directory in front, without what `..` leaves of it.
    fn begin_at(&mut self, text: Vec<u8>) -> Result<()> {
        let mut whole = Self { text, ups: 0 };
        for _ in 0..self.ups {
            whole.pop();
        }
        let rest = self.text.get(3 * self.ups..).unwrap_or_default();
        if !rest.is_empty() {
            whole.push(rest)?;
        }
        *self = whole;
        Ok(())
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

    /// Takes the last component away; the root stays.
    fn pop(&mut self) {
        let slash = self.text.iter().rposition(|byte| *byte == b'/');
        let front = self.text.get(..slash.unwrap_or(0)).unwrap_or_default();
        let root = slash.is_some() && front.iter().all(|byte| *byte == b'/');
        self.text.truncate(front.len() + usize::from(root));
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
    use super::*;
    use crate::io::Error;

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
    ];

    fn kind_of(name: &str) -> Option<&'static str> {
        let found = TREE.iter().find(|(there, _)| *there == name);
        found
            .map(|(_, kind)| *kind)
            .or(name.is_empty().then_some("/"))
    }

    /// `readlink` on that tree, from its root or from `/sub`.
    fn read_link(here: &str, path: &[u8]) -> Result<Vec<u8>> {
        let path = std::str::from_utf8(path).unwrap();
        let whole = if path.starts_with('/') {
            path.to_owned()
        } else {
            format!("{here}/{path}")
        };
        let mut at = String::new();
        for component in whole.split('/').filter(|component| !component.is_empty()) {
            if component != ".." {
                at = format!("{at}/{component}");
                continue;
            }
            match kind_of(&at) {
                Some("/") => at.truncate(at.rfind('/').unwrap_or(0)),
                Some(_) => return Err(Errno::NOTDIR.into()),
                None => return Err(Errno::NOENT.into()),
            }
        }
        match kind_of(&at).ok_or(Errno::NOENT)? {
            "" if path.ends_with('/') => Err(Errno::NOTDIR.into()),
            "" | "/" => Err(Errno::INVAL.into()),
            target => Ok(target.as_bytes().to_vec()),
        }
    }

    fn canonical(here: &str, path: &str) -> core::result::Result<String, &'static str> {
        let mut known = Known::default();
        let mut whole = || {
            known.follow(path.as_bytes(), |path| read_link(here, path))?;
            if !known.text.starts_with(b"/") {
                known.begin_at(if here.is_empty() { "/" } else { here }.into())?;
            }
            Ok(String::from_utf8(known.text.clone()).unwrap())
        };
        whole().map_err(|error: Error| error.name())
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
            ("", "NOENT"),
            ("nope", "NOENT"),
            ("nope/..", "NOENT"),
            ("sub/nope/..", "NOENT"),
            ("dangling", "NOENT"),
            ("loop", "LOOP"),
            ("f/", "NOTDIR"),
            ("f/.", "NOTDIR"),
            ("f/..", "NOTDIR"),
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
        let real = |path: &[u8]| -> Result<Vec<u8>> {
            let path = std::path::Path::new(std::ffi::OsStr::from_bytes(path));
            let target = std::fs::read_link(path).map_err(|error| match error.kind() {
                std::io::ErrorKind::InvalidInput => Errno::INVAL,
                std::io::ErrorKind::NotFound => Errno::NOENT,
                _ => Errno::NOTDIR,
            })?;
            Ok(target.as_os_str().as_bytes().to_vec())
        };
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
            let mut known = Known::default();
            let ours = known.follow(&path, real);
            let theirs = std::path::Path::new(std::ffi::OsStr::from_bytes(&path)).canonicalize();
            match theirs {
                Ok(theirs) => {
                    assert!(ours.is_ok(), "{path:?}");
                    assert_eq!(known.text, theirs.as_os_str().as_bytes());
                }
                Err(_) => assert!(ours.is_err(), "{path:?}"),
            }
            Ok(())
        });
        std::fs::remove_dir_all(&root).unwrap();
    }
}
