//! The functions of C's `math.h` that `std`'s floats are made of, and `core`'s have not.
//!
//! On `wasm32-wasip1` they come from the same library as `std`'s, the toolchain's `libc.a`, and so give the
//! same numbers to the last bit. A function is linked if it is called; nothing else of that library is
//! needed by any of them.
//!
//! `wasm32-unknown-unknown` has them in its `compiler_builtins`, `wasm32v1-none` only those that are an
//! instruction, or nearly one.
//!
//! The safety argument: they take numbers and return one.

/// Declares functions of one name for both types: `name` and `namef`.
macro_rules! functions {
    ($($f64:ident $f32:ident ($($arg:ident),+);)+) => {
        // After the library of `src/rt/crt.rs`, which has smaller memory functions.
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
