//! script VERB[:TEXT]…: performs the operations in its arguments, so that a test describes output
//! and exit in one line.
//!
//! Errors of standard output and standard input are printed to standard error. The guest needs no
//! heap, so that it can be built with any features.

#![no_std]
#![no_main]

use core::fmt;
use core::str;

use nanowasi::io::{self, IoSlice, Read, Write};
use nanowasi::process::{self, ExitCode};
use nanowasi::sys::{self, STDOUT};
use nanowasi::{env, eprint, eprintln, print, println};

nanowasi::main!(main);

/// `a` to `z` repeatedly, each time without one letter, so that lost and repeated bytes show.
static LETTERS: [u8; 40_000] = {
    let mut letters = [0; 40_000];
    let mut at = 0;
    while at < letters.len() {
        letters[at] = b'a' + (at % 25 + at / 25) as u8 % 26;
        at += 1;
    }
    letters
};

fn main() -> ExitCode {
    for arg in env::static_args().skip(1) {
        let (verb, text) = arg.split_once(':').unwrap_or((arg, ""));
        match verb {
            "print" => print!("{}", text),
            "println" => println!("{}", text),
            "eprint" => eprint!("{}", text),
            "eprintln" => eprintln!("{}", text),
            "formatted" => print!("{text:?}"),
            "letters" => print!("{}", letters(text)),
            "eletters" => eprint!("{}", letters(text)),
            "write" => print_error(verb, io::stdout().write_all(text.as_bytes())),
            "write-letters" => print_error(verb, io::stdout().write_all(letters(text).as_bytes())),
            "write-formatted" => {
                print_error(verb, write!(io::stdout().lock(), "{text:.2}{}", &text[2..]))
            }
            "gather" => gather(text, |slices| Ok(sys::fd_write(STDOUT, slices)?)),
            "vectored" => gather(text, |slices| io::stdout().write_vectored(slices)),
            "flush" => print_error(verb, io::stdout().flush()),
            "read" => read(),
            "faulty" => print!("{}", Faulty),
            "display-prints" => print!("{}", Prints),
            "exit" => process::exit(number(text) as i32),
            "exit-process" => ExitCode::from(number(text) as u8).exit_process(),
            "return" => return ExitCode::from(number(text) as u8),
            "abort" => process::abort(),
            "panic" => panic!("{}", text),
            "panic-literal" => panic!("a literal"),
            "panic-with-letters" => panic!("{}", letters(text)),
            "panic-in-print" => println!("before {} after", Panics),
            "panic-in-format" => println!("before {:?} after", Panics),
            "panic-in-message" => panic!("before {} after", Panics),
            "panic-in-panic" => panic!("{}", Endless),
            "panic-in-drop" => drop(Panics),
            "index" => print!("{}", LETTERS[number(text)]),
            _ => eprintln!("script: no verb {}", verb),
        }
    }
    ExitCode::SUCCESS
}

fn number(text: &str) -> usize {
    text.parse().unwrap_or_default()
}

/// Returns that many letters.
fn letters(count: &str) -> &'static str {
    let letters = LETTERS.get(..number(count)).unwrap_or_default();
    str::from_utf8(letters).unwrap_or_default()
}

/// Prints the error of an operation, if there is one.
fn print_error(verb: &str, result: io::Result<()>) {
    if let Err(error) = result {
        eprintln!("{}: {}", verb, error.name());
    }
}

/// Writes the parts of a text, including empty ones, with as many calls as needed, and prints the
/// count of each call.
fn gather(text: &str, mut write: impl FnMut(&[IoSlice<'_>]) -> io::Result<usize>) {
    let mut done = 0;
    loop {
        let mut slices = [IoSlice::new(b""); 2000];
        let (mut before, mut left) = (done, false);
        for (slice, part) in slices.iter_mut().zip(text.split('|')) {
            let rest = part.get(before.min(part.len())..).unwrap_or_default();
            before -= part.len() - rest.len();
            left |= !rest.is_empty();
            *slice = IoSlice::new(rest.as_bytes());
        }
        if !left {
            return;
        }
        match write(&slices) {
            Ok(count) => {
                eprintln!("took {}", count);
                done += count;
            }
            Err(error) => return eprintln!("gather: {}", error.name()),
        }
    }
}

/// Reads once from standard input, and prints the result.
fn read() {
    let mut buffer = [0; 64];
    match io::stdin().read(&mut buffer) {
        Ok(count) => {
            let text = buffer.get(..count).and_then(|got| str::from_utf8(got).ok());
            eprintln!("read: {}", text.unwrap_or("nothing that is text"));
        }
        Err(error) => eprintln!("read: {}", error.name()),
    }
}

/// Returns an error when it is printed.
struct Faulty;

impl fmt::Display for Faulty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("half of it")?;
        Err(fmt::Error)
    }
}

/// Prints another text when it is printed.
struct Prints;

impl fmt::Display for Prints {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        print!("[printed by itself]");
        f.write_str("printed")
    }
}

/// Panics when it is printed, and when it is dropped.
struct Panics;

impl fmt::Display for Panics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("half of it")?;
        panic!("inside of a Display")
    }
}

/// Panics when it is printed, with a message that prints it again.
struct Endless;

impl fmt::Display for Endless {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        panic!("{}", Endless)
    }
}

impl fmt::Debug for Panics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Drop for Panics {
    fn drop(&mut self) {
        panic!("inside of a drop")
    }
}
