//! The streams that `print!` and `eprint!` write to, and what an error of theirs does.

use core::fmt;

use super::{ERR, MAIN_STATE, OUT, PRINT_FAILED, STDOUT_BUFFER, needs_flush};
use crate::io::print::PrintStream;
use crate::sys::stdio::Part;
use crate::sys::{self, Errno};

/// Returns whether the host will refuse all further output, so that the program should end.
///
/// That is so for every errno but three. After `AGAIN` and `INTR`, the host may accept output
/// again. With `BADF`, there is no standard output, and programs of `std` continue as well.
///
/// A shift of a bit mask takes 25 bytes less than three comparisons. It takes the errno modulo 64,
/// which is enough to tell these three from the other errnos of a write.
#[inline]
fn is_final(errno: i32) -> bool {
    const NOT_FINAL: u64 =
        1 << Errno::AGAIN.code() | 1 << Errno::INTR.code() | 1 << Errno::BADF.code();
    NOT_FINAL.wrapping_shr(errno.cast_unsigned()) & 1 == 0
}

/// Standard output, for the macros.
#[doc(hidden)]
#[derive(Debug)]
pub struct _Out;

impl _Out {
    /// Prints a part of a text. The end of the text writes it if `main` is not running.
    ///
    /// One function for both is 50 bytes smaller than two.
    #[cfg_attr(nanowasi_std, optimize(size), inline(never))]
    fn print(part: Part<'_>) {
        let errno = OUT.write(part);
        if errno != 0 {
            // The segment is lost, because the buffer is full of bytes that the host has refused.
            if PRINT_FAILED.get() != 0 && is_final(errno) {
                sys::proc_exit(1);
            }
        } else if !needs_flush(part, part.is_end()) || OUT.flush_written() == 0 {
            return;
        }
        PRINT_FAILED.set(MAIN_STATE.get());
    }
}

impl PrintStream for _Out {
    #[inline(always)]
    fn print_bytes(bytes: &[u8]) {
        Self::print(Part::new(bytes));
    }

    #[inline]
    fn print_fmt(args: fmt::Arguments<'_>) {
        if !format(&mut Self, args) {
            // The text ends here, without the newline of its format.
            Self::finish(false);
        }
    }

    #[inline(always)]
    fn finish(ends_line: bool) {
        // `print_bytes` has written a line already, if that is needed.
        if STDOUT_BUFFER != 0 && !ends_line {
            Self::print(Part::END);
        }
    }
}

/// Standard error, for the macros. Its errors are ignored, because they can't be printed.
#[doc(hidden)]
#[derive(Debug)]
pub struct _Err;

impl PrintStream for _Err {
    fn print_bytes(bytes: &[u8]) {
        ERR.write(Part::new(bytes));
    }

    #[inline]
    fn print_fmt(args: fmt::Arguments<'_>) {
        format(&mut Self, args);
    }

    fn finish(_ends_line: bool) {
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

/// Prints through `core::fmt`. Returns whether all of the text was printed.
fn format(writer: &mut dyn fmt::Write, args: fmt::Arguments<'_>) -> bool {
    let result = fmt::write(writer, args);
    // `write_str` never fails, so this is a `Display` that failed by itself: output is missing.
    if result.is_err() {
        PRINT_FAILED.set(MAIN_STATE.get());
    }
    result.is_ok()
}
