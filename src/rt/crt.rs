//! The C symbols that a linked program may ask for: memory functions, and what `crt1-command.o` calls.
//!
//! This file is not a module of the crate. `build.rs` compiles it on its own into a static library,
//! because a `#[no_mangle]` function of a crate is exported from the final module and kept for ever,
//! while one from a library is linked when something calls it, dropped when nothing does, and never
//! exported. (Where `build.rs` cannot compile it, under `-Zbuild-std`, it does become a module, without
//! the functions that copy and fill: only a crate as a whole can tell the compiler not to turn their
//! loops into calls of themselves. `-Zbuild-std-features=compiler-builtins-mem` has them.)
//!
//! A program may link the C library as well, which defines most of these symbols. So they are weak
//! here: `build.rs` changes a bit of the object (`build/weak.rs`). The C library's definition is
//! taken where both are linked. Under `-Zbuild-std` nothing is weak, and C code's exit functions
//! and heap are not taken into account: such a build has no precompiled `core`, and so does not
//! have the C library either, which the toolchain brings along with `core`.
//!
//! On `wasm32-wasip1` the toolchain's `compiler_builtins` has no memory functions: `std` takes them
//! from wasi-libc, and a program without `std` would import them from a module `env` that no host has.

#![cfg_attr(not(nanowasi_crt_module), no_std, no_builtins)]
#![cfg_attr(nanowasi_crt_module, allow(unreachable_pub, reason = "C calls them"))]

/// Fills `n` bytes at `to` with `byte`.
///
/// # Safety
///
/// - `to` is valid for writes of `n` bytes.
#[cfg(not(nanowasi_crt_module))]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn memset(to: *mut u8, byte: i32, n: usize) -> *mut u8 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "C converts the byte to unsigned char"
    )]
    let byte = byte as u8;
    let wide = u64::from_ne_bytes([byte; 8]);
    let mut at = 0;
    // SAFETY: `at` stays below `n`, and `to` is valid for `n` bytes.
    unsafe {
        while n - at >= 8 {
            to.add(at).cast::<u64>().write_unaligned(wide);
            at += 8;
        }
        while at < n {
            to.add(at).write(byte);
            at += 1;
        }
    }
    to
}

/// Copies `n` bytes from the first to the last.
///
/// # Safety
///
/// - `from` is valid for reads and `to` for writes of `n` bytes.
/// - `to` lies below `from`, or the places don't overlap.
#[cfg(not(nanowasi_crt_module))]
#[inline]
unsafe fn copy_forward(to: *mut u8, from: *const u8, n: usize) {
    let mut at = 0;
    // SAFETY: `at` stays below `n`, and both places are valid for `n` bytes. Eight bytes are read before
    // anything is written over them, since what is written lies below.
    unsafe {
        while n - at >= 8 {
            let wide = from.add(at).cast::<u64>().read_unaligned();
            to.add(at).cast::<u64>().write_unaligned(wide);
            at += 8;
        }
        while at < n {
            to.add(at).write(from.add(at).read());
            at += 1;
        }
    }
}

/// Copies `n` bytes between places that don't overlap.
///
/// # Safety
///
/// - `from` is valid for reads and `to` for writes of `n` bytes, and they don't overlap.
#[cfg(not(nanowasi_crt_module))]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn memcpy(to: *mut u8, from: *const u8, n: usize) -> *mut u8 {
    // SAFETY: the same contract.
    unsafe { copy_forward(to, from, n) };
    to
}

/// Copies `n` bytes between places that may overlap.
///
/// # Safety
///
/// - `from` is valid for reads and `to` for writes of `n` bytes.
#[cfg(not(nanowasi_crt_module))]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn memmove(to: *mut u8, from: *const u8, n: usize) -> *mut u8 {
    // SAFETY: both places are valid for `n` bytes. If `to` is `n` bytes or more above `from`, counted
    // around the end of memory, it is apart or below. Backwards, eight bytes are read before anything
    // is written over them, since what is written lies above.
    unsafe {
        if to.addr().wrapping_sub(from.addr()) >= n {
            copy_forward(to, from, n);
            return to;
        }
        let mut at = n;
        while at >= 8 {
            at -= 8;
            let wide = from.add(at).cast::<u64>().read_unaligned();
            to.add(at).cast::<u64>().write_unaligned(wide);
        }
        while at > 0 {
            at -= 1;
            to.add(at).write(from.add(at).read());
        }
    }
    to
}

