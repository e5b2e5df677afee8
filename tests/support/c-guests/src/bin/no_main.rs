//! no_main: uses nanowasi without `main!`. Linking it must fail with an error that says so.

#![cfg_attr(target_os = "wasi", no_std, no_main)]

#[cfg(target_os = "wasi")]
#[unsafe(no_mangle)]
extern "C" fn unrelated() {
    nanowasi::println!("never called");
}

#[cfg(not(target_os = "wasi"))]
fn main() {}
