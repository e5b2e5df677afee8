//! The functions of C's `math.h` for the methods of floats that `std` has and `core` lacks.
//!
//! On `wasm32-wasip1` they come from the same library as those of `std`, the toolchain's `libc.a`.
//! So the results are equal to the last bit. A function is linked if it is called, and needs
//! nothing else of that library.
//!
//! `wasm32-unknown-unknown` has the functions in its `compiler_builtins`. `wasm32v1-none` has only
//! those that are one instruction or a few.
//!
//! The safety argument: the functions take numbers and return a number.

/// Declares each function for both types: `name` for `f64`, `namef` for `f32`.
macro_rules! functions {
    ($($f64:ident $f32:ident ($($arg:ident),+);)+) => {
        // This library comes after that of `src/rt/crt.rs`, which has smaller memory functions.
        #[cfg_attr(nanowasi_libc, link(name = "c", kind = "static", modifiers = "-bundle"))]
        unsafe extern "C" {
            $(
                pub(crate) safe fn $f64($($arg: f64),+) -> f64;
                pub(crate) safe fn $f32($($arg: f32),+) -> f32;
            )+
        }
    };
}

functions! {
    acos acosf (x);
    asin asinf (x);
    atan atanf (x);
    atan2 atan2f (y, x);
    cbrt cbrtf (x);
    ceil ceilf (x);
    cos cosf (x);
    cosh coshf (x);
    exp expf (x);
    exp2 exp2f (x);
    expm1 expm1f (x);
    fdim fdimf (x, y);
    floor floorf (x);
    fma fmaf (x, y, z);
    hypot hypotf (x, y);
    log logf (x);
    log10 log10f (x);
    log1p log1pf (x);
    log2 log2f (x);
    pow powf (x, y);
    rint rintf (x);
    round roundf (x);
    sin sinf (x);
    sinh sinhf (x);
    sqrt sqrtf (x);
    tan tanf (x);
    tanh tanhf (x);
    trunc truncf (x);
}
