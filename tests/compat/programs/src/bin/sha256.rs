//! sha256 [FILE]...: prints digests of files or of standard input; with `-c LIST`, checks them.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};

use sha2::{Digest, Sha256};

fn digest(mut input: impl Read) -> io::Result<String> {
    let mut hasher = Sha256::new();
    let mut block = [0; 512];
    loop {
        let count = input.read(&mut block)?;
        if count == 0 {
            break;
        }
        hasher.update(&block[..count]);
    }
    let mut text = String::new();
    for byte in hasher.finalize() {
        let _ = write!(text, "{byte:02x}");
    }
    Ok(text)
}

fn check(list: &str) -> io::Result<bool> {
    let mut good = true;
    for line in BufReader::new(File::open(list)?).lines() {
        let line = line?;
        let (expected, name) = line.split_once("  ").ok_or(io::ErrorKind::InvalidData)?;
        let verdict = match File::open(name).and_then(digest) {
            Ok(found) if found == expected => "OK".to_owned(),
            Ok(_) => "FAILED".to_owned(),
            Err(error) => format!("FAILED ({error})"),
        };
        good &= verdict == "OK";
        println!("{name}: {verdict}");
    }
    Ok(good)
}

fn main() -> io::Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match &args[..] {
        [] => println!("{}  -", digest(io::stdin().lock())?),
        [option, list] if option == "-c" => {
            if !check(list)? {
                std::process::exit(1);
            }
        }
        names => {
            for name in names {
                println!("{}  {name}", digest(File::open(name)?)?);
            }
        }
    }
    Ok(())
}
