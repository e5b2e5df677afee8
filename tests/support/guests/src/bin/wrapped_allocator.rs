//! wrapped_allocator: counts allocations in an allocator around `System`, as programs for `std` do.
//! It has to be built without the feature `talc`, which would add a second global allocator.

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

    // SAFETY: `System` is a correct allocator, and counting changes nothing.
    unsafe impl GlobalAlloc for Counting {
        unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
            ALLOCATED.fetch_add(layout.size(), Relaxed);
            // SAFETY: the caller's guarantees are passed on.
            unsafe { System.alloc(layout) }
        }

        unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
            ALLOCATED.fetch_sub(layout.size(), Relaxed);
            // SAFETY: the caller's guarantees are passed on.
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
