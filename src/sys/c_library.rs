//! What the runtime has to know of the C library, where a program links it as well.
//!
//! C code brings functions to call at the end of the program, and a heap. The linker decides
//! whether it does: `src/rt/crt.rs` defines these functions weakly, for programs without C code.
//!
//! The safety argument: the functions take no pointers, and C's own may be called at any time.

#[cfg(nanowasi_crt)]
unsafe extern "C" {
    safe fn __funcs_on_exit();
    safe fn __stdio_exit();
    #[cfg(feature = "system")]
    safe fn __nanowasi_c_heap(_: usize) -> usize;
}

/// Runs the functions that C code has registered by `atexit`, the last one first, and closes C's
/// streams.
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

/// Returns C's `errno`, if the program links C code that sets it.
#[cfg(nanowasi_std)]
pub(crate) fn errno() -> Option<i32> {
    unsafe extern "C" {
        safe fn __nanowasi_c_errno() -> usize;
    }
    let errno: *const i32 = core::ptr::with_exposed_provenance(__nanowasi_c_errno());
    // SAFETY: the address is null or that of C's static, and there is one thread.
    unsafe { errno.as_ref().copied() }
}

/// Returns how much of the initial memory, `len` bytes from `__heap_base` to `__heap_end`, is
/// nanowasi's.
///
/// All of it, or nothing if the program has C's `malloc`, which takes all of it. The optimizer has
/// no part in this, because only the linker knows. The call passes a length, which is not used: a
/// function of this type is in most programs already, and a type takes 4 bytes.
///
/// Of the wasm targets, only `wasm32-wasip1` has a C library.
#[cfg(all(target_family = "wasm", feature = "system"))]
#[inline]
pub(crate) fn own_initial_memory(len: usize) -> usize {
    #[cfg(nanowasi_crt)]
    if __nanowasi_c_heap(len) != 0 {
        return 0;
    }
    len
}
