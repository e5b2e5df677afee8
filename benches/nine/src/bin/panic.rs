//! panic: panics.
#![no_std]
#![no_main]

nanowasi::main!(main);

fn main() {
    panic!("something went wrong");
}
