//! Directories and lists of them: what `std` answers on this target, which is mostly that there are none.

use core::convert::Infallible;
use core::error::Error;
use core::fmt;
use core::marker::PhantomData;

use crate::ffi::{OsStr, OsString};
use crate::io;
use crate::path::PathBuf;
use crate::process::unsupported;

/// The path of the running program, as `std::env::current_exe` on this target: there is none.
///
/// # Errors
///
/// Always, of the kind `Unsupported`.
pub fn current_exe() -> io::Result<PathBuf> {
    Err(unsupported())
}

/// The user's home, as `std::env::home_dir` on this target: there is none.
#[inline]
#[must_use]
pub const fn home_dir() -> Option<PathBuf> {
    None
}

/// A directory for temporary files, as `std::env::temp_dir` on this target: there is none.
///
/// # Panics
///
/// Always.
#[allow(clippy::panic, reason = "`std` does, and says so")]
#[must_use]
pub fn temp_dir() -> PathBuf {
    panic!("no filesystem on wasm")
}

/// Takes a list of paths apart, as `std::env::split_paths` on this target, which can't.
///
/// # Panics
///
/// Always.
#[allow(clippy::panic, reason = "`std` does, and says so")]
pub fn split_paths<T: AsRef<OsStr> + ?Sized>(unparsed: &T) -> SplitPaths<'_> {
    let _ = unparsed;
    panic!("unsupported")
}

/// The paths that [`split_paths`] would give, as `std::env::SplitPaths`.
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct SplitPaths<'a> {
    never: Infallible,
    unparsed: PhantomData<&'a OsStr>,
}

impl Iterator for SplitPaths<'_> {
    type Item = PathBuf;

    fn next(&mut self) -> Option<PathBuf> {
        match self.never {}
    }
}

impl fmt::Debug for SplitPaths<'_> {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        let _ = self.unparsed;
        match self.never {}
    }
}

/// Makes a list of paths, as `std::env::join_paths` on this target, which can't.
///
/// # Errors
///
/// Always.
pub fn join_paths<I, T>(paths: I) -> Result<OsString, JoinPathsError>
where
    I: IntoIterator<Item = T>,
    T: AsRef<OsStr>,
{
    drop(paths);
    Err(JoinPathsError { inner: Unsupported })
}

/// Why [`join_paths`] has no list, as `std::env::JoinPathsError`.
#[derive(Debug)]
pub struct JoinPathsError {
    inner: Unsupported,
}

/// What `std`'s error is made of, for the same `{:?}`.
struct Unsupported;

impl fmt::Debug for Unsupported {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JoinPathsError")
    }
}

impl fmt::Display for JoinPathsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let _ = &self.inner;
        f.pad("not supported on wasm yet")
    }
}

impl Error for JoinPathsError {}
