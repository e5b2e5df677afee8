//! own_main_void: defines what the toolchain's start-up object calls, as `int main(void)` in C
//! does.

#![cfg_attr(target_os = "wasi", no_std, no_main)]

#[cfg(target_os = "wasi")]
#[unsafe(no_mangle)]
extern "C" fn __main_void() -> i32 {
    extern "C" fn handler() {
        nanowasi::println!("a handler");
    }
    nanowasi::println!("a main of its own");
    // SAFETY: the handler is a function that returns, and `putchar` accepts any byte.
    unsafe {
        unsafe extern "C" {
            fn putchar(byte: i32) -> i32;
        }
        libc::atexit(handler);
        putchar(i32::from(b'C'));
    }
    match nanowasi::env::static_args().nth(1) {
        Some("return") => 3,
        Some("panic") => panic!("in a main of its own"),
        _ => nanowasi::process::exit(4),
    }
}

#[cfg(not(target_os = "wasi"))]
fn main() {}
