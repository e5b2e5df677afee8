//! own_start: defines the function that the host calls. It links without the toolchain's start-up
//! object.

#![cfg_attr(target_os = "wasi", no_std, no_main)]

#[cfg(target_os = "wasi")]
#[unsafe(no_mangle)]
extern "C" fn _start() {
    nanowasi::println!("a start of its own");
    nanowasi::process::exit(6)
}

#[cfg(not(target_os = "wasi"))]
fn main() {}
