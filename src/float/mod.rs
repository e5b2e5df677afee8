//! [`Float`]: the methods that `std` gives to `f32` and `f64`, and `core` does not.

/// The methods that [`f32`] and [`f64`] have only with `std`, from `floor` to `atanh`. Not in `std`: there
/// they are methods of the types.
///
/// [`prelude::v1`](crate::prelude::v1) brings them, without a name. On `wasm32-wasip1` the results are
/// those of `std` to the last bit, from the same functions; but the compiler makes a root of `std`'s
/// `powf(0.5)`, and not of this one. `wasm32v1-none` has only `floor`, `ceil`, `round`,
/// `trunc`, `sqrt`, `mul_add` and what is made of them: the others are imports that no host has.
///
/// ```
/// use nanowasi::float::Float;
///
/// fn length(x: f64, y: f64) -> f64 {
///     Float::sqrt(x * x + y * y)
/// }
///
/// assert_eq!(length(3.0, 4.0), 5.0);
/// ```
///
/// [`f32`]: https://doc.rust-lang.org/std/primitive.f32.html
/// [`f64`]: https://doc.rust-lang.org/std/primitive.f64.html
#[must_use = "a method of a number changes nothing"]
pub trait Float: Sized {
    /// The largest whole number that isn't larger.
    fn floor(self) -> Self;

    /// The smallest whole number that isn't smaller.
    fn ceil(self) -> Self;

    /// The nearest whole number; of two, the one farther from zero.
    fn round(self) -> Self;

    /// The nearest whole number; of two, the even one.
    fn round_ties_even(self) -> Self;

    /// The whole part.
    fn trunc(self) -> Self;

    /// What is left without the whole part.
    fn fract(self) -> Self;

    /// `self * a + b`, rounded once.
    fn mul_add(self, a: Self, b: Self) -> Self;

    /// The whole number of times that `rhs` is in it, so that [`rem_euclid`](Self::rem_euclid) is left.
    fn div_euclid(self, rhs: Self) -> Self;

    /// What is left by [`div_euclid`](Self::div_euclid): never negative.
    fn rem_euclid(self, rhs: Self) -> Self;

    /// To the power of a whole number.
    fn powi(self, n: i32) -> Self;

    /// To the power of a number.
    fn powf(self, n: Self) -> Self;

    /// The square root; NaN of what is negative.
    fn sqrt(self) -> Self;

    /// *e* to its power.
    fn exp(self) -> Self;

    /// 2 to its power.
    fn exp2(self) -> Self;

    /// The natural logarithm.
    fn ln(self) -> Self;

    /// The logarithm to a base.
    fn log(self, base: Self) -> Self;

    /// The logarithm to the base 2.
    fn log2(self) -> Self;

    /// The logarithm to the base 10.
    fn log10(self) -> Self;

    /// How much larger it is than another one; 0 if it is smaller.
    #[deprecated(since = "1.10.0", note = "use `(self - other).max(0.0)`")]
    fn abs_sub(self, other: Self) -> Self;

    /// The cube root.
    fn cbrt(self) -> Self;

    /// The distance from zero to the point of both.
    fn hypot(self, other: Self) -> Self;

    /// The sine of radians.
    fn sin(self) -> Self;

    /// The cosine of radians.
    fn cos(self) -> Self;

    /// The tangent of radians.
    fn tan(self) -> Self;

    /// The arc sine, in radians; NaN outside of -1 to 1.
    fn asin(self) -> Self;

    /// The arc cosine, in radians; NaN outside of -1 to 1.
    fn acos(self) -> Self;

    /// The arc tangent, in radians.
    fn atan(self) -> Self;

    /// The angle of the point (`other`, `self`), in radians.
    fn atan2(self, other: Self) -> Self;

    /// Sine and cosine of radians.
    fn sin_cos(self) -> (Self, Self);

    /// *e* to its power, less 1: exact also near zero.
    fn exp_m1(self) -> Self;

    /// The natural logarithm of 1 more: exact also near zero.
    fn ln_1p(self) -> Self;

    /// The hyperbolic sine.
    fn sinh(self) -> Self;

    /// The hyperbolic cosine.
    fn cosh(self) -> Self;

    /// The hyperbolic tangent.
    fn tanh(self) -> Self;

    /// The inverse of the hyperbolic sine.
    fn asinh(self) -> Self;

    /// The inverse of the hyperbolic cosine; NaN below 1.
    fn acosh(self) -> Self;

    /// The inverse of the hyperbolic tangent; NaN outside of -1 to 1.
    fn atanh(self) -> Self;
}

