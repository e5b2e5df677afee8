//! Memory allocation, as [`std::alloc`].
//!
//! The feature `talc` makes [talc](https://crates.io/crates/talc) the global allocator. With the
//! feature `system` alone, it is available as [`System`], for a program with a global allocator
//! that wraps it:
//!
//! ```
//! use nanowasi::alloc::{GlobalAlloc, Layout, System};
//! use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
//!
//! struct Counting(AtomicUsize);
//!
//! // SAFETY: each function has the contract of the function of `System` that it calls.
//! unsafe impl GlobalAlloc for Counting {
//!     unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
//!         self.0.fetch_add(1, Relaxed);
//!         unsafe { System.alloc(layout) }
//!     }
//!
//!     unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
//!         unsafe { System.dealloc(block, layout) }
//!     }
//! }
//!
//! #[global_allocator]
//! static COUNTING: Counting = Counting(AtomicUsize::new(0));
//!
//! let text = String::from("counted");
//! assert!(COUNTING.0.load(Relaxed) > 0);
//! # drop(text);
//! ```
//!
//! Unlike with `std`, the last MiB below 4 GiB is never used. Near 4 GiB, an allocation is served
//! only from free blocks of at least 1.5 times its size, where `std` also finds a block that just
//! fits.
//!
//! [`std::alloc`]: https://doc.rust-lang.org/std/alloc/index.html

#[cfg(feature = "alloc")]
#[doc(no_inline)]
pub use alloc_crate::alloc::*;
#[cfg(not(feature = "alloc"))]
#[doc(no_inline)]
pub use core::alloc::*;

#[cfg(all(target_family = "wasm", feature = "system"))]
pub use crate::rt::System;
#[cfg(all(not(target_family = "wasm"), feature = "system"))]
#[doc(no_inline)]
pub use std::alloc::System;
