//! [`copy`]: from a reader to a writer.

use super::{Read, Result, Write};
use crate::sys::INVALID_RESPONSE;
use crate::sys::Retry;

/// How much is copied at once, in bytes. From a file, each call costs hosts as much as 20 µs.
const BUFFER: usize = 65_536;

/// Copies all of `reader` to `writer` and answers how many bytes that was, as [`std::io::copy`].
///
/// It takes 64 KiB of the stack, and nothing of the heap. A `BufReader` or a `BufWriter` of 8 KiB
/// or more copies through its own buffer instead, and bytes in memory are written as they are.
///
/// # Errors
///
/// The first error of either that isn't an interruption (or the last of a thousand in a row). What was
/// copied before has been written then.
///
/// ```no_run
/// use nanowasi::{fs::File, io};
///
/// io::copy(&mut File::open("in")?, &mut io::stdout())?;
/// # Ok::<(), io::Error>(())
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
    let mut buffer = [0; BUFFER];
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
