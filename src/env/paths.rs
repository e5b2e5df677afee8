//! Paths that the environment of other systems has: [`current_exe`], [`home_dir`], [`temp_dir`] and
//! lists of paths.
//!
//! `std` supports none of them on this target, and this module fails as `std` does.

use core::convert::Infallible;
use core::error::Error;
use core::fmt;
use core::marker::PhantomData;

use crate::ffi::{OsStr, OsString};
use crate::io;
use crate::path::PathBuf;
use crate::process::unsupported;

/// Returns an error: the path of the running program is unknown, as in `std` on this target.
///
/// # Errors
///
/// - [`Unsupported`](crate::io::ErrorKind::Unsupported), always.
///
/// # Examples
///
/// ```
/// use nanowasi::{env, io::ErrorKind};
///
/// assert_eq!(env::current_exe().unwrap_err().kind(), ErrorKind::Unsupported);
/// ```
pub fn current_exe() -> io::Result<PathBuf> {
    Err(unsupported())
}

/// Returns `None`: the user's home directory is unknown, as in `std` on this target.
///
/// # Examples
///
/// ```
/// use nanowasi::env;
///
/// assert_eq!(env::home_dir(), None);
/// ```
#[inline]
#[must_use]
pub const fn home_dir() -> Option<PathBuf> {
    None
}

/// Panics: there is no directory for temporary files, as in `std` on this target.
///
/// # Panics
///
/// - Always.
///
/// # Examples
///
/// ```should_panic
/// nanowasi::env::temp_dir();
/// ```
#[allow(clippy::panic, reason = "`std` panics, and documents it")]
#[must_use]
pub fn temp_dir() -> PathBuf {
    panic!("no filesystem on wasm")
}

/// Panics: lists of paths are not supported, as in `std` on this target.
///
/// # Panics
///
/// - Always.
///
/// # Examples
///
/// ```should_panic
/// let _ = nanowasi::env::split_paths("/bin:/usr/bin");
/// ```
#[allow(clippy::panic, reason = "`std` panics, and documents it")]
pub fn split_paths<T: AsRef<OsStr> + ?Sized>(unparsed: &T) -> SplitPaths<'_> {
    let _ = unparsed;
    panic!("unsupported")
}

/// An iterator over the paths of a list, as `std::env::SplitPaths`.
///
/// It has no values, because [`split_paths`] always panics.
///
/// # Examples
///
/// ```should_panic
/// use nanowasi::env::{self, SplitPaths};
/// use nanowasi::path::PathBuf;
///
/// fn first(mut paths: SplitPaths<'_>) -> Option<PathBuf> {
///     paths.next()
/// }
/// first(env::split_paths("/bin:/usr/bin")); // `split_paths` panics
/// ```
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

/// Returns an error: lists of paths are not supported, as in `std` on this target.
///
/// # Errors
///
/// - [`JoinPathsError`], always.
///
/// # Examples
///
/// ```
/// use nanowasi::env;
///
/// assert!(env::join_paths(["/bin", "/usr/bin"]).is_err());
/// ```
pub fn join_paths<I, T>(paths: I) -> Result<OsString, JoinPathsError>
where
    I: IntoIterator<Item = T>,
    T: AsRef<OsStr>,
{
    drop(paths);
    Err(JoinPathsError { inner: Unsupported })
}

/// The error of [`join_paths`], as `std::env::JoinPathsError`.
///
/// # Examples
///
/// ```
/// use nanowasi::env;
///
/// let error = env::join_paths(["/bin"]).unwrap_err();
/// assert_eq!(error.to_string(), "not supported on wasm yet");
/// ```
#[derive(Debug)]
pub struct JoinPathsError {
    inner: Unsupported,
}

/// The field of `std`'s error, so that `{:?}` prints the same text.
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
