//! print_and_panic: prints a line and half a line, and panics.
//!
//! The output explains the panic, so it has to appear, and before the message.

#![no_std]
#![no_main]

use nanowasi::{print, println};

nanowasi::main!(main);

fn main() {
    println!("a line");
    print!("half a line");
    panic!("and then no more");
}
