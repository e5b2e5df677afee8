//! [`set_var`] and [`remove_var`]: a modified copy of the environment.
//!
//! The host's environment is never modified. The first change copies it, and from then on the copy
//! is the environment. A program that changes nothing links none of this code, because the
//! compiler sees that [`MODIFIED`] is never set.

use super::count_with_heap;
use super::entry::{is_valid_name, value_of};
use crate::ffi::OsStr;
use crate::io::{Error, Message, Result};
use crate::sys::Errno;
use crate::sys::args::ENVIRON;
use crate::sys::sync::{Flag, StaticCell};
use crate::sys::util::bytes;
use crate::vec::Vec;

static MODIFIED: Flag = Flag::new();

/// The modified environment, each entry as `NAME=value`.
///
/// A function that reads or modifies the entries takes them out, and puts them back before it
/// returns.
static ENTRIES: StaticCell<Vec<Vec<u8>>> = StaticCell::new(Vec::new());

/// Serializes access to [`ENTRIES`] natively, where there are threads: a thread that reads while
/// another thread has taken the entries out would find none.
#[cfg(not(target_family = "wasm"))]
static LOCK: std::sync::Mutex<()> = std::sync::Mutex::new(());

/// Returns whether the program has modified its environment.
#[inline]
pub(super) fn is_modified() -> bool {
    MODIFIED.is_set()
}

/// Calls `f` with the value of the variable `name`, if it is set.
pub(super) fn with_value<R>(name: &[u8], f: impl FnOnce(&[u8]) -> R) -> Option<R> {
    if !is_valid_name(name) {
        return None;
    }
    #[cfg(not(target_family = "wasm"))]
    let _guard = LOCK.lock();
    let entries = ENTRIES.replace(Vec::new());
    let found = entries
        .iter()
        .find_map(|entry| value_of(entry, name))
        .map(f);
    ENTRIES.replace(entries);
    found
}

/// Calls `f` with each `NAME=value` entry, and collects the `Some` results.
pub(super) fn map_all<T>(f: impl FnMut(&[u8]) -> Option<T>) -> Vec<T> {
    #[cfg(not(target_family = "wasm"))]
    let _guard = LOCK.lock();
    let entries = ENTRIES.replace(Vec::new());
    let all = entries.iter().map(Vec::as_slice).filter_map(f).collect();
    ENTRIES.replace(entries);
    all
}

/// Sets a variable of the environment, as `std::env::set_var`.
///
/// Afterwards [`var`](super::var), [`vars`](super::vars) and their `OsString` forms read the
/// modified copy. [`static_var`](super::static_var) and [`static_vars`](super::static_vars) still
/// read the host's environment. If the host gave several variables of that name, only the first is
/// replaced.
///
/// # Panics
///
/// - If `key` is empty or contains `=` or a NUL byte.
/// - If `value` contains a NUL byte.
///
/// # Safety
///
/// - No conditions on this target, which has one thread. The function is `unsafe` because `std`'s
///   is: elsewhere another thread may be reading the environment.
///
/// # Examples
///
/// ```
/// use nanowasi::env;
///
/// // SAFETY: this function has no conditions on WASI.
/// unsafe { env::set_var("GREETING", "Hello") };
/// assert_eq!(env::var("GREETING").as_deref(), Ok("Hello"));
/// assert_eq!(env::static_var("GREETING"), None);
/// ```
#[cfg_attr(
    nanowasi_std,
    rustc_deprecated_safe_2024(
        audit_that = "the environment access only happens in single-threaded code"
    )
)]
#[allow(unsafe_code, reason = "the signature is `std`'s")]
pub unsafe fn set_var<K: AsRef<OsStr>, V: AsRef<OsStr>>(key: K, value: V) {
    set_or_panic(key.as_ref(), value.as_ref());
}

