//! A library: a module with exports and without a `main`.

#![no_std]

mod exported;

/// Traps on a panic, without an import.
#[cfg(all(
    target_family = "wasm",
    not(any(
        feature = "panic-handler",
        feature = "panic-location",
        feature = "panic-message"
    ))
))]
#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    nanowasi::sys::trap()
}
