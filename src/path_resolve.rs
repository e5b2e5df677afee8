//! Resolves a path to a preopened directory and the rest of the path.
//!
//! The host gives a guest no root and no current directory. It opens directories before the guest
//! starts, each under a name: the preopened directories. Every function that takes a path finds
//! one of them first:
//!
//! ```text
//! path ──► prepend_current_dir ──► lookup ───────────────► (directory, rest)
//!          for a relative path,    the preopened name that
//!          once one was set        matches most of the path
//! ```
//!
//! | preopened | path | leads to | rule |
//! | --- | --- | --- | --- |
//! | `.`, `data` | `data/x` | `x` below `data` | The name with most components in common wins. |
//! | `.`, `data` | `database` | `database` below `.` | Components are compared, not bytes. |
//! | `/` | `x` | `x` below `/` | An absolute name matches a relative path, and the reverse. |
//! | `.`, `/` | `x` | `x` below `.` | Between equal matches, a name that is absolute or relative like the path wins. |
//! | `a`, `./a/` | `a/x` | `x` below the second `a` | Between equal names, the last one wins. |
//! | `data` | `data/../x` | `../x` below `data` | `..` is left to the host. |
//! | `data` | `x` | nothing | The path is unresolved. |
//! | `.` | the empty path | `.` | The empty path is the current directory. |
//!
//! - `..` is never removed here, because a symbolic link before it could change its meaning. Hosts
//!   refuse a `..` that leaves the directory.
//! - Separators and `.` components at the start of a name are ignored. At its end, only separators
//!   and NUL bytes are ignored.
//! - The guest stores the current directory. Until [`set_current_dir`] is called, [`current_dir`]
//!   returns `/`, and relative paths are looked up unchanged. After the call, the stored path is
//!   joined before each relative path.
//!
//! These are wasi-libc's rules, and so the rules of `std`, with two differences. wasi-libc does not
//! distinguish absolute and relative names, so `.` and `/` are one there. For wasi-libc, `/./b/x`
//! does not begin with `b`.
//!
//! So `x` and `/x` are different files where `.` and `/` are both preopened. `fs/absolute_path.rs`
//! checks each absolute path that this crate returns.

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

/// The reason why a path was not resolved.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Unresolved {
    /// The path has a NUL byte. Half of the hosts would cut the path off there.
    Nul,
    /// No preopened directory leads to the path.
    NoPreopen,
    /// There was no memory to put the current directory before the path.
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

/// A preopened directory, and a path below that directory.
pub(crate) type Location<'path> = (BorrowedFd<'static>, &'path [u8]);

/// Returns the preopened directory that leads to `path`, and the rest of the path.
///
/// # Errors
///
/// Each reason of [`Unresolved`].
#[inline(always)] // into its one caller, where the error becomes a constant
pub(crate) fn resolve<'path>(
    path: &'path [u8],
    scratch: &'path mut Scratch,
) -> Result<Location<'path>, Unresolved> {
    let (absolute, path) = prepend_current_dir(path, scratch)?;
    lookup(absolute, path)
}

/// Returns the preopened directory that leads to `path`, and the rest of the path. The current
/// directory is not used.
///
/// Between equal matches, an absolute name wins if `absolute` is true, and a relative name if it is
/// false.
///
/// # Errors
///
/// - `Nul`: `path` has a NUL byte.
/// - `NoPreopen`: no preopened directory leads to `path`.
#[inline(always)] // into `resolve`, the only caller in most programs
pub(crate) fn lookup(absolute: bool, path: &[u8]) -> Result<Location<'_>, Unresolved> {
    if contains(path, 0) {
        return Err(Unresolved::Nul);
    }
    let mut best = BestMatch {
        path,
        absolute,
        cost: usize::MAX,
        found: None,
    };
    sys::for_each_preopen(|dir, name| best.consider(dir, name));
    best.found.ok_or(Unresolved::NoPreopen)
}

/// The best match for a path among the preopened directories so far.
struct BestMatch<'path> {
    path: &'path [u8],
    /// Whether an absolute name wins a tie.
    absolute: bool,
    /// The cost of the match in `found`: see [`consider`](Self::consider).
    cost: usize,
    found: Option<Location<'path>>,
}

impl BestMatch<'_> {
    /// Keeps the directory `dir` if its name matches as well as the best match so far, or better.
    ///
    /// Of all names that match, the one that leaves the shortest rest has the most components in
    /// common. So the cost of a match is the length of the rest, doubled. It is 1 more if one of
    /// name and path is absolute and the other is relative.
    #[inline(always)]
    fn consider(&mut self, dir: BorrowedFd<'static>, name: &[u8]) {
        if let Some(rest) = strip_prefix(name, self.path) {
            let differs = usize::from(is_absolute(name) != self.absolute);
            let cost = rest.len() << 1 | differs;
            if cost <= self.cost {
                self.cost = cost;
                self.found = Some((dir, if rest.is_empty() { b"." } else { rest }));
            }
        }
    }
}

/// Calls `f` with the name of each preopened directory, up to the first NUL byte.
#[cfg(feature = "alloc")]
pub(crate) fn for_each_name(mut f: impl FnMut(&[u8])) {
    sys::for_each_preopen(|_, name| f(name.split(|byte| *byte == 0).next().unwrap_or_default()));
}

/// As [`lookup`], among `preopens`.
#[cfg(all(test, feature = "alloc"))]
pub(crate) fn lookup_among<'path>(
    preopens: &[(BorrowedFd<'static>, Vec<u8>)],
    absolute: bool,
    path: &'path [u8],
) -> Result<Location<'path>, Unresolved> {
    let mut best = BestMatch {
        path,
        absolute,
        cost: usize::MAX,
        found: None,
    };
    for (dir, name) in preopens {
        best.consider(*dir, name);
    }
    best.found.ok_or(Unresolved::NoPreopen)
}

#[cfg(all(test, feature = "alloc"))]
mod fuzz_tests;
