//! Standard output and standard error, and the functions beneath `print!` and its kin.
//!
//! Standard output has one static buffer: see [`stdout`] for when it is written. Standard error has
//! a small one that is written at the end of each `eprint!`, so that a message reaches the host
//! whole. What a `print!` could not write is remembered: [`finish`] turns it into an exit status.

use core::fmt;
use core::marker::PhantomData;
use core::panic::{RefUnwindSafe, UnwindSafe};
use core::sync::atomic::{Ordering, compiler_fence};

use super::plain::Sink;
use super::terminal::Sealed;
use super::{IoSlice, IsTerminal, Result, Write};
use crate::bytes::contains;
use crate::sys::stream::{Buffer, Shared, Stream};
use crate::sys::{self, AsFd, BorrowedFd, Errno, Flag, Global, STDERR, STDOUT};

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

static OUT: Stream = Stream {
    fd: STDOUT,
    left: {
        static LEFT: Global<usize> = Global::new(0);
        &LEFT
    },
    shared: {
        static SHARED: Shared = Shared::new();
        &SHARED
    },
    buffer: {
        static BUFFER: Buffer<[u8; STDOUT_BUFFER]> = Buffer::new();
        &BUFFER
    },
};

static ERR: Stream = Stream {
    fd: STDERR,
    left: {
        static LEFT: Global<usize> = Global::new(0);
        &LEFT
    },
    shared: {
        static SHARED: Shared = Shared::new();
        &SHARED
    },
    buffer: {
        static BUFFER: Buffer<[u8; STDERR_BUFFER]> = Buffer::new();
        &BUFFER
    },
};

/// Whether the host has refused what a `print!` wanted written: like C's, the error sticks.
static FAILED: Flag = Flag::new();

/// How standard output is buffered, which depends on whether `main` is running.
///
/// Only [`enter_main`] stores another value than [`NO_MAIN`] before the host is asked about the descriptor. So in a
/// module without a `main!` the optimizer knows this to be a constant, and drops what is for a `main` alone.
static MODE: Global<u32> = Global::new(NO_MAIN);

/// `main` has not begun, or does not exist: each print is written before it returns.
const NO_MAIN: u32 = 0;
/// `main` has returned: each print is written before it returns.
const AFTER_MAIN: u32 = 1;
/// Standard output is a terminal: each line is written at its end. Values between this and [`UNKNOWN`] are for what is
/// no terminal: the buffer is written when it is full.
const TERMINAL: u32 = 2;
/// `main` is running, and the host has not been asked yet what standard output is.
const UNKNOWN: u32 = u32::MAX;

/// Whether `main` has begun.
#[cfg(nanowasi_own_start)]
#[inline]
pub(crate) fn has_begun() -> bool {
    MODE.get() != NO_MAIN
}

/// Begins to buffer, for `main`.
#[inline]
pub(crate) fn enter_main() {
    MODE.set(UNKNOWN);
    // No code. Without it the first print of `main` is compiled twice, for what is known of the mode before and after
    // a call to the host: 58 bytes in `hello`.
    compiler_fence(Ordering::SeqCst);
}

/// Ends what [`enter_main`] began. The buffer has been flushed.
#[inline]
pub(crate) fn leave_main() {
    MODE.set(AFTER_MAIN);
}

/// Whether `main` is running.
#[inline]
fn in_main() -> bool {
    MODE.get() > AFTER_MAIN
}

/// How standard output is buffered; the first print of `main` asks the host.
#[inline]
fn mode() -> u32 {
    let mut mode = MODE.get();
    if mode == UNKNOWN {
        mode = OUT.terminal_difference().wrapping_add(TERMINAL);
        MODE.set(mode);
    }
    mode
}

/// Whether the buffer is to be flushed after `bytes` were written to it.
///
/// While `main` is not running, the end of each line flushes for a writer that is `locked`, because the lock
/// flushes when it is dropped. For any other writer each text does.
#[inline]
fn needs_flush(bytes: &[u8], locked: bool) -> bool {
    if STDOUT_BUFFER == 0 {
        return false;
    }
    let mode = mode();
    // The last byte first: that much of a literal is known while compiling.
    mode <= TERMINAL
        && (!locked && mode <= AFTER_MAIN || bytes.ends_with(b"\n") || contains(bytes, b'\n'))
}

/// The result of what a stream answers.
#[inline]
fn check(answer: i32) -> Result<()> {
    Ok(Errno::check(answer)?)
}

/// Writes all of `bytes` for a handle.
fn out(bytes: &[u8], locked: bool) -> Result<()> {
    check(OUT.write(bytes))?;
    if needs_flush(bytes, locked) {
        check(OUT.flush_written())?;
    }
    Ok(())
}

