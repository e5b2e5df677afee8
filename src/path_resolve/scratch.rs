//! Where a path that begins at the current directory is put together.

#[cfg(feature = "alloc")]
use alloc_crate::vec::Vec;
#[cfg(feature = "alloc")]
use core::mem::{self, ManuallyDrop};

use super::Unresolved;
use super::prefix::is_absolute;
#[cfg(feature = "alloc")]
use crate::sys::current_dir;

/// Where a path is put together that begins at the current directory. A program that never changes that
/// has none of it, not even the dropping of what is empty.
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
    #[inline(always)] // so that nothing is left of it where nothing can be in it
    fn drop(&mut self) {
        if current_dir::is_set() {
            drop(mem::take(&mut *self.joined));
        }
    }
}

/// Puts the current directory in front of a path that begins there, and says whether the whole is absolute.
#[cfg_attr(
    not(feature = "alloc"),
    expect(clippy::unnecessary_wraps, reason = "with a heap it isn't")
)]
#[inline(always)] // nothing is left of it in a program that never changes the directory
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

/// Writes the current directory and a relative path, with a separator between them.
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
