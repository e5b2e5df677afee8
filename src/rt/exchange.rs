//! How a host and a plug-in exchange bytes: the functions that [`export!`](crate::export) and
//! [`export_allocator!`](crate::export_allocator) expand to.
//!
//! [`plugin`](crate::plugin#calling-convention) describes the convention.
//!
//! The safety argument: a block of bytes has one owner at a time. Passing it to the other side
//! passes the ownership, and each side deallocates what it owns, by its address and length. That is
//! the layout of a `Vec<u8>` whose capacity is its length.

use core::alloc::Layout;
use core::mem::ManuallyDrop;
use core::ptr;

use alloc_crate::alloc::alloc;

use crate::plugin::Output;
use crate::sys;
use crate::vec::Vec;

/// The address of an empty block, which is not allocated.
const EMPTY: usize = 1;

/// The largest size of a block in bytes.
const MAX_LEN: usize = usize::MAX / 2;

/// The bit of a result that says that the output is an error.
const IS_ERROR: u64 = 1 << 63;

/// Allocates `len` bytes for the host, and returns their address, or 0 if there is no memory.
#[must_use]
pub fn host_alloc(len: usize) -> usize {
    if len == 0 {
        return EMPTY;
    }
    let Ok(layout) = Layout::array::<u8>(len) else {
        return 0;
    };
    // SAFETY: the size of the layout is not 0.
    unsafe { alloc(layout) }.expose_provenance()
}

/// Deallocates a block of the host.
///
/// # Safety
///
/// - [`host_alloc`] returned `address` for `len`, or [`give_output`] or [`give_error`] returned
///   both.
/// - The block has not been deallocated, and is not used afterwards.
pub unsafe fn host_dealloc(address: usize, len: usize) {
    // SAFETY: the same contract.
    drop(unsafe { take_input(address, len) });
}

/// Takes the ownership of a block from the host. Traps if the address is 0, which [`host_alloc`]
/// returns without memory, or if no block can have the length.
///
/// # Safety
///
/// - As for [`host_dealloc`], and all bytes of the block are initialized.
#[must_use]
pub unsafe fn take_input(address: usize, len: usize) -> Vec<u8> {
    if len == 0 {
        return Vec::new();
    }
    if address == 0 || len > MAX_LEN {
        sys::trap();
    }
    // SAFETY: the global allocator returned the block for a layout of `len` bytes without an
    // alignment. The caller passes the ownership.
    unsafe { Vec::from_raw_parts(ptr::with_exposed_provenance_mut(address), len, len) }
}

/// Passes the result of an exported function to the host.
#[must_use]
pub fn give_output(output: impl Output) -> u64 {
    match output.into_bytes() {
        Ok(bytes) => give(bytes),
        Err(bytes) => give(bytes) | IS_ERROR,
    }
}

/// Passes an error to the host.
#[must_use]
pub fn give_error(message: &str) -> u64 {
    give(message.as_bytes().to_vec()) | IS_ERROR
}

/// Passes the ownership of bytes to the host. Returns the address and the length, which is less
/// than 2^31 on this target.
fn give(bytes: Vec<u8>) -> u64 {
    let bytes = ManuallyDrop::new(bytes.into_boxed_slice());
    let address = if bytes.is_empty() {
        EMPTY
    } else {
        bytes.as_ptr().expose_provenance()
    };
    (bytes.len() as u64) << 32 | address as u64
}
