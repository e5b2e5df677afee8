//! [`copy`]: from a reader to a writer, through the buffer that exists already.

use super::{Read, Result, Write};
use crate::sys::INVALID_RESPONSE;
use crate::sys::Retry;

/// The size of the stack buffer in bytes. A call that reads from a file costs up to 20 µs in a
/// host, so the buffer is large.
const BUFFER_SIZE: usize = 65_536;

/// Copies all bytes of `reader` to `writer`, and returns how many these are, like
/// [`std::io::copy`].
///
/// It uses 64 KiB of the stack, and no heap. A [`BufReader`](super::BufReader) or a
/// [`BufWriter`](super::BufWriter) of 8 KiB or more copies through its own buffer instead. Bytes in
/// memory are written without a copy.
///
/// The writer is not flushed. [Interruptions](crate::io#interruptions) are retried.
///
/// # Errors
///
/// - The errors of [`Read::read`] and [`Write::write_all`].
/// - `IO`: the reader returned a count greater than the buffer.
///
/// The bytes that were copied before the error have been written.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::{fs::File, io};
///
/// # fn main() -> io::Result<()> {
/// # nanowasi::fs::write("in", "text\n")?;
/// let count = io::copy(&mut File::open("in")?, &mut io::stdout())?;
/// assert_eq!(count, 5);
/// # Ok(())
/// # }
/// ```
///
/// [`std::io::copy`]: https://doc.rust-lang.org/std/io/fn.copy.html
pub fn copy<R: Read + ?Sized, W: Write + ?Sized>(reader: &mut R, writer: &mut W) -> Result<u64> {
    if let Some(result) = reader._copy_to(&mut &mut *writer) {
        return result;
    }
    if let Some(result) = writer._copy_from(&mut &mut *reader) {
        return result;
    }
    let mut buffer = [0; BUFFER_SIZE];
    let mut retry = Retry::new();
    let mut copied = 0_u64;
    loop {
        match reader.read(&mut buffer) {
            Ok(0) => return Ok(copied),
            Ok(count) => {
                writer.write_all(buffer.get(..count).ok_or(INVALID_RESPONSE)?)?;
                copied += count as u64;
                retry.reset();
            }
            Err(error) if retry.should_retry(error.is_interrupted()) => {}
            Err(error) => return Err(error),
        }
    }
}
