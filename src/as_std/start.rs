//! The start of `fn main`.
//!
//! As with `std`, the compiler generates `__main_void`, which `_start` calls, and which calls
//! [`start`].

use crate::io::stdio;
use crate::process::{self, ExitCode, Termination};

/// Runs `main`, writes buffered output, and returns the exit status.
///
/// The arguments are those of C's `main`, and are unused.
#[lang = "start"]
fn start<T: Termination + 'static>(
    main: fn() -> T,
    _argc: isize,
    _argv: *const *const u8,
    _sigpipe: u8,
) -> isize {
    stdio::enter_main();
    let status = process::exit_status(i32::from(main().report().code()));
    stdio::leave_main();
    status as isize
}

impl Termination for ! {
    fn report(self) -> ExitCode {
        self
    }
}
