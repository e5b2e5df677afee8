//! nl [-w WIDTH] [-s SEPARATOR] [-v START] [-i STEP]: numbers the lines that have text.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::error::Error;
use std::io::{self, BufRead};

fn main() -> Result<(), Box<dyn Error>> {
    let mut width = 6;
    let mut separator = String::from("\t");
    let (mut number, mut step) = (1i64, 1i64);
    let args: Vec<String> = std::env::args().skip(1).collect();
    for pair in args.chunks(2) {
        match pair {
            [name, value] => match name.as_str() {
                "-w" => width = value.parse()?,
                "-s" => separator.clone_from(value),
                "-v" => number = value.parse()?,
                "-i" => step = value.parse()?,
                _ => return Err(format!("no such option: {name}").into()),
            },
            rest => return Err(format!("what is {rest:?}?").into()),
        }
    }
    for line in io::stdin().lock().lines() {
        match line?.as_str() {
            line if line.trim().is_empty() => println!("{:width$}{separator}{line}", ""),
            line => {
                println!("{number:width$}{separator}{line}");
                number += step;
            }
        }
    }
    Ok(())
}
