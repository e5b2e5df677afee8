//! spectral [N]: computes the spectral norm of an infinite matrix from its first N rows.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

fn element(row: usize, column: usize) -> f64 {
    let sum = row + column;
    1.0 / (sum * (sum + 1) / 2 + row + 1) as f64
}

fn multiply(vector: &[f64], element: impl Fn(usize, usize) -> f64) -> Vec<f64> {
    (0..vector.len())
        .map(|row| {
            vector
                .iter()
                .enumerate()
                .map(|(column, value)| element(row, column) * value)
                .sum()
        })
        .collect()
}

fn both(vector: &[f64]) -> Vec<f64> {
    multiply(&multiply(vector, element), |row, column| {
        element(column, row)
    })
}

fn main() {
    let n = match std::env::args().nth(1).map(|n| n.parse::<usize>()) {
        None => 100,
        Some(Ok(n)) => n,
        Some(Err(error)) => {
            eprintln!("spectral: {error}");
            std::process::exit(1);
        }
    };
    let mut u = vec![1.0; n];
    let mut v = Vec::new();
    for _ in 0..10 {
        v = both(&u);
        u = both(&v);
    }
    let (uv, vv) = u
        .iter()
        .zip(&v)
        .fold((0.0, 0.0), |(uv, vv), (u, v)| (uv + u * v, vv + v * v));
    println!("{:0.9}", f64::sqrt(uv / vv));
}