/// Whether a host that has refused output with this errno will go on to, so that the program is better ended.
///
/// It is not if the host was not ready (`AGAIN`, `INTR`), nor if there is no standard output (`BADF`), without which
/// programs of `std` go on as well. One shift costs 30 bytes less than three comparisons. It takes errnos modulo 32,
/// which tells these three from all that a write has been seen to fail with.
#[inline]
fn is_final(errno: i32) -> bool {
    const NOT_FINAL: u32 =
        1 << Errno::AGAIN.code() | 1 << Errno::INTR.code() | 1 << Errno::BADF.code();
    NOT_FINAL.wrapping_shr(errno.cast_unsigned()) & 1 == 0
}

/// Standard output as the macros see it; not for programs.
#[doc(hidden)]
#[derive(Debug)]
pub struct _Out;

impl Sink for _Out {
    fn put(bytes: &[u8]) {
        let errno = OUT.write(bytes);
        if errno != 0 {
            // The text is lost: the buffer is full of what the host has refused before.
            if in_main() && is_final(errno) {
                sys::proc_exit(1);
            }
            FAILED.set();
        } else if needs_flush(bytes, false) && OUT.flush_written() != 0 {
            FAILED.set();
        }
    }

    #[inline]
    fn format(args: fmt::Arguments<'_>) {
        format(&mut Self, args);
    }

    #[inline]
    fn end() {}
}

/// Standard error as the macros see it; not for programs. Nobody is left to be told of an error.
#[doc(hidden)]
#[derive(Debug)]
pub struct _Err;

impl Sink for _Err {
    fn put(bytes: &[u8]) {
        ERR.write(bytes);
    }

    #[inline]
    fn format(args: fmt::Arguments<'_>) {
        format(&mut Self, args);
    }

    fn end() {
        ERR.flush_written();
    }
}

impl fmt::Write for _Out {
    #[inline]
    fn write_str(&mut self, text: &str) -> fmt::Result {
        Self::put(text.as_bytes());
        Ok(())
    }
}

impl fmt::Write for _Err {
    #[inline]
    fn write_str(&mut self, text: &str) -> fmt::Result {
        Self::put(text.as_bytes());
        Ok(())
    }
}

/// Prints through `core::fmt`.
fn format(writer: &mut dyn fmt::Write, args: fmt::Arguments<'_>) {
    // Only a faulty `Display` can fail here, and then something is missing from the output.
    if fmt::write(writer, args).is_err() {
        FAILED.set();
    }
}

/// Writes what waits, and answers whether all of the program's output has reached the host. It is the last time,
/// and the host is waited for as at the first.
pub(crate) fn finish() -> bool {
    OUT.be_patient();
    OUT.flush() == 0 && !FAILED.is_set()
}

/// The same, and has the message that follows waited for as well.
#[cfg(all(target_family = "wasm", feature = "panic-handler"))]
pub(crate) fn before_last_words() {
    finish();
    ERR.be_patient();
}

/// Makes an output stream's two handles, and the function that gives one.
macro_rules! handles {
    ($($(#[$doc:meta])* $name:ident: $handle:ident, $lock:ident, $fd:ident;)*) => {
        $(
            #[doc = concat!("A handle, as `std::io::", stringify!($handle), "`: see [`", stringify!($name), "`].")]
            #[derive(Clone, Copy)]
            pub struct $handle(());

            #[doc = concat!("A handle, as `std::io::", stringify!($lock), "`. There is nothing to lock here.")]
            pub struct $lock<'a>(PhantomData<(&'a $handle, *const ())>);

            $(#[$doc])*
            #[inline]
            #[must_use]
            pub const fn $name() -> $handle {
                $handle(())
            }

            impl $handle {
                /// The same stream; there is nothing to lock.
                #[inline]
                #[must_use]
                pub const fn lock(&self) -> $lock<'static> {
                    $lock(PhantomData)
                }
            }

            impl UnwindSafe for $handle {}
            impl RefUnwindSafe for $handle {}
            impl UnwindSafe for $lock<'_> {}
            impl RefUnwindSafe for $lock<'_> {}

            descriptors!($handle: $fd; $lock<'_>: $fd;);
        )*
    };
}

/// Implements for a handle what holds for its descriptor, and [`fmt::Debug`].
macro_rules! descriptors {
    ($($handle:ident $(<$lifetime:lifetime>)?: $fd:expr;)+) => {
        $(
            impl AsFd for $handle $(<$lifetime>)? {
                #[inline]
                fn as_fd(&self) -> BorrowedFd<'_> {
                    $fd
                }
            }

            impl Sealed for $handle $(<$lifetime>)? {}

            impl IsTerminal for $handle $(<$lifetime>)? {
                #[inline]
                fn is_terminal(&self) -> bool {
                    $fd.is_terminal()
                }
            }

            impl fmt::Debug for $handle $(<$lifetime>)? {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    f.debug_struct(stringify!($handle)).finish_non_exhaustive()
                }
            }
        )+
    };
}

pub(super) use descriptors;

