//! Standard output and standard error, and the functions beneath `print!` and its kin.
//!
//! Standard output has one static buffer: see [`stdout`] for when it is written. Standard error has
//! a small one that is written at the end of each `eprint!`, so that a message reaches the host
//! whole. What a `print!` could not write is remembered: [`flush_at_exit`] turns it into an exit status.

use core::sync::atomic::{Ordering, compiler_fence};

use super::Result;
use crate::sys::stdio::output::{Buffer, Shared, Stream};
use crate::sys::sync::StaticCell;
use crate::sys::util::bytes::contains;
use crate::sys::{Errno, STDERR, STDOUT};

mod handles;
mod print_streams;
mod stdin;

use handles::descriptors;
pub use handles::{Stderr, StderrLock, Stdout, StdoutLock, stderr, stdout};
pub use print_streams::{_Err, _Out};
pub use stdin::{Stdin, StdinLock, stdin};

/// The size of standard output's buffer in bytes: from `NANOWASI_STDOUT_BUFFER` at build time, or none at all.
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

/// Long enough for most messages, so that they are one call to the host.
const STDERR_BUFFER: usize = if cfg!(feature = "unbuffered") { 0 } else { 512 };

/// Makes a stream of which each part is a static.
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

/// Not 0 if the host has refused what a `print!` of `main` wanted written: like C's, the error
/// sticks.
///
/// What is stored is [`MAIN_STATE`]. So it stays 0 in a library, which must not be ended.
static PRINT_FAILED: StaticCell<u32> = StaticCell::new(NO_MAIN);

/// Whether `main` is running: one of the three numbers below.
///
/// Only the start-up code of a command writes it. In a module without a `main!` the optimizer knows
/// that it stays 0, and drops what is for a `main` alone: the exit, and the question for a
/// terminal.
static MAIN_STATE: StaticCell<u32> = StaticCell::new(NO_MAIN);

/// The program has not begun, or has no `main`: each print is written before it returns.
const NO_MAIN: u32 = 0;
/// `main` is running: the buffer is written when it is full, and to a terminal at the end of a
/// line.
const IN_MAIN: u32 = 1;
/// Constructors are running, or `main` has returned: each print is written before it returns.
const OUTSIDE_MAIN: u32 = 2;

/// Notes that the program begins. Returns `false` if it had begun before.
#[cfg(nanowasi_own_start)]
#[inline]
pub(crate) fn mark_started() -> bool {
    if MAIN_STATE.get() != NO_MAIN {
        return false;
    }
    MAIN_STATE.set(OUTSIDE_MAIN);
    true
}

/// Begins to buffer, for `main`.
#[inline]
pub(crate) fn enter_main() {
    MAIN_STATE.set(IN_MAIN);
    // No code. Without the fence the first print of `main` is compiled twice, for what is known of
    // the static before and after a call to the host: 58 bytes in `hello`.
    compiler_fence(Ordering::SeqCst);
}

/// Ends what [`enter_main`] began. The buffer has been flushed.
#[inline]
pub(crate) fn leave_main() {
    MAIN_STATE.set(OUTSIDE_MAIN);
}

/// Whether `main` is running.
#[inline]
fn in_main() -> bool {
    MAIN_STATE.get() == IN_MAIN
}

/// Whether the buffer is to be flushed after `bytes` were written to it.
///
/// While `main` is not running, the end of each line flushes for a writer that is `locked`, because
/// the lock flushes when it is dropped. For any other writer each text does.
#[inline]
fn needs_flush(bytes: &[u8], locked: bool) -> bool {
    if STDOUT_BUFFER == 0 {
        return false;
    }
    let outside = !in_main();
    if outside && !locked {
        return true;
    }
    // The last byte first: that much of a literal is known while compiling.
    (outside || OUT.is_terminal()) && (bytes.ends_with(b"\n") || contains(bytes, b'\n'))
}

/// The result of what a stream answers.
#[inline]
fn check(errno: i32) -> Result<()> {
    Ok(Errno::check(errno)?)
}

/// Writes what waits, and answers whether all of the program's output has reached the host. It is the last time,
/// and the host is waited for as at the first.
pub(crate) fn flush_at_exit() -> bool {
    OUT.reset_retries();
    OUT.flush() == 0 && PRINT_FAILED.get() == 0
}

/// The same, and has the message that follows waited for as well.
#[cfg(all(target_family = "wasm", feature = "panic-handler"))]
pub(crate) fn prepare_panic_output() {
    flush_at_exit();
    ERR.reset_retries();
}

/// Shows what has been printed before the program waits for input; an error is remembered, for
/// the reader is not the one to be told.
pub(crate) fn flush_before_read() {
    if OUT.flush() != 0 {
        PRINT_FAILED.set(MAIN_STATE.get());
    }
}

/// Writes what waits on standard output before that becomes another file, which may be a terminal where
/// this one was none.
pub(crate) fn flush_before_renumber() -> Result<()> {
    check(OUT.flush())?;
    OUT.invalidate_type();
    Ok(())
}
