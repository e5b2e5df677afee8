//! renumber CASE: moves a descriptor to another's number, and checks both.
//!
//! Each case is a separate function, because wasm3 refuses one that calls a missing import.

#![no_std]
#![no_main]

use nanowasi::fd::{self, AsFd, AsRawFd, BorrowedFd, FromRawFd, IntoRawFd, OwnedFd, RawFd};
use nanowasi::fs::{self, File, OpenOptions};
use nanowasi::io::{self, Read, Seek, SeekFrom, Write};
use nanowasi::prelude::v1::*;
use nanowasi::{env, eprintln, print, println, sys};
use nanowasi_conformance::{report, report_success};

nanowasi::main!(main);

fn main() -> io::Result<()> {
    match env::static_args().nth(1).unwrap_or_default() {
        "file" => file(),
        "directory" => directory(),
        "itself" => itself(),
        "closed" => closed(),
        "stdout" => stdout(),
        "stdin" => stdin(),
        "preopen" => preopen(),
        "over" => over(),
        _ => Err(io::ErrorKind::InvalidInput.into()),
    }
}

/// Returns whether a descriptor is open.
fn is_open(number: RawFd) -> bool {
    // SAFETY: the descriptor is only queried, and dropped before the number can be reused.
    let fd = unsafe { BorrowedFd::borrow_raw(number) };
    sys::fd_fdstat_get(fd).is_ok()
}

#[inline(never)]
fn file() -> io::Result<()> {
    fs::write("one", "the first")?;
    fs::write("two", "the second")?;
    let mut one = OpenOptions::new().read(true).write(true).open("one")?;
    one.seek(SeekFrom::Start(4))?;
    let source = one.as_raw_fd();
    let mut two = OwnedFd::from(File::open("two")?);
    let target = two.as_raw_fd();
    report_success(
        "renumber",
        fd::renumber(one, &mut two).map_err(io::Error::from),
    );
    println!(
        "number: {}",
        if two.as_raw_fd() == target {
            "kept"
        } else {
            "changed"
        }
    );
    println!(
        "source: {}",
        if is_open(source) { "open" } else { "closed" }
    );
    let mut moved = File::from(two);
    let mut text = String::new();
    report_success("read", moved.read_to_string(&mut text));
    println!("offset: {text}");
    report_success("write", moved.write_all(b"!"));
    drop(moved);
    println!(
        "after closing: {}",
        if is_open(target) { "open" } else { "closed" }
    );
    // The numbers are free again, and the next file that is opened is the right one.
    report("next", fs::read_to_string("two"));
    report("file", fs::read_to_string("one"));
    Ok(())
}

#[inline(never)]
fn directory() -> io::Result<()> {
    fs::create_dir("dir")?;
    fs::write("dir/file", "text")?;
    let dir = File::open("dir")?;
    let mut other = OwnedFd::from(File::open("dir/file")?);
    report_success(
        "renumber",
        fd::renumber(dir, &mut other).map_err(io::Error::from),
    );
    let dir = File::from(other);
    report(
        "type",
        dir.metadata().map(|metadata| {
            if metadata.is_dir() {
                "directory"
            } else {
                "file"
            }
        }),
    );
    Ok(())
}

/// nanowasi does not call the host, because several hosts close the descriptor.
#[inline(never)]
fn itself() -> io::Result<()> {
    fs::write("file", "text")?;
    let file = File::open("file")?;
    let number = file.as_raw_fd();
    // SAFETY: both owners have the same number until `renumber` gives up one of them, which it does
    // for equal numbers. If it did not, the second close would be of a number that no code here has
    // reused.
    let mut same = unsafe { OwnedFd::from_raw_fd(number) };
    report(
        "renumber",
        fd::renumber(file, &mut same)
            .map(|outcome| format!("{outcome:?}"))
            .map_err(io::Error::from),
    );
    let mut text = String::new();
    report_success("read", File::from(same).read_to_string(&mut text));
    println!("text: {text}");
    Ok(())
}

