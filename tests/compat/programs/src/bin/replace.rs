//! replace FILE FROM TO: replaces text in a file, which is never partly written.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::error::Error;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;

fn save(path: &Path, text: &str) -> std::io::Result<()> {
    let mut name = path.file_name().map(OsStr::to_owned).unwrap_or_default();
    name.push(".new");
    let draft = path.with_file_name(name);
    let mut writer = BufWriter::new(File::create(&draft)?);
    for line in text.split_inclusive('\n') {
        writer.write_all(line.as_bytes())?;
    }
    let file = writer.into_inner().map_err(|error| error.into_error())?;
    file.sync_data()?;
    drop(file);
    fs::rename(&draft, path)
}

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [name, from, to] = args.as_slice() else {
        return Err(format!("three arguments, not {}", args.len()))?;
    };
    let path = Path::new(name);
    let text = fs::read_to_string(path)?;
    let hits = text.match_indices(from.as_str()).count();
    if hits == 0 {
        println!("nothing to do");
        return Ok(());
    }
    fs::copy(path, path.with_extension("bak"))?;
    save(path, &text.replace(from.as_str(), to))?;
    println!("{hits} times, in {}", path.display());
    Ok(())
}
