//! wrapped_allocator: counts its allocations in an allocator of its own around `System`, as programs for `std` do.
//! Built without the feature `talc`, or the two are one too many.

#![no_std]
#![no_main]

extern crate nanowasi as std;
use std::prelude::v1::*;
std::main!(main);

#[cfg(all(feature = "system", not(feature = "talc")))]
mod counting {
    use core::sync::atomic::{AtomicUsize, Ordering::Relaxed};
    use std::alloc::{GlobalAlloc, Layout, System};

    pub static ALLOCATED: AtomicUsize = AtomicUsize::new(0);

    struct Counting;

    // SAFETY: `System` does the work.
    unsafe impl GlobalAlloc for Counting {
        unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
            ALLOCATED.fetch_add(layout.size(), Relaxed);
            // SAFETY: the caller's promises are the same.
            unsafe { System.alloc(layout) }
        }

        unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
            ALLOCATED.fetch_sub(layout.size(), Relaxed);
            // SAFETY: the caller's promises are the same.
            unsafe { System.dealloc(block, layout) }
        }
    }

    #[global_allocator]
    static COUNTING: Counting = Counting;
}

fn main() {
    let mut numbers = vec![7_u8; 100];
    numbers.extend_from_slice(&[8; 1000]);
    #[cfg(all(feature = "system", not(feature = "talc")))]
    println!(
        "{}",
        counting::ALLOCATED.load(core::sync::atomic::Ordering::Relaxed)
    );
    println!("{:?} {:?}", numbers.first(), numbers.last());
}
