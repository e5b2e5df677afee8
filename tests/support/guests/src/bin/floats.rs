//! floats: computes with the methods of floats that only `std` has.

#![no_std]
#![no_main]

extern crate nanowasi as std;
use std::prelude::v1::*;
std::main!(main);

fn main() {
    // A value that is unknown at compile time.
    let x = std::env::static_args().len() as f64 + 1.0;
    println!("{:x}", x.sqrt().to_bits());
    #[cfg(not(target_os = "none"))]
    println!(
        "{:x} {:x}",
        x.sin().to_bits(),
        (x as f32).powf(1.7).to_bits()
    );
    println!("{} {}", (x * 1.3).floor(), f64::powi(x, 10));
}
