//! The alloc-error handler, for a nightly compiler: prints that memory ran out, and ends the
//! program.
//!
//! With the feature `panic-trap`, the message goes where the message of a panic goes, or nowhere:
//! `alloc` calls this function in each program with a `Vec`, which must not import `fd_write` then.
//!
//! On stable Rust, `alloc` panics instead, with the message "memory allocation of N bytes failed".
//! So every program that allocates contains the panic handler.

use core::alloc::Layout;

use crate::process;

#[alloc_error_handler]
fn alloc_error(layout: Layout) -> ! {
    #[cfg(feature = "panic-trap")]
    {
        #[cfg(feature = "panic-location")]
        crate::panic::output::print_message!("memory allocation of {} bytes failed", layout.size());
        #[cfg(not(feature = "panic-location"))]
        let _ = layout;
    }
    #[cfg(not(feature = "panic-trap"))]
    crate::eprintln!("memory allocation of {} bytes failed", layout.size());
    process::abort()
}
