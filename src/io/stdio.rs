//! The standard streams, and the functions beneath `print!` and its kin.
//!
//! Standard output has one static buffer: see [`stdout`] for when it is written. Standard error has
//! a small one that is written at the end of each `eprint!`, so that a message reaches the host
//! whole. What a `print!` could not write is remembered: [`finish`] turns it into an exit status.

use core::fmt;

use super::{IoSliceMut, Read, Result, Write};
use crate::sys::stream::{Buffer, Shared, Stream};
use crate::sys::{self, AsFd, BorrowedFd, Flag, Global, STDERR, STDIN, STDOUT};

/// The size of standard output's buffer in bytes: from `NANOWASI_STDOUT_BUFFER` at build time.
const STDOUT_BUFFER: usize = {
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
const STDERR_BUFFER: usize = 512;

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

/// Whether a `print!` has failed.
static FAILED: Flag = Flag::new();

/// Whether what has just been printed is to be seen at once.
#[inline]
fn shows(bytes: &[u8]) -> bool {
    if cfg!(feature = "unbuffered") {
        return true;
    }
    // The last byte first: that much of a literal is known while compiling.
    OUT.is_terminal() && (bytes.ends_with(b"\n") || bytes.contains(&b'\n'))
}

fn out(bytes: &[u8]) -> Result<()> {
    OUT.write(bytes)?;
    if shows(bytes) {
        OUT.flush()?;
    }
    Ok(())
}

/// Prints text to standard output.
pub(crate) fn print(text: &str) {
    if OUT.write(text.as_bytes()).is_err() {
        // Some of the text is gone; what waited before is not.
        FAILED.set();
    }
    if shows(text.as_bytes()) {
        // What can't be written now goes on waiting, and fails again at the end if need be.
        let _ = OUT.flush();
    }
}

/// Prints text to standard error; nobody is left to be told of an error.
pub(crate) fn eprint(text: &str) {
    let _ = ERR.write(text.as_bytes());
}

/// Writes what waits on standard error: the end of a message.
pub(crate) fn eflush() {
    let _ = ERR.flush();
}

struct Out;

impl fmt::Write for Out {
    #[inline]
    fn write_str(&mut self, text: &str) -> fmt::Result {
        print(text);
        Ok(())
    }
}

struct Err;

impl fmt::Write for Err {
    #[inline]
    fn write_str(&mut self, text: &str) -> fmt::Result {
        eprint(text);
        Ok(())
    }
}

/// What `print!` expands to; not for programs.
#[doc(hidden)]
#[inline]
pub fn _print(args: fmt::Arguments<'_>) {
    match args.as_str() {
        Some(text) => print(text),
        // Only a faulty `Display` can fail here, and then something is missing from the output.
        None => {
            if fmt::write(&mut Out, args).is_err() {
                FAILED.set();
            }
        }
    }
}

/// What `eprint!` expands to; not for programs.
#[doc(hidden)]
#[inline]
pub fn _eprint(args: fmt::Arguments<'_>) {
    match args.as_str() {
        Some(text) => eprint(text),
        None => {
            let _ = fmt::write(&mut Err, args);
        }
    }
    eflush();
}

/// Writes what waits, and answers whether all of the program's output has reached the host.
pub(crate) fn finish() -> bool {
    OUT.flush().is_ok() & !FAILED.is_set()
}

/// A handle to standard output, as `std::io::Stdout`.
#[derive(Debug, Clone, Copy)]
pub struct Stdout(());

/// Standard output for one caller, as `std::io::StdoutLock`. There is nothing to lock here.
#[derive(Debug)]
pub struct StdoutLock<'a>(core::marker::PhantomData<&'a Stdout>);

/// Standard output.
///
/// One buffer, of `NANOWASI_STDOUT_BUFFER` bytes at build time (8,192 unless set), serves `print!`
/// and every handle. It is written when it is full, before standard input is read, by
/// [`flush`](Write::flush), when the program ends (also by
/// [`process::exit`](crate::process::exit) and by a panic), and to a terminal at each newline. With
/// the feature `unbuffered` it is written at once.
///
/// Differs from `std` in not being written at each newline when it isn't a terminal, and in what
/// follows an error: `print!` does not panic, but the program ends with a non-zero status.
#[inline]
#[must_use]
pub const fn stdout() -> Stdout {
    Stdout(())
}

