//! The text of the current directory: bytes that outlive every call, and that can be replaced.
//!
//! A host has no such directory; `path_resolve.rs` has the rules. The text stands here because a `static`
//! that owns memory takes `unsafe`. A program that never sets it has none of this: the optimizer sees
//! that the flag stays down.
//!
//! The safety argument: wasm has one thread (`static_cell.rs` checks it), natively a lock is held by each
//! access. No method hands out a reference, and none calls code that could come back here while it has
//! one: memory is asked for, and given back, before and after.

use alloc_crate::collections::TryReserveError;
use alloc_crate::vec::Vec;
use core::cell::UnsafeCell;
use core::mem;

use crate::sys::sync::{Flag, StaticCell};

static SET: Flag = Flag::new();
static ABSOLUTE: StaticCell<bool> = StaticCell::new(false);
static TEXT: Text = Text {
    #[cfg(not(target_family = "wasm"))]
    lock: std::sync::Mutex::new(()),
    bytes: UnsafeCell::new(Vec::new()),
};

struct Text {
    #[cfg(not(target_family = "wasm"))]
    lock: std::sync::Mutex<()>,
    bytes: UnsafeCell<Vec<u8>>,
}

// SAFETY: see the file's header.
unsafe impl Sync for Text {}

/// Whether there is a text.
#[inline]
pub(crate) fn is_set() -> bool {
    SET.is_set()
}

/// Whether an absolute path led there.
#[inline]
pub(crate) fn is_absolute() -> bool {
    ABSOLUTE.get()
}

/// Sets the text, and whether an absolute path led there.
pub(crate) fn set(text: Vec<u8>, absolute: bool) {
    let before = {
        #[cfg(not(target_family = "wasm"))]
        let _held = TEXT.lock.lock();
        // SAFETY: nobody else accesses the text now, see the file's header.
        mem::replace(unsafe { &mut *TEXT.bytes.get() }, text)
    };
    drop(before);
    ABSOLUTE.set(absolute);
    SET.set();
}

/// Appends the text to `buffer`.
pub(crate) fn append_to(buffer: &mut Vec<u8>) -> Result<(), TryReserveError> {
    #[cfg(not(target_family = "wasm"))]
    let _held = TEXT.lock.lock();
    // SAFETY: nobody else accesses the text now, see the file's header.
    let len = unsafe { (*TEXT.bytes.get()).len() };
    buffer.try_reserve(len)?;
    // SAFETY: as above; what is appended has room, so no memory is asked for.
    let text = unsafe { &*TEXT.bytes.get() };
    buffer.extend_from_slice(text.get(..len).unwrap_or_default());
    Ok(())
}
