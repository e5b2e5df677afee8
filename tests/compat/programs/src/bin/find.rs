//! find [FOLDER] [-name PATTERN] [-type f|d|l] [-size +BYTES]: prints paths that match.
//!
//! `*` and `?` in PATTERN are wildcards.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::env;
use std::fs::{self, FileType};
use std::io;
use std::path::Path;

type Test = Box<dyn Fn(&Path, FileType) -> bool>;

fn fits(pattern: &[u8], name: &[u8]) -> bool {
    match (pattern, name) {
        ([], []) => true,
        ([b'*', rest @ ..], _) => (0..=name.len()).any(|at| fits(rest, &name[at..])),
        ([b'?', pattern @ ..], [_, name @ ..]) => fits(pattern, name),
        ([p, pattern @ ..], [n, name @ ..]) if p == n => fits(pattern, name),
        _ => false,
    }
}

fn walk(path: &Path, tests: &[Test]) -> io::Result<()> {
    let kind = fs::symlink_metadata(path)?.file_type();
    if tests.iter().all(|test| test(path, kind)) {
        println!("{}", path.display());
    }
    if kind.is_dir() {
        let mut entries = fs::read_dir(path)?.collect::<Result<Vec<_>, _>>()?;
        entries.sort_by_key(|entry| entry.file_name());
        for entry in entries {
            walk(&entry.path(), tests)?;
        }
    }
    Ok(())
}

fn main() {
    let mut root = ".".to_string();
    let mut tests: Vec<Test> = Vec::new();
    let mut args = env::args().skip(1);
    while let Some(arg) = args.next() {
        if !arg.starts_with('-') {
            root = arg;
            continue;
        }
        let value = args.next().unwrap_or_default();
        tests.push(match (arg.as_str(), value.as_str()) {
            ("-name", _) => Box::new(move |path, _| {
                let name = path.file_name().unwrap_or(path.as_os_str());
                fits(value.as_bytes(), name.to_string_lossy().as_bytes())
            }),
            ("-type", "f") => Box::new(|_, kind| kind.is_file()),
            ("-type", "d") => Box::new(|_, kind| kind.is_dir()),
            ("-type", "l") => Box::new(|_, kind| kind.is_symlink()),
            ("-size", _) => {
                let least: u64 = value.trim_start_matches('+').parse().unwrap_or(0);
                Box::new(move |path, _| {
                    path.metadata()
                        .is_ok_and(|it| it.is_file() && it.len() > least)
                })
            }
            _ => {
                eprintln!("find: what is {arg} {value:?}?");
                std::process::exit(1);
            }
        });
    }
    if let Err(error) = walk(Path::new(&root), &tests) {
        eprintln!("find: {root}: {error}");
        std::process::exit(1);
    }
}
