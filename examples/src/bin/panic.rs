//! panic: panics, to show what a failure looks like.
#![no_std]
#![no_main]

nanowasi::main!(main);

fn main() {
    panic!("something went wrong");
}
