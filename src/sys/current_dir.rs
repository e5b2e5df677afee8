//! The text of the current directory: bytes in a static, which can be replaced.
//!
//! Preview 1 has no current directory. `path_resolve.rs` has the rules, and this file the static,
//! because a `static` that owns memory needs `unsafe`. In a program that never sets the text, the
//! optimizer sees that the flag stays unset, and drops all of this.
//!
//! The safety argument: on wasm there is one thread (`static_cell.rs` checks it), and natively a
//! lock is held by each access. No function returns a reference to the text. While one exists, no
//! code runs that could come back here: memory is allocated before, and freed after.

use alloc_crate::collections::TryReserveError;
use alloc_crate::vec::Vec;
use core::cell::UnsafeCell;
use core::mem;

use super::sync::{Flag, StaticCell};

static IS_SET: Flag = Flag::new();
static IS_ABSOLUTE: StaticCell<bool> = StaticCell::new(false);
static CURRENT_DIR: CurrentDir = CurrentDir {
    #[cfg(not(target_family = "wasm"))]
    lock: std::sync::Mutex::new(()),
    text: UnsafeCell::new(Vec::new()),
};

struct CurrentDir {
    #[cfg(not(target_family = "wasm"))]
    lock: std::sync::Mutex<()>,
    text: UnsafeCell<Vec<u8>>,
}

// SAFETY: on wasm there is one thread (`static_cell.rs` checks it). Natively the lock is held by
// each access.
unsafe impl Sync for CurrentDir {}

/// Returns whether the text was set.
#[inline]
pub(crate) fn is_set() -> bool {
    IS_SET.is_set()
}

/// Returns whether the text was set by an absolute path.
#[inline]
pub(crate) fn is_absolute() -> bool {
    IS_ABSOLUTE.get()
}

/// Sets the text, and whether an absolute path set it.
pub(crate) fn set(text: Vec<u8>, absolute: bool) {
    let old = {
        #[cfg(not(target_family = "wasm"))]
        let _held = CURRENT_DIR.lock.lock();
        // SAFETY: nothing else accesses the text now: see the file's header.
        mem::replace(unsafe { &mut *CURRENT_DIR.text.get() }, text)
    };
    drop(old);
    IS_ABSOLUTE.set(absolute);
    IS_SET.set();
}

/// Appends the text to `buffer`.
pub(crate) fn append_to(buffer: &mut Vec<u8>) -> Result<(), TryReserveError> {
    #[cfg(not(target_family = "wasm"))]
    let _held = CURRENT_DIR.lock.lock();
    // SAFETY: nothing else accesses the text now: see the file's header.
    let len = unsafe { (*CURRENT_DIR.text.get()).len() };
    buffer.try_reserve(len)?;
    // SAFETY: as above. The text fits into the reserved capacity, so nothing is allocated while the
    // reference exists.
    let text = unsafe { &*CURRENT_DIR.text.get() };
    buffer.extend_from_slice(text.get(..len).unwrap_or_default());
    Ok(())
}
