//! The methods of `f32` and `f64` that `std` defines and `core` lacks, as methods of the types.
//!
//! Where `std` calls a function of `core` or an intrinsic, so does this file: then the results are
//! those of `std`, and the same methods are `const`. The other methods are those of [`Float`].

#![allow(missing_docs, reason = "see `Float`")]

use core::intrinsics;

use crate::float::Float;

/// Defines the methods of one type.
///
/// - `const`: methods that are `const` in `std`, by the function of `core` with the same name.
/// - `core`: other methods, by a function of `core`.
/// - `intrinsic`: methods by an intrinsic.
/// - `own`: methods by [`Float`].
macro_rules! methods {
    (
        $type:ident, $math:path;
        const { $($const:ident($($const_arg:ident: $const_type:ty),*))* }
        core { $($core:ident($($core_arg:ident: $core_type:ty),*) => $core_function:path;)* }
        intrinsic { $($intrinsic:ident($($intrinsic_arg:ident),*) => $function:ident;)* }
        own { $($own:ident($($own_arg:ident: $own_type:ty),*) -> $result:ty;)* }
    ) => {
        impl $type {
            $(
                #[rustc_allow_incoherent_impl]
                #[must_use = "method returns a new number and does not mutate the original value"]
                #[inline]
                pub const fn $const(self $(, $const_arg: $const_type)*) -> $type {
                    use $math as math;
                    math::$const(self $(, $const_arg)*)
                }
            )*
            $(
                #[rustc_allow_incoherent_impl]
                #[must_use = "method returns a new number and does not mutate the original value"]
                #[inline]
                pub fn $core(self $(, $core_arg: $core_type)*) -> $type {
                    $core_function(self $(, $core_arg)*)
                }
            )*
            $(
                #[rustc_allow_incoherent_impl]
                #[must_use = "method returns a new number and does not mutate the original value"]
                #[inline]
                pub fn $intrinsic(self $(, $intrinsic_arg: $type)*) -> $type {
                    intrinsics::$function(self $(, $intrinsic_arg)*)
                }
            )*
            $(
                #[rustc_allow_incoherent_impl]
                #[must_use = "method returns a new number and does not mutate the original value"]
                #[inline]
                pub fn $own(self $(, $own_arg: $own_type)*) -> $result {
                    Float::$own(self $(, $own_arg)*)
                }
            )*

            /// Returns `self - other`, or 0 if that is negative.
            #[rustc_allow_incoherent_impl]
            #[must_use = "method returns a new number and does not mutate the original value"]
            #[deprecated(since = "1.10.0", note = "use `(self - other).max(0.0)`")]
            #[inline]
            pub fn abs_sub(self, other: $type) -> $type {
                #[allow(deprecated, reason = "it implements the deprecated method")]
                Float::abs_sub(self, other)
            }
        }
    };
}

methods! {
    f64, core::f64::math;
    const { floor() ceil() round() round_ties_even() trunc() fract() mul_add(a: f64, b: f64) }
    core {
        div_euclid(rhs: f64) => core::f64::math::div_euclid;
        rem_euclid(rhs: f64) => core::f64::math::rem_euclid;
        powi(n: i32) => core::f64::math::powi;
        sqrt() => core::f64::math::sqrt;
    }
    intrinsic {
        powf(n) => powf64;
        exp() => expf64;
        exp2() => exp2f64;
        ln() => logf64;
        log2() => log2f64;
        log10() => log10f64;
        sin() => sinf64;
        cos() => cosf64;
    }
    own {
        log(base: f64) -> f64;
        cbrt() -> f64;
        hypot(other: f64) -> f64;
        tan() -> f64;
        asin() -> f64;
        acos() -> f64;
        atan() -> f64;
        atan2(other: f64) -> f64;
        sin_cos() -> (f64, f64);
        exp_m1() -> f64;
        ln_1p() -> f64;
        sinh() -> f64;
        cosh() -> f64;
        tanh() -> f64;
        asinh() -> f64;
        acosh() -> f64;
        atanh() -> f64;
    }
}

methods! {
    f32, core::f32::math;
    const { floor() ceil() round() round_ties_even() trunc() fract() mul_add(a: f32, b: f32) }
    core {
        div_euclid(rhs: f32) => core::f32::math::div_euclid;
        rem_euclid(rhs: f32) => core::f32::math::rem_euclid;
        powi(n: i32) => core::f32::math::powi;
        sqrt() => core::f32::math::sqrt;
    }
    intrinsic {
        powf(n) => powf32;
        exp() => expf32;
        exp2() => exp2f32;
        ln() => logf32;
        log2() => log2f32;
        log10() => log10f32;
        sin() => sinf32;
        cos() => cosf32;
    }
    own {
        log(base: f32) -> f32;
        cbrt() -> f32;
        hypot(other: f32) -> f32;
        tan() -> f32;
        asin() -> f32;
        acos() -> f32;
        atan() -> f32;
        atan2(other: f32) -> f32;
        sin_cos() -> (f32, f32);
        exp_m1() -> f32;
        ln_1p() -> f32;
        sinh() -> f32;
        cosh() -> f32;
        tanh() -> f32;
        asinh() -> f32;
        acosh() -> f32;
        atanh() -> f32;
    }
}
