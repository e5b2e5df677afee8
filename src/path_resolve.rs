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
//!   [`set_current_dir`].
//!
//! So a relative path and the same path with a `/` before it can lead to different files: below `.`
//! and below `/`, if both are preopened. `fs/absolute_path.rs` checks each absolute path that the
//! crate returns.

use crate::io::{Error, Message};
use crate::sys::util::bytes::contains;
use crate::sys::{self, BorrowedFd};

#[cfg(feature = "alloc")]
mod current_dir;
mod prefix;
mod preopen_names;
mod scratch;

#[cfg(all(test, feature = "alloc"))]
pub(crate) use current_dir::current_dir_path;
#[cfg(feature = "alloc")]
pub(crate) use current_dir::{current_dir, from_current_dir, preopen_name, set_current_dir};
#[cfg(feature = "alloc")]
pub(crate) use prefix::is_below;
pub(crate) use preopen_names::PreopenNames;
pub(crate) use scratch::Scratch;

use prefix::{is_absolute, strip_prefix};
use scratch::prepend_current_dir;

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
            Unresolved::NoPreopen => Self::missing_preopen(&PreopenNames),
            #[cfg(feature = "alloc")]
            Unresolved::OutOfMemory => Self::from_message(Message::OutOfMemory),
        }
    }
}

/// A preopened directory, and a path below it.
pub(crate) type Location<'path> = (BorrowedFd<'static>, &'path [u8]);

/// Finds the preopened directory that leads to `path`, and the path from there.
///
/// # Errors
///
/// Why it leads nowhere.
#[inline(always)] // into its one caller, where the error becomes a constant
pub(crate) fn resolve<'path>(
    path: &'path [u8],
    scratch: &'path mut Scratch,
) -> Result<Location<'path>, Unresolved> {
    let (absolute, path) = prepend_current_dir(path, scratch)?;
    lookup(absolute, path)
}

/// Finds the preopened directory that leads to `path`, without the current directory. `absolute`
/// says which kind of preopen wins a tie.
///
/// # Errors
///
/// `Nul` for a path with a NUL byte, `NoPreopen` if no preopened directory leads there.
#[inline(always)] // into `resolve`, which is all that most programs have
pub(crate) fn lookup(absolute: bool, path: &[u8]) -> Result<Location<'_>, Unresolved> {
    if contains(path, 0) {
        return Err(Unresolved::Nul);
    }
    let mut best = BestMatch {
        path,
        absolute,
        least_left: usize::MAX,
        found: None,
    };
    sys::preopens::for_each_preopen(|dir, name| best.consider(dir, name));
    best.found.ok_or(Unresolved::NoPreopen)
}

/// The best of the preopened directories so far, for a path, and the path from there.
struct BestMatch<'path> {
    path: &'path [u8],
    absolute: bool,
    least_left: usize,
    found: Option<Location<'path>>,
}

impl BestMatch<'_> {
    #[inline(always)]
    fn consider(&mut self, dir: BorrowedFd<'static>, name: &[u8]) {
        if let Some(rest) = strip_prefix(name, self.path) {
            let other = usize::from(is_absolute(name) != self.absolute);
            // Each byte that is left counts more than the kind.
            let left = rest.len() << 1 | other;
            if left <= self.least_left {
                self.least_left = left;
                self.found = Some((dir, if rest.is_empty() { b"." } else { rest }));
            }
        }
    }
}

/// Calls `f` with the name of each preopened directory.
#[cfg(feature = "alloc")]
pub(crate) fn for_each_name(mut f: impl FnMut(&[u8])) {
    sys::preopens::for_each_preopen(|_, name| {
        f(name.split(|byte| *byte == 0).next().unwrap_or_default())
    });
}

/// [`lookup`] among preopened directories with these names.
#[cfg(all(test, feature = "alloc"))]
pub(crate) fn lookup_among<'path>(
    preopens: &[(BorrowedFd<'static>, Vec<u8>)],
    absolute: bool,
    path: &'path [u8],
) -> Result<Location<'path>, Unresolved> {
    let mut best = BestMatch {
        path,
        absolute,
        least_left: usize::MAX,
        found: None,
    };
    for (dir, name) in preopens {
        best.consider(*dir, name);
    }
    best.found.ok_or(Unresolved::NoPreopen)
}

#[cfg(all(test, feature = "alloc"))]
mod fuzz_tests;
