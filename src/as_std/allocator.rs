//! The allocator of a program that has no `#[global_allocator]`.
//!
//! If no crate of the program defines a global allocator, the compiler makes the functions of
//! `alloc` call these.
//!
//! [`System`] is also an unstable [`Allocator`], for the collections of a nightly program.
//!
//! The safety argument: each function has the contract of the [`GlobalAlloc`] function that it
//! calls. The caller is `alloc`, or a program that may call an `unsafe` function. Both keep that
//! contract.

use core::alloc::{AllocError, Allocator, GlobalAlloc, Layout};
use core::ptr::NonNull;

use crate::alloc::System;

/// Returns the layout of a block.
///
/// # Safety
///
/// - `align` is a power of two.
/// - `size`, rounded up to `align`, is no more than `isize::MAX`.
unsafe fn layout(size: usize, align: usize) -> Layout {
    // SAFETY: the caller guarantees the conditions of this function.
    unsafe { Layout::from_size_align_unchecked(size, align) }
}

#[rustc_std_internal_symbol]
unsafe extern "C" fn __rdl_alloc(size: usize, align: usize) -> *mut u8 {
    // SAFETY: `alloc` has the size and the alignment from a layout whose size is not 0.
    unsafe { System.alloc(layout(size, align)) }
}

#[rustc_std_internal_symbol]
unsafe extern "C" fn __rdl_dealloc(block: *mut u8, size: usize, align: usize) {
    // SAFETY: `alloc` has the size and the alignment from the layout of this block.
    unsafe { System.dealloc(block, layout(size, align)) }
}

#[rustc_std_internal_symbol]
unsafe extern "C" fn __rdl_realloc(
    block: *mut u8,
    old_size: usize,
    align: usize,
    new_size: usize,
) -> *mut u8 {
    // SAFETY: `alloc` has the old size and the alignment from the layout of this block. The new
    // size is not 0, and makes a layout with this alignment.
    unsafe { System.realloc(block, layout(old_size, align), new_size) }
}

#[rustc_std_internal_symbol]
unsafe extern "C" fn __rdl_alloc_zeroed(size: usize, align: usize) -> *mut u8 {
    // SAFETY: `alloc` has the size and the alignment from a layout whose size is not 0.
    unsafe { System.alloc_zeroed(layout(size, align)) }
}

// SAFETY: a block is valid until it is freed, and each `System` frees the blocks of every other.
unsafe impl Allocator for System {
    fn allocate(&self, layout: Layout) -> Result<NonNull<[u8]>, AllocError> {
        let block = match layout.size() {
            0 => Some(layout.dangling_ptr()),
            // SAFETY: the size is not 0.
            _ => NonNull::new(unsafe { self.alloc(layout) }),
        };
        let block = block.ok_or(AllocError)?;
        Ok(NonNull::slice_from_raw_parts(block, layout.size()))
    }

    unsafe fn deallocate(&self, block: NonNull<u8>, layout: Layout) {
        if layout.size() != 0 {
            // SAFETY: the caller guarantees that `allocate` has returned the block for this layout.
            unsafe { self.dealloc(block.as_ptr(), layout) };
        }
    }
}
