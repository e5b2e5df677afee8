//! Work on files.

#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;

use std::fs::{self, File};
use std::io::{self, Read, Result};

/// Copies standard input to standard output, as `cat`.
pub fn copy_stdin() -> Result<()> {
    io::copy(&mut io::stdin().lock(), &mut io::stdout().lock())?;
    Ok(())
}

/// Copies a file to standard output, as `cat FILE`.
pub fn copy_file(path: &str) -> Result<()> {
    io::copy(&mut File::open(path)?, &mut io::stdout().lock())?;
    Ok(())
}

/// Opens, reads and closes small files in turn.
pub fn open(times: usize) -> Result<()> {
    let (mut sum, mut buffer) = (0, [0; 4096]);
    for number in 0..times {
        sum += File::open(format!("files/{number}"))?.read(&mut buffer)?;
    }
    println!("{sum}");
    Ok(())
}

/// Lists a directory and reads the length of each file in it.
pub fn list() -> Result<()> {
    let (mut count, mut sum) = (0_u64, 0);
    for entry in fs::read_dir("files")? {
        sum += entry?.metadata()?.len();
        count += 1;
    }
    println!("{count} {sum}");
    Ok(())
}
