//! [`Lines`] and [`Split`]: what a buffered reader gives, piece by piece.

use alloc_crate::string::String;
use alloc_crate::vec::Vec;

use super::{BufRead, Error, ErrorKind, Result, try_append};
use crate::sys::Retry;
use crate::sys::util::memchr;

/// The lines of a reader, as `std::io::Lines`: see [`BufRead::lines`].
///
/// Differs from `std` in that it asks the reader for bytes, and not for lines: a [`read_line`](BufRead::read_line) of the
/// reader's own is not called.
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

fn is_out_of_memory(error: &Error) -> bool {
    error.kind() == ErrorKind::OutOfMemory
}

/// What the buffer has of a line.
enum Buffered {
    /// All of it.
    Line(String),
    /// Its beginning, or nothing that is known.
    Part,
    /// Nothing: it is the end.
    End,
}

impl<B: BufRead> Lines<B> {
    /// The next line if all of it is in the buffer, as most are: one look at it, and one block of just its size.
    fn buffered(&mut self) -> Result<Buffered> {
        let bytes = self.reader.fill_buf()?;
        if bytes.is_empty() {
            return Ok(Buffered::End);
        }
        let Some(newline) = memchr(b'\n', bytes) else {
            return Ok(Buffered::Part);
        };
        let line = bytes.get(..newline).unwrap_or_default();
        let line = try_append::copy_utf8(line.strip_suffix(b"\r").unwrap_or(line));
        // What there is no memory for can be read once there is some.
        if !line.as_ref().is_err_and(is_out_of_memory) {
            self.reader.consume(newline + 1);
        }
        line.map(Buffered::Line)
    }
}

impl<B: BufRead> Iterator for Lines<B> {
    type Item = Result<String>;

    fn next(&mut self) -> Option<Self::Item> {
        if cfg!(nanowasi_fast) {
            match self.buffered() {
                Ok(Buffered::Line(line)) => return Some(Ok(line)),
                Ok(Buffered::Part) => {}
                Ok(Buffered::End) => return None,
                Err(error) if Retry::new().should_retry(error.is_interrupted()) => {}
                Err(error) => return Some(Err(error)),
            }
        }
        let mut line = Vec::new();
        match self.reader.read_until(b'\n', &mut line) {
            Ok(0) => return None,
            Ok(_) => {}
            Err(error) => return Some(Err(error)),
        }
        // Before it is text: that has characters at its end, and these are bytes.
        if line.pop_if(|byte| *byte == b'\n').is_some() {
            line.pop_if(|byte| *byte == b'\r');
        }
        Some(try_append::into_utf8(line))
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
