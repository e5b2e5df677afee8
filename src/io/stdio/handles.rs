//! The handles of standard output and standard error.

use core::fmt;
use core::marker::PhantomData;
use core::mem::ManuallyDrop;
use core::panic::{RefUnwindSafe, UnwindSafe};

use super::{ERR, MAIN_STATE, OUT, PRINT_FAILED, STDOUT_BUFFER, check, in_main, needs_flush};
use crate::io::terminal::Sealed;
use crate::io::{IoSlice, IsTerminal, Result, Write};
use crate::sys::stdio::Part;
use crate::sys::{self, AsFd, BorrowedFd, STDERR, STDOUT};

/// Declares the two handles of an output stream, and the function that returns the first.
macro_rules! handles {
    ($(
        $(#[$name_doc:meta])* $name:ident: $fd:ident;
        $(#[$handle_doc:meta])* $handle:ident;
        $(#[$lock_doc:meta])* $lock:ident;
        $(#[$lock_fn_doc:meta])* lock;
    )*) => {
        $(
            $(#[$handle_doc])*
            #[derive(Clone, Copy)]
            pub struct $handle(());

            $(#[$lock_doc])*
            pub struct $lock<'a>(PhantomData<(&'a $handle, *const ())>);

            $(#[$name_doc])*
            #[inline]
            #[must_use]
            pub const fn $name() -> $handle {
                $handle(())
            }

            impl $handle {
                $(#[$lock_fn_doc])*
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

/// Implements the traits of a descriptor, and [`fmt::Debug`], for a handle.
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
    /// Returns a handle of standard output, like `std::io::stdout`.
    ///
    /// # The buffer
    ///
    /// `print!` and all handles share one buffer. It has 16,384 bytes, or `NANOWASI_STDOUT_BUFFER`
    /// at build time. It is written:
    ///
    /// - when it is full;
    /// - before standard input is read;
    /// - by [`flush`](Write::flush);
    /// - at the end of the program, also by [`process::exit`](crate::process::exit) and by a panic;
    /// - at each newline, if it is a terminal. Unlike in `std`, it is not written at each newline
    ///   otherwise.
    ///
    /// With the feature `unbuffered`, there is no buffer. Each segment of a text is a call to the
    /// host, and what the host refuses is lost.
    ///
    /// While `main` is not running, each call writes its text before it returns. That is the case
    /// in a library without a `main`, in constructors that run before `main`, and in exports that
    /// the host calls after `main` has returned. There:
    ///
    /// - `print!` and `write!` write up to the end of each line that they complete, and the rest at
    ///   the end. So the host gets a line in one call, if the line fits the buffer.
    /// - `write` and `write_all` write their bytes in one call.
    /// - A [`lock`](Stdout::lock) writes at each newline, and the rest when it is dropped.
    ///
    /// # A host that is not ready
    ///
    /// If the host returns `AGAIN`, the program waits with `poll_oneoff` and writes again. After
    /// `INTR`, it writes again immediately. After 1,024 refusals in a row, the write is an error.
    ///
    /// The count of refusals persists, so later writes make fewer attempts, but at least 32. The
    /// limit is 1,024 again after the host has accepted a byte, and for the flush at the end of the
    /// program. With the feature `no-wait`, `AGAIN` and `INTR` are errors immediately.
    ///
    /// # Errors of `print!`
    ///
    /// Unlike in `std`, `print!` never panics. The bytes that the host refuses stay in the buffer,
    /// and are tried again with the next write. The program ends with status 1 instead of 0, even
    /// if a later attempt succeeds.
    ///
    /// A segment of a text for which the full buffer has no space is lost. If output has failed
    /// before, that ends the program with status 1 and without a message, as a closed pipe ends a
    /// Unix tool. For a closed pipe, Node returns `PIPE`, and wasmtime `IO`. Three errors never end
    /// the program:
    ///
    /// - `AGAIN` and `INTR`: the host may accept output again.
    /// - `BADF`: there is no standard output. Programs of `std` continue as well.
    ///
    /// `write!` returns every error to its caller. A library never ends the program, and has no
    /// exit status. To see an error there, use `write!` or [`flush`](Write::flush).
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::io::{self, Write};
    ///
    /// # fn main() -> io::Result<()> {
    /// let mut out = io::stdout();
    /// writeln!(out, "half way there")?;
    /// out.flush()?; // shown before the long computation, also in a file
    /// # Ok(())
    /// # }
    /// ```
    stdout: STDOUT;

    /// A handle of standard output, like `std::io::Stdout`: see [`stdout`].
    ///
    /// - *`write`* copies the bytes to the buffer, and returns their number. If they don't fit, it
    ///   writes the pending bytes first. More bytes than the whole buffer holds are then one call
    ///   to the host, whose count may be short.
    /// - *`write_all`* accepts all bytes, or returns an error. Of bytes that are more than the
    ///   whole buffer holds, some may have been written before the error.
    /// - *Flush at a newline*: if it fails, the bytes stay in the buffer. `write_all` returns the
    ///   error. `write` returns `Ok`, and `main` ends with status 1.
    /// - *Blocking*: a call blocks while the host is not ready: see [`stdout`]. The one call for a
    ///   `write` of more bytes than the buffer holds returns `AGAIN` and `INTR` immediately.
    /// - *`flush`* writes the pending bytes. After an error, those that were not written are still
    ///   pending.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::io::{self, Write};
    ///
    /// /// Prints to any destination, and does not decide which.
    /// fn report(mut out: impl Write) -> io::Result<()> {
    ///     out.write_all(b"done\n")
    /// }
    /// # fn main() -> io::Result<()> {
    /// report(io::stdout())
    /// # }
    /// ```
    Stdout;

    /// A handle of standard output, like `std::io::StdoutLock`: see [`Stdout::lock`].
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::io::{self, StdoutLock, Write};
    ///
    /// struct Table {
    ///     out: StdoutLock<'static>,
    /// }
    /// # fn main() -> io::Result<()> {
    /// let mut table = Table { out: io::stdout().lock() };
    /// writeln!(table.out, "{:>8} {:>8}", "bytes", "lines")?;
    /// # Ok(())
    /// # }
    /// ```
    StdoutLock;

    /// Returns another handle of the stream. There is one thread, so nothing is locked.
    ///
    /// While `main` is not running, a write of this handle is flushed at the end of a line, instead
    /// of each time. The drop flushes the rest.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::io::{self, Write};
    ///
    /// # fn main() -> io::Result<()> {
    /// let mut out = io::stdout().lock();
    /// for number in 1..=3 {
    ///     write!(out, "{number} ")?;
    /// }
    /// nanowasi::println!("and more"); // does not deadlock
    /// # Ok(())
    /// # }
    /// ```
    lock;

    /// Returns a handle of standard error, like `std::io::stderr`.
    ///
    /// Each `eprint!` and `write_all` reaches the host before it returns, in one call if it has at
    /// most 512 bytes and the host accepts all of them. With the feature `unbuffered`, each segment
    /// of an `eprint!` is a call. A host that is not ready is waited for as by [`stdout`]. The
    /// message of a panic has the full number of attempts.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::io::{self, Write};
    ///
    /// # fn main() -> io::Result<()> {
    /// writeln!(io::stderr(), "warning: {} is empty", "input.txt")?;
    /// # Ok(())
    /// # }
    /// ```
    stderr: STDERR;

    /// A handle of standard error, like `std::io::Stderr`: see [`stderr`].
    ///
    /// - *`write`* is one call to the host, whose count may be short. `INTR` and `AGAIN` are
    ///   returned.
    /// - *`write_all`* retries as [`Stdout`] does, and leaves no byte in the buffer unless it
    ///   fails.
    /// - *`flush`* writes bytes that are pending because of an error.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::io::{self, Stderr, Write};
    ///
    /// struct Log(Stderr);
    ///
    /// impl Log {
    ///     fn warn(&self, message: &str) {
    ///         // An error of a log is not worth a panic.
    ///         let _ = writeln!(&self.0, "warning: {message}");
    ///     }
    /// }
    /// Log(io::stderr()).warn("the file is empty");
    /// ```
    Stderr;

    /// A handle of standard error, like `std::io::StderrLock`: see [`Stderr::lock`].
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::io::{self, StderrLock, Write};
    ///
    /// fn warn(err: &mut StderrLock<'_>, message: &str) -> io::Result<()> {
    ///     writeln!(err, "warning: {message}")
    /// }
    /// # fn main() -> io::Result<()> {
    /// warn(&mut io::stderr().lock(), "the file is empty")
    /// # }
    /// ```
    StderrLock;

    /// Returns another handle of the stream. There is one thread, so nothing is locked.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::io::{self, Write};
    ///
    /// # fn main() -> io::Result<()> {
    /// let mut err = io::stderr().lock();
    /// err.write_all(b"line 1: no colon\n")?;
    /// # Ok(())
    /// # }
    /// ```
    lock;
}

impl Drop for StdoutLock<'_> {
    /// Writes the pending bytes, unless `main` is running: see [`stdout`].
    fn drop(&mut self) {
        if STDOUT_BUFFER != 0 && !in_main() && OUT.flush() != 0 {
            PRINT_FAILED.set(MAIN_STATE.get());
        }
    }
}

/// Implements [`Write`] for the handles of one stream.
macro_rules! writers {
    ($($type:ty: $write:expr, $write_all:expr, $flush:expr $(, $write_fmt:expr)?;)+) => {
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

                $(
                    #[inline]
                    fn write_fmt(&mut self, args: fmt::Arguments<'_>) -> Result<()> {
                        $write_fmt(args)
                    }
                )?

                #[inline]
                fn flush(&mut self) -> Result<()> {
                    check($flush.flush())
                }
            }
        )+
    };
}

writers! {
    Stdout: |buf| stdout_write(buf, true), |buf| stdout_write_all(buf, true), OUT,
        stdout_write_fmt;
    &Stdout: |buf| stdout_write(buf, true), |buf| stdout_write_all(buf, true), OUT,
        stdout_write_fmt;
    StdoutLock<'_>: |buf| stdout_write(buf, false), |buf| stdout_write_all(buf, false), OUT;
    Stderr: stderr_write, stderr_write_all, ERR;
    &Stderr: stderr_write, stderr_write_all, ERR;
    StderrLock<'_>: stderr_write, stderr_write_all, ERR;
}

/// Writes formatted text for a handle. The lock collects the parts of a line.
fn stdout_write_fmt(args: fmt::Arguments<'_>) -> Result<()> {
    // The `drop` of the lock would write the text, too, but ignore the error.
    let mut lock = ManuallyDrop::new(stdout().lock());
    let result = lock.write_fmt(args);
    if in_main() {
        return result;
    }
    result.and(check(OUT.flush()))
}

/// Writes all of `bytes` for a handle. `ends_text` is `false` for a lock, which ends its text when
/// it is dropped.
fn stdout_write_all(bytes: &[u8], ends_text: bool) -> Result<()> {
    let part = Part::new(bytes);
    check(OUT.write(part))?;
    if needs_flush(part, ends_text) {
        check(OUT.flush_written())?;
    }
    Ok(())
}

/// Copies all of `bytes` to the buffer, or returns an error. Bytes that don't fit are written in
/// one call.
///
/// Bytes in the buffer are accepted, even if they can't be written: `flush` reports that.
fn stdout_write(bytes: &[u8], ends_text: bool) -> Result<usize> {
    if bytes.len() > STDOUT_BUFFER {
        check(OUT.flush())?;
        return Ok(sys::fd_write(STDOUT, &[IoSlice::new(bytes)])?);
    }
    let part = Part::new(bytes);
    check(OUT.write(part))?;
    if needs_flush(part, ends_text) && OUT.flush_written() != 0 {
        PRINT_FAILED.set(MAIN_STATE.get());
    }
    Ok(bytes.len())
}

/// Writes pending bytes, and then `bytes` in one call to the host.
fn stderr_write(bytes: &[u8]) -> Result<usize> {
    check(ERR.flush())?;
    Ok(sys::fd_write(STDERR, &[IoSlice::new(bytes)])?)
}

/// Writes all of `bytes` before it returns.
fn stderr_write_all(bytes: &[u8]) -> Result<()> {
    check(ERR.write(Part::new(bytes)))?;
    check(ERR.flush_written())
}
