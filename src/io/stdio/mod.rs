//! Standard output and standard error, and the functions beneath `print!` and its kin.
//!
//! Standard output has one static buffer: see [`stdout`] for when it is written. Standard error has
//! a small one that is written at the end of each `eprint!`, so that a message reaches the host
//! whole. What a `print!` could not write is remembered: [`flush_at_exit`] turns it into an exit status.

use core::fmt;
use core::marker::PhantomData;
use core::panic::{RefUnwindSafe, UnwindSafe};
use core::sync::atomic::{Ordering, compiler_fence};

use super::print::PrintStream;
use super::terminal::Sealed;
use super::{IoSlice, IsTerminal, Result, Write};
use crate::bytes::contains;
use crate::sys::stream::{Buffer, Shared, Stream};
use crate::sys::{self, AsFd, BorrowedFd, Errno, Global, STDERR, STDOUT};

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

/// Not 0 if the host has refused what a `print!` of `main` wanted written: like C's, the error
/// sticks.
///
/// What is stored is [`MAIN_STATE`]. So it stays 0 in a library, which must not be ended.
static PRINT_FAILED: Global<u32> = Global::new(NO_MAIN);

/// Whether `main` is running: one of the three numbers below.
///
/// Only the start-up code of a command writes it. In a module without a `main!` the optimizer knows
/// that it stays 0, and drops what is for a `main` alone: the exit, and the question for a
/// terminal.
static MAIN_STATE: Global<u32> = Global::new(NO_MAIN);

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

/// Writes all of `bytes` for a handle.
fn stdout_write_all(bytes: &[u8], locked: bool) -> Result<()> {
    check(OUT.write(bytes))?;
    if needs_flush(bytes, locked) {
        check(OUT.flush_written())?;
    }
    Ok(())
}

/// Whether a host that has refused output with this errno will go on to, so that the program is
/// better ended.
///
/// It is not if the host was not ready (`AGAIN`, `INTR`), nor if there is no standard output
/// (`BADF`), without which programs of `std` go on as well. One shift costs 25 bytes less than
/// three comparisons. It takes errnos modulo 64, which tells these three from every errno that a
/// write can have.
#[inline]
fn is_final(errno: i32) -> bool {
    const NOT_FINAL: u64 =
        1 << Errno::AGAIN.code() | 1 << Errno::INTR.code() | 1 << Errno::BADF.code();
    NOT_FINAL.wrapping_shr(errno.cast_unsigned()) & 1 == 0
}

/// Standard output as the macros see it; not for programs.
#[doc(hidden)]
#[derive(Debug)]
pub struct _Out;

impl PrintStream for _Out {
    #[cfg_attr(nanowasi_std, optimize(size), inline(never))]
    fn print_bytes(bytes: &[u8]) {
        let errno = OUT.write(bytes);
        if errno != 0 {
            // The text is lost, because the buffer is full of what the host has refused before.
            if PRINT_FAILED.get() != 0 && is_final(errno) {
                sys::proc_exit(1);
            }
        } else if !needs_flush(bytes, false) || OUT.flush_written() == 0 {
            return;
        }
        PRINT_FAILED.set(MAIN_STATE.get());
    }

    #[inline]
    fn print_fmt(args: fmt::Arguments<'_>) {
        format(&mut Self, args);
    }

    #[inline]
    fn finish() {}
}

/// Standard error as the macros see it; not for programs. Nobody is left to be told of an error.
#[doc(hidden)]
#[derive(Debug)]
pub struct _Err;

impl PrintStream for _Err {
    fn print_bytes(bytes: &[u8]) {
        ERR.write(bytes);
    }

    #[inline]
    fn print_fmt(args: fmt::Arguments<'_>) {
        format(&mut Self, args);
    }

    fn finish() {
        ERR.flush_written();
    }
}

impl fmt::Write for _Out {
    #[inline]
    fn write_str(&mut self, text: &str) -> fmt::Result {
        Self::print_bytes(text.as_bytes());
        Ok(())
    }
}

impl fmt::Write for _Err {
    #[inline]
    fn write_str(&mut self, text: &str) -> fmt::Result {
        Self::print_bytes(text.as_bytes());
        Ok(())
    }
}

/// Prints through `core::fmt`.
fn format(writer: &mut dyn fmt::Write, args: fmt::Arguments<'_>) {
    // Only a faulty `Display` can fail here, and then something is missing from the output.
    if fmt::write(writer, args).is_err() {
        PRINT_FAILED.set(MAIN_STATE.get());
    }
}

