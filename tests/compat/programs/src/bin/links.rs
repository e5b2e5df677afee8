//! links FOLDER: makes files with hard and symbolic links, and prints where they lead.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::fs;
use std::io;
use std::path::Path;

fn describe(path: &Path) -> String {
    let kind = |it: fs::Metadata| match it.file_type() {
        kind if kind.is_dir() => "folder".to_string(),
        kind if kind.is_symlink() => "link".to_string(),
        kind if kind.is_file() => format!("file of {} bytes", it.len()),
        _ => "something else".to_string(),
    };
    let itself = fs::symlink_metadata(path).map(kind);
    let followed = fs::metadata(path).map(kind);
    let target = fs::read_link(path);
    format!("{itself:?} {followed:?} {target:?} {:?}", path.try_exists())
}

#[allow(deprecated, reason = "the one stable way to make a soft link here")]
fn main() -> io::Result<()> {
    let folder = std::env::args().nth(1).expect("a folder");
    let folder = Path::new(&folder);
    fs::create_dir_all(folder.join("a/b"))?;
    fs::write(folder.join("a/file"), "text")?;
    fs::hard_link(folder.join("a/file"), folder.join("same"))?;
    fs::soft_link("a/file", folder.join("soft"))?;
    fs::soft_link("a", folder.join("dir"))?;
    fs::soft_link("nowhere", folder.join("dangling"))?;
    for name in [
        "a", "a/b", "a/file", "same", "soft", "dir", "dir/file", "dangling", "missing",
    ] {
        println!("{name}: {}", describe(&folder.join(name)));
    }
    fs::write(folder.join("soft"), "longer text")?;
    println!("{}", fs::read_to_string(folder.join("same"))?);
    for name in ["a", "same", "missing"] {
        let result = fs::remove_dir(folder.join(name));
        println!("{name}: {:?}", result.map_err(|error| error.kind()));
    }
    fs::remove_file(folder.join("dir"))?;
    fs::remove_dir_all(folder.join("a"))?;
    println!(
        "{:?}",
        fs::read(folder.join("soft")).map_err(|error| error.to_string())
    );
    println!("{}", fs::read_to_string(folder.join("same"))?);
    Ok(())
}
