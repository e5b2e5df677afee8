//! copy [-n | -f | -a] FROM TO: copies a file to a new one, over one, or to the end of one.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::env;
use std::error::Error;
use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Read, Write};
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn Error>> {
    let mut options = OpenOptions::new();
    options.write(true);
    let mut paths = Vec::new();
    for arg in env::args_os().skip(1) {
        match arg.to_str() {
            Some("-n") => drop(options.create_new(true)),
            Some("-f") => drop(options.create(true).truncate(true)),
            Some("-a") => drop(options.append(true).create(true)),
            _ => paths.push(PathBuf::from(arg)),
        }
    }
    let [from, to] = &paths[..] else {
        return Err("usage: copy [-n | -f | -a] FROM TO".into());
    };
    let to = if to.is_dir() {
        to.join(from.file_name().ok_or("no name")?)
    } else {
        to.clone()
    };

    let mut source = File::open(from)?;
    let mut target = match options.open(&to) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            println!("{} is there already", to.display());
            return Ok(());
        }
        Err(error) => return Err(error.into()),
    };
    let mut buffer = [0; 1000];
    let mut copied = 0;
    loop {
        match source.read(&mut buffer) {
            Ok(0) => break,
            Ok(count) => {
                target.write_all(&buffer[..count])?;
                copied += count;
            }
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(Box::new(error)),
        }
    }
    target.sync_all()?;
    let length = target.metadata()?.len();
    println!(
        "{copied} bytes copied, {} is {length} bytes long",
        to.display()
    );
    Ok(())
}
