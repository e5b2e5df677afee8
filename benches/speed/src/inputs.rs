//! What the programs read: made once for all rows, the same in each run.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// A generator that needs nothing: the numbers are to be the same everywhere.
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
        // Few are said often: the product of two numbers is mostly small.
        let number = self.below(200) * self.below(200);
        let mut rest = number + 26;
        while rest > 0 {
            out.push(b'a' + u8::try_from(rest % 26).unwrap_or(0));
            rest /= 26;
        }
    }
}

/// A file of `len` bytes or a little more, of what `add` adds again and again.
fn fill(path: &Path, len: usize, mut add: impl FnMut(&mut Vec<u8>)) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 20, File::create(path)?);
    let (mut written, mut piece) = (0, Vec::new());
    while written < len {
        piece.clear();
        add(&mut piece);
        out.write_all(&piece)?;
        written += piece.len();
    }
    out.flush()
}

/// Lines of up to fifteen words.
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

/// So many lines, of a number each.
pub fn numbers(path: &Path, count: usize) -> io::Result<()> {
    let (mut random, mut out) = (Random(2), BufWriter::new(File::create(path)?));
    for _ in 0..count {
        writeln!(out, "{}", random.below(1_000_000_000))?;
    }
    out.flush()
}

/// So many lines of three words.
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

/// So many bytes.
pub fn bytes(path: &Path, len: usize) -> io::Result<()> {
    fill(path, len, |piece| piece.resize(1 << 20, b'x'))
}

/// A folder of so many small files.
pub fn files(folder: &Path, count: usize) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    for number in 0..count {
        fs::write(folder.join(number.to_string()), "a small file\n")?;
    }
    Ok(())
}