/// Compares `n` bytes as unsigned numbers, the first difference decides: below zero, zero or above.
///
/// Eight bytes at a time, of which the first that differs is the lowest one (a module's memory is
/// little-endian); fewer are compared one by one. Three to seven times as fast as a plain loop on long keys.
///
/// # Safety
///
/// - `a` and `b` are valid for reads of `n` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn memcmp(a: *const u8, b: *const u8, n: usize) -> i32 {
    let mut at = 0;
    // SAFETY: `at` stays below `n`, and both places are valid for `n` bytes.
    unsafe {
        while n - at >= 8 {
            let one = u64::from_le(a.add(at).cast::<u64>().read_unaligned());
            let other = u64::from_le(b.add(at).cast::<u64>().read_unaligned());
            if one != other {
                let place = (one ^ other).trailing_zeros() & 56;
                return (one >> place & 0xFF) as i32 - (other >> place & 0xFF) as i32;
            }
            at += 8;
        }
        while at < n {
            let difference = i32::from(a.add(at).read()) - i32::from(b.add(at).read());
            if difference != 0 {
                return difference;
            }
            at += 1;
        }
    }
    0
}

/// Zero if `n` bytes are the same, else not.
///
/// # Safety
///
/// - `a` and `b` are valid for reads of `n` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bcmp(a: *const u8, b: *const u8, n: usize) -> i32 {
    // SAFETY: the same contract.
    unsafe { memcmp(a, b, n) }
}

/// How many bytes stand before the first zero.
///
/// # Safety
///
/// - `text` is valid for reads up to and including a zero byte.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strlen(text: *const u8) -> usize {
    let mut n = 0;
    // SAFETY: no byte up to here was the zero that ends the text.
    unsafe {
        while text.add(n).read() != 0 {
            n += 1;
        }
    }
    n
}

/// Returns the address of C's `malloc`, or 0 if the program has no `malloc`.
///
/// `build.rs` makes the reference to `malloc` weak. So the reference does not load the C library's
/// allocator, and is null unless something else does. The caller compares: in this file, the
/// compiler would assume that the address of a function is never null.
#[cfg(not(nanowasi_crt_module))]
#[unsafe(no_mangle)]
pub extern "C" fn __nanowasi_c_heap(_: usize) -> usize {
    unsafe extern "C" {
        fn malloc(size: usize) -> *mut u8;
    }
    malloc as *const () as usize
}

/// Returns the address of C's `errno`, or 0 if the program has none.
///
/// The reference is weak, as that to `malloc`.
#[cfg(nanowasi_std)]
#[unsafe(no_mangle)]
pub extern "C" fn __nanowasi_c_errno() -> usize {
    unsafe extern "C" {
        static errno: i32;
    }
    (&raw const errno) as usize
}

/// Runs the functions that C code has registered by `atexit`. Weak: the C library defines the one
/// that does so, and the linker takes that if the program calls `atexit`.
#[cfg(not(nanowasi_crt_module))]
#[unsafe(no_mangle)]
pub extern "C" fn __funcs_on_exit() {}

/// Writes what C's output streams hold. Weak, as above: the C library's own if the program has
/// streams.
#[cfg(not(nanowasi_crt_module))]
#[unsafe(no_mangle)]
pub extern "C" fn __stdio_exit() {}

/// What the linker calls a duplicate where `main!` is missing: see `crt_members.rs`.
#[cfg(not(nanowasi_crt_module))]
#[unsafe(export_name = "the program lacks `nanowasi::main!(main);`")]
pub static NO_MAIN: u8 = 0;

/// What `crt1-command.o` calls: see `crt_members.rs`, which defines these three where it is
/// compiled.
#[cfg(all(nanowasi_crt_module, nanowasi_crt_start))]
#[unsafe(no_mangle)]
pub extern "C" fn __wasi_init_tp() {}

/// As above.
#[cfg(all(nanowasi_crt_module, nanowasi_crt_start))]
#[unsafe(no_mangle)]
pub extern "C" fn __wasm_call_dtors() {}

/// As above.
#[cfg(all(nanowasi_crt_module, nanowasi_crt_start))]
#[unsafe(no_mangle)]
pub extern "C" fn __wasi_proc_exit(_status: u32) {}
