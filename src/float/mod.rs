//! [`Float`]: the methods that `std` gives to `f32` and `f64`, and `core` does not.

mod impls;
#[cfg(test)]
mod tests;

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
