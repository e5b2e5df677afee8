//! A library: a module of exports, and no `main`.

#![no_std]

mod exported;

/// A panic traps, without an import.
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