/// A target that is not open: an error, or the descriptor moves there.
#[inline(never)]
fn closed() -> io::Result<()> {
    fs::write("file", "text")?;
    let number = File::open("file")?.as_raw_fd() + 7;
    let file = File::open("file")?;
    // SAFETY: the number is not open. If the host opens it, this owner closes it.
    let mut none = unsafe { OwnedFd::from_raw_fd(number) };
    let mut file = match fd::renumber(file, &mut none) {
        Ok(outcome) => {
            eprintln!("{outcome:?}");
            File::from(none)
        }
        Err(error) => {
            let _ = none.into_raw_fd();
            let (error, file) = error.into_parts();
            eprintln!("{}", error.name());
            File::from(file.ok_or(io::ErrorKind::NotFound)?)
        }
    };
    let mut text = String::new();
    report_success("still readable", file.read_to_string(&mut text));
    println!("text: {text}");
    Ok(())
}

/// Later output goes to the file, and earlier output does not.
#[inline(never)]
fn stdout() -> io::Result<()> {
    print!("before");
    let file = File::create("file")?;
    let outcome = fd::renumber(file, io::stdout()).map_err(io::Error::from);
    print!("after");
    io::stdout().flush()?;
    match outcome {
        Ok(_) => eprintln!("renumber: ok"),
        Err(error) => eprintln!("renumber: {}", error.name()),
    }
    eprintln!("file: {:?}", fs::read_to_string("file")?);
    Ok(())
}

#[inline(never)]
fn stdin() -> io::Result<()> {
    fs::write("file", "text")?;
    report_success(
        "renumber",
        fd::renumber(File::open("file")?, io::stdin()).map_err(io::Error::from),
    );
    let mut text = String::new();
    report_success("read", io::stdin().read_to_string(&mut text));
    println!("text: {text}");
    Ok(())
}

/// The preopened directory, as its owner.
fn root() -> OwnedFd {
    // SAFETY: this is the only owner. The functions of `fs` use the number without owning it, and
    // `renumber` informs them.
    unsafe { OwnedFd::from_raw_fd(3) }
}

/// A preopened directory moves to another number, and paths still resolve through it.
#[inline(never)]
fn preopen() -> io::Result<()> {
    fs::write("file", "text")?;
    let mut target = OwnedFd::from(File::open("file")?);
    match fd::renumber(root(), &mut target) {
        Ok(outcome) => println!("renumber: {outcome:?}"),
        Err(error) => {
            let (error, root) = error.into_parts();
            println!("renumber: {}", error.name());
            let _ = root.map(IntoRawFd::into_raw_fd);
        }
    }
    report("path", fs::read_to_string("file"));
    let _ = target.into_raw_fd();
    Ok(())
}

/// A file replaces a preopened directory, and no path resolves through it any more.
#[inline(never)]
fn over() -> io::Result<()> {
    fs::write("file", "text")?;
    let file = File::open("file")?;
    let mut root = root();
    match fd::renumber(file, &mut root) {
        Ok(outcome) => {
            println!("renumber: {outcome:?}");
            let mut text = String::new();
            // SAFETY: the file is borrowed for this read, and not dropped.
            let mut file = core::mem::ManuallyDrop::new(unsafe {
                File::from_raw_fd(root.as_fd().as_raw_fd())
            });
            done_reading(file.read_to_string(&mut text), &text);
            println!(
                "path: {}",
                if fs::read("file").is_err() {
                    "not found"
                } else {
                    "found"
                }
            );
        }
        Err(error) => {
            println!("renumber: {}", error.error().name());
            let _ = root.into_raw_fd();
            report("path", fs::read_to_string("file"));
        }
    }
    Ok(())
}

fn done_reading(result: io::Result<usize>, text: &str) {
    report("read", result.map(|_| text));
}
