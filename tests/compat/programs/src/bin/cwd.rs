//! cwd FOLDER: changes the current directory, and resolves relative paths.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

fn show(path: impl AsRef<Path>) {
    let path = path.as_ref();
    match fs::read_to_string(path) {
        Ok(text) => println!("{}: {}", path.display(), text.trim_end()),
        Err(error) => println!("{}: {:?} {error}", path.display(), error.kind()),
    }
}

fn main() -> io::Result<()> {
    let folder: PathBuf = env::args_os().nth(1).expect("a folder").into();
    println!("{:?}", env::current_dir());
    show("file");
    show("./file");
    show("/file");
    println!(
        "{:?}",
        env::set_current_dir(&folder).map_err(|error| error.to_string())
    );
    println!("{:?}", env::current_dir());
    show("file");
    show("../file");
    show(Path::new("/").join(&folder).join("file"));
    println!(
        "{:?}",
        env::set_current_dir("missing").map_err(|error| error.kind())
    );
    // `std` also has a canonical path if there is no directory, and keeps links and `..` of a
    // relative one.
    if fs::metadata(".").is_ok() {
        let canonical = env::current_dir().and_then(fs::canonicalize);
        println!("{:?}", canonical.map_err(|error| error.to_string()));
    }
    println!("{:?}", env::set_current_dir(".."));
    println!("{:?}", env::current_dir());
    println!("{:?} {:?}", std::path::absolute("x"), env::home_dir());
    println!("{:?}", env::current_exe().map_err(|error| error.kind()));
    println!(
        "{} {} {:?}",
        env::consts::FAMILY,
        env::consts::ARCH,
        env::consts::EXE_EXTENSION
    );
    println!(
        "{:?}",
        fs::read_dir("nowhere")
            .map(|_| ())
            .map_err(|error| error.raw_os_error())
    );
    Ok(())
}
