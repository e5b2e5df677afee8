//! rustix_files: lists and reads the preopened directory with rustix, with names on nanowasi's
//! heap.

#![cfg_attr(target_os = "wasi", no_std, no_main)]

#[cfg(target_os = "wasi")]
use nanowasi::prelude::v1::*;

#[cfg(target_os = "wasi")]
nanowasi::main!(main);

#[cfg(target_os = "wasi")]
fn main() -> Result<(), rustix::io::Errno> {
    use rustix::fs::{Dir, Mode, OFlags, open};

    let folder = open(".", OFlags::RDONLY | OFlags::DIRECTORY, Mode::empty())?;
    let mut names = Vec::new();
    for entry in Dir::read_from(&folder)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if !name.starts_with('.') {
            names.push(name);
        }
    }
    names.sort();
    for name in names {
        let file = open(name.as_str(), OFlags::RDONLY, Mode::empty())?;
        let mut text = [0; 64];
        let read = rustix::io::read(&file, &mut text)?;
        println!("{name}: {}", String::from_utf8_lossy(&text[..read]));
    }
    Ok(())
}

#[cfg(not(target_os = "wasi"))]
fn main() {}
