//! endless [TEXT]: prints for ever.

#![no_std]
#![no_main]

use nanowasi::{env, println};

nanowasi::main!(main);

fn main() {
    let text = env::static_args().nth(1).unwrap_or("y");
    loop {
        println!("{}", text);
    }
}