impl Stdout {
    /// The same stream; there is nothing to lock.
    #[inline]
    #[must_use]
    pub const fn lock(&self) -> StdoutLock<'static> {
        StdoutLock(core::marker::PhantomData)
    }
}

/// A handle to standard error, as `std::io::Stderr`.
#[derive(Debug, Clone, Copy)]
pub struct Stderr(());

/// Standard error for one caller, as `std::io::StderrLock`. There is nothing to lock here.
#[derive(Debug)]
pub struct StderrLock<'a>(core::marker::PhantomData<&'a Stderr>);

/// Standard error. What is written goes to the host at once.
#[inline]
#[must_use]
pub const fn stderr() -> Stderr {
    Stderr(())
}

impl Stderr {
    /// The same stream; there is nothing to lock.
    #[inline]
    #[must_use]
    pub const fn lock(&self) -> StderrLock<'static> {
        StderrLock(core::marker::PhantomData)
    }
}

/// A handle to standard input, as `std::io::Stdin`.
#[derive(Debug, Clone, Copy)]
pub struct Stdin(());

/// Standard input for one caller, as `std::io::StdinLock`. There is nothing to lock here.
#[derive(Debug)]
pub struct StdinLock<'a>(core::marker::PhantomData<&'a Stdin>);

/// Standard input, without a buffer: a read asks the host for what its caller has room for.
///
/// What waits on standard output is written first, so that a prompt is seen before its answer.
#[inline]
#[must_use]
pub const fn stdin() -> Stdin {
    Stdin(())
}

impl Stdin {
    /// The same stream; there is nothing to lock.
    #[inline]
    #[must_use]
    pub const fn lock(&self) -> StdinLock<'static> {
        StdinLock(core::marker::PhantomData)
    }
}

/// Implements [`Write`] and [`AsFd`] for the types that are one output stream.
macro_rules! writers {
    ($($type:ty),+: $fd:expr, $write:expr, $flush:expr) => {
        $(
            impl Write for $type {
                #[inline]
                fn write(&mut self, buf: &[u8]) -> Result<usize> {
                    self.write_all(buf)?;
                    Ok(buf.len())
                }

                #[inline]
                fn write_all(&mut self, buf: &[u8]) -> Result<()> {
                    $write(buf)
                }

                #[inline]
                fn flush(&mut self) -> Result<()> {
                    $flush()
                }
            }

            impl AsFd for $type {
                #[inline]
                fn as_fd(&self) -> BorrowedFd<'_> {
                    $fd
                }
            }
        )+
    };
}

writers!(Stdout, StdoutLock<'_>: STDOUT, out, || Ok(OUT.flush()?));
writers!(Stderr, StderrLock<'_>: STDERR, err, || Ok(ERR.flush()?));

fn err(bytes: &[u8]) -> Result<()> {
    ERR.write(bytes)?;
    Ok(ERR.flush()?)
}

/// Implements [`Read`] and [`AsFd`] for the types that are standard input.
macro_rules! readers {
    ($($type:ty),+) => {
        $(
            impl Read for $type {
                #[inline]
                fn read(&mut self, buf: &mut [u8]) -> Result<usize> {
                    prompt();
                    Ok(sys::read(STDIN, buf)?)
                }

                #[inline]
                fn read_vectored(&mut self, bufs: &mut [IoSliceMut<'_>]) -> Result<usize> {
                    prompt();
                    Ok(sys::fd_read(STDIN, bufs)?)
                }
            }

            impl AsFd for $type {
                #[inline]
                fn as_fd(&self) -> BorrowedFd<'_> {
                    STDIN
                }
            }
        )+
    };
}

readers!(Stdin, StdinLock<'_>);

/// Shows what has been printed before the program waits for input; an error is remembered, for
/// the reader is not the one to be told.
fn prompt() {
    if OUT.flush().is_err() {
        FAILED.set();
    }
}
