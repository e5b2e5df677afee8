//! allocator_prints: an allocator that prints when it fails, and a program that allocates in the
//! middle of a print.

#![no_std]
#![no_main]

extern crate alloc;

use alloc::vec::Vec;
use core::fmt;

use nanowasi::print;

nanowasi::main!(main);

fn main() {
    print!("a line\nand ");
    print!("{}, {}; ", Reserves, "text");
    print!("{:>9}", Reserves);
    let mut bytes: Vec<u8> = Vec::new();
    bytes.resize(LARGE, 1);
    print!("never printed");
}

/// A size that the allocator refuses.
const LARGE: usize = 1 << 20;

/// Allocates while it is printed, and continues without the memory.
struct Reserves;

impl fmt::Display for Reserves {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("before ")?;
        let refused = Vec::<u8>::new().try_reserve(LARGE).is_err();
        f.write_str(if refused { " after" } else { " not refused" })
    }
}

/// For a build without nanowasi's allocator.
#[cfg(not(feature = "talc"))]
mod loud {
    use core::alloc::{GlobalAlloc, Layout};
    use core::ptr;

    use nanowasi::alloc::System;
    use nanowasi::{eprint, print};

    struct Loud;

    // SAFETY: `System` is a correct allocator, and returning null is allowed.
    unsafe impl GlobalAlloc for Loud {
        unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
            if layout.size() >= super::LARGE {
                print!("[no {}]", layout.size());
                eprint!("no memory; ");
                return ptr::null_mut();
            }
            // SAFETY: the caller's guarantees are passed on.
            unsafe { System.alloc(layout) }
        }

        unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
            // SAFETY: the caller's guarantees are passed on.
            unsafe { System.dealloc(block, layout) }
        }
    }

    #[global_allocator]
    static ALLOCATOR: Loud = Loud;
}
