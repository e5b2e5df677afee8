//! Compares [`Float`] with the methods of `std`.

use super::Float;

/// Compares methods with those of `std`, bit by bit, for numbers of all magnitudes and their
/// neighbours.
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
        assert!(
            same(ours.into(), std.into()),
            "{}({:?}): {ours:?}, {std:?}", stringify!($name), $x
        );
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

/// Returns whether two numbers have the same bits, or are both NaN.
fn same(one: f64, other: f64) -> bool {
    one.to_bits() == other.to_bits() || one.is_nan() && other.is_nan()
}

/// Returns halves, integers, tiny and huge numbers, infinities and NaN.
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

/// Guards against a method that calls another function than `std`, or computes in another order:
/// some result would differ by a bit. Both use the same library, natively and in a guest.
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
