//! streams FILE: combines readers and writers in all the ways of `std::io`.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::fs::File;
use std::io::{
    self, BufRead, BufReader, BufWriter, IsTerminal, LineWriter, Read, Seek, SeekFrom, Write,
};

struct Upper<W> {
    inner: W,
    calls: usize,
}

impl<W: Write> Write for Upper<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.calls += 1;
        let some = &bytes[..bytes.len().min(5)];
        self.inner.write(&some.to_ascii_uppercase())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

struct Countdown(u8);

impl Read for Countdown {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match (self.0, buffer.first_mut()) {
            (0, _) | (_, None) => Ok(0),
            (3, _) => {
                self.0 -= 1;
                Err(io::ErrorKind::Interrupted.into())
            }
            (left, Some(first)) => {
                *first = b'0' + left;
                self.0 -= 1;
                Ok(1)
            }
        }
    }
}

fn main() -> io::Result<()> {
    let name = std::env::args()
        .nth(1)
        .ok_or(io::Error::from(io::ErrorKind::InvalidInput))?;
    let file = File::open(&name)?;
    let mut text = String::new();
    let chained = io::Cursor::new("before\n")
        .chain((&file).take(12))
        .chain(&b"\nafter"[..]);
    println!(
        "{} {text:?}",
        BufReader::new(chained).read_to_string(&mut text)?
    );
    println!("{text}");

    (&file).rewind()?;
    let mut reader = BufReader::with_capacity(8, file);
    let mut bytes = Vec::new();
    println!(
        "{} {:?}",
        reader.read_until(b',', &mut bytes)?,
        bytes.escape_ascii().to_string()
    );
    println!("{:?} {}", reader.buffer().len(), reader.capacity());
    println!(
        "{} {}",
        reader.stream_position()?,
        reader.seek(SeekFrom::Current(3))?
    );
    reader.seek_relative(-2)?;
    println!(
        "{:?}",
        reader.by_ref().bytes().nth(1).transpose()?.map(char::from)
    );
    println!(
        "{:?}",
        reader
            .by_ref()
            .split(b' ')
            .take(2)
            .collect::<io::Result<Vec<_>>>()?
    );
    println!(
        "{} {}",
        reader.skip_until(b'\n')?,
        io::copy(&mut reader, &mut io::sink())?
    );

    let mut upper = Upper {
        inner: Vec::new(),
        calls: 0,
    };
    println!("{}", io::copy(&mut Countdown(9), &mut upper)?);
    write!(upper, "formatted and {:?}", "text")?;
    println!("{} {}", upper.calls, String::from_utf8_lossy(&upper.inner));
    let mut writer = BufWriter::with_capacity(10, upper);
    writer.write_all(b"small ")?;
    println!("{:?}", writer.buffer().len());
    writer.write_all(b"and much too large for a buffer of ten")?;
    let upper = writer.into_inner().map_err(|error| error.into_error())?;
    println!("{} {}", upper.calls, upper.inner.len());
    let mut lines = LineWriter::new(Upper {
        inner: Vec::new(),
        calls: 0,
    });
    lines.write_all(b"a line\nand a half")?;
    println!("{:?}", String::from_utf8_lossy(&lines.get_ref().inner));
    lines.flush()?;
    println!(
        "{:?}",
        lines
            .into_inner()
            .map(|it| it.inner.len())
            .map_err(|error| error.to_string())
    );

    let mut some = [0; 4];
    println!(
        "{:?} {some:?}",
        io::repeat(7)
            .take(3)
            .read_exact(&mut some)
            .map_err(|error| error.kind())
    );
    println!("{:?}", io::empty().read_to_end(&mut Vec::new())?);
    println!(
        "{:?}",
        (&b"\xFFbad"[..])
            .read_to_string(&mut String::new())
            .map_err(|error| error.to_string())
    );
    println!(
        "{:?}",
        (&mut some[..])
            .write_all(b"too long")
            .map_err(|error| error.to_string())
    );
    println!(
        "{} {}",
        io::stdin().is_terminal(),
        io::read_to_string(io::stdin().lock())?.len()
    );
    io::stdout().write_all(b"raw bytes\n")?;
    eprint!("and an error");
    io::stderr().lock().write_all(b"!\n")
}