handles! {
    /// Standard output.
    ///
    /// One buffer, of `NANOWASI_STDOUT_BUFFER` bytes at build time (16,384 unless set), serves `print!`
    /// and every handle. It is written when it is full, before standard input is read, by
    /// [`flush`](Write::flush), when the program ends (also by
    /// [`process::exit`](crate::process::exit) and by a panic), and to a terminal at each newline. With
    /// the feature `unbuffered` there is no buffer: each piece of a text is a call to the host, and what that refuses
    /// is lost.
    ///
    /// While `main` is not running, nothing stays in the buffer. That is so in a library without a `main`, in
    /// constructors that run before `main`, and in exports that the host calls after `main` has returned. There
    /// `print!`, and each write through a handle, writes its text before it returns. A [`lock`](Stdout::lock) writes
    /// each line when it ends, and the rest when it is dropped. What the host refuses stays in the buffer, and is
    /// tried again with the next text. A library has no exit status that could report such an error: to see it, use
    /// [`flush`](Write::flush) or `write!`.
    ///
    /// A host that is not ready (`AGAIN`) is waited for with `poll_oneoff`, and what it interrupts (`INTR`) is written
    /// again, up to 1,024 times in a row. If it has still taken nothing then, that is an error. Each further
    /// write is tried less often, the longer this goes on, but 32 times at least; and as often as the first
    /// once something has been taken, and for what waits when the program ends. With the feature `no-wait`, either is
    /// an error at once.
    ///
    /// Differs from `std` in not being written at each newline when it isn't a terminal, and in what
    /// follows an error: `print!` does not panic. What is in the buffer waits and is tried again, a text that it
    /// has no room for then is lost, and the program ends with a non-zero status, even if all of it could be
    /// written later.
    ///
    /// A program whose output is gone for good ends by itself. The host refuses a `print!` of a `main` 8,192 times in
    /// one run, and the last of them ends the program with status 1 and without a message. The errno does not matter:
    /// when the reader of a pipe is gone, Node answers `PIPE` and wasmtime `IO`. Many failures are allowed because a
    /// full disk or a slow reader may take output again. `write!` always returns the error to its caller.
    stdout: Stdout, StdoutLock, STDOUT;

    /// Standard error. What is written goes to the host at once. That is waited for as by [`stdout`]; for the
    /// message of a panic it is as if nothing had ever been refused.
    stderr: Stderr, StderrLock, STDERR;
}

impl Drop for StdoutLock<'_> {
    /// Writes what is in the buffer, unless `main` is running: see [`stdout`].
    fn drop(&mut self) {
        if STDOUT_BUFFER != 0 && !in_main() && OUT.flush() != 0 {
            FAILED.set();
        }
    }
}

/// Implements [`Write`] for the types that are one output stream.
macro_rules! writers {
    ($($type:ty),+: $write:expr, $write_all:expr, $flush:expr) => {
        $(
            impl Write for $type {
                #[inline]
                fn write(&mut self, buf: &[u8]) -> Result<usize> {
                    $write(buf)
                }

                #[inline]
                fn write_all(&mut self, buf: &[u8]) -> Result<()> {
                    $write_all(buf)
                }

                #[inline]
                fn flush(&mut self) -> Result<()> {
                    check($flush.flush())
                }
            }
        )+
    };
}

writers!(Stdout, &Stdout: |buf| out_some(buf, false), |buf| out(buf, false), OUT);
writers!(StdoutLock<'_>: |buf| out_some(buf, true), |buf| out(buf, true), OUT);
writers!(Stderr, &Stderr, StderrLock<'_>: err_some, err, ERR);

/// Takes all of `bytes`, or nothing with an error: what is in the buffer has been taken, and whether it can be
/// written is for `flush` to say.
fn out_some(bytes: &[u8], locked: bool) -> Result<usize> {
    if bytes.len() > STDOUT_BUFFER {
        check(OUT.flush())?;
        return Ok(sys::fd_write(STDOUT, &[IoSlice::new(bytes)])?);
    }
    check(OUT.write(bytes))?;
    if needs_flush(bytes, locked) && OUT.flush_written() != 0 {
        FAILED.set();
    }
    Ok(bytes.len())
}

/// What one call to the host takes of `bytes`, behind what waits.
fn err_some(bytes: &[u8]) -> Result<usize> {
    check(ERR.flush())?;
    Ok(sys::fd_write(STDERR, &[IoSlice::new(bytes)])?)
}

fn err(bytes: &[u8]) -> Result<()> {
    check(ERR.write(bytes))?;
    check(ERR.flush_written())
}

/// Shows what has been printed before the program waits for input; an error is remembered, for
/// the reader is not the one to be told.
pub(crate) fn prompt() {
    if OUT.flush() != 0 {
        FAILED.set();
    }
}

/// Writes what waits on standard output before that becomes another file, which may be a terminal where
/// this one was none.
pub(crate) fn settle() -> Result<()> {
    check(OUT.flush())?;
    OUT.forget_filetype();
    if in_main() {
        MODE.set(UNKNOWN);
    }
    Ok(())
}
