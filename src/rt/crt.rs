//! C symbols that a program can refer to: memory functions, and functions that `crt1-command.o`
//! calls.
//!
//! On `wasm32-wasip1`, the toolchain's `compiler_builtins` has no memory functions. `std` has them
//! from wasi-libc. Without them, a program would import them from a module `env`, which no host
//! has.
//!
//! This file is not a module of the crate: `build.rs` compiles it into a static library. A
//! `#[no_mangle]` function of a crate is always kept, and the final module exports it. A function
//! of a library is linked only if something calls it, and is never exported.
//!
//! Under `-Zbuild-std`, `build.rs` cannot compile the file, and it is a module of the crate. Then
//! it lacks the functions that copy and fill memory: the compiler would turn their loops into calls
//! of themselves, and `no_builtins`, which prevents that, applies only to a whole crate.
//! `-Zbuild-std-features=compiler-builtins-mem` provides these functions.
//!
//! A program may also link the C library, which defines most of these symbols. So `build.rs` makes
//! the symbols of this library weak (`build/weak.rs`), and the linker prefers the definitions of
//! the C library. Under `-Zbuild-std` no symbol is weak, and the exit functions and the heap of C
//! code are ignored. Such a build has no C library, which the toolchain installs with the
//! precompiled `core`.
//!
//! The safety argument: the memory functions have the contracts of C, and access only the bytes
//! that these name. The other functions access no memory.

#![cfg_attr(not(nanowasi_crt_module), no_std, no_builtins)]
#![cfg_attr(nanowasi_crt_module, allow(unreachable_pub, reason = "C calls them"))]

/// Fills `n` bytes at `to` with `byte`, eight at a time.
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

/// Copies `n` bytes, from the first to the last.
///
/// # Safety
///
/// - `from` is valid for reads and `to` for writes of `n` bytes.
/// - `to` is below `from`, or the two ranges don't overlap.
#[cfg(not(nanowasi_crt_module))]
#[inline]
unsafe fn copy_forward(to: *mut u8, from: *const u8, n: usize) {
    let mut at = 0;
    // SAFETY: `at` stays below `n`, and both ranges are valid for `n` bytes. Each byte is read
    // before it is overwritten, because the writes are below the reads.
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

/// Copies `n` bytes between ranges that don't overlap.
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

/// Copies `n` bytes between ranges that may overlap.
///
/// # Safety
///
/// - `from` is valid for reads and `to` for writes of `n` bytes.
#[cfg(not(nanowasi_crt_module))]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn memmove(to: *mut u8, from: *const u8, n: usize) -> *mut u8 {
    // SAFETY: both ranges are valid for `n` bytes. If the distance from `from` to `to`, modulo
    // 2^32, is `n` or more, then `to` is below `from`, or the ranges don't overlap. The backward
    // loop reads each byte before it overwrites it, because the writes are above the reads.
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

/// Compares `n` bytes as unsigned numbers. The result is negative, zero or positive, by the first
/// difference.
///
/// The loop compares eight bytes at a time, and the last bytes one by one. The memory of a module
/// is little-endian, so the first byte that differs is the lowest one of the number. That is three
/// to seven times as fast as a loop over single bytes, with long keys.
///
/// # Safety
///
/// - `a` and `b` are valid for reads of `n` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn memcmp(a: *const u8, b: *const u8, n: usize) -> i32 {
    let mut at = 0;
    // SAFETY: `at` stays below `n`, and both ranges are valid for `n` bytes.
    unsafe {
        while n - at >= 8 {
            let one = u64::from_le(a.add(at).cast::<u64>().read_unaligned());
            let other = u64::from_le(b.add(at).cast::<u64>().read_unaligned());
            if one != other {
                let shift = (one ^ other).trailing_zeros() & 56;
                return (one >> shift & 0xFF) as i32 - (other >> shift & 0xFF) as i32;
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

/// Returns zero if the `n` bytes are equal.
///
/// # Safety
///
/// - `a` and `b` are valid for reads of `n` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bcmp(a: *const u8, b: *const u8, n: usize) -> i32 {
    // SAFETY: the same contract.
    unsafe { memcmp(a, b, n) }
}

/// Returns the number of bytes before the first zero byte.
///
/// # Safety
///
/// - `text` is valid for reads up to and including a zero byte.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strlen(text: *const u8) -> usize {
    let mut n = 0;
    // SAFETY: the loop has read no zero byte yet, so the next byte is valid for reads.
    unsafe {
        while text.add(n).read() != 0 {
            n += 1;
        }
    }
    n
}

/// Returns the address of C's `malloc`, or 0 if the program has no `malloc`.
///
/// `build.rs` makes the reference to `malloc` weak. So the reference does not link the C library's
/// allocator, and is null unless something else does. The caller compares with 0, because in this
/// file the compiler would assume that the address of a function is never null.
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
/// The reference is weak, as the one to `malloc`.
#[cfg(nanowasi_std)]
#[unsafe(no_mangle)]
pub extern "C" fn __nanowasi_c_errno() -> usize {
    unsafe extern "C" {
        static errno: i32;
    }
    (&raw const errno) as usize
}

/// Does nothing. The C library has a function of this name that runs what C code has registered
/// with `atexit`, and the linker prefers it if the program calls `atexit`: this one is weak.
#[cfg(not(nanowasi_crt_module))]
#[unsafe(no_mangle)]
pub extern "C" fn __funcs_on_exit() {}

/// Does nothing. The C library has a function of this name that writes the buffered output of C's
/// streams, and the linker prefers it if the program has streams: this one is weak.
#[cfg(not(nanowasi_crt_module))]
#[unsafe(no_mangle)]
pub extern "C" fn __stdio_exit() {}

/// The symbol that the linker reports as a duplicate if `main!` is missing: see `crt_members.rs`.
#[cfg(not(nanowasi_crt_module))]
#[unsafe(export_name = "the program lacks `nanowasi::main!(main);`")]
pub static NO_MAIN: u8 = 0;

/// Does nothing. `crt1-command.o` calls this function and the two below. Where `build.rs` compiles
/// `crt_members.rs`, that file defines the three.
#[cfg(all(nanowasi_crt_module, nanowasi_crt_start))]
#[unsafe(no_mangle)]
pub extern "C" fn __wasi_init_tp() {}

/// Does nothing, as above.
#[cfg(all(nanowasi_crt_module, nanowasi_crt_start))]
#[unsafe(no_mangle)]
pub extern "C" fn __wasm_call_dtors() {}

/// Does nothing, as above.
#[cfg(all(nanowasi_crt_module, nanowasi_crt_start))]
#[unsafe(no_mangle)]
pub extern "C" fn __wasi_proc_exit(_status: u32) {}
