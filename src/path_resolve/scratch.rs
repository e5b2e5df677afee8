//! Puts the current directory before a relative path, in memory that the caller owns.
//!
//! A program that never sets a current directory links none of this: the optimizer sees that the
//! flag of [`current_dir`] is never set.

#[cfg(feature = "alloc")]
use alloc_crate::vec::Vec;
#[cfg(feature = "alloc")]
use core::mem::{self, ManuallyDrop};

use super::Unresolved;
use super::prefix::is_absolute;
#[cfg(feature = "alloc")]
use crate::sys::current_dir;

/// The memory for a relative path with the current directory before it. It stays empty until a
/// current directory was set.
#[derive(Debug)]
pub(crate) struct Scratch {
    #[cfg(feature = "alloc")]
    joined: ManuallyDrop<Vec<u8>>,
}

impl Scratch {
    #[inline]
    pub(crate) const fn new() -> Self {
        Self {
            #[cfg(feature = "alloc")]
            joined: ManuallyDrop::new(Vec::new()),
        }
    }
}

#[cfg(feature = "alloc")]
impl Drop for Scratch {
    #[inline(always)] // so that a program without a current directory has no code for it
    fn drop(&mut self) {
        if current_dir::is_set() {
            drop(mem::take(&mut *self.joined));
        }
    }
}

/// Puts the current directory before `path` if `path` is relative and a current directory was set.
///
/// Returns whether the result counts as absolute, and the result. A joined path is absolute if the
/// path was absolute that set the current directory.
///
/// # Errors
///
/// - `OutOfMemory`: there is no memory for the joined path.
#[cfg_attr(
    not(feature = "alloc"),
    expect(clippy::unnecessary_wraps, reason = "it can fail with a heap")
)]
#[inline(always)] // so that a program without a current directory has no code for it
pub(super) fn prepend_current_dir<'path>(
    path: &'path [u8],
    scratch: &'path mut Scratch,
) -> Result<(bool, &'path [u8]), Unresolved> {
    let absolute = is_absolute(path);
    #[cfg(feature = "alloc")]
    if !absolute && current_dir::is_set() {
        let joined = &mut *scratch.joined;
        join_current_dir(path, joined).map_err(|_| Unresolved::OutOfMemory)?;
        return Ok((current_dir::is_absolute(), joined));
    }
    let _ = scratch;
    Ok((absolute, path))
}

/// Appends the current directory, a separator and the relative path `path` to `joined`.
#[cfg(feature = "alloc")]
fn join_current_dir(
    path: &[u8],
    joined: &mut Vec<u8>,
) -> Result<(), alloc_crate::collections::TryReserveError> {
    let path = match path {
        b"." => b"",
        [b'.', b'/', rest @ ..] => rest,
        _ => path,
    };
    current_dir::append_to(joined)?;
    joined.try_reserve(path.len().saturating_add(1))?;
    if !path.is_empty() {
        if joined.last() != Some(&b'/') {
            joined.push(b'/');
        }
        joined.extend_from_slice(path);
    }
    Ok(())
}
