//! The functions by which `getrandom` gets random bytes: [`bridge`](crate::bridge) describes them.
//!
//! The safety argument: `getrandom` passes a pointer and a length that are valid for writes. The
//! bytes are zeroed before they become a slice, because they may be uninitialized.

use crate::random;
use crate::sys::Errno;

/// Fills a slice with random bytes, and returns the errno of a failure.
fn fill(bytes: &mut [u8]) -> Result<(), Errno> {
    random::fill(bytes).map_err(|error| error.errno().unwrap_or(Errno::IO))
}

/// The custom backend of `getrandom` 0.3 and 0.4.
///
/// # Safety
///
/// - `dest` is valid for writes of `len` bytes.
#[cfg(all(feature = "getrandom", getrandom_backend = "custom"))]
#[unsafe(no_mangle)]
unsafe extern "Rust" fn __getrandom_v03_custom(
    dest: *mut u8,
    len: usize,
) -> Result<(), getrandom::Error> {
    // SAFETY: the caller's obligation.
    unsafe { dest.write_bytes(0, len) };
    // SAFETY: the bytes are valid for writes, and initialized by the line above.
    let bytes = unsafe { core::slice::from_raw_parts_mut(dest, len) };
    fill(bytes).map_err(|errno| getrandom::Error::new_custom(errno.code()))
}

/// The custom backend of `getrandom` 0.2, whose macro defines the symbol.
#[cfg(all(feature = "getrandom_02", not(target_os = "wasi")))]
mod version_02 {
    use core::num::NonZeroU32;

    use getrandom_02::{Error, register_custom_getrandom};

    register_custom_getrandom!(fill);

    fn fill(bytes: &mut [u8]) -> Result<(), Error> {
        super::fill(bytes).map_err(|errno| {
            let code = NonZeroU32::new(errno.code().into());
            code.map_or(Error::UNEXPECTED, Error::from)
        })
    }
}
