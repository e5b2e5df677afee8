//! speed WORK N: does one kind of work N times, and prints the result.
//!
//! `cargo bench --bench speed` times it, built for `std` and for nanowasi from this source.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

mod files;
mod heap;
mod memory;
mod text;

use std::io::Result;
use std::{env, process};

fn main() -> Result<()> {
    let args: Vec<String> = env::args().collect();
    let [_, work, times] = &args[..] else {
        eprintln!("usage: speed WORK N");
        process::exit(2);
    };
    let times: usize = times.parse().unwrap_or(0);
    match work.as_str() {
        "nothing" => Ok(()),
        "lines" => text::print(times),
        "buffered" => text::print_buffered(times),
        "copy" => files::copy_stdin(),
        "copy-file" => files::copy_file("input"),
        "count-lines" => text::count_lines(),
        "count-until" => text::count_until(),
        "count-buffers" => text::count_buffers(),
        "sum" => text::sum(),
        "sort" => text::sort(),
        "words" => text::words(),
        "pairs" => heap::pairs(times),
        "growth" => heap::growth(times),
        "mix" => heap::mix(times),
        "compare-16" => memory::compare(16, times),
        "compare-1k" => memory::compare(1 << 10, times),
        "compare-1m" => memory::compare(1 << 20, times),
        "open" => files::open(times),
        "list" => files::list(),
        _ => {
            eprintln!("speed: no work {work}");
            process::exit(2)
        }
    }
}
