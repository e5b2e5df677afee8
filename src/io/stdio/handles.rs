//! The handles of standard output and standard error.

use core::fmt;
use core::marker::PhantomData;
use core::panic::{RefUnwindSafe, UnwindSafe};

use super::{ERR, MAIN_STATE, OUT, PRINT_FAILED, STDOUT_BUFFER, check, in_main, needs_flush};
use crate::io::terminal::Sealed;
use crate::io::{IoSlice, IsTerminal, Result, Write};
use crate::sys::{self, AsFd, BorrowedFd, STDERR, STDOUT};

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

/// Writes all of `bytes` for a handle.
fn stdout_write_all(bytes: &[u8], locked: bool) -> Result<()> {
    check(OUT.write(bytes))?;
    if needs_flush(bytes, locked) {
        check(OUT.flush_written())?;
    }
    Ok(())
}

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
