//! [`Float`] for `f32` and `f64`, by the math functions of the C library.

use super::Float;

/// The functions for `f64`.
mod double {
    pub(super) use crate::sys::util::math::{
        acos, asin, atan, atan2, cbrt, ceil, cos, cosh, exp, exp2, expm1, fdim, floor, fma, hypot,
        log, log1p, log2, log10, pow, rint, round, sin, sinh, sqrt, tan, tanh, trunc,
    };
}

/// The functions for `f32`, by the names of those for `f64`: without the letter `f` at the end.
mod single {
    pub(super) use crate::sys::util::math::{
        acosf as acos, asinf as asin, atan2f as atan2, atanf as atan, cbrtf as cbrt, ceilf as ceil,
        cosf as cos, coshf as cosh, exp2f as exp2, expf as exp, expm1f as expm1, fdimf as fdim,
        floorf as floor, fmaf as fma, hypotf as hypot, log1pf as log1p, log2f as log2,
        log10f as log10, logf as log, powf as pow, rintf as rint, roundf as round, sinf as sin,
        sinhf as sinh, sqrtf as sqrt, tanf as tan, tanhf as tanh, truncf as trunc,
    };
}

/// Implements the methods for a type by the functions of a module.
macro_rules! float {
    ($type:ident by $c:ident) => {
        impl Float for $type {
            #[inline]
            fn floor(self) -> Self {
                $c::floor(self)
            }

            #[inline]
            fn ceil(self) -> Self {
                $c::ceil(self)
            }

            #[inline]
            fn round(self) -> Self {
                $c::round(self)
            }

            #[inline]
            fn round_ties_even(self) -> Self {
                $c::rint(self)
            }

            #[inline]
            fn trunc(self) -> Self {
                $c::trunc(self)
            }

            #[inline]
            fn fract(self) -> Self {
                self - $c::trunc(self)
            }

            #[inline]
            fn mul_add(self, a: Self, b: Self) -> Self {
                $c::fma(self, a, b)
            }

            #[inline]
            fn div_euclid(self, rhs: Self) -> Self {
                let quotient = $c::trunc(self / rhs);
                match (self % rhs < 0.0, rhs > 0.0) {
                    (true, true) => quotient - 1.0,
                    (true, false) => quotient + 1.0,
                    (false, _) => quotient,
                }
            }

            #[inline]
            fn rem_euclid(self, rhs: Self) -> Self {
                let rest = self % rhs;
                if rest < 0.0 { rest + rhs.abs() } else { rest }
            }

            #[inline]
            fn powi(self, n: i32) -> Self {
                let (mut result, mut base, mut left) = (1.0, self, n.unsigned_abs());
                loop {
                    if left & 1 == 1 {
                        result *= base;
                    }
                    left >>= 1;
                    if left == 0 {
                        return if n < 0 { 1.0 / result } else { result };
                    }
                    base *= base;
                }
            }

            #[inline]
            fn powf(self, n: Self) -> Self {
                $c::pow(self, n)
            }

            #[inline]
            fn sqrt(self) -> Self {
                $c::sqrt(self)
            }

            #[inline]
            fn exp(self) -> Self {
                $c::exp(self)
            }

            #[inline]
            fn exp2(self) -> Self {
                $c::exp2(self)
            }

            #[inline]
            fn ln(self) -> Self {
                $c::log(self)
            }

            #[inline]
            fn log(self, base: Self) -> Self {
                $c::log(self) / $c::log(base)
            }

            #[inline]
            fn log2(self) -> Self {
                $c::log2(self)
            }

            #[inline]
            fn log10(self) -> Self {
                $c::log10(self)
            }

            #[inline]
            fn abs_sub(self, other: Self) -> Self {
                $c::fdim(self, other)
            }

            #[inline]
            fn cbrt(self) -> Self {
                $c::cbrt(self)
            }

            #[inline]
            fn hypot(self, other: Self) -> Self {
                $c::hypot(self, other)
            }

            #[inline]
            fn sin(self) -> Self {
                $c::sin(self)
            }

            #[inline]
            fn cos(self) -> Self {
                $c::cos(self)
            }

            #[inline]
            fn tan(self) -> Self {
                $c::tan(self)
            }

            #[inline]
            fn asin(self) -> Self {
                $c::asin(self)
            }

            #[inline]
            fn acos(self) -> Self {
                $c::acos(self)
            }

            #[inline]
            fn atan(self) -> Self {
                $c::atan(self)
            }

            #[inline]
            fn atan2(self, other: Self) -> Self {
                $c::atan2(self, other)
            }

            #[inline]
            fn sin_cos(self) -> (Self, Self) {
                ($c::sin(self), $c::cos(self))
            }

            #[inline]
            fn exp_m1(self) -> Self {
                $c::expm1(self)
            }

            #[inline]
            fn ln_1p(self) -> Self {
                $c::log1p(self)
            }

            #[inline]
            fn sinh(self) -> Self {
                $c::sinh(self)
            }

            #[inline]
            fn cosh(self) -> Self {
                $c::cosh(self)
            }

            #[inline]
            fn tanh(self) -> Self {
                $c::tanh(self)
            }

            #[inline]
            fn asinh(self) -> Self {
                // ln(x + √(x² + 1)), in a form in which a large x does not overflow and a small x
                // does not underflow.
                let positive = self.abs();
                let inverse = 1.0 / positive;
                let more = positive / ($c::hypot(1.0, inverse) + inverse);
                $c::log1p(positive + more).copysign(self)
            }

            #[inline]
            fn acosh(self) -> Self {
                // ln(x + √(x² - 1)), with two roots because x² can overflow.
                if self < 1.0 {
                    return Self::NAN;
                }
                $c::log(self + $c::sqrt(self - 1.0) * $c::sqrt(self + 1.0))
            }

            #[inline]
            fn atanh(self) -> Self {
                0.5 * $c::log1p((2.0 * self) / (1.0 - self))
            }
        }
    };
}

float!(f32 by single);
float!(f64 by double);
