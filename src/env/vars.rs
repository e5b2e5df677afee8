//! [`var`] and [`vars`]: the environment as `String`s and `OsString`s, with the program's changes.

use core::error::Error;
use core::fmt;
use core::marker::PhantomData;

use super::entry::split;
use super::static_vars::{to_str, with_var_counted};
use super::{count_with_heap, overlay};
use crate::ffi::{OsStr, OsString};
use crate::string::String;
use crate::sys;
use crate::sys::args::ENVIRON;
use crate::vec;

/// Returns the value of a variable of the environment, as `std::env::var`.
///
/// If the host gave several variables of that name, the first counts.
///
/// # Errors
///
/// - [`VarError::NotPresent`]: the variable is not set, or `key` is empty or contains `=` or a NUL
///   byte.
/// - [`VarError::NotUnicode`]: the value is not UTF-8.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::env::{self, VarError};
///
/// assert_eq!(env::var("HOME").as_deref(), Ok("/home/user"));
/// assert_eq!(env::var("EDITOR"), Err(VarError::NotPresent));
/// ```
#[inline]
pub fn var<K: AsRef<OsStr>>(key: K) -> Result<String, VarError> {
    var_of(key.as_ref())
}

fn var_of(key: &OsStr) -> Result<String, VarError> {
    with_value(key, |value| match sys::util::from_utf8_small(value) {
        Some(text) => Ok(String::from(text)),
        None => Err(VarError::NotUnicode(OsString::from_bytes(value.to_vec()))),
    })
    .unwrap_or(Err(VarError::NotPresent))
}

/// Returns the value of a variable of the environment, if it is set, as `std::env::var_os`.
///
/// The value is any bytes: nothing requires it to be UTF-8. Returns `None` also if `key` is not the
/// name of a variable: empty, or with `=` or a NUL byte.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::{env, path::PathBuf};
///
/// let home = env::var_os("HOME").map(PathBuf::from);
/// assert_eq!(home, Some(PathBuf::from("/home/user")));
/// ```
#[inline]
#[must_use]
pub fn var_os<K: AsRef<OsStr>>(key: K) -> Option<OsString> {
    var_os_of(key.as_ref())
}

fn var_os_of(key: &OsStr) -> Option<OsString> {
    with_value(key, |value| OsString::from_bytes(value.to_vec()))
}

/// The error of [`var`], as `std::env::VarError`.
///
/// # Examples
///
/// ```
/// use nanowasi::env::VarError;
///
/// assert_eq!(VarError::NotPresent.to_string(), "environment variable not found");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VarError {
    /// The variable is not set.
    NotPresent,
    /// The value is not UTF-8. This is the value.
    NotUnicode(OsString),
}

impl fmt::Display for VarError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotPresent => f.write_str("environment variable not found"),
            Self::NotUnicode(value) => {
                write!(f, "environment variable was not valid unicode: {value:?}")
            }
        }
    }
}

impl Error for VarError {}

/// Returns the names and values of the environment as it is now, as `std::env::vars`.
///
/// The order is the host's, and a name may occur twice. Variables that the program adds follow.
///
/// Unlike `std`, a variable that is not UTF-8 ends the program with a message and status 101
/// instead of a panic.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::env;
///
/// // SAFETY: this function has no conditions on WASI.
/// unsafe { env::set_var("LANG", "C") };
/// let vars: Vec<(String, String)> = env::vars().collect();
/// assert!(vars.contains(&("HOME".to_string(), "/home/user".to_string())));
/// assert!(vars.contains(&("LANG".to_string(), "C".to_string())));
/// ```
#[inline]
#[must_use]
pub fn vars() -> Vars {
    Vars(vars_os())
}

/// Returns the names and values of the environment as it is now, as `std::env::vars_os`.
///
/// Names and values are any bytes: nothing requires them to be UTF-8. The order is that of
/// [`vars`].
///
/// # Examples
///
/// ```no_run
/// use nanowasi::env;
///
/// let home = env::vars_os().find(|(name, _)| name == "HOME");
/// assert_eq!(home.unwrap().1, "/home/user");
/// ```
#[must_use]
pub fn vars_os() -> VarsOs {
    let all = if overlay::is_modified() {
        overlay::map_all(pair)
    } else {
        let entries = (0..count_with_heap(&ENVIRON)).map(|index| ENVIRON.get(index));
        entries.filter_map(pair).collect()
    };
    VarsOs(all.into_iter(), PhantomData)
}

fn pair(entry: &[u8]) -> Option<(OsString, OsString)> {
    let (name, value) = split(entry)?;
    Some((
        OsString::from_bytes(name.to_vec()),
        OsString::from_bytes(value.to_vec()),
    ))
}

/// An iterator over names and values as `String`s, returned by [`vars`], as `std::env::Vars`.
///
/// The iterator has a copy of the environment: later changes don't affect it.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::env;
///
/// let vars: env::Vars = env::vars();
/// // SAFETY: this function has no conditions on WASI.
/// unsafe { env::remove_var("HOME") };
/// assert_eq!(vars.filter(|(name, _)| name == "HOME").count(), 1);
/// ```
pub struct Vars(VarsOs);

/// An iterator over names and values as `OsString`s, returned by [`vars_os`], as
/// `std::env::VarsOs`.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::env;
///
/// let vars: env::VarsOs = env::vars_os();
/// assert!(vars.size_hint().0 >= 2);
/// ```
pub struct VarsOs(
    vec::IntoIter<(OsString, OsString)>,
    /// Makes the type neither `Send` nor `Sync`, as in `std`.
    PhantomData<*const ()>,
);

impl Iterator for Vars {
    type Item = (String, String);

    fn next(&mut self) -> Option<(String, String)> {
        let (name, value) = self.0.next()?;
        Some((
            String::from(to_str(name.as_encoded_bytes())),
            String::from(to_str(value.as_encoded_bytes())),
        ))
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl Iterator for VarsOs {
    type Item = (OsString, OsString);

    #[inline]
    fn next(&mut self) -> Option<(OsString, OsString)> {
        self.0.next()
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl fmt::Debug for Vars {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.debug("Vars", f)
    }
}

impl fmt::Debug for VarsOs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.debug("VarsOs", f)
    }
}

impl VarsOs {
    fn debug(&self, name: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct(name)
            .field("inner", &self.0.as_slice())
            .finish()
    }
}

/// Calls `f` with the value of the variable `key`, if it is set.
#[inline]
fn with_value<R>(key: &OsStr, f: impl FnOnce(&[u8]) -> R) -> Option<R> {
    let count = || count_with_heap(&ENVIRON);
    with_var_counted(key.as_encoded_bytes(), count, f)
}
