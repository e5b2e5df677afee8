//! What the runtime has to know of the C library, where a program links it as well.
//!
//! C code brings functions to call at the end of the program. The linker decides whether
//! it does: `src/rt/crt.rs` defines these functions weakly, for programs without C code.
//!
//! The safety argument: the functions take no arguments, and C's own may be called at any time.

#[cfg(nanowasi_crt)]
unsafe extern "C" {
    safe fn __funcs_on_exit();
    safe fn __stdio_exit();
}

/// Runs the functions that C code has registered by `atexit`, the last one first, and closes C's streams.
///
/// What an output stream holds is written. The offset of an input is moved back to what was read. A
/// function that was run is not run again by a second call.
#[inline]
pub(crate) fn exit() {
    #[cfg(nanowasi_crt)]
    {
        __funcs_on_exit();
        __stdio_exit();
    }
}
