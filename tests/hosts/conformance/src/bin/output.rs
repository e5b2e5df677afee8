//! output CASE: writes in ways that a host has to reassemble. The check is what arrives.

#![no_std]
#![no_main]

use nanowasi::io::{self, IoSlice, Write};
use nanowasi::prelude::v1::*;
use nanowasi::sys::{self, STDOUT};
use nanowasi::{env, eprintln, print, println};

nanowasi::main!(main);

fn main() -> io::Result<()> {
    match env::static_args().nth(1).unwrap_or_default() {
        "two" => vectored(&mut [IoSlice::new(b"one "), IoSlice::new(b"two\n")]),
        "empty" => vectored(&mut [
            IoSlice::new(&[]),
            IoSlice::new(b"one "),
            IoSlice::new(&[]),
            IoSlice::new(&[]),
            IoSlice::new(b"two\n"),
            IoSlice::new(&[]),
        ]),
        // More buffers than several hosts accept in one call.
        "many" => vectored(&mut [IoSlice::new(b"0123456\n"); 1500]),
        "mebibyte" => {
            for _ in 0..1 << 16 {
                print!("0123456789abcde\n");
            }
            Ok(())
        }
        // One write, which bypasses the buffer.
        "block" => io::stdout().write_all(&vec![b'x'; 1 << 20]),
        "both" => {
            println!("out");
            eprintln!("err");
            Ok(())
        }
        "partial" => {
            print!("no newline");
            Ok(())
        }
        _ => Err(io::ErrorKind::InvalidInput.into()),
    }
}

/// Writes all of several buffers, however few bytes a host takes a call.
fn vectored(mut buffers: &mut [IoSlice<'_>]) -> io::Result<()> {
    while buffers.iter().any(|buffer| !buffer.is_empty()) {
        let count = sys::fd_write(STDOUT, buffers)?;
        if count == 0 {
            return Err(io::ErrorKind::WriteZero.into());
        }
        IoSlice::advance_slices(&mut buffers, count);
    }
    Ok(())
}
