//! The allocator of a program that has no `#[global_allocator]`.
//!
//! The compiler makes the calls of `alloc` lead to these functions where no crate of the program
//! brings a global allocator.
//!
//! The safety argument: each function passes on the contract of the [`GlobalAlloc`] function that it
//! calls, and the caller is `alloc`, which keeps it.

use core::alloc::{GlobalAlloc, Layout};

use crate::alloc::System;

/// The layout of a block.
///
/// # Safety
///
/// - `align` is a power of two.
/// - `size`, rounded up to `align`, is no more than `isize::MAX`.
unsafe fn layout(size: usize, align: usize) -> Layout {
    // SAFETY: the contract is the same.
    unsafe { Layout::from_size_align_unchecked(size, align) }
}

#[rustc_std_internal_symbol]
unsafe extern "C" fn __rdl_alloc(size: usize, align: usize) -> *mut u8 {
    // SAFETY: the caller made size and alignment from a layout.
    unsafe { System.alloc(layout(size, align)) }
}

#[rustc_std_internal_symbol]
unsafe extern "C" fn __rdl_dealloc(block: *mut u8, size: usize, align: usize) {
    // SAFETY: the caller made size and alignment from the block's layout.
    unsafe { System.dealloc(block, layout(size, align)) }
}

#[rustc_std_internal_symbol]
unsafe extern "C" fn __rdl_realloc(
    block: *mut u8,
    old_size: usize,
    align: usize,
    new_size: usize,
) -> *mut u8 {
    // SAFETY: the caller made old size and alignment from the block's layout.
    unsafe { System.realloc(block, layout(old_size, align), new_size) }
}

#[rustc_std_internal_symbol]
unsafe extern "C" fn __rdl_alloc_zeroed(size: usize, align: usize) -> *mut u8 {
    // SAFETY: the caller made size and alignment from a layout.
    unsafe { System.alloc_zeroed(layout(size, align)) }
}
