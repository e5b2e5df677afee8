//! tac [FILE]...: prints the lines from the last to the first.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::io::{self, Read, Write};
use std::{env, fs};

fn tac(bytes: &[u8], out: &mut dyn Write) -> io::Result<()> {
    let body = bytes.strip_suffix(b"\n").unwrap_or(bytes);
    if bytes.is_empty() {
        return Ok(());
    }
    for line in body.rsplit(|&byte| byte == b'\n') {
        out.write_all(line)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

fn main() -> io::Result<()> {
    let mut out = Vec::new();
    let names: Vec<_> = env::args_os().skip(1).collect();
    if names.is_empty() {
        let mut bytes = Vec::new();
        io::stdin().read_to_end(&mut bytes)?;
        tac(&bytes, &mut out)?;
    }
    for name in names {
        tac(&fs::read(name)?, &mut out)?;
    }
    io::stdout().write_all(&out)
}
