//! output CASE: writes what a host has to put together right; what arrives is the check.

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
        // More than several hosts take in one call.
        "many" => vectored(&mut [IoSlice::new(b"0123456\n"); 1500]),
        "mebibyte" => {
            for _ in 0..1 << 16 {
                print!("0123456789abcde\n");
            }
            Ok(())
        }
        // As one piece, which goes past the buffer.
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

/// All of several pieces, however few a host takes at once.
fn vectored(mut pieces: &mut [IoSlice<'_>]) -> io::Result<()> {
    while pieces.iter().any(|piece| !piece.is_empty()) {
        let count = sys::fd_write(STDOUT, pieces)?;
        if count == 0 {
            return Err(io::ErrorKind::WriteZero.into());
        }
        IoSlice::advance_slices(&mut pieces, count);
    }
    Ok(())
}
