//! What several of the tools share.
#![no_std]

use nanowasi::fs::File;
use nanowasi::io::{self, Read, Stdin};

/// Where a tool reads from: a file that it was given the name of, or standard input.
pub enum Input {
    /// A named file.
    File(File),
    /// Standard input.
    Stdin(Stdin),
}

impl Input {
    /// Opens the file of that name; `-` is standard input.
    pub fn open(name: &str) -> io::Result<Self> {
        if name == "-" {
            return Ok(Self::Stdin(io::stdin()));
        }
        File::open(name).map(Self::File)
    }
}

impl Read for Input {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::File(file) => file.read(buf),
            Self::Stdin(stdin) => stdin.read(buf),
        }
    }
}
