//! Standard output and standard error as `print!` and `eprint!` write to them.

use core::fmt;

use super::{ERR, MAIN_STATE, OUT, PRINT_FAILED, needs_flush};
use crate::io::print::PrintStream;
use crate::sys::{self, Errno};

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
