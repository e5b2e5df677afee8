//! with_heap DIR: takes the ways through the runtime that need a heap, and none that can panic but
//! for want of memory.

#![no_std]
#![no_main]

extern crate alloc;

use alloc::string::String;
use alloc::vec::Vec;
use nanowasi::io::{self, Read};
use nanowasi::{env, eprintln, fs, println};

nanowasi::main!(main);

fn main() {
    let mut args = env::args();
    let name = args.next().unwrap_or_default();
    let dir = args.next().unwrap_or_default();
    println!("{} {}", name, dir);
    if let Err(error) = read(&dir) {
        eprintln!("{}", error.name());
    }
}

fn read(dir: &str) -> io::Result<()> {
    let mut bytes = Vec::new();
    println!("{} bytes", io::stdin().read_to_end(&mut bytes)?);
    let mut text = String::new();
    println!("{} bytes", io::stdin().read_to_string(&mut text)?);
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        println!("{} {}", entry.name(), entry.metadata()?.len());
    }
    Ok(())
}
