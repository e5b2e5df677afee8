//! sizer [DIR…]: lists directories, or `.` without a name: each entry with its size in bytes.
//!
//! Reports an entry that it cannot read on standard error, with the errno. Then it still lists the
//! rest, and exits with status 1.
#![no_std]
#![no_main]

use nanowasi::fs::Entries;
use nanowasi::{env, eprintln, io, println, process::ExitCode};

nanowasi::main!(main);

fn main() -> ExitCode {
    let mut status = ExitCode::SUCCESS;
    let mut dirs = env::static_args();
    let mut dir = dirs.nth(1).unwrap_or(".");
    loop {
        if let Err(error) = list(dir, &mut status) {
            eprintln!("sizer: {}: {}", dir, error.name());
            status = ExitCode::FAILURE;
        }
        match dirs.next() {
            Some(next) => dir = next,
            None => return status,
        }
    }
}

fn list(dir: &str, status: &mut ExitCode) -> io::Result<()> {
    let mut buffer = [0; 32_768];
    let mut entries = Entries::open(dir, &mut buffer)?;
    while let Some(entry) = entries.next()? {
        let name = entry.name().unwrap_or("(a name that is not UTF-8)");
        match entry.metadata() {
            Ok(metadata) => {
                println!("filename: \"{}\", filesize: {} bytes", name, metadata.len());
            }
            Err(error) => {
                eprintln!("sizer: {}/{}: {}", dir, name, error.name());
                *status = ExitCode::FAILURE;
            }
        }
    }
    Ok(())
}
