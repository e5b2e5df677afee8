//! sync FROM TO: makes a directory equal to another.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::collections::BTreeSet;
use std::env;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::Path;

fn names(folder: &Path) -> io::Result<BTreeSet<OsString>> {
    match fs::read_dir(folder) {
        Ok(entries) => entries.map(|entry| Ok(entry?.file_name())).collect(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(BTreeSet::new()),
        Err(error) => Err(error),
    }
}

fn same(one: &Path, other: &Path) -> bool {
    match (fs::read(one), fs::read(other)) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}

fn remove(path: &Path) -> io::Result<()> {
    if fs::symlink_metadata(path)?.is_dir() {
        fs::remove_dir_all(path)
    } else {
        fs::remove_file(path)
    }
}

fn sync(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    let (wanted, present) = (names(from)?, names(to)?);
    for name in present.difference(&wanted) {
        println!("remove {}", to.join(name).display());
        remove(&to.join(name))?;
    }
    for name in &wanted {
        let (source, target) = (from.join(name), to.join(name));
        if source.is_dir() {
            if target.is_file() {
                println!("replace {}", target.display());
                remove(&target)?;
            }
            sync(&source, &target)?;
        } else if !same(&source, &target) {
            if target.is_dir() {
                remove(&target)?;
            }
            let bytes = fs::copy(&source, &target)?;
            println!("copy {} ({bytes} bytes)", target.display());
        }
    }
    Ok(())
}

fn main() -> io::Result<()> {
    let args: Vec<OsString> = env::args_os().collect();
    match args.as_slice() {
        [_, from, to] => sync(from.as_ref(), to.as_ref()),
        _ => Err(io::Error::other("usage: sync FROM TO")),
    }
}
