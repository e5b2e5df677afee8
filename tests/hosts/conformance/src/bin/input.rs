//! input CASE: reads standard input, and reports what it found.

#![no_std]
#![no_main]

use nanowasi::io::{self, BufRead, IoSliceMut, Read, Write};
use nanowasi::prelude::v1::*;
use nanowasi::{env, println};
use nanowasi_conformance::{INITIAL_SUM, report, report_success, sum};

nanowasi::main!(main);

fn main() -> io::Result<()> {
    let mut stdin = io::stdin();
    match env::static_args().nth(1).unwrap_or_default() {
        // Each read at the end returns 0.
        "end" => {
            for check in ["first", "second"] {
                report(check, stdin.read(&mut [0; 16]));
            }
        }
        "lines" => {
            println!("begun");
            io::stdout().flush()?;
            for line in stdin.lock().lines() {
                println!("line: {}", line?);
            }
            println!("end: ok");
        }
        "all" => {
            let mut bytes = Vec::new();
            report("bytes", stdin.read_to_end(&mut bytes));
            println!("sum: {:08x}", sum(&bytes, INITIAL_SUM));
        }
        // Several buffers, the first of them empty, which a host may take for the end of file.
        "vectored" => {
            let (mut empty, mut front, mut back) = ([0; 0], [0; 3], [0; 5]);
            let mut all = [0; 8];
            let mut filled = 0;
            while filled < all.len() {
                let count = stdin.read_vectored(&mut [
                    IoSliceMut::new(&mut empty),
                    IoSliceMut::new(&mut front),
                    IoSliceMut::new(&mut back),
                ])?;
                if count == 0 {
                    break;
                }
                for byte in front.iter().chain(&back).take(count) {
                    if let Some(slot) = all.get_mut(filled) {
                        *slot = *byte;
                        filled += 1;
                    }
                }
            }
            println!("read: {}", String::from_utf8_lossy(&all));
        }
        // A read into an empty buffer returns 0, and loses nothing.
        "nothing" => {
            report("nothing", stdin.read(&mut []));
            let mut text = String::new();
            report_success("then", stdin.read_to_string(&mut text));
            println!("text: {}", text.trim_end());
        }
        "single" => {
            let (mut count, mut state) = (0, INITIAL_SUM);
            let mut byte = [0];
            while stdin.read(&mut byte)? == 1 {
                count += 1;
                state = sum(&byte, state);
            }
            println!("bytes: {count}");
            println!("sum: {state:08x}");
        }
        _ => return Err(io::ErrorKind::InvalidInput.into()),
    }
    Ok(())
}
