//! own_main_void: defines what the toolchain's start-up object calls, as `int main(void)` in C does.

#![cfg_attr(target_os = "wasi", no_std, no_main)]

#[cfg(target_os = "wasi")]
#[unsafe(no_mangle)]
extern "C" fn __main_void() -> i32 {
    nanowasi::println!("a main of its own");
    nanowasi::process::exit(4)
}

#[cfg(not(target_os = "wasi"))]
fn main() {}
