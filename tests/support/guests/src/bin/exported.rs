//! exported: a command whose constructor prints, and whose exports a host calls before and after
//! its `main`.

#![no_std]
#![no_main]

#[path = "../exported.rs"]
mod exported;

use nanowasi::{env, print};

nanowasi::main!(main);

extern "C" fn construct() {
    print!("constructed ");
}

// SAFETY: `.init_array` consists of addresses of functions that take and return nothing.
#[unsafe(link_section = ".init_array")]
#[used]
static CONSTRUCTOR: extern "C" fn() = construct;

fn main() {
    for arg in env::static_args().skip(1) {
        print!("{} ", arg);
    }
}
