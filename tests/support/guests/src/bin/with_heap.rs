//! with_heap DIR: calls the functions of the runtime that need a heap. They can panic only for lack
//! of memory.

#![no_std]
#![no_main]

extern crate alloc;

use alloc::string::String;
use alloc::vec::Vec;
use nanowasi::io::{self, BufRead, BufReader, BufWriter, Cursor, LineWriter, Read, Seek, Write};
use nanowasi::os::wasi::fs::symlink_path;
use nanowasi::{env, eprintln, fs, println};

nanowasi::main!(main);

fn main() {
    let mut args = env::args();
    let name = args.next().unwrap_or_default();
    let dir = args.next().unwrap_or_default();
    println!("{} {}", name, dir);
    if let Err(error) = read(&dir) {
        eprintln!("{}", error.name());
    }
}

fn read(dir: &str) -> io::Result<()> {
    let mut bytes = Vec::new();
    println!("{} bytes", io::stdin().read_to_end(&mut bytes)?);
    let mut text = String::new();
    println!("{} bytes", io::stdin().read_to_string(&mut text)?);
    buffered()?;
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        println!("{} {}", entry.name().display(), entry.metadata()?.len());
    }
    trees()
}

/// Makes a directory tree, enters it, and removes it.
fn trees() -> io::Result<()> {
    fs::create_dir_all("tree/deep")?;
    env::set_current_dir("tree")?;
    fs::write("file", "text")?;
    symlink_path("../file", "deep/link")?;
    println!("{}", fs::read_link("deep/link")?.as_os_str().len());
    println!("{}", fs::canonicalize("deep/link")?.as_os_str().len());
    println!("{}", env::current_dir()?.as_os_str().len());
    println!(
        "{} {}",
        fs::read("file")?.len(),
        fs::read_to_string("/tree/file")?
    );
    for entry in fs::read_dir("deep")? {
        println!("{}", entry?.path().as_os_str().len());
    }
    env::set_current_dir("/")?;
    fs::remove_dir_all("tree")
}

fn buffered() -> io::Result<()> {
    for line in io::stdin().lines() {
        println!("{}", line?);
    }
    let mut line = String::from("> ");
    io::stdin().read_line(&mut line)?;
    let mut reader = BufReader::with_capacity(4, Cursor::new(b"one\ntwo-three"));
    reader.read_line(&mut line)?;
    reader.seek_relative(-1)?;
    reader.skip_until(b'-')?;
    let mut rest = Vec::new();
    reader.read_to_end(&mut rest)?;
    let mut lines = LineWriter::new(BufWriter::with_capacity(4, rest));
    lines.write_all(b" lines\nand more")?;
    let writer = lines.into_inner()?;
    let (written, _) = writer.into_parts();
    let mut cursor = Cursor::new(written);
    cursor.set_position(20);
    cursor.write_all(b"far")?;
    println!("{} {}", line.len(), cursor.get_ref().len());
    cursor.rewind()?;
    for part in BufRead::split(cursor, b' ') {
        println!("{} bytes", part?.len());
    }
    Ok(())
}
