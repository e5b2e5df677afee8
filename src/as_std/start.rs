//! How `fn main` is started: the function that the compiler generates calls [`start`].
//!
//! The compiler generates `__main_void`, which `_start` calls, as it does with `std`.

use crate::io::stdio;
use crate::process::{self, ExitCode, Termination};

/// Runs `main`, writes what is buffered, and ends the program if its status isn't 0.
///
/// The arguments are those of a C `main`, which has none here.
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
