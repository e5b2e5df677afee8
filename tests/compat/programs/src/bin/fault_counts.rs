//! fault_counts: makes the attempts that its host picks, and reports the results. The host returns
//! false counts.
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

use results::{read_guarded, result_text, split_buffer, split_text};

fn main() {
    test_imports::run_attempts(attempt);
}

const TEXT: &str = "alpha beta gamma";

fn attempt(name: &str) -> String {
    match name {
        "read" => read_guarded(|buffer| file().and_then(|mut file| file.read(buffer))),
        "read-vectored" => read_guarded(|buffer| file().and_then(|file| vectored(file, buffer))),
        "read-exact" => read_guarded(|buffer| {
            let mut file = file()?;
            file.read_exact(buffer).map(|()| buffer.len())
        }),
        "read-to-end" => result_text(to_end(Vec::new())),
        "read-to-end-spare" => result_text(to_end(Vec::with_capacity(8))),
        "read-to-string" => result_text(file().and_then(|mut file| {
            let mut text = String::new();
            file.read_to_string(&mut text)
        })),
        "fs-read" => result_text(fs::read("f").map(|bytes| bytes.len())),
        "fs-copy" => result_text(fs::copy("f", "g")),
        "buf-read" => read_guarded(|buffer| buffered()?.read(buffer)),
        "buf-line" => result_text(buffered().and_then(|mut reader| {
            let mut line = String::new();
            reader.read_line(&mut line)
        })),
        "buf-lines" => result_text(buffered().and_then(lines)),
        "tcp-read" => read_guarded(|buffer| stream()?.read(buffer)),
        "tcp-read-vectored" => read_guarded(|buffer| vectored(stream()?, buffer)),
        "stdin-read" => read_guarded(|buffer| io::stdin().read(buffer)),
        "stdin-vectored" => read_guarded(|buffer| vectored(io::stdin(), buffer)),
        "stdin-large" => result_text(io::stdin().read(&mut vec![0; 65_536])),
        "stdin-line" => result_text(io::stdin().read_line(&mut String::new())),
        "stdin-lines" => result_text(lines(io::stdin().lock())),
        "stdin-to-end" => result_text(io::stdin().read_to_end(&mut Vec::new())),
        "write" => result_text(out().and_then(|mut file| file.write(TEXT.as_bytes()))),
        "write-vectored" => {
            result_text(out().and_then(|mut file| file.write_vectored(&split_text(TEXT))))
        }
        "write-all" => result_text(out().and_then(|mut file| file.write_all(TEXT.as_bytes()))),
        "write-fmt" => result_text(out().and_then(|mut file| write!(file, "{TEXT:>16}"))),
        "fs-write" => result_text(fs::write("f", TEXT)),
        "buf-flush" => result_text(out().and_then(|file| {
            let mut writer = BufWriter::new(file);
            writer.write_all(TEXT.as_bytes())?;
            let result = writer.flush();
            // Drops the writer without writing its pending bytes again.
            drop(writer.into_parts());
            result
        })),
        "buf-drop" => result_text(out().and_then(|file| {
            let mut writer = BufWriter::new(file);
            writer.write_all(TEXT.as_bytes())
        })),
        "line-writer" => result_text(out().and_then(|file| {
            let mut writer = LineWriter::new(file);
            writer.write_all(TEXT.as_bytes())?;
            writer.write_all(b"\n")
        })),
        "tcp-write" => result_text(stream().and_then(|mut stream| stream.write(TEXT.as_bytes()))),
        "tcp-write-all" => {
            result_text(stream().and_then(|mut stream| stream.write_all(TEXT.as_bytes())))
        }
        "stdout" => result_text({
            let mut out = io::stdout();
            out.write_all(TEXT.as_bytes()).and_then(|()| out.flush())
        }),
        "stdout-large" => result_text({
            let text = [b'x'; 20_000];
            let mut out = io::stdout();
            out.write_all(&text).and_then(|()| out.flush())
        }),
        "print" => {
            print!("{TEXT}");
            "printed".to_string()
        }
        "stderr" => result_text(io::stderr().write_all(TEXT.as_bytes())),
        "stderr-write" => result_text(io::stderr().write(TEXT.as_bytes())),
        "eprint" => {
            eprint!("{TEXT}");
            "printed".to_string()
        }
        "read-link" => result_text(fs::read_link("l").map(|path| path.as_os_str().len())),
        "canonicalize" => result_text(fs::canonicalize("l").map(|path| path.as_os_str().len())),
        "read-dir" => result_text(list("d")),
        "remove-all" => result_text(fs::remove_dir_all("d")),
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

fn vectored(mut reader: impl Read, buffer: &mut [u8]) -> Result<usize> {
    reader.read_vectored(&mut split_buffer(buffer).map(IoSliceMut::new))
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
