//! renumber CASE: gives a descriptor the number of another, and looks what has become of both.
//!
//! Each case is a function of its own: wasm3 refuses one that makes a call which it lacks.

#![no_std]
#![no_main]

use nanowasi::fd::{self, AsFd, AsRawFd, BorrowedFd, FromRawFd, IntoRawFd, OwnedFd, RawFd};
use nanowasi::fs::{self, File, OpenOptions};
use nanowasi::io::{self, Read, Seek, SeekFrom, Write};
use nanowasi::prelude::v1::*;
use nanowasi::{env, eprintln, print, println, sys};
use nanowasi_conformance::{done, say};

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

/// Whether the host knows a number.
fn is_open(number: RawFd) -> bool {
    // SAFETY: the number is only asked about, before anything else gets it.
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
    done(
        "renumber",
        fd::renumber(one, &mut two).map_err(io::Error::from),
    );
    println!(
        "number: {}",
        if two.as_raw_fd() == target {
            "kept"
        } else {
            "another"
        }
    );
    println!("source: {}", if is_open(source) { "open" } else { "gone" });
    let mut moved = File::from(two);
    let mut text = String::new();
    done("read", moved.read_to_string(&mut text));
    println!("offset: {text}");
    done("write", moved.write_all(b"!"));
    drop(moved);
    println!("closed: {}", if is_open(target) { "open" } else { "gone" });
    // Numbers are free again, and what is opened next is what it says.
    say("next", fs::read_to_string("two"));
    say("file", fs::read_to_string("one"));
    Ok(())
}

#[inline(never)]
fn directory() -> io::Result<()> {
    fs::create_dir("dir")?;
    fs::write("dir/file", "text")?;
    let dir = File::open("dir")?;
    let mut other = OwnedFd::from(File::open("dir/file")?);
    done(
        "renumber",
        fd::renumber(dir, &mut other).map_err(io::Error::from),
    );
    let dir = File::from(other);
    say(
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

/// The host isn't asked: several close the descriptor.
#[inline(never)]
fn itself() -> io::Result<()> {
    fs::write("file", "text")?;
    let file = File::open("file")?;
    let number = file.as_raw_fd();
    // SAFETY: `renumber` gives up one of the two owners, as it does where there is nothing to do; should it not, the
    // second close is of a number that nothing here has got since.
    let mut same = unsafe { OwnedFd::from_raw_fd(number) };
    say(
        "renumber",
        fd::renumber(file, &mut same)
            .map(|done| format!("{done:?}"))
            .map_err(io::Error::from),
    );
    let mut text = String::new();
    done("read", File::from(same).read_to_string(&mut text));
    println!("text: {text}");
    Ok(())
}

/// Onto a number that nothing has: an error, or the descriptor has it then.
#[inline(never)]
fn closed() -> io::Result<()> {
    fs::write("file", "text")?;
    let number = File::open("file")?.as_raw_fd() + 7;
    let file = File::open("file")?;
    // SAFETY: nothing has the number, and what may get it is closed with this owner.
    let mut none = unsafe { OwnedFd::from_raw_fd(number) };
    let mut file = match fd::renumber(file, &mut none) {
        Ok(done) => {
            eprintln!("{done:?}");
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
    done("still readable", file.read_to_string(&mut text));
    println!("text: {text}");
    Ok(())
}

/// What is printed afterwards is in the file; what was printed before is not.
#[inline(never)]
fn stdout() -> io::Result<()> {
    print!("before");
    let file = File::create("file")?;
    let done = fd::renumber(file, io::stdout()).map_err(io::Error::from);
    print!("after");
    io::stdout().flush()?;
    match done {
        Ok(_) => eprintln!("renumber: ok"),
        Err(error) => eprintln!("renumber: {}", error.name()),
    }
    eprintln!("file: {:?}", fs::read_to_string("file")?);
    Ok(())
}

#[inline(never)]
fn stdin() -> io::Result<()> {
    fs::write("file", "text")?;
    done(
        "renumber",
        fd::renumber(File::open("file")?, io::stdin()).map_err(io::Error::from),
    );
    let mut text = String::new();
    done("read", io::stdin().read_to_string(&mut text));
    println!("text: {text}");
    Ok(())
}

/// The preopened directory, as its owner.
fn root() -> OwnedFd {
    // SAFETY: the functions of `fs`, which find it by its number, own nothing and are told by `renumber`; nobody else
    // closes it.
    unsafe { OwnedFd::from_raw_fd(3) }
}

/// A preopened directory gets another number: paths still lead through it.
#[inline(never)]
fn preopen() -> io::Result<()> {
    fs::write("file", "text")?;
    let mut target = OwnedFd::from(File::open("file")?);
    match fd::renumber(root(), &mut target) {
        Ok(done) => println!("renumber: {done:?}"),
        Err(error) => {
            let (error, root) = error.into_parts();
            println!("renumber: {}", error.name());
            let _ = root.map(IntoRawFd::into_raw_fd);
        }
    }
    say("through it", fs::read_to_string("file"));
    let _ = target.into_raw_fd();
    Ok(())
}

/// A file gets the number of a preopened directory: no path leads through it any more.
#[inline(never)]
fn over() -> io::Result<()> {
    fs::write("file", "text")?;
    let file = File::open("file")?;
    let mut root = root();
    match fd::renumber(file, &mut root) {
        Ok(done) => {
            println!("renumber: {done:?}");
            let mut text = String::new();
            // SAFETY: it is borrowed for this read.
            let mut file = core::mem::ManuallyDrop::new(unsafe {
                File::from_raw_fd(root.as_fd().as_raw_fd())
            });
            done_reading(file.read_to_string(&mut text), &text);
            println!(
                "path: {}",
                if fs::read("file").is_err() {
                    "leads nowhere"
                } else {
                    "leads on"
                }
            );
        }
        Err(error) => {
            println!("renumber: {}", error.error().name());
            let _ = root.into_raw_fd();
            say("path", fs::read_to_string("file"));
        }
    }
    Ok(())
}

fn done_reading(result: io::Result<usize>, text: &str) {
    say("read", result.map(|_| text));
}
