//! Ending, yielding, and randomness: `proc_exit`, `proc_raise`, `sched_yield`, `random_get`.

use super::{Errno, INVALID_RESPONSE, retry_eintr};
use crate::raw::{self, Exitcode, Signal};

/// Ends the program with a status. Nothing is flushed: [`process::exit`](crate::process::exit) does.
///
/// wasmtime and wasmi turn a status above 125 into an error of their own.
#[inline(always)]
pub fn proc_exit(status: Exitcode) -> ! {
    #[cfg(not(target_family = "wasm"))]
    std::process::exit(status.cast_signed());

    // SAFETY: takes no pointer.
    #[cfg(target_family = "wasm")]
    unsafe {
        raw::proc_exit(status);
    }
    // A host is not to return from it; one that does must not go on with the program.
    #[cfg(target_family = "wasm")]
    trap()
}

/// Sends the program a signal. Returns if the host ignores it or has no signals, as most.
///
/// # Errors
///
/// What the host answers.
pub fn proc_raise(signal: Signal) -> Result<(), Errno> {
    // SAFETY: takes no pointer.
    Errno::check(unsafe { raw::proc_raise(signal) })
}

/// Lets something else run.
///
/// # Errors
///
/// What the host answers.
pub fn sched_yield() -> Result<(), Errno> {
    // SAFETY: takes no pointer.
    Errno::check(unsafe { raw::sched_yield() })
}

/// Fills a slice with random bytes, good enough for keys. Browsers, and so runno, have at most 65,536 for a call.
///
/// Made again while it is interrupted, up to 1,024 times. The slice is zeroed first. Zeros of fewer
/// than 16 bytes may come by chance: then the host is asked for 16 others, to see whether it writes
/// any.
///
/// # Errors
///
/// The host's errno. `IO` if the host leaves the slice unwritten. What is in the slice is not
/// random then.
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
    // SAFETY: the slice is valid for writes of its length.
    Errno::check(retry_eintr(|| unsafe {
        raw::random_get(buf.as_mut_ptr(), buf.len())
    }))
}

fn is_zero(bytes: &[u8]) -> bool {
    bytes.iter().all(|byte| *byte == 0)
}

/// Ends the program at once and without asking the host: the `unreachable` instruction.
pub fn trap() -> ! {
    #[cfg(target_arch = "wasm32")]
    core::arch::wasm32::unreachable();
    #[cfg(not(target_arch = "wasm32"))]
    std::process::abort();
}
