//! The panic handler: prints the message and the location, by feature, and ends the program.
//!
//! With the feature `panic-trap`, it prints nothing and traps.
//!
//! It never allocates, and writes a message of at most 512 bytes by one call to the host. A panic
//! during a panic ends the program without a message. If the program has a hook, the handler calls
//! the hook instead, which may allocate.
//!
//! On stable Rust, a failed allocation also calls this handler.

use core::panic::PanicInfo;

use crate::{panic, process};

#[panic_handler]
fn handle(info: &PanicInfo<'_>) -> ! {
    if !panic::panicking() {
        panic::set_panicking();
        // Earlier output precedes the message, and the retries for the message start anew.
        #[cfg(not(feature = "panic-trap"))]
        crate::io::stdio::prepare_panic_output();
        panic::HOOK.get()(panic::handler_info(info));
    }
    process::abort_inline()
}
