//! An allocator that prints when it has nothing left, and a program that asks it in the middle of a print.

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

/// What the allocator never has.
const LARGE: usize = 1 << 20;

/// Asks for memory while it is printed, and goes on without.
struct Reserves;

impl fmt::Display for Reserves {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("before ")?;
        let refused = Vec::<u8>::new().try_reserve(LARGE).is_err();
        f.write_str(if refused { " behind" } else { " not refused" })
    }
}

/// Of a build in which nanowasi brings none.
#[cfg(not(feature = "talc"))]
mod loud {
    use core::alloc::{GlobalAlloc, Layout};
    use core::ptr;

    use nanowasi::alloc::System;
    use nanowasi::{eprint, print};

    struct Loud;

    // SAFETY: what `System` gives, or nothing.
    unsafe impl GlobalAlloc for Loud {
        unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
            if layout.size() >= super::LARGE {
                print!("[no {}]", layout.size());
                eprint!("no memory; ");
                return ptr::null_mut();
            }
            // SAFETY: the caller's promises are the same.
            unsafe { System.alloc(layout) }
        }

        unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
            // SAFETY: the caller's promises are the same.
            unsafe { System.dealloc(block, layout) }
        }
    }

    #[global_allocator]
    static ALLOCATOR: Loud = Loud;
}
