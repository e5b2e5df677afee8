//! matrix: multiplies, transposes and inverts matrices of any number type.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::fmt::{self, Debug, Display};
use std::ops::{Add, Index, IndexMut, Mul};

#[derive(Clone, PartialEq)]
struct Matrix<T, const R: usize, const C: usize>([[T; C]; R]);

impl<T: Copy, const R: usize, const C: usize> Matrix<T, R, C> {
    fn transposed(&self) -> Matrix<T, C, R> {
        Matrix(std::array::from_fn(|c| {
            std::array::from_fn(|r| self[(r, c)])
        }))
    }
}

impl<T, const R: usize, const C: usize> Index<(usize, usize)> for Matrix<T, R, C> {
    type Output = T;

    fn index(&self, (r, c): (usize, usize)) -> &T {
        &self.0[r][c]
    }
}

impl<T, const R: usize, const C: usize> IndexMut<(usize, usize)> for Matrix<T, R, C> {
    fn index_mut(&mut self, (r, c): (usize, usize)) -> &mut T {
        &mut self.0[r][c]
    }
}

impl<T, const R: usize, const N: usize, const C: usize> Mul<&Matrix<T, N, C>> for &Matrix<T, R, N>
where
    T: Copy + Default + Add<Output = T> + Mul<Output = T>,
{
    type Output = Matrix<T, R, C>;

    fn mul(self, other: &Matrix<T, N, C>) -> Matrix<T, R, C> {
        let cell = |r, c| (0..N).fold(T::default(), |sum, at| sum + self[(r, at)] * other[(at, c)]);
        Matrix(std::array::from_fn(|r| std::array::from_fn(|c| cell(r, c))))
    }
}

impl<T: Display, const R: usize, const C: usize> Debug for Matrix<T, R, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let precision = f.precision();
        self.0.iter().try_for_each(|row| {
            for value in row {
                match precision {
                    Some(precision) => write!(f, "{value:9.precision$}")?,
                    None => write!(f, "{value:>6}")?,
                }
            }
            writeln!(f)
        })
    }
}

fn inverse<const N: usize>(matrix: &Matrix<f64, N, N>) -> Option<Matrix<f64, N, N>> {
    let mut left = matrix.clone();
    let mut right = Matrix(std::array::from_fn(|r| {
        std::array::from_fn(|c| f64::from(u8::from(r == c)))
    }));
    for at in 0..N {
        let pivot = (at..N).max_by(|&a, &b| left[(a, at)].abs().total_cmp(&left[(b, at)].abs()))?;
        left.0.swap(at, pivot);
        right.0.swap(at, pivot);
        let scale = left[(at, at)];
        if scale.abs() < 1e-12 {
            return None;
        }
        for c in 0..N {
            left[(at, c)] /= scale;
            right[(at, c)] /= scale;
        }
        for r in (0..N).filter(|&r| r != at) {
            let factor = left[(r, at)];
            for c in 0..N {
                left[(r, c)] -= factor * left[(at, c)];
                right[(r, c)] -= factor * right[(at, c)];
            }
        }
    }
    Some(right)
}

fn main() {
    let a = Matrix([[1, 2, 3], [4, 5, 6]]);
    println!("{a:?}{:?}{:?}", a.transposed(), &a * &a.transposed());
    let fibonacci = Matrix([[1u64, 1], [1, 0]]);
    let power = (1..90).fold(fibonacci.clone(), |power, _| &power * &fibonacci);
    println!("{}", power[(0, 1)]);
    let b = Matrix([[2.0, 1.0, 0.5], [0.0, 3.0, -1.0], [7.0, 0.25, 1.0]]);
    match inverse(&b) {
        Some(inverse) => println!("{inverse:.4?}{:.2?}", &b * &inverse),
        None => unreachable!("it has an inverse"),
    }
    println!("{}", inverse(&Matrix([[1.0, 2.0], [2.0, 4.0]])).is_none());
}
