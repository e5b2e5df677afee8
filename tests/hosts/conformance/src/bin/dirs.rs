//! dirs CASE: makes, lists and removes directories, and tries to leave the preopened one.

#![no_std]
#![no_main]

use nanowasi::fd::BorrowedFd;
use nanowasi::ffi::OsStr;
use nanowasi::fs;
use nanowasi::io;
use nanowasi::os::wasi::ffi::OsStrExt;
use nanowasi::prelude::v1::*;
use nanowasi::raw::{Fdflags, Lookupflags, Oflags, Rights};
use nanowasi::{env, println, sys};
use nanowasi_conformance::{report, report_success};

nanowasi::main!(main);

fn main() -> io::Result<()> {
    match env::static_args().nth(1).unwrap_or_default() {
        "make" => make(),
        "list" => list(),
        "thousand" => thousand_entries(),
        "out" => leave_directory(),
        "names" => names(),
        _ => Err(io::ErrorKind::InvalidInput.into()),
    }
}

fn make() -> io::Result<()> {
    report_success("create", fs::create_dir("one"));
    report_success("again", fs::create_dir("one"));
    report_success("missing parent", fs::create_dir("two/three"));
    report_success("with parents", fs::create_dir_all("two/three/four"));
    report_success("full", fs::remove_dir("two"));
    fs::write("two/file", "text")?;
    report_success("file as directory", fs::remove_dir("two/file"));
    report_success("directory as file", fs::remove_file("one"));
    report_success("remove", fs::remove_dir("one"));
    report_success("twice", fs::remove_dir("one"));
    report_success("with its contents", fs::remove_dir_all("two"));
    println!("remaining entries: {}", fs::read_dir(".")?.count());
    Ok(())
}

fn list() -> io::Result<()> {
    fs::create_dir("dir")?;
    fs::write("dir/file", "text")?;
    fs::create_dir("dir/below")?;
    let mut entries = Vec::new();
    for entry in fs::read_dir("dir")? {
        let entry = entry?;
        let kind = entry.file_type()?;
        entries.push(format!(
            "{} {}",
            entry.file_name().to_string_lossy(),
            if kind.is_dir() {
                "dir"
            } else if kind.is_file() {
                "file"
            } else {
                "other"
            }
        ));
    }
    entries.sort_unstable();
    println!("entries: {}", entries.join(", "));
    println!("empty: {}", fs::read_dir("dir/below")?.count());
    report_success("file", fs::read_dir("dir/file"));
    report_success("missing", fs::read_dir("missing"));
    Ok(())
}

/// More entries than a buffer holds, with names of each length from 1 to 200.
fn thousand_entries() -> io::Result<()> {
    fs::create_dir("dir")?;
    let name = |number: usize| format!("{number:0>width$}", width = 4 + number % 197);
    for number in 0..1000 {
        fs::write(format!("dir/{}", name(number)), "")?;
    }
    let mut names = Vec::new();
    for entry in fs::read_dir("dir")? {
        names.push(entry?.file_name().into_string().unwrap_or_default());
    }
    println!("listed: {}", names.len());
    names.sort_unstable();
    names.dedup();
    println!("different: {}", names.len());
    println!(
        "all: {}",
        (0..1000).all(|number| names.binary_search(&name(number)).is_ok())
    );
    report_success("removed", fs::remove_dir_all("dir"));
    println!("gone: {}", !fs::exists("dir")?);
    Ok(())
}

/// Each of these should be refused, or at least return an error.
fn leave_directory() -> io::Result<()> {
    report_success("create above", fs::create_dir("../nanowasi-was-here"));
    report_success("read above", fs::read("../outside"));
    report_success("list above", fs::read_dir(".."));
    fs::create_dir("dir")?;
    report_success("down and up", fs::read("dir/../../outside"));
    report_success("root", fs::read("/etc/passwd"));
    // This path stays inside.
    fs::write("file", "text")?;
    report("and back", fs::read_to_string("dir/../file"));
    Ok(())
}

fn names() -> io::Result<()> {
    // In `fs`, as in `std` on this target, an empty path is the current directory.
    report("empty", fs::metadata("").map(|metadata| metadata.is_dir()));
    report_success("empty in path_open", below_preopen(""));
    report_success("dot", fs::read_dir("."));
    report_success("slash", fs::create_dir("with/"));
    report_success("nul", fs::write("a\0b", "text"));
    fs::write("späße ☃", "text")?;
    report("unicode", fs::read_to_string("späße ☃"));
    let found = fs::read_dir(".")?
        .flatten()
        .any(|entry| entry.file_name() == "späße ☃");
    println!("found: {found}");
    report_success("256 bytes", fs::write("x".repeat(256), "text"));
    let wild = OsStr::from_bytes(b"not \xff UTF-8");
    match fs::write(wild, "text") {
        Err(error) => println!("not UTF-8: {}", error.name()),
        Ok(()) => {
            let kept = fs::read_dir(".")?
                .flatten()
                .any(|entry| entry.file_name() == wild);
            println!("not UTF-8: {}", if kept { "kept" } else { "changed" });
        }
    }
    Ok(())
}

/// Opens a path relative to the preopened directory, without resolving it.
fn below_preopen(path: &str) -> io::Result<()> {
    // SAFETY: descriptor 3 stays open, because no code closes it.
    let dir = unsafe { BorrowedFd::borrow_raw(3) };
    let (lookup, none) = (Lookupflags::SYMLINK_FOLLOW, Fdflags::empty());
    let rights = Rights::FD_READ | Rights::FD_FILESTAT_GET;
    sys::path_open(
        dir,
        lookup,
        path.as_bytes(),
        Oflags::empty(),
        rights,
        Rights::empty(),
        none,
    )?;
    Ok(())
}
