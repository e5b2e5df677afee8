//! The panic handler: says where and why, as far as the features let it, and ends the program.
//!
//! It never allocates, writes its line in one call where it can, and can't be entered twice: a
//! panic while a panic is printed ends the program at once, without a word. A program with a hook has
//! that called instead, and what it allocates is its own business.
//!
//! On stable Rust a failed allocation arrives here too.

use core::panic::PanicInfo;

use crate::io::stdio;
use crate::{panic, process};

#[panic_handler]
fn handle(info: &PanicInfo<'_>) -> ! {
    if !panic::panicking() {
        panic::set_panicking();
        // What was printed before comes before, and the message may be the last that can be written.
        stdio::prepare_panic_output();
        panic::HOOK.get()(panic::handler_info(info));
    }
    process::abort()
}
