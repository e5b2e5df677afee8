//! du [FOLDER]: sums the sizes of all files below each directory.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

fn weigh(folder: &Path, report: &mut Vec<(u64, PathBuf)>) -> io::Result<u64> {
    let mut total = 0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        total += if entry.file_type()?.is_dir() {
            weigh(&entry.path(), report)?
        } else {
            entry.metadata()?.len()
        };
    }
    report.push((total, folder.to_path_buf()));
    Ok(total)
}

fn human(bytes: u64) -> String {
    let units = ["B", "K", "M", "G"];
    let mut size = bytes as f64;
    let mut unit = 0;
    while size >= 1024.0 && unit < units.len() - 1 {
        size /= 1024.0;
        unit += 1;
    }
    if unit == 0 {
        format!("{bytes}B")
    } else {
        format!("{size:.1}{}", units[unit])
    }
}

fn main() -> io::Result<()> {
    let root = std::env::args_os()
        .nth(1)
        .map_or_else(|| PathBuf::from("."), PathBuf::from);
    let mut report = Vec::new();
    weigh(&root, &mut report)?;
    report.sort_by(|(a, one), (b, other)| b.cmp(a).then_with(|| one.cmp(other)));
    for (size, folder) in report {
        println!("{:>8}  {}", human(size), folder.display());
    }
    Ok(())
}
