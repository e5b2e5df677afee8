//! crc32 [FILE]...: computes checksums with a table that is computed at compile time.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::env;
use std::fs::File;
use std::hash::Hasher;
use std::io::{self, BufReader, Read, Write};

const TABLE: [u32; 256] = {
    let mut table = [0; 256];
    let mut at = 0;
    while at < 256 {
        let mut value = at as u32;
        let mut bit = 0;
        while bit < 8 {
            value = if value & 1 == 1 {
                value >> 1 ^ 0xEDB8_8320
            } else {
                value >> 1
            };
            bit += 1;
        }
        table[at] = value;
        at += 1;
    }
    table
};

struct Crc(u32);

impl Default for Crc {
    fn default() -> Self {
        Crc(u32::MAX)
    }
}

impl Hasher for Crc {
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = self.0 >> 8 ^ TABLE[(self.0 as u8 ^ byte) as usize];
        }
    }

    fn finish(&self) -> u64 {
        u64::from(!self.0)
    }
}

impl Write for Crc {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        Hasher::write(self, bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn main() -> io::Result<()> {
    let mut inputs: Vec<(String, Box<dyn Read>)> = Vec::new();
    for name in env::args().skip(1) {
        let file = File::open(&name)?;
        inputs.push((name, Box::new(BufReader::new(file))));
    }
    if inputs.is_empty() {
        inputs.push(("-".into(), Box::new(io::stdin())));
    }
    for (name, mut input) in inputs {
        let mut crc = Crc::default();
        let bytes = io::copy(&mut input, &mut crc)?;
        println!("{:08x} {bytes} {name}", crc.finish());
    }
    Ok(())
}
