//! wc [FILE]: counts the lines, words and bytes of a file or standard input. Exits with 1 on an
//! error.
#![no_std]
#![no_main]

use nanowasi::fs::File;
use nanowasi::io::{self, Read};
use nanowasi::{env, println, process::ExitCode};

nanowasi::main!(main);

fn main() -> ExitCode {
    let name = env::static_args().nth(1);
    let counted = match name {
        Some(name) => File::open(name).and_then(count),
        None => count(io::stdin()),
    };
    let Ok([lines, words, bytes]) = counted else {
        return ExitCode::FAILURE;
    };
    match name {
        Some(name) => println!("{} {} {} {}", lines, words, bytes, name),
        None => println!("{} {} {}", lines, words, bytes),
    }
    ExitCode::SUCCESS
}

fn count(mut input: impl Read) -> io::Result<[u64; 3]> {
    let (mut lines, mut words, mut bytes) = (0, 0, 0);
    let mut in_word = false;
    let mut buffer = [0; 65_536];
    loop {
        let count = input.read(&mut buffer)?;
        if count == 0 {
            return Ok([lines, words, bytes]);
        }
        bytes += count as u64;
        for &byte in buffer.get(..count).unwrap_or_default() {
            let space = (byte == b' ') | (b'\t'..=b'\r').contains(&byte);
            lines += u64::from(byte == b'\n');
            words += u64::from(!space & !in_word);
            in_word = !space;
        }
    }
}
