//! A plug-in for a host of the tests: each export keeps or shows one kind of state.
//!
//! `tests/plugins/scripts/state.txt` has the calls, and what each prints and returns.
#![cfg_attr(feature = "nanowasi", no_std)]
#![cfg_attr(feature = "nanowasi", no_main)]

#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;

use std::cell::Cell;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::sync::atomic::{AtomicI32, Ordering};
use std::sync::{Mutex, OnceLock};
use std::{env, panic, process};

#[cfg(feature = "nanowasi")]
std::reactor!();

/// Something that a constructor registers.
struct Entry(i32);

inventory::collect!(Entry);
inventory::submit!(Entry(1));
inventory::submit!(Entry(1));

#[link(wasm_import_module = "env")]
unsafe extern "C" {
    /// The host calls `count` with the argument, and then `print`, and returns the new count.
    #[link_name = "call_back"]
    safe fn host_calls_back(by: i32) -> i32;
}

/// The number of registered entries. If a constructor runs twice, its entry is in the list twice,
/// or the list is endless.
#[unsafe(no_mangle)]
extern "C" fn entries() -> i32 {
    inventory::iter::<Entry>
        .into_iter()
        .take(100)
        .map(|entry| entry.0)
        .sum()
}

/// Adds a number to a count, and returns the count.
#[unsafe(no_mangle)]
extern "C" fn count(by: i32) -> i32 {
    thread_local! {
        static COUNT: Cell<i32> = const { Cell::new(0) };
    }
    COUNT.with(|count| {
        count.set(count.get() + by);
        count.get()
    })
}

/// Returns the argument of the first call.
#[unsafe(no_mangle)]
extern "C" fn first(number: i32) -> i32 {
    static FIRST: OnceLock<i32> = OnceLock::new();
    *FIRST.get_or_init(|| number)
}

/// Adds a number to a list on the heap, and returns the length of the list.
#[unsafe(no_mangle)]
extern "C" fn push(number: i32) -> i32 {
    static LIST: Mutex<Vec<String>> = Mutex::new(Vec::new());
    let mut list = LIST.lock().unwrap();
    list.push(format!("number {number}"));
    list.len() as i32
}

/// Prints a line and a part of one to standard output, and a line to standard error.
#[unsafe(no_mangle)]
extern "C" fn print(number: i32) {
    println!("out {number}");
    eprintln!("err {number}");
    print!("part {number};");
}

/// Sets a variable.
#[unsafe(no_mangle)]
extern "C" fn set_var(number: i32) {
    // SAFETY: a plug-in has one thread.
    unsafe { env::set_var("NUMBER", number.to_string()) };
}

/// Prints this variable, and one that the host has set.
#[unsafe(no_mangle)]
extern "C" fn var() {
    println!(
        "NUMBER={:?} HOST={:?}",
        env::var("NUMBER").ok(),
        env::var("HOST").ok()
    );
}

/// Changes the current directory.
#[unsafe(no_mangle)]
extern "C" fn enter() -> i32 {
    env::set_current_dir("/folder").is_ok().into()
}

/// Prints whether a file is found that is in this directory.
#[unsafe(no_mangle)]
extern "C" fn current_dir() {
    println!(
        "{:?} {}",
        env::current_dir().ok(),
        File::open("lines.txt").is_ok()
    );
}

/// The file that stays open.
static LINES: Mutex<Option<BufReader<File>>> = Mutex::new(None);

/// Opens a file.
#[unsafe(no_mangle)]
extern "C" fn open_file() -> i32 {
    let file = File::open("/folder/lines.txt").map(BufReader::new);
    *LINES.lock().unwrap() = file.ok();
    LINES.lock().unwrap().is_some().into()
}

/// Prints the next line of the file.
#[unsafe(no_mangle)]
extern "C" fn read_line() {
    let mut line = String::new();
    if let Some(lines) = LINES.lock().unwrap().as_mut() {
        lines.read_line(&mut line).unwrap();
    }
    print!("{line}");
}

/// Calls the host, which calls `count` and `print`. Returns the host's number and the own count.
#[unsafe(no_mangle)]
extern "C" fn call_back(by: i32) -> i32 {
    let before = count(0);
    print!("before;");
    let seen = host_calls_back(by);
    println!("after");
    assert_eq!(count(0), before + by);
    seen
}

/// Panics.
#[unsafe(no_mangle)]
extern "C" fn fail(number: i32) {
    print!("not finished {number};");
    panic!("failed with {number}");
}

/// Sets a hook.
#[unsafe(no_mangle)]
extern "C" fn set_hook() {
    static PANICS: AtomicI32 = AtomicI32::new(0);
    panic::set_hook(Box::new(|info| {
        let count = PANICS.fetch_add(1, Ordering::Relaxed) + 1;
        eprintln!(
            "hook {count}: {}",
            info.payload_as_str().unwrap_or_default()
        );
    }));
}

/// Ends the program.
#[unsafe(no_mangle)]
extern "C" fn exit_with(status: i32) {
    print!("exits;");
    process::exit(status);
}
