//! Work on standard input and output.

#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;

use std::collections::HashMap;
use std::io::{self, BufRead, BufWriter, Error, Result, Write};

/// Prints line after line with `println!`.
#[expect(clippy::unnecessary_wraps, reason = "as the others")]
pub fn print(times: usize) -> Result<()> {
    for i in 0..times {
        println!("line {i}");
    }
    Ok(())
}

/// The same through a buffer, because standard output is slow.
pub fn print_buffered(times: usize) -> Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    for i in 0..times {
        writeln!(out, "line {i}")?;
    }
    out.flush()
}

/// Lines, words and bytes, as `wc` counts them.
#[derive(Default)]
struct Counts {
    lines: u64,
    words: u64,
    bytes: u64,
    in_word: bool,
}

impl Counts {
    fn add(&mut self, bytes: &[u8]) {
        self.bytes += bytes.len() as u64;
        for &byte in bytes {
            self.lines += u64::from(byte == b'\n');
            let space = (byte == b' ') | (9..=13).contains(&byte);
            self.words += u64::from(!space & !self.in_word);
            self.in_word = !space;
        }
    }

    fn print(&self) {
        println!("{} {} {}", self.lines, self.words, self.bytes);
    }
}

/// Counts a text line by line, each in a new `String`.
pub fn count_lines() -> Result<()> {
    let mut counts = Counts::default();
    for line in io::stdin().lines() {
        counts.add(line?.as_bytes());
        counts.add(b"\n");
    }
    counts.print();
    Ok(())
}

/// Counts a text line by line, all in one buffer.
pub fn count_until() -> Result<()> {
    let mut counts = Counts::default();
    let (mut input, mut line) = (io::stdin().lock(), Vec::new());
    while input.read_until(b'\n', &mut line)? > 0 {
        counts.add(&line);
        line.clear();
    }
    counts.print();
    Ok(())
}

/// Counts a text within the input buffer.
pub fn count_buffers() -> Result<()> {
    let mut counts = Counts::default();
    let mut input = io::stdin().lock();
    loop {
        let bytes = input.fill_buf()?;
        if bytes.is_empty() {
            break;
        }
        counts.add(bytes);
        let len = bytes.len();
        input.consume(len);
    }
    counts.print();
    Ok(())
}

/// Sums a number from each line.
pub fn sum() -> Result<()> {
    let (mut sum, mut count) = (0_u64, 0_u64);
    for line in io::stdin().lines() {
        sum += line?.trim().parse::<u64>().map_err(Error::other)?;
        count += 1;
    }
    println!("{sum} {:.3}", sum as f64 / count as f64);
    Ok(())
}

/// Sorts all lines.
pub fn sort() -> Result<()> {
    let text = io::read_to_string(io::stdin())?;
    let mut lines: Vec<&str> = text.lines().collect();
    lines.sort_unstable();
    let mut out = BufWriter::new(io::stdout().lock());
    for line in lines {
        writeln!(out, "{line}")?;
    }
    out.flush()
}

/// Counts the occurrences of each word.
pub fn words() -> Result<()> {
    let text = io::read_to_string(io::stdin())?;
    let mut counts: HashMap<&str, u32> = HashMap::new();
    for word in text.split_ascii_whitespace() {
        *counts.entry(word).or_default() += 1;
    }
    let most = counts.values().max().copied().unwrap_or(0);
    println!("{} {most}", counts.len());
    Ok(())
}
