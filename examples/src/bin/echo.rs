//! echo [ARG…]: prints its arguments, separated by spaces, and a newline.
#![no_std]
#![no_main]

use nanowasi::{env, print, println};

nanowasi::main!(main);

fn main() {
    let mut separator = "";
    for arg in env::static_args().skip(1) {
        print!("{}{}", separator, arg);
        separator = " ";
    }
    println!();
}
