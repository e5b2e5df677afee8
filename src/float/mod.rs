//! [`Float`]: the methods of `f32` and `f64` that `std` has and `core` lacks.

mod impls;
#[cfg(test)]
mod tests;

/// The methods that [`f32`] and [`f64`] have only with `std`, from `floor` to `atanh`.
///
/// The trait is not in `std`, where these are methods of the types.
/// [`prelude::v1`](crate::prelude::v1) imports it without a name.
///
/// On `wasm32-wasip1`, the results are those of `std` to the last bit, because both call the same
/// functions of the C library. Unlike with `std`, the compiler does not replace `powf(0.5)` by a
/// square root.
///
/// `wasm32v1-none` has only `floor`, `ceil`, `round`, `trunc`, `sqrt`, `mul_add`, and the methods
/// that are made of them. The other methods are imports there, which no host has.
///
/// # Examples
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
    /// Returns the largest integer that is at most `self`.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::float::Float;
    ///
    /// assert_eq!(Float::floor(2.7), 2.0);
    /// assert_eq!(Float::floor(-2.1), -3.0);
    /// ```
    fn floor(self) -> Self;

    /// Returns the smallest integer that is at least `self`.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::float::Float;
    ///
    /// assert_eq!(Float::ceil(2.1), 3.0);
    /// assert_eq!(Float::ceil(-2.7), -2.0);
    /// ```
    fn ceil(self) -> Self;

    /// Returns the nearest integer; halfway between two, the one farther from zero.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::float::Float;
    ///
    /// assert_eq!(Float::round(2.5), 3.0);
    /// assert_eq!(Float::round(-2.5), -3.0);
    /// ```
    fn round(self) -> Self;

    /// Returns the nearest integer; halfway between two, the even one.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::float::Float;
    ///
    /// assert_eq!(Float::round_ties_even(2.5), 2.0);
    /// assert_eq!(Float::round_ties_even(3.5), 4.0);
    /// ```
    fn round_ties_even(self) -> Self;

    /// Returns the integer part.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::float::Float;
    ///
    /// assert_eq!(Float::trunc(2.7), 2.0);
    /// assert_eq!(Float::trunc(-2.7), -2.0);
    /// ```
    fn trunc(self) -> Self;

    /// Returns the fractional part, with the sign of `self`.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::float::Float;
    ///
    /// assert_eq!(Float::fract(2.75), 0.75);
    /// assert_eq!(Float::fract(-2.75), -0.75);
    /// ```
    fn fract(self) -> Self;

    /// Returns `self * a + b`, rounded only once.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::float::Float;
    ///
    /// assert_eq!(Float::mul_add(2.0, 3.0, 4.0), 10.0);
    /// // The product, with two roundings, is 1.0.
    /// let tiny = f64::EPSILON;
    /// assert_ne!(Float::mul_add(1.0 + tiny, 1.0 - tiny, -1.0), 0.0);
    /// ```
    fn mul_add(self, a: Self, b: Self) -> Self;

    /// Returns the integer quotient whose remainder is [`rem_euclid`](Self::rem_euclid).
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::float::Float;
    ///
    /// assert_eq!(Float::div_euclid(7.0, 4.0), 1.0);
    /// assert_eq!(Float::div_euclid(-7.0, 4.0), -2.0);
    /// ```
    fn div_euclid(self, rhs: Self) -> Self;

    /// Returns the remainder of [`div_euclid`](Self::div_euclid), which is never negative.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::float::Float;
    ///
    /// assert_eq!(Float::rem_euclid(-7.0, 4.0), 1.0);
    /// assert_eq!(-7.0 % 4.0, -3.0);
    /// ```
    fn rem_euclid(self, rhs: Self) -> Self;

    /// Returns `self` to the power of an integer.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::float::Float;
    ///
    /// assert_eq!(Float::powi(2.0, 10), 1024.0);
    /// assert_eq!(Float::powi(2.0, -1), 0.5);
    /// ```
    fn powi(self, n: i32) -> Self;

    /// Returns `self` to the power of a number.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::float::Float;
    ///
    /// assert_eq!(Float::powf(8.0, 1.0 / 3.0), 2.0);
    /// assert!(Float::powf(-8.0_f64, 1.0 / 3.0).is_nan());
    /// ```
    fn powf(self, n: Self) -> Self;

    /// Returns the square root, or NaN for a negative number.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::float::Float;
    ///
    /// assert_eq!(Float::sqrt(2.25), 1.5);
    /// assert!(Float::sqrt(-1.0_f64).is_nan());
    /// ```
    fn sqrt(self) -> Self;

    /// Returns *e* to the power of `self`.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::float::Float;
    ///
    /// assert_eq!(Float::exp(1.0), core::f64::consts::E);
    /// ```
    fn exp(self) -> Self;

    /// Returns 2 to the power of `self`.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::float::Float;
    ///
    /// assert_eq!(Float::exp2(10.0), 1024.0);
    /// ```
    fn exp2(self) -> Self;

    /// Returns the natural logarithm, or NaN for a negative number.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::float::Float;
    ///
    /// assert_eq!(Float::ln(core::f64::consts::E), 1.0);
    /// assert_eq!(Float::ln(0.0), f64::NEG_INFINITY);
    /// ```
    fn ln(self) -> Self;

    /// Returns the logarithm to any base.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::float::Float;
    ///
    /// assert_eq!(Float::log(25.0, 5.0), 2.0);
    /// ```
    fn log(self, base: Self) -> Self;

    /// Returns the logarithm to the base 2.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::float::Float;
    ///
    /// assert_eq!(Float::log2(1024.0), 10.0);
    /// ```
    fn log2(self) -> Self;

    /// Returns the logarithm to the base 10.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::float::Float;
    ///
    /// assert_eq!(Float::log10(1000.0), 3.0);
    /// ```
    fn log10(self) -> Self;

    /// Returns `self - other`, or 0 if that is negative.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::float::Float;
    ///
    /// #[allow(deprecated)]
    /// let difference = Float::abs_sub(3.0, 5.0);
    /// assert_eq!(difference, 0.0);
    /// ```
    #[deprecated(since = "1.10.0", note = "use `(self - other).max(0.0)`")]
    fn abs_sub(self, other: Self) -> Self;

    /// Returns the cube root, also of a negative number.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::float::Float;
    ///
    /// assert_eq!(Float::cbrt(-27.0), -3.0);
    /// ```
    fn cbrt(self) -> Self;

    /// Returns the distance of the point (`self`, `other`) from the origin, without overflow.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::float::Float;
    ///
    /// assert_eq!(Float::hypot(3.0, 4.0), 5.0);
    /// assert!(Float::hypot(3e200_f64, 4e200).is_finite());
    /// ```
    fn hypot(self, other: Self) -> Self;

    /// Returns the sine of an angle in radians.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::float::Float;
    ///
    /// assert_eq!(Float::sin(core::f64::consts::FRAC_PI_2), 1.0);
    /// ```
    fn sin(self) -> Self;

    /// Returns the cosine of an angle in radians.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::float::Float;
    ///
    /// assert_eq!(Float::cos(core::f64::consts::PI), -1.0);
    /// ```
    fn cos(self) -> Self;

    /// Returns the tangent of an angle in radians.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::float::Float;
    ///
    /// assert!((Float::tan(core::f64::consts::FRAC_PI_4) - 1.0).abs() < 1e-15);
    /// ```
    fn tan(self) -> Self;

    /// Returns the arc sine in radians, or NaN for a number outside of -1 to 1.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::float::Float;
    ///
    /// assert_eq!(Float::asin(1.0), core::f64::consts::FRAC_PI_2);
    /// assert!(Float::asin(1.1_f64).is_nan());
    /// ```
    fn asin(self) -> Self;

    /// Returns the arc cosine in radians, or NaN for a number outside of -1 to 1.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::float::Float;
    ///
    /// assert_eq!(Float::acos(-1.0), core::f64::consts::PI);
    /// assert!(Float::acos(1.1_f64).is_nan());
    /// ```
    fn acos(self) -> Self;

    /// Returns the arc tangent in radians.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::float::Float;
    ///
    /// assert_eq!(Float::atan(1.0), core::f64::consts::FRAC_PI_4);
    /// ```
    fn atan(self) -> Self;

    /// Returns the angle of the point (`other`, `self`) in radians, from -π to π.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::float::Float;
    ///
    /// assert_eq!(Float::atan2(1.0, 0.0), core::f64::consts::FRAC_PI_2);
    /// assert_eq!(Float::atan2(0.0, -1.0), core::f64::consts::PI);
    /// ```
    fn atan2(self, other: Self) -> Self;

    /// Returns the sine and the cosine of an angle in radians.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::float::Float;
    ///
    /// assert_eq!(Float::sin_cos(0.0), (0.0, 1.0));
    /// ```
    fn sin_cos(self) -> (Self, Self);

    /// Returns *e* to the power of `self`, minus 1, which is accurate near zero too.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::float::Float;
    ///
    /// assert_eq!(Float::exp_m1(1e-20), 1e-20);
    /// assert_eq!(Float::exp(1e-20) - 1.0, 0.0);
    /// ```
    fn exp_m1(self) -> Self;

    /// Returns the natural logarithm of `self + 1`, which is accurate near zero too.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::float::Float;
    ///
    /// assert_eq!(Float::ln_1p(1e-20), 1e-20);
    /// assert_eq!(Float::ln(1e-20 + 1.0), 0.0);
    /// ```
    fn ln_1p(self) -> Self;

    /// Returns the hyperbolic sine.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::float::Float;
    ///
    /// assert_eq!(Float::sinh(0.0), 0.0);
    /// assert_eq!(Float::sinh(-1000.0), f64::NEG_INFINITY);
    /// ```
    fn sinh(self) -> Self;

    /// Returns the hyperbolic cosine.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::float::Float;
    ///
    /// assert_eq!(Float::cosh(0.0), 1.0);
    /// ```
    fn cosh(self) -> Self;

    /// Returns the hyperbolic tangent.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::float::Float;
    ///
    /// assert_eq!(Float::tanh(1000.0), 1.0);
    /// ```
    fn tanh(self) -> Self;

    /// Returns the inverse hyperbolic sine.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::float::Float;
    ///
    /// assert_eq!(Float::asinh(0.0), 0.0);
    /// ```
    fn asinh(self) -> Self;

    /// Returns the inverse hyperbolic cosine, or NaN for a number below 1.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::float::Float;
    ///
    /// assert_eq!(Float::acosh(1.0), 0.0);
    /// assert!(Float::acosh(0.5_f64).is_nan());
    /// ```
    fn acosh(self) -> Self;

    /// Returns the inverse hyperbolic tangent, or NaN for a number outside of -1 to 1.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::float::Float;
    ///
    /// assert_eq!(Float::atanh(1.0), f64::INFINITY);
    /// assert!(Float::atanh(1.1_f64).is_nan());
    /// ```
    fn atanh(self) -> Self;
}
