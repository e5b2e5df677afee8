//! mkdir [-p] DIR…: makes directories; with `-p` also those that lead there, and none that exist is an
//! error.
//!
//! What can't be made is named on standard error with its errno (`EXIST`, `NOENT`, `NOTCAPABLE` or
//! `PERM` for a way out of what is preopened); the others are still made, and the status is 1. No name
//! at all is wrong use: status 2.
#![no_std]
#![no_main]

use nanowasi::{env, eprintln, fs, process::ExitCode};

nanowasi::main!(main);

fn main() -> ExitCode {
    let mut dirs = env::static_args();
    let mut dir = dirs.nth(1);
    let parents = dir == Some("-p");
    if parents {
        dir = dirs.next();
    }
    if dir.is_none() {
        eprintln!("mkdir: no directory named; use: mkdir [-p] DIR...");
        return ExitCode::from(2);
    }
    let mut status = ExitCode::SUCCESS;
    while let Some(name) = dir {
        let made = if parents && !name.is_empty() {
            fs::create_dir_all(name)
        } else {
            fs::create_dir(name)
        };
        if let Err(error) = made {
            eprintln!("mkdir: {}: {}", name, error.name());
            status = ExitCode::FAILURE;
        }
        dir = dirs.next();
    }
    status
}
