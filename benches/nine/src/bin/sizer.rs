//! sizer DIR: lists a directory, each name with its size in bytes. Exits with 1 on an error.
#![no_std]
#![no_main]

use nanowasi::fs::Entries;
use nanowasi::io::{self, Write};
use nanowasi::{env, print, println, process::ExitCode};

nanowasi::main!(main);

fn main() -> ExitCode {
    match env::static_args().nth(1).map(list) {
        Some(Ok(())) => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    }
}

fn list(dir: &str) -> io::Result<()> {
    let mut buffer = [0; 8192];
    let mut entries = Entries::open(dir, &mut buffer)?;
    while let Some(entry) = entries.next()? {
        let size = entry.metadata()?.len();
        print!("filename: \"");
        io::stdout().write_all(entry.name_bytes())?;
        println!("\", filesize: {} bytes", size);
    }
    Ok(())
}