/// Writes what waits, and answers whether all of the program's output has reached the host. It is the last time,
/// and the host is waited for as at the first.
pub(crate) fn flush_at_exit() -> bool {
    OUT.be_patient();
    OUT.flush() == 0 && PRINT_FAILED.get() == 0
}

/// The same, and has the message that follows waited for as well.
#[cfg(all(target_family = "wasm", feature = "panic-handler"))]
pub(crate) fn prepare_panic_output() {
    flush_at_exit();
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

use descriptors;

mod stdin;

pub use stdin::{Stdin, StdinLock, stdin};

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
    /// While `main` is not running, nothing stays in the buffer. That is so in a library without a
    /// `main`, in constructors that run before `main`, and in exports that the host calls after
    /// `main` has returned. There `print!`, and each write through a handle, writes its text before
    /// it returns. A [`lock`](Stdout::lock) writes each line when it ends, and the rest when it is
    /// dropped. What the host refuses stays in the buffer, and is tried again with the next text. A
    /// library has no exit status that could report such an error: to see it, use
    /// [`flush`](Write::flush) or `write!`.
    ///
    /// A host that is not ready (`AGAIN`) is waited for with `poll_oneoff`, and what it interrupts
    /// (`INTR`) is written again, up to 1,024 times in a row. If it has still taken nothing then,
    /// that is an error. Later writes get fewer retries, but at least 32. The limit is 1,024 again
    /// after progress, and for the flush at the end of the program. With the feature `no-wait`,
    /// either is an error at once.
    ///
    /// Differs from `std` in not being written at each newline when it isn't a terminal, and in
    /// what follows an error: `print!` does not panic. What the host refuses stays in the buffer
    /// and is tried again, and the program ends with a non-zero status, even if all of it could be
    /// written later.
    ///
    /// A text of a `print!` that the full buffer has no room for is lost. The next lost text ends
    /// the program with status 1 and without a message, as a closed pipe ends a Unix tool. So a
    /// program whose reader is gone ends after one buffer of output: Node reports `PIPE` then, and
    /// wasmtime `IO`. Two kinds of errors let the program go on. A host that is not ready (`AGAIN`,
    /// `INTR`) may take output again. Without a standard output (`BADF`), programs of `std` go on
    /// as well. `write!` returns every error to its caller. A library is never ended.
    stdout: Stdout, StdoutLock, STDOUT;

    /// Standard error. What is written goes to the host at once. That is waited for as by [`stdout`]; for the
    /// message of a panic it is as if nothing had ever been refused.
    stderr: Stderr, StderrLock, STDERR;
}

impl Drop for StdoutLock<'_> {
    /// Writes what is in the buffer, unless `main` is running: see [`stdout`].
    fn drop(&mut self) {
        if STDOUT_BUFFER != 0 && !in_main() && OUT.flush() != 0 {
            PRINT_FAILED.set(MAIN_STATE.get());
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

writers!(Stdout, &Stdout: |buf| stdout_write(buf, false), |buf| stdout_write_all(buf, false), OUT);
writers!(StdoutLock<'_>: |buf| stdout_write(buf, true), |buf| stdout_write_all(buf, true), OUT);
writers!(Stderr, &Stderr, StderrLock<'_>: stderr_write, stderr_write_all, ERR);

/// Takes all of `bytes`, or nothing with an error: what is in the buffer has been taken, and whether it can be
/// written is for `flush` to say.
fn stdout_write(bytes: &[u8], locked: bool) -> Result<usize> {
    if bytes.len() > STDOUT_BUFFER {
        check(OUT.flush())?;
        return Ok(sys::fd_write(STDOUT, &[IoSlice::new(bytes)])?);
    }
    check(OUT.write(bytes))?;
    if needs_flush(bytes, locked) && OUT.flush_written() != 0 {
        PRINT_FAILED.set(MAIN_STATE.get());
    }
    Ok(bytes.len())
}

/// What one call to the host takes of `bytes`, behind what waits.
fn stderr_write(bytes: &[u8]) -> Result<usize> {
    check(ERR.flush())?;
    Ok(sys::fd_write(STDERR, &[IoSlice::new(bytes)])?)
}

fn stderr_write_all(bytes: &[u8]) -> Result<()> {
    check(ERR.write(bytes))?;
    check(ERR.flush_written())
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
    OUT.forget_filetype();
    Ok(())
}
