//! static_variables NAME: reads its environment without a heap, and cannot panic.

#![no_std]
#![no_main]

use nanowasi::{env, println};

nanowasi::main!(main);

fn main() {
    for (name, value) in env::static_vars() {
        println!("{} is {}", name, value);
    }
    let name = env::static_args().nth(1).unwrap_or("");
    println!("{}", env::static_var(name).unwrap_or("not set"));
}
