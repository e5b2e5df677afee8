//! Randomness from the host.
//!
//! Not in `std`, whose module of this name is unstable.

use crate::io::Result;
use crate::sys;

/// The most that is asked for at once: browsers, and so runno, give no more.
const MAX_CALL_LEN: usize = 65_536;

/// Fills a slice with random bytes, good enough for keys.
///
/// ```no_run
/// use nanowasi::{io, random};
///
/// fn token() -> io::Result<u64> {
///     let mut bytes = [0; 8];
///     random::fill(&mut bytes)?;
///     Ok(u64::from_ne_bytes(bytes))
/// }
/// # token().unwrap();
/// ```
///
/// # Errors
///
/// The host's errno. `IO` if the host reports success and writes nothing. What is in the slice is
/// not random then.
pub fn fill(bytes: &mut [u8]) -> Result<()> {
    for part in bytes.chunks_mut(MAX_CALL_LEN) {
        sys::random_get(part)?;
    }
    Ok(())
}
