//! What a program sets in its environment.
//!
//! The host's environment stays as it is. The first change makes a copy, and from then on that is the
//! environment; a program without a change has no code for one, since nothing in it sets [`MODIFIED`].

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

/// The environment as it was changed, as `NAME=value`. Taken out while somebody works on it.
static ENTRIES: StaticCell<Vec<Vec<u8>>> = StaticCell::new(Vec::new());

/// Natively, where there are threads, two that look something up must not take the entries from each
/// other.
#[cfg(not(target_family = "wasm"))]
static LOCK: std::sync::Mutex<()> = std::sync::Mutex::new(());

/// Whether the environment is another one than the host's.
#[inline]
pub(super) fn is_modified() -> bool {
    MODIFIED.is_set()
}

/// Gives the value of a variable to a function.
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

/// What a function makes of the variables, each as `NAME=value`.
pub(super) fn map_all<T>(f: impl FnMut(&[u8]) -> Option<T>) -> Vec<T> {
    #[cfg(not(target_family = "wasm"))]
    let _guard = LOCK.lock();
    let entries = ENTRIES.replace(Vec::new());
    let all = entries.iter().map(Vec::as_slice).filter_map(f).collect();
    ENTRIES.replace(entries);
    all
}

/// Sets a variable of the environment, as `std::env::set_var`: [`var`](super::var) and its kin see it.
///
/// If the host has given several of that name, the first is set.
///
/// # Panics
///
/// If the name is empty or has a `=` in it, or if name or value have a NUL in them.
///
/// # Safety
///
/// - None on this target: it is unsafe because it is in `std`, where another thread may be reading the
///   environment.
///
/// ```
/// use nanowasi::env;
///
/// // SAFETY: there is one thread.
/// unsafe { env::set_var("GREETING", "Hello") };
/// assert_eq!(env::var("GREETING").as_deref(), Ok("Hello"));
/// ```
#[cfg_attr(
    nanowasi_std,
    rustc_deprecated_safe_2024(audit_that = "the environment is not borrowed from")
)]
#[allow(unsafe_code, reason = "the signature is `std`'s")]
pub unsafe fn set_var<K: AsRef<OsStr>, V: AsRef<OsStr>>(key: K, value: V) {
    set_or_panic(key.as_ref(), value.as_ref());
}

/// Removes a variable from the environment, as `std::env::remove_var`; all of that name, if the host has
/// given several.
///
/// # Panics
///
/// If the name is empty, or has a `=` or a NUL in it.
///
/// # Safety
///
/// - None on this target, see [`set_var`].
#[cfg_attr(
    nanowasi_std,
    rustc_deprecated_safe_2024(audit_that = "the environment is not borrowed from")
)]
#[allow(unsafe_code, reason = "the signature is `std`'s")]
pub unsafe fn remove_var<K: AsRef<OsStr>>(key: K) {
    remove_or_panic(key.as_ref());
}

#[allow(clippy::panic, reason = "`std` does, and says so")]
fn set_or_panic(key: &OsStr, value: &OsStr) {
    if let Err(error) = set(key.as_encoded_bytes(), value.as_encoded_bytes()) {
        panic!("failed to set environment variable `{key:?}` to `{value:?}`: {error}");
    }
}

#[allow(clippy::panic, reason = "`std` does, and says so")]
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

/// Has a function change the environment, or at first a copy of the host's.
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

/// All variables that the host has given, as `NAME=value`.
fn initial() -> Vec<Vec<u8>> {
    (0..count_with_heap(&ENVIRON))
        .map(|index| ENVIRON.get(index).to_vec())
        .collect()
}

#[cfg(all(test, not(target_family = "wasm")))]
mod tests {
    use super::*;

    /// Two threads that looked something up at the same time used to leave none of it.
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
