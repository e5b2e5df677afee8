//! The alloc-error handler, for a nightly compiler: prints that memory ran out, and ends the
//! program.
//!
//! On stable Rust, `alloc` panics instead, with the message "memory allocation of N bytes failed".
//! So every program that allocates contains the panic handler.

use core::alloc::Layout;

use crate::process;

#[alloc_error_handler]
fn alloc_error(layout: Layout) -> ! {
    crate::eprintln!("memory allocation of {} bytes failed", layout.size());
    process::abort()
}
