//! What is measured, how much of it, and what is aimed at.

use std::path::Path;
use std::{fs, io};

use crate::inputs;

/// What a program reads, and how much of it.
#[derive(Clone, Copy)]
pub enum Input {
    Nothing,
    Text(usize),
    Numbers(usize),
    Lines(usize),
    Bytes(usize),
    /// A folder of so many.
    Files(usize),
}

use Input::{Bytes, Files, Lines, Nothing, Numbers, Text};

/// A kind of work.
pub struct Row {
    /// Its name for the program.
    pub work: &'static str,
    pub says: &'static str,
    /// How often it is done, where it reads nothing.
    pub times: usize,
    pub input: Input,
    /// Time with nanowasi, as a part of that with `std`: at most this.
    pub goal: f64,
}

const MIB: usize = 1 << 20;

#[rustfmt::skip]
pub static ROWS: [Row; 18] = [
    row("lines", "1,000,000 × `println!(\"line {i}\")`", 1_000_000, Nothing, 0.08),
    row("buffered", "the same to a `BufWriter` of a lock", 1_000_000, Nothing, 0.9),
    row("copy", "`io::copy` of 256 MiB, standard input", 0, Bytes(256 * MIB), 0.9),
    row("copy-file", "a named file", 0, Bytes(256 * MIB), 0.9),
    row("count-lines", "`wc` of 100 MiB, with `lines()`", 0, Text(100 * MIB), 0.7),
    row("count-until", "with `read_until`", 0, Text(100 * MIB), 0.7),
    row("count-buffers", "with `fill_buf`", 0, Text(100 * MIB), 0.7),
    row("sum", "the sum of 1,000,000 lines", 0, Numbers(1_000_000), 0.8),
    row("sort", "1,000,000 lines sorted", 0, Lines(1_000_000), 0.9),
    row("words", "the words of 20 MiB in a `HashMap`", 0, Text(20 * MIB), 1.0),
    row("pairs", "10,000,000 blocks of 8 to 512 bytes", 10_000_000, Nothing, 0.6),
    row("growth", "100,000 × four `Vec`s that double to 4 KiB", 100_000, Nothing, 0.6),
    row("mix", "3,000,000 blocks of any size", 3_000_000, Nothing, 0.6),
    row("compare-16", "10,000,000 × 16 equal bytes compared", 10_000_000, Nothing, 0.3),
    row("compare-1k", "1,000,000 × 1 KiB", 1_000_000, Nothing, 0.3),
    row("compare-1m", "1,000 × 1 MiB", 1000, Nothing, 0.3),
    row("open", "10,000 small files opened, read, closed", 10_000, Files(10_000), 0.9),
    row("list", "`read_dir`, `metadata` of 10,000 files", 0, Files(10_000), 0.9),
];

const fn row(work: &'static str, says: &'static str, times: usize, input: Input, goal: f64) -> Row {
    Row {
        work,
        says,
        times,
        input,
        goal,
    }
}

/// The row of that name.
pub fn named(work: &str) -> Option<&'static Row> {
    ROWS.iter().find(|row| row.work == work)
}

/// What a program finds as its standard input.
const INPUT: &str = "input";

impl Row {
    /// A part of it: one of so many.
    pub fn part(&self, of: usize) -> Self {
        Self {
            times: self.times / of,
            input: match self.input {
                Nothing => Nothing,
                Text(len) => Text(len / of),
                Numbers(count) => Numbers(count / of),
                Lines(count) => Lines(count / of),
                Bytes(len) => Bytes(len / of),
                Files(count) => Files(count / of),
            },
            ..*self
        }
    }

    /// None of it.
    pub fn none(&self) -> Self {
        self.part(usize::MAX)
    }

    /// Makes what it reads.
    pub fn prepare(&self, folder: &Path) -> io::Result<()> {
        let path = folder.join(INPUT);
        match self.input {
            Nothing => Ok(()),
            Text(len) => inputs::text(&path, len),
            Numbers(count) => inputs::numbers(&path, count),
            Lines(count) => inputs::lines(&path, count),
            Bytes(len) => inputs::bytes(&path, len),
            Files(count) => {
                let files = folder.join("files");
                if files.exists() {
                    fs::remove_dir_all(&files)?;
                }
                inputs::files(&files, count)
            }
        }
    }

    /// What is its standard input.
    pub fn stdin(&self) -> Option<&'static str> {
        match self.input {
            Nothing | Files(_) => None,
            _ => Some(INPUT),
        }
    }
}
