//! [`Lines`] and [`Split`]: what a buffered reader gives, piece by piece.

use alloc_crate::string::String;
use alloc_crate::vec::Vec;

use super::{BufRead, Result};

/// The lines of a reader, as `std::io::Lines`: see [`BufRead::lines`].
#[derive(Debug)]
pub struct Lines<B> {
    reader: B,
}

impl<B> Lines<B> {
    #[inline]
    pub(super) const fn new(reader: B) -> Self {
        Self { reader }
    }
}

impl<B: BufRead> Iterator for Lines<B> {
    type Item = Result<String>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut line = String::new();
        match self.reader.read_line(&mut line) {
            Ok(0) => return None,
            Ok(_) => {}
            Err(error) => return Some(Err(error)),
        }
        if line.ends_with('\n') {
            line.pop();
            if line.ends_with('\r') {
                line.pop();
            }
        }
        Some(Ok(line))
    }
}

/// The pieces of what a reader gives between bytes of one value, as `std::io::Split`: see
/// [`BufRead::split`].
#[derive(Debug)]
pub struct Split<B> {
    reader: B,
    byte: u8,
}

impl<B> Split<B> {
    #[inline]
    pub(super) const fn new(reader: B, byte: u8) -> Self {
        Self { reader, byte }
    }
}

impl<B: BufRead> Iterator for Split<B> {
    type Item = Result<Vec<u8>>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut piece = Vec::new();
        match self.reader.read_until(self.byte, &mut piece) {
            Ok(0) => return None,
            Ok(_) => {}
            Err(error) => return Some(Err(error)),
        }
        if piece.last() == Some(&self.byte) {
            piece.pop();
        }
        Some(Ok(piece))
    }
}
