//! variables VERB ARGS: reads and changes its environment, as a program for `std`. `main` has the
//! verbs.

#![no_std]
#![no_main]

extern crate nanowasi as std;
use std::prelude::v1::*;
std::main!(main);

use std::env::{self, VarError};

fn main() {
    let args: Vec<String> = env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match args.as_slice() {
        ["all"] => {
            println!("{:?}", env::vars());
            println!("{:?}", env::vars_os());
            let mut vars = env::vars();
            let (before, first) = (vars.size_hint(), vars.next());
            println!("{before:?} {first:?} {:?}", vars.size_hint());
            println!("{:?}", env::static_vars());
        }
        ["names"] => {
            for (name, _) in env::vars_os() {
                println!("{name:?}");
            }
        }
        ["get", names @ ..] => {
            for name in names {
                println!("{:?} {:?}", env::var(name), env::var_os(name));
                println!("{:?}", env::static_var(name));
            }
        }
        ["why", name] => match env::var(name) {
            Ok(value) => println!("{value}"),
            Err(error @ VarError::NotPresent) => println!("not there: {error}"),
            Err(error @ VarError::NotUnicode(_)) => println!("not text: {error}"),
        },
        // SAFETY: the program has one thread.
        ["change", changes @ ..] => unsafe {
            let mut before = env::vars();
            for change in changes {
                match change.split_once('=') {
                    Some((name, value)) => env::set_var(name, value),
                    None => env::remove_var(change),
                }
                println!("{:?}", env::vars());
            }
            println!("{:?} {:?}", before.next(), env::static_vars().next());
        },
        ["churn", times] => {
            for n in 0..times.parse().unwrap_or(0) {
                // SAFETY: the program has one thread.
                unsafe { env::set_var("LONG", "x".repeat(20_000 + n % 2)) };
            }
            println!("{}", env::var("LONG").unwrap_or_default().len());
        }
        // SAFETY: the program has one thread.
        ["set", name, value] => unsafe { env::set_var(name, value) },
        // SAFETY: the program has one thread.
        ["remove", name] => unsafe { env::remove_var(name) },
        // SAFETY: the program has one thread.
        ["nul"] => unsafe { env::set_var("NAME", "a\0b") },
        ["backtrace"] => println!("{:?}", std::backtrace::Backtrace::capture().status()),
        ["exe"] => println!("{:?} {:?}", env::current_exe(), env::home_dir()),
        ["join"] => println!("{}", env::join_paths(["a", "b"]).unwrap_err()),
        ["split"] => println!("{:?}", env::split_paths("a:b").next()),
        ["temp"] => println!("{:?}", env::temp_dir()),
        ["id"] => println!("{}", std::process::id()),
        ["spawn"] => {
            let mut command = std::process::Command::new("ls");
            command
                .arg("-l")
                .env("A", "b c")
                .env_remove("R")
                .current_dir("/x");
            println!("{command:?}");
            println!("{:?}", command.spawn().unwrap_err());
            println!("{}", command.output().unwrap_err());
            println!("{:?}", command.status().unwrap_err().kind());
        }
        _ => eprintln!("what?"),
    }
}
