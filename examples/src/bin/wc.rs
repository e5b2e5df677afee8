//! wc [FILE…]: counts the lines, words and bytes of files; without a file, or for `-`, of standard
//! input.
//!
//! Reports a file that it cannot read on standard error, with the errno. Then it still counts the
//! other files, and exits with status 1.
#![no_std]
#![no_main]

use nanowasi::io::{self, Read};
use nanowasi::{env, eprintln, print, println, process::ExitCode};
use nanowasi_examples::Input;

nanowasi::main!(main);

fn main() -> ExitCode {
    let mut status = ExitCode::SUCCESS;
    let mut names = env::static_args();
    let mut name = names.nth(1);
    loop {
        match count(name.unwrap_or("-")) {
            Ok([lines, words, bytes]) => {
                print!("{} {} {}", lines, words, bytes);
                if let Some(name) = name {
                    print!(" {}", name);
                }
                println!();
            }
            Err(error) => {
                eprintln!("wc: {}: {}", name.unwrap_or("-"), error.name());
                status = ExitCode::FAILURE;
            }
        }
        name = names.next();
        if name.is_none() {
            return status;
        }
    }
}

fn count(name: &str) -> io::Result<[u64; 3]> {
    let mut input = Input::open(name)?;
    let (mut lines, mut words, mut bytes) = (0, 0, 0);
    let mut in_word = false;
    let mut buffer = [0; 65_536];
    loop {
        let count = input.read(&mut buffer)?;
        if count == 0 {
            return Ok([lines, words, bytes]);
        }
        for &byte in buffer.iter().take(count) {
            let space = byte == b' ' || (b'\t'..=b'\r').contains(&byte);
            lines += u64::from(byte == b'\n');
            words += u64::from(!space && !in_word);
            in_word = !space;
            bytes += 1;
        }
    }
}
