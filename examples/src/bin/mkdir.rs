//! mkdir [-p] DIR…: creates directories; with `-p` also their parents, and an existing directory is
//! not an error.
//!
//! Reports a directory that it cannot create on standard error, with the errno: `EXIST`, `NOENT`,
//! or `NOTCAPABLE` or `PERM` for a path outside the preopened directories. Then it still creates
//! the others, and exits with status 1. Without a name, it exits with status 2.
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
        let result = if parents && !name.is_empty() {
            fs::create_dir_all(name)
        } else {
            fs::create_dir(name)
        };
        if let Err(error) = result {
            eprintln!("mkdir: {}: {}", name, error.name());
            status = ExitCode::FAILURE;
        }
        dir = dirs.next();
    }
    status
}
