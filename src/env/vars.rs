//! The environment as `String`s and `OsString`s, with what the program has set.

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

/// The value of a variable of the environment, as `std::env::var`.
///
/// # Errors
///
/// [`VarError::NotPresent`] if it isn't set, or if what is asked for is no name: empty, or with a `=` or
/// a NUL in it. [`VarError::NotUnicode`] if it isn't UTF-8.
///
/// ```no_run
/// use nanowasi::{env, println};
///
/// match env::var("HOME") {
///     Ok(home) => println!("{home}"),
///     Err(error) => println!("HOME: {error}"),
/// }
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

/// The value of a variable of the environment, if it is set, as `std::env::var_os`: it may be other than
/// UTF-8.
#[inline]
#[must_use]
pub fn var_os<K: AsRef<OsStr>>(key: K) -> Option<OsString> {
    var_os_of(key.as_ref())
}

fn var_os_of(key: &OsStr) -> Option<OsString> {
    with_value(key, |value| OsString::from_bytes(value.to_vec()))
}

/// Why [`var`] has no value, as `std::env::VarError`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VarError {
    /// The variable isn't set.
    NotPresent,
    /// Its value isn't UTF-8; this is what it is.
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

/// The environment as it is now, as names and values, as `std::env::vars`.
///
/// In the host's order, which may have a name twice. A variable that isn't UTF-8 ends the program with a
/// message and status 101, where `std` panics.
#[inline]
#[must_use]
pub fn vars() -> Vars {
    Vars(vars_os())
}

/// The environment as it is now, as names and values, as `std::env::vars_os`: they may be other than
/// UTF-8.
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

/// The variables that [`vars`] gives, as `std::env::Vars`.
pub struct Vars(VarsOs);

/// The variables that [`vars_os`] gives, as `std::env::VarsOs`.
pub struct VarsOs(
    vec::IntoIter<(OsString, OsString)>,
    /// Neither `Send` nor `Sync`, as in `std`.
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

/// Gives the value of a variable to a function.
#[inline]
fn with_value<R>(key: &OsStr, f: impl FnOnce(&[u8]) -> R) -> Option<R> {
    let count = || count_with_heap(&ENVIRON);
    with_var_counted(key.as_encoded_bytes(), count, f)
}
