//! dirs CASE: makes, lists and removes directories, and tries the ways out.

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
use nanowasi_conformance::{done, say};

nanowasi::main!(main);

fn main() -> io::Result<()> {
    match env::static_args().nth(1).unwrap_or_default() {
        "make" => make(),
        "list" => list(),
        "thousand" => thousand(),
        "out" => out(),
        "names" => names(),
        _ => Err(io::ErrorKind::InvalidInput.into()),
    }
}

fn make() -> io::Result<()> {
    done("make", fs::create_dir("one"));
    done("again", fs::create_dir("one"));
    done("missing parent", fs::create_dir("two/three"));
    done("with parents", fs::create_dir_all("two/three/four"));
    done("full", fs::remove_dir("two"));
    fs::write("two/file", "text")?;
    done("file as directory", fs::remove_dir("two/file"));
    done("directory as file", fs::remove_file("one"));
    done("remove", fs::remove_dir("one"));
    done("twice", fs::remove_dir("one"));
    done("with all in it", fs::remove_dir_all("two"));
    println!("left: {}", fs::read_dir(".")?.count());
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
    done("file", fs::read_dir("dir/file"));
    done("missing", fs::read_dir("missing"));
    Ok(())
}

/// More than a buffer holds, with names of each length from 1 to 200.
fn thousand() -> io::Result<()> {
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
    done("removed", fs::remove_dir_all("dir"));
    println!("gone: {}", !fs::exists("dir")?);
    Ok(())
}

/// Each of these is to be refused, or at least to end in an error.
fn out() -> io::Result<()> {
    done("make above", fs::create_dir("../nanowasi-was-here"));
    done("read above", fs::read("../outside"));
    done("list above", fs::read_dir(".."));
    fs::create_dir("dir")?;
    done("down and up", fs::read("dir/../../outside"));
    done("root", fs::read("/etc/passwd"));
    // Not a way out.
    fs::write("file", "text")?;
    say("and back", fs::read_to_string("dir/../file"));
    Ok(())
}

fn names() -> io::Result<()> {
    // For `fs`, as for `std` on this target, the empty path is the current directory.
    say("empty", fs::metadata("").map(|metadata| metadata.is_dir()));
    done("empty for the host", below_preopen(""));
    done("dot", fs::read_dir("."));
    done("slash", fs::create_dir("with/"));
    done("nul", fs::write("a\0b", "text"));
    fs::write("späße ☃", "text")?;
    say("unicode", fs::read_to_string("späße ☃"));
    let found = fs::read_dir(".")?
        .flatten()
        .any(|entry| entry.file_name() == "späße ☃");
    println!("found: {found}");
    done("256 bytes", fs::write("x".repeat(256), "text"));
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

/// Opens a path below the preopened directory, as it is.
fn below_preopen(path: &str) -> io::Result<()> {
    // SAFETY: nothing closes it.
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
