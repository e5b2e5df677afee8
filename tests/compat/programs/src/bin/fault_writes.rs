//! fault_writes WAY SIZE END: writes some pieces in a way, flushes, and reports what it was answered.
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

/// Shorter than the buffers, longer, just as long, with a newline in front, within, and at the end.
const SMALL: [&str; 6] = [
    "one, ",
    "two\nthree, ",
    "\nfour\n",
    "five, six, seven, eight, nine, ten, eleven, ",
    "twelve, thirteen",
    "\n!",
];

/// How much a `BufWriter` holds here, so that the small pieces fill it.
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

/// So many letters and newlines, in an order that repeats itself late.
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

/// Reports a piece that is about to be written.
fn begin(piece: &str) {
    report("piece");
    report(piece);
}

/// Reports what a call was answered.
fn end<T>(run_attempts: io::Result<T>) -> bool {
    match &run_attempts {
        Ok(_) => report("taken"),
        Err(error) => match error.raw_os_error() {
            Some(errno) => report(format!("errno {}", errno)),
            None => report(format!("error {:?}", error.kind())),
        },
    }
    run_attempts.is_ok()
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

/// Writes each piece, and drops the writer.
fn dropped(pieces: &[String], mut writer: impl Write) {
    for piece in pieces {
        begin(piece);
        end(writer.write_all(piece.as_bytes()));
    }
}

/// Writes each piece with `write`, as often as it takes something.
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
                run_attempts => {
                    begin(rest);
                    end(run_attempts);
                    break;
                }
            }
        }
    }
    flush(writer);
}

/// Writes each piece as three slices of which the second is empty.
fn vectored(pieces: &[String], mut writer: impl Write) {
    for piece in pieces {
        let (front, back) = piece.as_bytes().split_at(piece.len() / 2);
        let mut split_text = [front, b"", back].map(IoSlice::new);
        let mut split_text = &mut split_text[..];
        begin(piece);
        let mut run_attempts = Ok(());
        IoSlice::advance_slices(&mut split_text, 0);
        while !split_text.is_empty() && run_attempts.is_ok() {
            match writer.write_vectored(split_text) {
                Ok(0) => run_attempts = Err(io::ErrorKind::WriteZero.into()),
                Ok(count) => IoSlice::advance_slices(&mut split_text, count),
                Err(error) => run_attempts = Err(error),
            }
        }
        end(run_attempts);
    }
    flush(writer);
}

/// Flushes, and once more if that fails: what could not be written may still be there.
fn flush(mut writer: impl Write) {
    report("flush");
    if !end(writer.flush()) {
        report("flush");
        end(writer.flush());
    }
}
