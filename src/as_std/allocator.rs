//! The allocator of a program that has no `#[global_allocator]`.
//!
//! If no crate of the program defines a global allocator, the compiler makes the functions of
//! `alloc` call these.
//!
//! The safety argument: each function has the contract of the [`GlobalAlloc`] function that it
//! calls. The caller is `alloc`, which keeps that contract.

use core::alloc::{GlobalAlloc, Layout};

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
