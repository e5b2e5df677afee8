//! Code that several of the example tools share.
#![no_std]

use nanowasi::fs::File;
use nanowasi::io::{self, Read, Stdin};

/// The input of a tool: a named file, or standard input.
pub enum Input {
    /// A named file.
    File(File),
    /// Standard input.
    Stdin(Stdin),
}

impl Input {
    /// Opens the file `name`, or standard input for `-`.
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
