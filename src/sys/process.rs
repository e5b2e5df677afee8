//! The end of the program, signals, yielding and random bytes: `proc_exit`, `proc_raise`,
//! `sched_yield`, `random_get`.
//!
//! The safety argument: of these calls, only `random_get` takes a pointer, which is that of a
//! slice.

use super::Errno;
use super::response::INVALID_RESPONSE;
use super::retry::retry_eintr;
use crate::raw::{self, Exitcode, Signal};

/// Ends the program with a status.
///
/// Nothing is flushed. [`process::exit`](crate::process::exit) flushes standard output. wasmtime
/// and wasmi report a status above 125 as an error of their own.
///
/// # Examples
///
/// ```no_run
/// # // guest: status 3
/// use nanowasi::sys;
///
/// sys::proc_exit(3);
/// ```
#[inline(always)]
pub fn proc_exit(status: Exitcode) -> ! {
    #[cfg(not(target_family = "wasm"))]
    std::process::exit(status.cast_signed());

    // SAFETY: the call takes no pointer.
    #[cfg(target_family = "wasm")]
    unsafe {
        raw::proc_exit(status);
    }
    // A host must not return here. If it does, the program must not continue.
    #[cfg(target_family = "wasm")]
    trap()
}

/// Raises `ABRT` and exits with status 101, or returns in a plug-in.
///
/// The linker chooses between two functions: see `rt/crt_members.rs`. So a plug-in has no import
/// for the other one, whether or not it is optimized.
#[cfg(all(nanowasi_crt, not(feature = "panic-trap")))]
#[inline(always)]
pub(crate) fn exit_as_failed() {
    unsafe extern "C" {
        safe fn __nanowasi_abort();
    }
    __nanowasi_abort();
}

/// Sends a signal to the program.
///
/// Returns if the host ignores the signal or has no signals, as most hosts do.
///
/// # Errors
///
/// Returns the host's errno, usually:
///
/// - `NOSYS` or `NOTSUP`: the host has no signals.
/// - `INVAL`: the signal has no name.
///
/// # Examples
///
/// ```no_run
/// # // guest: trap
/// use nanowasi::{raw::Signal, sys};
///
/// let _ = sys::proc_raise(Signal::ABRT);
/// sys::trap(); // the host did not end the program
/// ```
pub fn proc_raise(signal: Signal) -> Result<(), Errno> {
    // SAFETY: the call takes no pointer.
    Errno::check(unsafe { raw::proc_raise(signal) })
}

/// Yields the processor to other work of the host.
///
/// # Errors
///
/// Returns the host's errno, usually:
///
/// - `NOSYS`: the host can't yield.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::sys;
///
/// assert_eq!(sys::sched_yield(), Ok(()));
/// ```
pub fn sched_yield() -> Result<(), Errno> {
    // SAFETY: the call takes no pointer.
    Errno::check(unsafe { raw::sched_yield() })
}

/// Fills a slice with random bytes that are good enough for cryptographic keys.
///
/// - Browsers, and so runno, return an error for more than 65,536 bytes.
///   [`random::fill`](crate::random::fill) splits a longer slice.
/// - While the host returns `INTR`, the call is made at most 1,024 times, and with the feature
///   `no-wait` once.
/// - The slice is zeroed first. If all of fewer than 16 bytes are 0 afterwards, that may be by
///   chance. Then 16 more bytes are requested, to find out whether the host writes any.
///
/// # Errors
///
/// Returns the host's errno. The content of the slice is unspecified then. Usually:
///
/// - `INVAL` or `IO`: the slice is too long, or the host has no source of random bytes.
/// - `IO`: the host returned success and left the slice unwritten. This crate reports it.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::sys;
/// # fn main() -> nanowasi::io::Result<()> {
///
/// let (mut key, mut other) = ([0; 32], [0; 32]);
/// sys::random_get(&mut key)?;
/// sys::random_get(&mut other)?;
/// assert_ne!(key, other);
/// # Ok(())
/// # }
/// ```
pub fn random_get(buf: &mut [u8]) -> Result<(), Errno> {
    buf.fill(0);
    request_random(buf)?;
    if buf.is_empty() || !is_zero(buf) {
        return Ok(());
    }
    let mut others = [0; 16];
    if buf.len() < others.len() {
        request_random(&mut others)?;
        if !is_zero(&others) {
            return Ok(());
        }
    }
    Err(INVALID_RESPONSE)
}

fn request_random(buf: &mut [u8]) -> Result<(), Errno> {
    // SAFETY: `buf` is valid for writes of its length.
    Errno::check(retry_eintr(|| unsafe {
        raw::random_get(buf.as_mut_ptr(), buf.len())
    }))
}

fn is_zero(bytes: &[u8]) -> bool {
    bytes.iter().all(|byte| *byte == 0)
}

/// Ends the program with a trap: the `unreachable` instruction. The host is not called.
///
/// # Examples
///
/// ```no_run
/// # // guest: trap
/// use nanowasi::sys;
///
/// sys::trap();
/// ```
pub fn trap() -> ! {
    #[cfg(target_arch = "wasm32")]
    core::arch::wasm32::unreachable();
    #[cfg(not(target_arch = "wasm32"))]
    std::process::abort();
}
