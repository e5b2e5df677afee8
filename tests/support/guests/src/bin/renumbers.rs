//! renumbers VERB[:TEXT]…: moves descriptors, including preopened directories, and reports the
//! results on standard error.

#![no_std]
#![no_main]

use nanowasi::fd::{self, AsRawFd, FromRawFd, OwnedFd, RawFd, Renumbered};
use nanowasi::fs::File;
use nanowasi::io::{self, Read};
use nanowasi::raw::{Fdflags, Lookupflags, Oflags, Rights};
use nanowasi::sys::{self, BorrowedFd};
use nanowasi::{env, eprint, eprintln, print};

nanowasi::main!(main);

fn main() {
    for arg in env::static_args().skip(1) {
        let (verb, text) = arg.split_once(':').unwrap_or((arg, ""));
        let result = match verb {
            "print" => {
                print!("{}", text);
                Ok(())
            }
            "open" => open(text),
            "stdout" => stdout(text),
            "stdin" => stdin(text),
            "file" => file(text),
            "itself" => itself(),
            "close" => {
                drop(preopen(text));
                Ok(())
            }
            "move" => move_preopen(text),
            "over" => over_preopen(text),
            "refused" => refused(text),
            _ => Ok(()),
        };
        if let Err(error) = result {
            eprintln!("{}: {}", arg, error.name());
        }
    }
}

/// Prints the content of a file.
fn open(path: &str) -> io::Result<()> {
    show(path, &mut File::open(path)?)
}

fn show(name: &str, file: &mut impl Read) -> io::Result<()> {
    let mut buffer = [0; 64];
    let count = file.read(&mut buffer)?;
    let text = core::str::from_utf8(buffer.get(..count).unwrap_or_default());
    eprintln!("{}: {}", name, text.unwrap_or("no text"));
    Ok(())
}

fn print_outcome(done: Renumbered) {
    eprintln!(
        "{}",
        match done {
            Renumbered::Already => "already",
            Renumbered::Moved => "moved",
            Renumbered::Copied => "copied",
        }
    );
}

/// Takes ownership of a preopened directory by its number, as other code could.
fn preopen(number: &str) -> OwnedFd {
    let number: RawFd = number.parse().unwrap_or(-1);
    // SAFETY: each number is taken once, and `renumber` informs the code that resolves paths.
    unsafe { OwnedFd::from_raw_fd(number) }
}

/// Redirects standard output to a new file in the first preopened directory.
fn stdout(path: &str) -> io::Result<()> {
    // SAFETY: the test preopens a directory, which is not closed before.
    let dir = unsafe { BorrowedFd::borrow_raw(3) };
    let file = sys::path_open(
        dir,
        Lookupflags::empty(),
        path.as_bytes(),
        Oflags::CREAT | Oflags::TRUNC,
        Rights::FD_WRITE | Rights::FD_FILESTAT_GET,
        Rights::empty(),
        Fdflags::empty(),
    )?;
    print_outcome(fd::renumber(file, io::stdout())?);
    Ok(())
}

/// Redirects standard input from a file.
fn stdin(path: &str) -> io::Result<()> {
    print_outcome(fd::renumber(File::open(path)?, io::stdin())?);
    show("stdin", &mut io::stdin())
}

/// Moves one file to the number of another, `a` and `b` of `a|b`.
fn file(paths: &str) -> io::Result<()> {
    let (from, to) = paths.split_once('|').unwrap_or_default();
    let (from, mut to) = (File::open(from)?, OwnedFd::from(File::open(to)?));
    let source = from.as_raw_fd();
    let number = to.as_raw_fd();
    let result = fd::renumber(from, &mut to);
    eprint!("{} onto {}: ", source, number);
    match result {
        Ok(done) => print_outcome(done),
        Err(error) => {
            let (error, left) = error.into_parts();
            eprintln!(
                "{}, left {}",
                error.name(),
                left.map_or(-1, |left| left.as_raw_fd())
            );
        }
    }
    eprint!("now {} ", to.as_raw_fd());
    show("is", &mut File::from(to))
}

fn itself() -> io::Result<()> {
    print_outcome(fd::renumber(preopen("1"), io::stdout())?);
    Ok(())
}

/// Moves a preopened directory to the number of a file, and leaves it open: `number|file`.
fn move_preopen(text: &str) -> io::Result<()> {
    let (number, path) = text.split_once('|').unwrap_or_default();
    let mut file = OwnedFd::from(File::open(path)?);
    print_outcome(fd::renumber(preopen(number), &mut file)?);
    eprintln!("{} is {}", number, file.as_raw_fd());
    core::mem::forget(file);
    Ok(())
}

/// Moves a file to the number of a preopened directory: `number|file`.
fn over_preopen(text: &str) -> io::Result<()> {
    let (number, path) = text.split_once('|').unwrap_or_default();
    let mut dir = preopen(number);
    print_outcome(fd::renumber(File::open(path)?, &mut dir)?);
    let mut file = File::from(dir);
    show(path, &mut file)?;
    core::mem::forget(file);
    Ok(())
}

/// Gets the descriptor back after a refused move.
fn refused(path: &str) -> io::Result<()> {
    let file = File::open(path)?;
    let (error, left) = match fd::renumber(file, io::stdout()) {
        Ok(done) => {
            print_outcome(done);
            return Ok(());
        }
        Err(error) => error.into_parts(),
    };
    eprintln!("{}", error.name());
    match left {
        Some(file) => show(path, &mut File::from(file)),
        None => Ok(()),
    }
}
