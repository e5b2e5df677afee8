//! Prints, and panics. The message depends on the features.

#![no_std]
#![no_main]

use nanowasi::print;

nanowasi::main!(main);

fn main() {
    print!("out");
    panic!("boom");
}
