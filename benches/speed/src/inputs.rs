//! Generates the inputs of the programs, the same in each run.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// A pseudorandom generator (SplitMix64) whose numbers are the same on each machine.
struct Random(u64);

impl Random {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % end
    }

    fn word(&mut self, out: &mut Vec<u8>) {
        // A product of two numbers is mostly small, so a few words are frequent.
        let number = self.below(200) * self.below(200);
        let mut rest = number + 26;
        while rest > 0 {
            out.push(b'a' + u8::try_from(rest % 26).unwrap_or(0));
            rest /= 26;
        }
    }
}

/// Writes a file of at least `len` bytes, in chunks that `append` adds.
fn fill(path: &Path, len: usize, mut append: impl FnMut(&mut Vec<u8>)) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 20, File::create(path)?);
    let (mut written, mut chunk) = (0, Vec::new());
    while written < len {
        chunk.clear();
        append(&mut chunk);
        out.write_all(&chunk)?;
        written += chunk.len();
    }
    out.flush()
}

/// Writes lines of up to 14 words.
pub fn text(path: &Path, len: usize) -> io::Result<()> {
    let mut random = Random(1);
    fill(path, len, |line| {
        for _ in 0..random.below(15) {
            random.word(line);
            line.push(b' ');
        }
        line.push(b'\n');
    })
}

/// Writes `count` lines with a number each.
pub fn numbers(path: &Path, count: usize) -> io::Result<()> {
    let (mut random, mut out) = (Random(2), BufWriter::new(File::create(path)?));
    for _ in 0..count {
        writeln!(out, "{}", random.below(1_000_000_000))?;
    }
    out.flush()
}

/// Writes `count` lines of three words.
pub fn lines(path: &Path, count: usize) -> io::Result<()> {
    let (mut random, mut out) = (Random(3), BufWriter::new(File::create(path)?));
    let mut line = Vec::new();
    for _ in 0..count {
        line.clear();
        for _ in 0..3 {
            random.word(&mut line);
            line.push(b' ');
        }
        line.push(b'\n');
        out.write_all(&line)?;
    }
    out.flush()
}

/// Writes at least `len` bytes.
pub fn bytes(path: &Path, len: usize) -> io::Result<()> {
    fill(path, len, |chunk| chunk.resize(1 << 20, b'x'))
}

/// Writes `count` small files to a folder.
pub fn files(folder: &Path, count: usize) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    for number in 0..count {
        fs::write(folder.join(number.to_string()), "a small file\n")?;
    }
    Ok(())
}