/// The functions of `f64`, by the names that those of `f32` have here, too.
mod double {
    pub(super) use crate::sys::math::{
        acos, asin, atan, atan2, cbrt, ceil, cos, cosh, exp, exp2, expm1, fdim, floor, fma, hypot,
        log, log1p, log2, log10, pow, rint, round, sin, sinh, sqrt, tan, tanh, trunc,
    };
}

/// The functions of `f32`, without the letter at their ends.
mod single {
    pub(super) use crate::sys::math::{
        acosf as acos, asinf as asin, atan2f as atan2, atanf as atan, cbrtf as cbrt, ceilf as ceil,
        cosf as cos, coshf as cosh, exp2f as exp2, expf as exp, expm1f as expm1, fdimf as fdim,
        floorf as floor, fmaf as fma, hypotf as hypot, log1pf as log1p, log2f as log2,
        log10f as log10, logf as log, powf as pow, rintf as rint, roundf as round, sinf as sin,
        sinhf as sinh, sqrtf as sqrt, tanf as tan, tanhf as tanh, truncf as trunc,
    };
}

/// Implements the methods for a type by functions of C.
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
                // ln(x + √(x² + 1)), so that neither a large x overflows nor a small one vanishes.
                let positive = self.abs();
                let inverse = 1.0 / positive;
                let more = positive / ($c::hypot(1.0, inverse) + inverse);
                $c::log1p(positive + more).copysign(self)
            }

            #[inline]
            fn acosh(self) -> Self {
                // ln(x + √(x² - 1)); two roots, since x² overflows.
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

#[cfg(test)]
mod tests {
    use super::Float;

    /// Compares a method with that of `std`, bit by bit, over numbers of all sizes and their neighbours.
    macro_rules! compare {
        ($type:ident: $($name:ident($($other:ident),*))+) => {
            $(
                for x in values::<$type>() {
                    compare!(@each $type $name x [$($other)*]);
                }
            )+
        };
        (@each $type:ident $name:ident $x:ident []) => {
            let (ours, std) = (<$type as Float>::$name($x), $x.$name());
            assert!(same(ours.into(), std.into()), "{}({:?}): {ours:?}, {std:?}", stringify!($name), $x);
        };
        (@each $type:ident $name:ident $x:ident [$y:ident]) => {
            for $y in values::<$type>() {
                let (ours, std) = (<$type as Float>::$name($x, $y), $x.$name($y));
                assert!(
                    same(ours.into(), std.into()),
                    "{}({:?}, {:?}): {ours:?}, {std:?}", stringify!($name), $x, $y
                );
            }
        };
    }

    /// The same bits, or both NaN.
    fn same(one: f64, other: f64) -> bool {
        one.to_bits() == other.to_bits() || one.is_nan() && other.is_nan()
    }

    /// Numbers that are halves, whole, tiny, huge, and none.
    fn values<T: From<f32>>() -> Vec<T> {
        let mut values = vec![
            0.0,
            f32::INFINITY,
            f32::NAN,
            f32::MIN_POSITIVE,
            f32::MAX,
            1e-40,
        ];
        for value in [
            0.1_f32, 0.5, 0.75, 1.0, 1.5, 2.0, 2.5, 3.0, 7.3, 10.0, 88.5, 1e7, 1e30,
        ] {
            values.extend([value, value.next_up(), value.next_down(), 1.0 / value]);
        }
        let negative: Vec<f32> = values.iter().map(|value| -value).collect();
        values.extend(negative);
        values.into_iter().map(T::from).collect()
    }

    macro_rules! compare_all {
        ($type:ident) => {
            compare! { $type:
                floor() ceil() round() round_ties_even() trunc() fract()
                div_euclid(y) rem_euclid(y) powf(y) sqrt() exp() exp2() ln() log(y) log2() log10()
                cbrt() hypot(y) sin() cos() tan() asin() acos() atan() atan2(y) exp_m1() ln_1p()
                sinh() cosh() tanh() asinh() acosh() atanh()
            }
        };
    }

    /// They call the same library as `std`'s, natively as in a guest: one that calls another function, or
    /// computes in another order, differs in a bit somewhere.
    #[test]
    fn doubles_are_those_of_std() {
        compare_all!(f64);
        for x in values::<f64>() {
            let (sin, cos) = Float::sin_cos(x);
            assert!(same(sin, x.sin()) && same(cos, x.cos()), "{x}");
            assert!(
                same(Float::mul_add(x, 1.1, 0.3), x.mul_add(1.1, 0.3)),
                "{x}"
            );
            for n in [0, 1, 2, 3, 5, 10, 63, -1, -2, -7, i32::MAX, i32::MIN] {
                assert!(same(Float::powi(x, n), x.powi(n)), "{x}, {n}");
            }
        }
    }

    #[test]
    fn singles_are_those_of_std() {
        compare_all!(f32);
    }
}
