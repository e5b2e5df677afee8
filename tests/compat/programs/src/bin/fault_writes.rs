//! fault_writes WAY SIZE END: writes some segments by a method, flushes, and reports the results.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::env;
use std::fs::File;
use std::io::{self, BufWriter, IoSlice, LineWriter, Write};
use std::process;

#[path = "../../../../support/guests/src/test_imports.rs"]
mod test_imports;

use test_imports::report;

/// Shorter than the buffers, longer, and as long, with newlines at the front, within, and at the
/// end.
const SMALL: [&str; 6] = [
    "one, ",
    "two\nthree, ",
    "\nfour\n",
    "five, six, seven, eight, nine, ten, eleven, ",
    "twelve, thirteen",
    "\n!",
];

/// The capacity of the `BufWriter`, which the small segments fill.
const CAPACITY: usize = 16;

fn main() {
    let args: Vec<String> = env::args().collect();
    let pieces: Vec<String> = match args[2].as_str() {
        "small" => SMALL.map(String::from).to_vec(),
        // Around the 16,384 bytes of standard output's buffer.
        _ => [6000, 12_000, 16_384, 40_000, 1, 16_383, 200]
            .map(letters)
            .to_vec(),
    };
    write(&args[1], &pieces);
    match args[3].as_str() {
        "return" => {}
        "exit" => process::exit(0),
        end => panic!("{}", end),
    }
}

/// Returns letters and newlines, in an order with a long period.
fn letters(count: usize) -> String {
    let letter = |at: usize| match (at % 25 + at / 25 + count) % 27 {
        26 => '\n',
        letter => char::from(b'a' + letter as u8),
    };
    (0..count).map(letter).collect()
}

fn write(way: &str, pieces: &[String]) {
    let file = || File::create("out").unwrap();
    match way {
        "print" => print_each(pieces, |piece| print!("{}", piece)),
        "eprint" => print_each(pieces, |piece| eprint!("{}", piece)),
        "stdout" => each(pieces, io::stdout()),
        "stdout by some" => some(pieces, io::stdout()),
        "stderr" => each(pieces, io::stderr()),
        "file" => each(pieces, file()),
        "file, vectored" => vectored(pieces, file()),
        "stdout, vectored" => vectored(pieces, io::stdout()),
        "buffered file" => each(pieces, BufWriter::with_capacity(CAPACITY, file())),
        "buffered file, vectored" => vectored(pieces, BufWriter::with_capacity(CAPACITY, file())),
        "buffered stdout" => each(pieces, BufWriter::with_capacity(CAPACITY, io::stdout())),
        "buffered stderr" => each(pieces, BufWriter::with_capacity(CAPACITY, io::stderr())),
        "file by line" => each(pieces, LineWriter::with_capacity(CAPACITY, file())),
        "buffered file, dropped" => dropped(pieces, BufWriter::with_capacity(CAPACITY, file())),
        "buffered stdout, dropped" => {
            dropped(pieces, BufWriter::with_capacity(CAPACITY, io::stdout()))
        }
        "stdout by line" => each(pieces, LineWriter::with_capacity(CAPACITY, io::stdout())),
        way => panic!("no way {}", way),
    }
}

/// Reports a segment before it is written.
fn begin(piece: &str) {
    report("piece");
    report(piece);
}

/// Reports the result of a call.
fn end<T>(result: io::Result<T>) -> bool {
    match &result {
        Ok(_) => report("taken"),
        Err(error) => match error.raw_os_error() {
            Some(errno) => report(format!("errno {}", errno)),
            None => report(format!("error {:?}", error.kind())),
        },
    }
    result.is_ok()
}

fn print_each(pieces: &[String], print: impl Fn(&str)) {
    for piece in pieces {
        begin(piece);
        print(piece);
        report("nothing");
    }
}

fn each(pieces: &[String], mut writer: impl Write) {
    for piece in pieces {
        begin(piece);
        end(writer.write_all(piece.as_bytes()));
    }
    flush(writer);
}

/// Writes each segment, and drops the writer.
fn dropped(pieces: &[String], mut writer: impl Write) {
    for piece in pieces {
        begin(piece);
        end(writer.write_all(piece.as_bytes()));
    }
}

/// Writes each segment with `write`, until all is written or a call fails.
fn some(pieces: &[String], mut writer: impl Write) {
    for piece in pieces {
        let mut rest = piece.as_str();
        while !rest.is_empty() {
            match writer.write(rest.as_bytes()) {
                Ok(count) if count != 0 => {
                    let (taken, left) = rest.split_at(count);
                    begin(taken);
                    report("taken");
                    rest = left;
                }
                result => {
                    begin(rest);
                    end(result);
                    break;
                }
            }
        }
    }
    flush(writer);
}

/// Writes each segment as three buffers, the second of which is empty.
fn vectored(pieces: &[String], mut writer: impl Write) {
    for piece in pieces {
        let (front, back) = piece.as_bytes().split_at(piece.len() / 2);
        let mut slices = [front, b"", back].map(IoSlice::new);
        let mut slices = &mut slices[..];
        begin(piece);
        let mut result = Ok(());
        IoSlice::advance_slices(&mut slices, 0);
        while !slices.is_empty() && result.is_ok() {
            match writer.write_vectored(slices) {
                Ok(0) => result = Err(io::ErrorKind::WriteZero.into()),
                Ok(count) => IoSlice::advance_slices(&mut slices, count),
                Err(error) => result = Err(error),
            }
        }
        end(result);
    }
    flush(writer);
}

/// Flushes, and again if that fails, because pending bytes may still be there.
fn flush(mut writer: impl Write) {
    report("flush");
    if !end(writer.flush()) {
        report("flush");
        end(writer.flush());
    }
}
