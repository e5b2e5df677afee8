//! Steps with standard input, output and error.

use std::io::{self, BufRead, BufReader, BufWriter, IoSlice, IoSliceMut, IsTerminal, LineWriter};
use std::io::{Read, Write};
use std::prelude::v1::*;

use crate::guard_zones::{GuardedBuffer, check_count};
use crate::{Step, Walk};

pub const STEPS: &[Step] = &[
    prints, writes, writers, reads, exactly, all, lines, locked, split, copies, errors, terminals,
];

/// The macros, with and without `core::fmt`.
fn prints(walk: &mut Walk) -> io::Result<()> {
    let number = walk.next();
    let text = String::from_utf8(walk.bytes(300)).unwrap_or_default();
    match walk.below(6) {
        0 => print!("{}", text),
        1 => println!("{} {}", number, text),
        2 => println!("{number:>30} {text:?}"),
        3 => print!("{}", text.repeat(40)),
        4 => eprint!("{}", text),
        _ => {
            dbg!(number);
        }
    }
    Ok(())
}

fn writes(walk: &mut Walk) -> io::Result<()> {
    let (one, two) = (walk.bytes(500), walk.bytes(10_000));
    let mut out = io::stdout();
    match walk.below(5) {
        0 => check_count("write", out.write(&two)?, two.len()),
        1 => out.write_all(&two)?,
        2 => {
            let slices = [&one[..], &[], &two].map(IoSlice::new);
            let count = out.write_vectored(&slices)?;
            check_count("write_vectored", count, one.len() + two.len());
        }
        3 => {
            let mut lock = out.lock();
            writeln!(lock, "{:?}", one.first())?;
            lock.write_all(&one)?;
        }
        _ => {}
    }
    out.flush()
}

fn writers(walk: &mut Walk) -> io::Result<()> {
    let bytes = walk.bytes(700);
    let buffer = walk.below(100);
    if walk.chance(2) {
        let mut writer = LineWriter::with_capacity(buffer, io::stdout());
        writer.write_all(&bytes)?;
        writer.write_all(b"\nline")?;
        return writer.flush();
    }
    let mut writer = BufWriter::with_capacity(buffer, io::stdout());
    check_count("BufWriter", writer.write(&bytes)?, bytes.len());
    writer.write_all(&bytes)?;
    match writer.into_inner() {
        Ok(mut out) => out.flush(),
        Err(error) => Err(error.into_error()),
    }
}

fn reads(walk: &mut Walk) -> io::Result<()> {
    let mut one = GuardedBuffer::<80_000>::new();
    let mut two = GuardedBuffer::<64>::new();
    let len = walk.one_of(&[0, 1, 10, 100, 32_768, 65_535, 65_536, 80_000]);
    match walk.below(3) {
        0 => {
            let count = io::stdin().read(one.borrow(len))?;
            check_count("read", count, len);
        }
        1 => {
            let mut slices = [two.borrow(len.min(64)), one.borrow(len)].map(IoSliceMut::new);
            let count = io::stdin().read_vectored(&mut slices)?;
            check_count("read_vectored", count, len.min(64) + len);
        }
        _ => {
            let count = io::stdin().take(7).read(one.borrow(len))?;
            check_count("take", count, len.min(7));
        }
    }
    Ok(())
}

fn exactly(walk: &mut Walk) -> io::Result<()> {
    let mut buffer = GuardedBuffer::<256>::new();
    let len = walk.below(257);
    io::stdin().read_exact(buffer.borrow(len))?;
    io::stdout().write_all(buffer.bytes())
}

fn all(walk: &mut Walk) -> io::Result<()> {
    let mut bytes = Vec::with_capacity(walk.one_of(&[0, 1, 31, 33, 5000]));
    match walk.below(4) {
        0 => check_count(
            "read_to_end",
            io::stdin().read_to_end(&mut bytes)?,
            bytes.len(),
        ),
        1 => {
            let mut text = String::from("before");
            let count = io::stdin().read_to_string(&mut text)?;
            check_count("read_to_string", count, text.len());
        }
        2 => drop(io::read_to_string(io::stdin())?),
        _ => {
            let mut reader = BufReader::with_capacity(walk.below(50), io::stdin());
            let count = reader.read_to_end(&mut bytes)?;
            check_count("BufReader::read_to_end", count, bytes.len());
        }
    }
    walk.blocks.push(bytes);
    Ok(())
}

fn lines(walk: &mut Walk) -> io::Result<()> {
    let mut line = String::new();
    match walk.below(3) {
        0 => check_count("read_line", io::stdin().read_line(&mut line)?, line.len()),
        1 => {
            for line in io::stdin().lines().take(20) {
                println!("{}", line?.len());
            }
        }
        _ => {
            let reader = BufReader::with_capacity(1 + walk.below(40), io::stdin());
            for line in reader.lines().take(20) {
                println!("{}", line?);
            }
        }
    }
    Ok(())
}

/// Locked streams, and the streams beside the lock.
fn locked(walk: &mut Walk) -> io::Result<()> {
    let mut buffer = GuardedBuffer::<100>::new();
    let mut lock = io::stdin().lock();
    for _ in 0..walk.below(6) {
        let filled = lock.fill_buf()?;
        check_count("fill_buf", filled.len(), 65_536);
        let len = filled.len();
        let sum = filled
            .iter()
            .fold(0_u8, |sum, byte| sum.wrapping_add(*byte));
        let amount = walk.below(len + 2);
        print!("{}", sum);
        lock.consume(amount);
        if walk.chance(3) {
            let len = walk.below(101);
            check_count("beside", io::stdin().read(buffer.borrow(len))?, len);
        }
        if walk.chance(3) {
            let len = walk.below(101);
            check_count("lock", lock.read(buffer.borrow(len))?, len);
        }
    }
    Ok(())
}

fn split(walk: &mut Walk) -> io::Result<()> {
    let mut bytes = Vec::new();
    let mut lock = io::stdin().lock();
    match walk.below(4) {
        0 => check_count(
            "read_until",
            lock.read_until(b' ', &mut bytes)?,
            bytes.len(),
        ),
        1 => check_count("skip_until", lock.skip_until(b'x')?, usize::MAX - 1),
        2 => {
            for part in lock.split(b'w').take(9) {
                bytes.extend(part?);
            }
        }
        _ => {
            for byte in lock.bytes().take(50) {
                bytes.push(byte?);
            }
        }
    }
    walk.blocks.push(bytes);
    Ok(())
}

fn copies(walk: &mut Walk) -> io::Result<()> {
    let max = walk.below(100_000) as u64;
    let mut input = io::stdin().take(max);
    let count = match (walk.below(3), walk.files.last_mut()) {
        (0, Some(file)) => io::copy(&mut input, file)?,
        (1, _) => io::copy(&mut input, &mut io::stdout())?,
        _ => io::copy(&mut input, &mut io::sink())?,
    };
    check_count("copy", count as usize, max as usize);
    Ok(())
}

fn errors(walk: &mut Walk) -> io::Result<()> {
    let bytes = walk.bytes(2000);
    let mut err = io::stderr();
    if walk.chance(2) {
        check_count("stderr", err.write(&bytes)?, bytes.len());
    } else {
        err.write_all(&bytes)?;
    }
    err.flush()
}

fn terminals(_: &mut Walk) -> io::Result<()> {
    let is = [
        io::stdin().is_terminal(),
        io::stdout().is_terminal(),
        io::stderr().is_terminal(),
    ];
    println!("{is:?}");
    Ok(())
}
