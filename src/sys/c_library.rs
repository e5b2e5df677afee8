//! Calls into the C library, in a program that links C code as well.
//!
//! C code has functions to call at the end of the program, a heap, and an `errno`. The linker
//! decides whether a program has them: `src/rt/crt.rs` defines these functions weakly, for programs
//! without C code.
//!
//! The safety argument: the functions take no pointers, and the C library allows a call at any
//! time.

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
/// Buffered output is written. The offset of an input is moved back to the first byte that was not
/// read. A second call does not run a function again.
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
    // SAFETY: the address is null or that of C's static, which exists for the whole run. There is
    // one thread, so nothing writes to it meanwhile.
    unsafe { errno.as_ref().copied() }
}

/// Returns how many of the `len` bytes of initial memory, from `__heap_base` to `__heap_end`,
/// nanowasi may use.
///
/// All of them, or none if the program has C's `malloc`, which takes all of it. Only the linker
/// knows which, so the optimizer can't decide it. The called function ignores its argument, and has
/// one because most programs have a function of this type already: another type takes 4 bytes.
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
