//! The standard streams: their static buffers, when these are written, and what `main` reports.
//!
//! Standard output has one static buffer: see [`stdout`] for when it is written. Standard error has
//! a small one that is written at the end of each `eprint!`, so that a message reaches the host in
//! one call. A `print!` that fails sets [`PRINT_FAILED`], which [`flush_at_exit`] reports for the
//! exit status.

use core::sync::atomic::{Ordering, compiler_fence};

use super::Result;
use crate::sys::stdio::Part;
use crate::sys::stdio::output::{Buffer, Shared, Stream};
use crate::sys::sync::StaticCell;
use crate::sys::{Errno, STDERR, STDOUT};

mod handles;
mod print_streams;
mod stdin;

use handles::descriptors;
pub use handles::{Stderr, StderrLock, Stdout, StdoutLock, stderr, stdout};
pub use print_streams::{_Err, _Out};
#[cfg(feature = "embedded-io")]
pub(crate) use stdin::is_stdin_ready;
pub use stdin::{Stdin, StdinLock, stdin};

/// The size of standard output's buffer in bytes, from `NANOWASI_STDOUT_BUFFER` at build time. With
/// the feature `unbuffered`, it is 0.
#[expect(clippy::indexing_slicing, reason = "runs while compiling")]
const STDOUT_BUFFER: usize = if cfg!(feature = "unbuffered") {
    0
} else {
    let text = env!("NANOWASI_STDOUT_BUFFER").as_bytes();
    let mut size = 0;
    let mut at = 0;
    while at < text.len() {
        size = size * 10 + (text[at] - b'0') as usize;
        at += 1;
    }
    size
};

/// The size of standard error's buffer in bytes: most messages are shorter, and so are one call to
/// the host.
const STDERR_BUFFER: usize = if cfg!(feature = "unbuffered") { 0 } else { 512 };

/// Declares a stream, whose parts are statics of their own.
macro_rules! stream {
    ($name:ident: $fd:expr, $buffer:expr) => {
        static $name: Stream = Stream {
            fd: $fd,
            spare: {
                static SPARE: StaticCell<usize> = StaticCell::new(0);
                &SPARE
            },
            shared: {
                static SHARED: Shared = Shared::new();
                &SHARED
            },
            buffer: {
                static BUFFER: Buffer<[u8; $buffer]> = Buffer::new();
                &BUFFER
            },
        };
    };
}

stream!(OUT: STDOUT, STDOUT_BUFFER);
stream!(ERR: STDERR, STDERR_BUFFER);

/// Not 0 if output of a `print!` in `main` has failed. It is never reset, like the error flag of a
/// stream in C.
///
/// The stored value is [`MAIN_STATE`]. So it stays 0 in a library, which must not end its program.
static PRINT_FAILED: StaticCell<u32> = StaticCell::new(NO_MAIN);

/// Whether `main` is running: one of the three numbers below.
///
/// Only the start-up code of a command writes it. In a module without a `main!`, the optimizer sees
/// that it stays 0, and drops the code for a running `main`: the exit, and the check for a
/// terminal.
static MAIN_STATE: StaticCell<u32> = StaticCell::new(NO_MAIN);

/// The program has not started, or has no `main`: each print is written before it returns.
const NO_MAIN: u32 = 0;
/// `main` is running: the buffer is written when it is full, and to a terminal at the end of a
/// line.
const IN_MAIN: u32 = 1;
/// Constructors are running, or `main` has returned: each print is written before it returns.
const OUTSIDE_MAIN: u32 = 2;

/// Marks the program as started. Returns `false` if it was marked before.
#[cfg(nanowasi_own_start)]
#[inline]
pub(crate) fn mark_started() -> bool {
    if MAIN_STATE.get() != NO_MAIN {
        return false;
    }
    MAIN_STATE.set(OUTSIDE_MAIN);
    true
}

