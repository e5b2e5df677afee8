//! fault_exit HOW: prints a text, and ends in the middle of it.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::fmt;
use std::io::{self, BufWriter, Write};
use std::{env, panic, process};

fn main() {
    let how = env::args().nth(1).unwrap_or_default();
    // More than a line, without a newline at the end: `std` writes the line, and buffers the rest.
    print!("a line\nand ");
    let _never = Prints;
    match how.as_str() {
        "return" => return,
        "exit" => process::exit(0),
        "panic" => panic!("panic"),
        "drop" => drop(Drops),
        "display" => print!("{}", Display(|| panic!("display"))),
        "display-exit" => print!("{}", Display(|| process::exit(0))),
        "display-allocates" => print!("{}", Display(allocate)),
        "allocate" => allocate(),
        "hook" => {
            panic::set_hook(Box::new(|_| print!("the hook, ")));
            panic!("hook");
        }
        "writer" => {
            let mut writer = BufWriter::new(io::stdout());
            let _ = writer.write_all(b"a writer");
            // The writer is dropped, so its error is not reported.
        }
        how => panic!("no {}", how),
    }
    process::exit(0)
}

/// Prints when it is dropped. It is not dropped if it lives when the program ends.
struct Prints;

impl Drop for Prints {
    fn drop(&mut self) {
        print!("the end");
    }
}

/// Prints when it is dropped, and panics.
struct Drops;

impl Drop for Drops {
    fn drop(&mut self) {
        print!("a drop, ");
        panic!("drop")
    }
}

/// Prints a part of itself, and calls a function.
struct Display<F>(F);

impl<F: Fn()> fmt::Display for Display<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("half of it")?;
        (self.0)();
        f.write_str("the other half")
    }
}

/// Allocates until memory runs out.
fn allocate() {
    let mut all = Vec::new();
    loop {
        all.push(vec![1_u8; 100_000]);
    }
}
