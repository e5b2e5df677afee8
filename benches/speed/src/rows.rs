//! The workloads, their sizes, and their goals.

use std::path::Path;
use std::{fs, io};

use crate::inputs;

/// The input of a workload, and its size.
#[derive(Clone, Copy)]
pub enum Input {
    Nothing,
    Text(usize),
    Numbers(usize),
    Lines(usize),
    Bytes(usize),
    /// A folder with this number of files.
    Files(usize),
}

use Input::{Bytes, Files, Lines, Nothing, Numbers, Text};

/// A workload.
pub struct Row {
    /// The name, which is the program's argument.
    pub work: &'static str,
    /// The name in the document.
    pub title: &'static str,
    /// The number of repetitions, for a workload without input.
    pub times: usize,
    /// The input.
    pub input: Input,
    /// The highest ratio of the time with nanowasi to the time with `std`.
    pub goal: f64,
}

const MIB: usize = 1 << 20;

#[rustfmt::skip]
pub static ROWS: [Row; 18] = [
    row("lines", "1,000,000 × `println!(\"line {i}\")`", 1_000_000, Nothing, 0.08),
    row("buffered", "1,000,000 lines to a `BufWriter<StdoutLock>`", 1_000_000, Nothing, 0.9),
    row("copy", "`io::copy` of 256 MiB from standard input", 0, Bytes(256 * MIB), 0.9),
    row("copy-file", "`io::copy` of 256 MiB from a file", 0, Bytes(256 * MIB), 0.9),
    row("count-lines", "`wc` of 100 MiB with `lines`", 0, Text(100 * MIB), 0.7),
    row("count-until", "`wc` of 100 MiB with `read_until`", 0, Text(100 * MIB), 0.7),
    row("count-buffers", "`wc` of 100 MiB with `fill_buf`", 0, Text(100 * MIB), 0.7),
    row("sum", "sum of 1,000,000 lines", 0, Numbers(1_000_000), 0.8),
    row("sort", "sort of 1,000,000 lines", 0, Lines(1_000_000), 0.9),
    row("words", "words of 20 MiB counted in a `HashMap`", 0, Text(20 * MIB), 1.0),
    row("pairs", "10,000,000 allocations of 8 to 512 bytes", 10_000_000, Nothing, 0.6),
    row("growth", "100,000 × four `Vec`s that double to 4 KiB", 100_000, Nothing, 0.6),
    row("mix", "3,000,000 allocations of mixed sizes", 3_000_000, Nothing, 0.6),
    row("compare-16", "10,000,000 comparisons of 16 equal bytes", 10_000_000, Nothing, 0.3),
    row("compare-1k", "1,000,000 comparisons of 1 KiB", 1_000_000, Nothing, 0.3),
    row("compare-1m", "1,000 comparisons of 1 MiB", 1000, Nothing, 0.3),
    row("open", "10,000 small files opened, read, closed", 10_000, Files(10_000), 0.9),
    row("list", "`read_dir` and `metadata` of 10,000 files", 0, Files(10_000), 0.9),
];

const fn row(
    work: &'static str,
    title: &'static str,
    times: usize,
    input: Input,
    goal: f64,
) -> Row {
    Row {
        work,
        title,
        times,
        input,
        goal,
    }
}

/// Returns the workload with this name.
pub fn named(work: &str) -> Option<&'static Row> {
    ROWS.iter().find(|row| row.work == work)
}

/// The name of the file that is standard input.
const INPUT: &str = "input";

impl Row {
    /// Returns the workload with its size divided by `of`.
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

    /// Returns the workload without any work.
    pub fn none(&self) -> Self {
        self.part(usize::MAX)
    }

    /// Writes the input to a folder.
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

    /// Returns the file that is standard input.
    pub fn stdin(&self) -> Option<&'static str> {
        match self.input {
            Nothing | Files(_) => None,
            _ => Some(INPUT),
        }
    }
}
