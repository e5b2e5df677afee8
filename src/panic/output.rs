//! Where the message of a panic goes: to standard error, or with the feature `panic-trap` to a
//! buffer in memory, which the host can read.

/// Prints the message of a panic to standard error, with a newline.
#[cfg(all(
    feature = "panic-location",
    not(all(target_family = "wasm", feature = "panic-trap"))
))]
macro_rules! print_message {
    ($($arg:tt)*) => { $crate::eprintln!($($arg)*) };
}

/// Writes the message of a panic to memory, without a newline.
#[cfg(all(
    target_family = "wasm",
    feature = "panic-trap",
    feature = "panic-location"
))]
macro_rules! print_message {
    ($($arg:tt)*) => { $crate::__print!($crate::panic::output::Memory, "", $($arg)*) };
}

#[cfg(feature = "panic-location")]
pub(crate) use print_message;

#[cfg(all(
    target_family = "wasm",
    feature = "panic-trap",
    feature = "panic-location"
))]
pub(crate) use memory::Memory;

#[cfg(all(
    target_family = "wasm",
    feature = "panic-trap",
    feature = "panic-location"
))]
mod memory {
    use core::fmt;

    use crate::io::print::PrintStream;
    use crate::sys::panic_message;

    /// The buffer, for [`print_message!`](super::print_message).
    pub(crate) struct Memory;

    impl PrintStream for Memory {
        fn print_bytes(bytes: &[u8]) {
            panic_message::append(bytes);
        }

        fn print_fmt(args: fmt::Arguments<'_>) {
            // `write_str` never fails. If a `Display` of the program does, its text is missing.
            let _ = fmt::write(&mut Self, args);
        }

        fn finish(_: bool) {}
    }

    impl fmt::Write for Memory {
        fn write_str(&mut self, text: &str) -> fmt::Result {
            panic_message::append(text.as_bytes());
            Ok(())
        }
    }
}