/// Removes a variable from the environment, as `std::env::remove_var`.
///
/// If the host gave several variables of that name, all are removed. A variable that is not set is
/// no error.
///
/// # Panics
///
/// - If `key` is empty or contains `=` or a NUL byte.
///
/// # Safety
///
/// - No conditions on this target: see [`set_var`].
///
/// # Examples
///
/// ```
/// use nanowasi::env;
///
/// // SAFETY: these functions have no conditions on WASI.
/// unsafe {
///     env::set_var("TOKEN", "secret");
///     env::remove_var("TOKEN");
/// }
/// assert_eq!(env::var_os("TOKEN"), None);
/// ```
#[cfg_attr(
    nanowasi_std,
    rustc_deprecated_safe_2024(
        audit_that = "the environment access only happens in single-threaded code"
    )
)]
#[allow(unsafe_code, reason = "the signature is `std`'s")]
pub unsafe fn remove_var<K: AsRef<OsStr>>(key: K) {
    remove_or_panic(key.as_ref());
}

#[allow(clippy::panic, reason = "`std` panics, and documents it")]
fn set_or_panic(key: &OsStr, value: &OsStr) {
    if let Err(error) = set(key.as_encoded_bytes(), value.as_encoded_bytes()) {
        panic!("failed to set environment variable `{key:?}` to `{value:?}`: {error}");
    }
}

#[allow(clippy::panic, reason = "`std` panics, and documents it")]
fn remove_or_panic(key: &OsStr) {
    if let Err(error) = remove(key.as_encoded_bytes()) {
        panic!("failed to remove environment variable `{key:?}`: {error}");
    }
}

fn set(name: &[u8], value: &[u8]) -> Result<()> {
    check_name(name)?;
    check_nul(value)?;
    let entry = [name, b"=", value].concat();
    modify(
        |entries| match entries.iter_mut().find(|old| value_of(old, name).is_some()) {
            Some(old) => *old = entry,
            None => entries.push(entry),
        },
    );
    Ok(())
}

fn remove(name: &[u8]) -> Result<()> {
    check_name(name)?;
    modify(|entries| entries.retain(|entry| value_of(entry, name).is_none()));
    Ok(())
}

fn check_name(name: &[u8]) -> Result<()> {
    check_nul(name)?;
    if is_valid_name(name) {
        Ok(())
    } else {
        Err(Error::from(Errno::INVAL))
    }
}

fn check_nul(bytes: &[u8]) -> Result<()> {
    if bytes::contains(bytes, 0) {
        Err(Error::from_message(Message::NulInPath))
    } else {
        Ok(())
    }
}

/// Calls `f` with the entries to modify; the first call copies them from the host's environment.
fn modify(f: impl FnOnce(&mut Vec<Vec<u8>>)) {
    #[cfg(not(target_family = "wasm"))]
    let _guard = LOCK.lock();
    let mut entries = if is_modified() {
        ENTRIES.replace(Vec::new())
    } else {
        initial()
    };
    f(&mut entries);
    ENTRIES.replace(entries);
    MODIFIED.set();
}

/// Returns a copy of the host's environment, each entry as `NAME=value`.
fn initial() -> Vec<Vec<u8>> {
    (0..count_with_heap(&ENVIRON))
        .map(|index| ENVIRON.get(index).to_vec())
        .collect()
}

#[cfg(all(test, not(target_family = "wasm")))]
mod tests {
    use super::*;

    /// Guards against two threads that read at the same time and lose all entries.
    #[test]
    fn concurrent_lookups_lose_no_entries() {
        set(b"NANOWASI_CONCURRENT", b"set").unwrap();
        let find = || (0..20_000).all(|_| with_value(b"NANOWASI_CONCURRENT", |_| ()).is_some());
        std::thread::scope(|scope| {
            let threads = [scope.spawn(find), scope.spawn(find)];
            assert!(threads.into_iter().all(|thread| thread.join().unwrap()));
        });
    }
}