/// Marks `main` as running, so that standard output is buffered.
#[inline]
pub(crate) fn enter_main() {
    #[cfg(feature = "panic-trap")]
    BEFORE_TRAP.set(flush_for_trap);
    MAIN_STATE.set(IN_MAIN);
    // The fence makes no code. Without it, the first print of `main` is compiled twice, because the
    // value of the static is known before a call to the host, and not after it: 58 bytes in
    // `hello`.
    compiler_fence(Ordering::SeqCst);
}

/// Marks `main` as returned. The caller has flushed the buffer.
#[inline]
pub(crate) fn leave_main() {
    MAIN_STATE.set(OUTSIDE_MAIN);
}

/// Has each print written before it returns, as outside of `main`. For the test harness of a
/// sysroot, whose tests may trap.
#[cfg(nanowasi_std)]
#[doc(hidden)]
pub fn _write_through() {
    leave_main();
}

/// Writes the buffer of standard output, if the program has a `main` or has printed.
///
/// A plug-in that prints nothing must not import `fd_write` for a panic, also if it is not
/// optimized. So the function is called by a pointer, which [`enter_main`] and [`needs_flush`] set.
#[cfg(feature = "panic-trap")]
pub(crate) fn flush_before_trap() {
    BEFORE_TRAP.get()();
}

#[cfg(feature = "panic-trap")]
fn flush_for_trap() {
    flush_at_exit();
}

/// The function that [`flush_before_trap`] calls.
#[cfg(feature = "panic-trap")]
static BEFORE_TRAP: StaticCell<fn()> = StaticCell::new(|| {});

/// Returns whether the program has started, and so has a `main`.
#[cfg(not(any(nanowasi_crt, feature = "panic-trap")))]
#[inline]
pub(crate) fn has_main() -> bool {
    MAIN_STATE.get() != NO_MAIN
}

/// Returns whether `main` is running.
#[inline]
fn in_main() -> bool {
    MAIN_STATE.get() == IN_MAIN
}

/// Returns whether the buffer is to be flushed after `part` was written to it. `ends_text` is
/// whether the caller's text ends with it.
///
/// While `main` is not running, a part with a newline is flushed, and the rest at the end of the
/// text. While `main` is running, a part with a newline is flushed to a terminal.
#[inline]
fn needs_flush(part: Part<'_>, ends_text: bool) -> bool {
    if STDOUT_BUFFER == 0 {
        return false;
    }
    let outside = !in_main();
    #[cfg(feature = "panic-trap")]
    if outside {
        BEFORE_TRAP.set(flush_for_trap);
    }
    if outside && ends_text {
        return true;
    }
    (outside || OUT.is_terminal()) && part.contains(b'\n')
}

/// Converts the errno that a stream returns, or 0, to a result.
#[inline]
fn check(errno: i32) -> Result<()> {
    Ok(Errno::check(errno)?)
}

/// Writes the pending bytes of standard output, with the full number of retries. Returns whether
/// the host has accepted all output of the program.
pub(crate) fn flush_at_exit() -> bool {
    OUT.reset_retries();
    // One comparison takes 4 bytes less than two.
    OUT.flush() | PRINT_FAILED.get().cast_signed() == 0
}

/// Writes the pending bytes of standard output before the message of a panic, and gives standard
/// error the full number of retries for that message.
#[cfg(all(
    target_family = "wasm",
    feature = "panic-handler",
    not(feature = "panic-trap")
))]
pub(crate) fn prepare_panic_output() {
    flush_at_exit();
    ERR.reset_retries();
}

/// Writes the pending bytes of standard output before the program waits for input. An error is
/// reported at the end of the program, because it is none of the input's.
pub(crate) fn flush_before_read() {
    if OUT.flush() != 0 {
        PRINT_FAILED.set(MAIN_STATE.get());
    }
}

/// Writes the pending bytes of standard output before its descriptor becomes another file.
///
/// Whether that is a terminal is determined anew.
pub(crate) fn flush_before_renumber() -> Result<()> {
    check(OUT.flush())?;
    OUT.invalidate_type();
    Ok(())
}
