//! tree [FOLDER]: draws the tree of files below a directory.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::path::{Path, PathBuf};
use std::{env, fs, io};

#[derive(Default)]
struct Totals {
    folders: usize,
    files: usize,
}

fn draw(folder: &Path, indent: &str, totals: &mut Totals) -> io::Result<()> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<io::Result<_>>()?;
    paths.sort();
    let mut paths = paths.iter().peekable();
    while let Some(path) = paths.next() {
        let (branch, below) = match paths.peek() {
            Some(_) => ("├── ", "│   "),
            None => ("└── ", "    "),
        };
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if let Ok(target) = fs::read_link(path) {
            totals.files += 1;
            println!("{indent}{branch}{name} -> {}", target.display());
        } else if path.is_dir() {
            totals.folders += 1;
            println!("{indent}{branch}{name}/");
            draw(path, &format!("{indent}{below}"), totals)?;
        } else {
            totals.files += 1;
            println!("{indent}{branch}{name}");
        }
    }
    Ok(())
}

fn main() -> Result<(), String> {
    let root = env::args().nth(1).unwrap_or_else(|| String::from("."));
    let mut totals = Totals::default();
    println!("{root}");
    draw(root.as_ref(), "", &mut totals).map_err(|error| error.to_string())?;
    println!("\n{} directories, {} files", totals.folders, totals.files);
    Ok(())
}
