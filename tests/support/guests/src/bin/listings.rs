//! listings: lists or removes a directory as its host picks, and reports the names in hexadecimal,
//! and the error. The host makes up the listing.

#![no_std]
#![no_main]

extern crate alloc;

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use nanowasi::fs::{self, Entries};
use nanowasi::io::{Error, Result};

nanowasi::main!(main);

#[path = "../test_imports.rs"]
mod test_imports;

fn main() {
    test_imports::run_attempts(attempt);
}

fn attempt(name: &str) -> String {
    match name.split_once(':') {
        Some(("entries", size)) => listed(|names| entries(size.parse().unwrap_or_default(), names)),
        None if name == "list" => listed(read_dir),
        None if name == "count" => listed(count),
        None if name == "first" => listed(first),
        None if name == "remove" => match fs::remove_dir_all("d") {
            Ok(()) => "done".to_string(),
            Err(error) => error_text(&error),
        },
        _ => format!("no such thing: {name}"),
    }
}

fn listed(list: impl FnOnce(&mut Vec<String>) -> Result<()>) -> String {
    let mut words = Vec::new();
    if let Err(error) = list(&mut words) {
        words.push(error_text(&error));
    }
    words.join(" ")
}

fn read_dir(names: &mut Vec<String>) -> Result<()> {
    let mut entries = fs::read_dir("d")?;
    while let Some(entry) = entries.next() {
        match entry {
            Ok(entry) => names.push(hex(entry.file_name().as_encoded_bytes())),
            Err(error) => {
                assert!(entries.next().is_none(), "more after an error");
                return Err(error);
            }
        }
    }
    assert!(entries.next().is_none(), "more after the end");
    Ok(())
}

/// Counts the entries before an error without keeping them.
fn count(words: &mut Vec<String>) -> Result<()> {
    let mut entries = fs::read_dir("d")?;
    let mut count = 0;
    let result = entries.try_for_each(|entry| entry.map(|_| count += 1));
    words.push(count.to_string());
    assert!(entries.next().is_none(), "more after the end");
    result
}

/// Stops after one entry.
fn first(names: &mut Vec<String>) -> Result<()> {
    if let Some(entry) = fs::read_dir("d")?.next() {
        names.push(hex(entry?.name().as_encoded_bytes()));
    }
    Ok(())
}

/// Lists with a buffer of this size, between guard bytes.
fn entries(size: usize, names: &mut Vec<String>) -> Result<()> {
    let mut all = [0xA5; 2176];
    let (before, rest) = all.split_at_mut(64);
    let (buffer, after) = rest.split_at_mut(size);
    let result = entries_in(core::hint::black_box(&mut *buffer), names);
    for guard in core::hint::black_box([before, after]) {
        assert!(
            guard.iter().all(|byte| *byte == 0xA5),
            "outside of the buffer"
        );
    }
    result
}

fn entries_in(buffer: &mut [u8], names: &mut Vec<String>) -> Result<()> {
    let mut entries = Entries::open("d", buffer)?;
    loop {
        match entries.next() {
            Ok(Some(entry)) => names.push(hex(entry.name_bytes())),
            Ok(None) => {
                assert!(entries.next()?.is_none(), "more after the end");
                return Ok(());
            }
            Err(error) => {
                assert!(entries.next()?.is_none(), "more after an error");
                return Err(error);
            }
        }
    }
}

fn hex(bytes: &[u8]) -> String {
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits
        .map(|digit| char::from_digit(digit.into(), 16).unwrap_or('?'))
        .collect()
}

fn error_text(error: &Error) -> String {
    match error.raw_os_error() {
        Some(number) => format!("error:{number}"),
        None => format!("error:{:?}", error.kind()),
    }
}
