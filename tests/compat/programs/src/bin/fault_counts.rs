//! fault_counts: does what its host picks, one thing after the other, and says what came back. Its host miscounts.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::fs::{self, File, OpenOptions};
use std::hint;
use std::io::{self, BufRead, BufReader, BufWriter, IoSliceMut, LineWriter, Read, Result, Write};
use std::net::TcpStream;
use std::os::fd::OwnedFd;
use std::time::Duration;
use std::{env, thread};

#[path = "../../../../support/guests/src/results.rs"]
mod results;
#[path = "../../../../support/guests/src/test_imports.rs"]
mod test_imports;

use results::{guarded, in_three, said, slices};

fn main() {
    test_imports::answer(attempt);
}

const TEXT: &str = "alpha beta gamma";

fn attempt(name: &str) -> String {
    match name {
        "read" => guarded(|room| file().and_then(|mut file| file.read(room))),
        "read-vectored" => guarded(|room| file().and_then(|file| vectored(file, room))),
        "read-exact" => guarded(|room| {
            let mut file = file()?;
            file.read_exact(room).map(|()| room.len())
        }),
        "read-to-end" => said(to_end(Vec::new())),
        "read-to-end-room" => said(to_end(Vec::with_capacity(8))),
        "read-to-string" => said(file().and_then(|mut file| {
            let mut text = String::new();
            file.read_to_string(&mut text)
        })),
        "fs-read" => said(fs::read("f").map(|bytes| bytes.len())),
        "fs-copy" => said(fs::copy("f", "g")),
        "buf-read" => guarded(|room| buffered()?.read(room)),
        "buf-line" => said(buffered().and_then(|mut reader| {
            let mut line = String::new();
            reader.read_line(&mut line)
        })),
        "buf-lines" => said(buffered().and_then(lines)),
        "tcp-read" => guarded(|room| stream()?.read(room)),
        "tcp-read-vectored" => guarded(|room| vectored(stream()?, room)),
        "stdin-read" => guarded(|room| io::stdin().read(room)),
        "stdin-vectored" => guarded(|room| vectored(io::stdin(), room)),
        "stdin-large" => said(io::stdin().read(&mut vec![0; 65_536])),
        "stdin-line" => said(io::stdin().read_line(&mut String::new())),
        "stdin-lines" => said(lines(io::stdin().lock())),
        "stdin-to-end" => said(io::stdin().read_to_end(&mut Vec::new())),
        "write" => said(out().and_then(|mut file| file.write(TEXT.as_bytes()))),
        "write-vectored" => said(out().and_then(|mut file| file.write_vectored(&slices(TEXT)))),
        "write-all" => said(out().and_then(|mut file| file.write_all(TEXT.as_bytes()))),
        "write-fmt" => said(out().and_then(|mut file| write!(file, "{TEXT:>16}"))),
        "fs-write" => said(fs::write("f", TEXT)),
        "buf-flush" => said(out().and_then(|file| {
            let mut writer = BufWriter::new(file);
            writer.write_all(TEXT.as_bytes())?;
            let result = writer.flush();
            // What waits is not written once more.
            drop(writer.into_parts());
            result
        })),
        "buf-drop" => said(out().and_then(|file| {
            let mut writer = BufWriter::new(file);
            writer.write_all(TEXT.as_bytes())
        })),
        "line-writer" => said(out().and_then(|file| {
            let mut writer = LineWriter::new(file);
            writer.write_all(TEXT.as_bytes())?;
            writer.write_all(b"\n")
        })),
        "tcp-write" => said(stream().and_then(|mut stream| stream.write(TEXT.as_bytes()))),
        "tcp-write-all" => said(stream().and_then(|mut stream| stream.write_all(TEXT.as_bytes()))),
        "stdout" => said({
            let mut out = io::stdout();
            out.write_all(TEXT.as_bytes()).and_then(|()| out.flush())
        }),
        "stdout-large" => said({
            let text = [b'x'; 20_000];
            let mut out = io::stdout();
            out.write_all(&text).and_then(|()| out.flush())
        }),
        "print" => {
            print!("{TEXT}");
            "printed".to_string()
        }
        "stderr" => said(io::stderr().write_all(TEXT.as_bytes())),
        "stderr-write" => said(io::stderr().write(TEXT.as_bytes())),
        "eprint" => {
            eprint!("{TEXT}");
            "printed".to_string()
        }
        "read-link" => said(fs::read_link("l").map(|path| path.as_os_str().len())),
        "canonicalize" => said(fs::canonicalize("l").map(|path| path.as_os_str().len())),
        "read-dir" => said(list("d")),
        "remove-all" => said(fs::remove_dir_all("d")),
        "sleep" => {
            thread::sleep(Duration::from_millis(1));
            "slept".to_string()
        }
        "args" => format!("{:?}", env::args().collect::<Vec<_>>()),
        "vars" => format!("{:?}", env::vars().collect::<Vec<_>>()),
        "var" => format!("{:?}", env::var("KEY")),
        _ => format!("no such thing: {name}"),
    }
}

fn vectored(mut reader: impl Read, room: &mut [u8]) -> Result<usize> {
    reader.read_vectored(&mut in_three(room).map(IoSliceMut::new))
}

fn to_end(mut bytes: Vec<u8>) -> Result<usize> {
    let canary = hint::black_box(vec![0x5A; 64]);
    let count = file()?.read_to_end(&mut bytes)?;
    assert!(bytes.len() <= bytes.capacity() && count == bytes.len());
    assert!(hint::black_box(canary).iter().all(|byte| *byte == 0x5A));
    Ok(count)
}

fn lines(reader: impl BufRead) -> Result<usize> {
    let mut count = 0;
    for line in reader.lines() {
        line?;
        count += 1;
    }
    Ok(count)
}

fn list(path: &str) -> Result<usize> {
    let mut count = 0;
    for entry in fs::read_dir(path)? {
        entry?;
        count += 1;
    }
    Ok(count)
}

fn file() -> Result<File> {
    File::open("f")
}

fn out() -> Result<File> {
    OpenOptions::new().write(true).open("f")
}

fn buffered() -> Result<BufReader<File>> {
    Ok(BufReader::with_capacity(12, file()?))
}

fn stream() -> Result<TcpStream> {
    let file = OpenOptions::new().read(true).write(true).open("f")?;
    Ok(TcpStream::from(OwnedFd::from(file)))
}
