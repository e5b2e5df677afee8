//! head [-n LINES | -c BYTES] [FILE]...: prints the beginning of each file.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::process::ExitCode;

enum Amount {
    Lines(usize),
    Bytes(u64),
}

fn head(mut input: impl BufRead, amount: &Amount) -> io::Result<()> {
    let mut out = io::stdout().lock();
    match *amount {
        Amount::Lines(count) => {
            let mut line = Vec::new();
            for _ in 0..count {
                line.clear();
                if input.read_until(b'\n', &mut line)? == 0 {
                    break;
                }
                out.write_all(&line)?;
            }
        }
        Amount::Bytes(count) => {
            io::copy(&mut input.take(count), &mut out)?;
        }
    }
    out.flush()
}

fn main() -> ExitCode {
    let mut amount = Amount::Lines(10);
    let mut files = Vec::new();
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match (arg.as_str(), files.is_empty()) {
            ("-n", true) | ("-c", true) => {
                let Some(Ok(count)) = args.next().map(|count| count.parse()) else {
                    eprintln!("head: {arg} takes a number");
                    return ExitCode::from(2);
                };
                amount = match arg.as_str() {
                    "-n" => Amount::Lines(count),
                    _ => Amount::Bytes(count as u64),
                };
            }
            _ => files.push(arg),
        }
    }

    if files.is_empty()
        && let Err(error) = head(io::stdin().lock(), &amount)
    {
        eprintln!("head: {error}");
        return ExitCode::FAILURE;
    }
    let mut status = ExitCode::SUCCESS;
    for (at, name) in files.iter().enumerate() {
        if files.len() > 1 {
            println!("{}==> {name} <==", if at > 0 { "\n" } else { "" });
        }
        let result = File::open(name).and_then(|file| head(BufReader::new(file), &amount));
        if let Err(error) = result {
            eprintln!("head: cannot read '{name}': {error}");
            status = ExitCode::FAILURE;
        }
    }
    status
}
