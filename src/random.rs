//! Random bytes from the host.
//!
//! The stable `std` has no such module: its own, of the same name, is unstable.

use crate::io::Result;
use crate::sys;

/// The most bytes of one call to the host: browsers return no more, and so does the host runno.
const MAX_CALL_LEN: usize = 65_536;

/// Fills a slice with random bytes that are fit for keys.
///
/// The function calls the host once for each 65,536 bytes. A call that returns `INTR` is retried.
///
/// # Errors
///
/// Returns the host's errno, and an error of this crate:
///
/// - `NOSYS`: the host has no random numbers, or the build is native.
/// - `INTR`: the host interrupted the call and all retries.
/// - `IO`: the host reported success, but wrote nothing.
///
/// After an error, the bytes of the slice are not random.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::{io, random};
///
/// fn token() -> io::Result<u64> {
///     let mut bytes = [0; 8];
///     random::fill(&mut bytes)?;
///     Ok(u64::from_ne_bytes(bytes))
/// }
/// # fn main() -> io::Result<()> {
/// assert_ne!(token()?, token()?);
/// # Ok(())
/// # }
/// ```
pub fn fill(bytes: &mut [u8]) -> Result<()> {
    for part in bytes.chunks_mut(MAX_CALL_LEN) {
        sys::random_get(part)?;
    }
    Ok(())
}
