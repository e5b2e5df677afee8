//! print_and_panic: prints a line and half a line, and fails.
//!
//! What was printed before a failure explains it: it has to be seen, and before the message.

#![no_std]
#![no_main]

use nanowasi::{print, println};

nanowasi::main!(main);

fn main() {
    println!("a line");
    print!("half a line");
    panic!("and then no more");
}
