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
    let segments: Vec<String> = match args[2].as_str() {
        "small" => SMALL.map(String::from).to_vec(),
        // Around the 16,384 bytes of standard output's buffer.
        _ => [6000, 12_000, 16_384, 40_000, 1, 16_383, 200]
            .map(letters)
            .to_vec(),
    };
    write(&args[1], &segments);
    match args[3].as_str() {
        "return" => {}
        "exit" => process::exit(0),
        report_result => panic!("{}", report_result),
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

fn write(way: &str, segments: &[String]) {
    let file = || File::create("out").unwrap();
    match way {
        "print" => print_each(segments, |segment| print!("{}", segment)),
        "eprint" => print_each(segments, |segment| eprint!("{}", segment)),
        "stdout" => write_each(segments, io::stdout()),
        "stdout by some" => write_some(segments, io::stdout()),
        "stderr" => write_each(segments, io::stderr()),
        "file" => write_each(segments, file()),
        "file, vectored" => vectored(segments, file()),
        "stdout, vectored" => vectored(segments, io::stdout()),
        "buffered file" => write_each(segments, BufWriter::with_capacity(CAPACITY, file())),
        "buffered file, vectored" => vectored(segments, BufWriter::with_capacity(CAPACITY, file())),
        "buffered stdout" => write_each(segments, BufWriter::with_capacity(CAPACITY, io::stdout())),
        "buffered stderr" => write_each(segments, BufWriter::with_capacity(CAPACITY, io::stderr())),
        "file by line" => write_each(segments, LineWriter::with_capacity(CAPACITY, file())),
        "buffered file, dropped" => {
            write_and_drop(segments, BufWriter::with_capacity(CAPACITY, file()))
        }
        "buffered stdout, dropped" => {
            write_and_drop(segments, BufWriter::with_capacity(CAPACITY, io::stdout()))
        }
        "stdout by line" => write_each(segments, LineWriter::with_capacity(CAPACITY, io::stdout())),
        way => panic!("no way {}", way),
    }
}

/// Reports a segment before it is written.
fn report_segment(segment: &str) {
    report("segment");
    report(segment);
}

/// Reports the result of a call.
fn report_result<T>(result: io::Result<T>) -> bool {
    match &result {
        Ok(_) => report("taken"),
        Err(error) => match error.raw_os_error() {
            Some(errno) => report(format!("errno {}", errno)),
            None => report(format!("error {:?}", error.kind())),
        },
    }
    result.is_ok()
}

fn print_each(segments: &[String], print: impl Fn(&str)) {
    for segment in segments {
        report_segment(segment);
        print(segment);
        report("nothing");
    }
}

fn write_each(segments: &[String], mut writer: impl Write) {
    for segment in segments {
        report_segment(segment);
        report_result(writer.write_all(segment.as_bytes()));
    }
    flush(writer);
}

/// Writes each segment, and drops the writer.
fn write_and_drop(segments: &[String], mut writer: impl Write) {
    for segment in segments {
        report_segment(segment);
        report_result(writer.write_all(segment.as_bytes()));
    }
}

/// Writes each segment with `write`, until all is written or a call fails.
fn write_some(segments: &[String], mut writer: impl Write) {
    for segment in segments {
        let mut rest = segment.as_str();
        while !rest.is_empty() {
            match writer.write(rest.as_bytes()) {
                Ok(count) if count != 0 => {
                    let (taken, left) = rest.split_at(count);
                    report_segment(taken);
                    report("taken");
                    rest = left;
                }
                result => {
                    report_segment(rest);
                    report_result(result);
                    break;
                }
            }
        }
    }
    flush(writer);
}

/// Writes each segment as three buffers, the second of which is empty.
fn vectored(segments: &[String], mut writer: impl Write) {
    for segment in segments {
        let (front, back) = segment.as_bytes().split_at(segment.len() / 2);
        let mut slices = [front, b"", back].map(IoSlice::new);
        let mut slices = &mut slices[..];
        report_segment(segment);
        let mut result = Ok(());
        IoSlice::advance_slices(&mut slices, 0);
        while !slices.is_empty() && result.is_ok() {
            match writer.write_vectored(slices) {
                Ok(0) => result = Err(io::ErrorKind::WriteZero.into()),
                Ok(count) => IoSlice::advance_slices(&mut slices, count),
                Err(error) => result = Err(error),
            }
        }
        report_result(result);
    }
    flush(writer);
}

/// Flushes, and again if that fails, because pending bytes may still be there.
fn flush(mut writer: impl Write) {
    report("flush");
    if !report_result(writer.flush()) {
        report("flush");
        report_result(writer.flush());
    }
}
