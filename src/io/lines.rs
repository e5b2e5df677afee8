//! [`Lines`] and [`Split`]: iterators over the segments of a buffered reader.

use alloc_crate::string::String;
use alloc_crate::vec::Vec;

use super::{BufRead, Error, ErrorKind, Result, try_append};
use crate::sys::Retry;
use crate::sys::util::memchr;

/// An iterator over the lines of a reader, like `std::io::Lines`: see [`BufRead::lines`].
///
/// After an error, the iterator continues with the next line. An
/// [interruption](crate::io#interruptions) is retried.
///
/// Unlike in `std`, the reader's own [`read_line`](BufRead::read_line) is not called, only
/// [`fill_buf`](BufRead::fill_buf) and [`read_until`](BufRead::read_until).
///
/// # Examples
///
/// ```
/// use nanowasi::io::{BufRead, ErrorKind};
///
/// let mut lines = (&b"\xFF\nText\n"[..]).lines();
/// let error = lines.next().unwrap().unwrap_err();
/// assert_eq!(error.kind(), ErrorKind::InvalidData);
/// assert_eq!(lines.next().unwrap().unwrap(), "Text");
/// assert!(lines.next().is_none());
/// ```
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

/// The next line, as far as it is in the reader's buffer.
enum Buffered {
    /// The whole line.
    Line(String),
    /// The buffer holds no newline: the line continues after it, or ends without one.
    Part,
    /// The reader is at its end.
    End,
}

impl<B: BufRead> Lines<B> {
    /// Returns the next line, if the buffer holds all of it, as it does for most lines.
    ///
    /// Such a line is searched once, and copied into an allocation of its exact size.
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
        // A line for which there is no memory can be read later, when there is.
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
        // Before the conversion to a string, whose last character is harder to find.
        if line.pop_if(|byte| *byte == b'\n').is_some() {
            line.pop_if(|byte| *byte == b'\r');
        }
        Some(try_append::into_utf8(line))
    }
}

/// An iterator over the segments that a byte separates, like `std::io::Split`: see
/// [`BufRead::split`].
///
/// # Examples
///
/// ```
/// use nanowasi::io::{BufRead, Cursor};
///
/// let mut fields = Cursor::new("a::b").split(b':');
/// assert_eq!(fields.next().unwrap().unwrap(), b"a");
/// assert_eq!(fields.next().unwrap().unwrap(), b"");
/// assert_eq!(fields.next().unwrap().unwrap(), b"b");
/// assert!(fields.next().is_none());
/// ```
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
        let mut segment = Vec::new();
        match self.reader.read_until(self.byte, &mut segment) {
            Ok(0) => return None,
            Ok(_) => {}
            Err(error) => return Some(Err(error)),
        }
        if segment.last() == Some(&self.byte) {
            segment.pop();
        }
        Some(Ok(segment))
    }
}
