//! libc_calls: calls functions of the `libc` crate, each from another part of the C library.

#![cfg_attr(target_os = "wasi", no_std, no_main)]

#[cfg(target_os = "wasi")]
nanowasi::main!(main);

#[cfg(target_os = "wasi")]
fn main() {
    // SAFETY: the texts end with a NUL, `time` accepts a null pointer, and the descriptor that is
    // closed is not open.
    unsafe {
        let value = libc::getenv(c"NAME".as_ptr());
        if value.is_null() {
            nanowasi::println!("NAME is not set");
        } else {
            nanowasi::println!("NAME is {} bytes long", libc::strlen(value));
        }
        nanowasi::println!("a time: {}", libc::time(core::ptr::null_mut()) > 0);
        nanowasi::println!("close: {}", libc::close(99));
        libc::puts(c"from C".as_ptr());
    }
}

#[cfg(not(target_os = "wasi"))]
fn main() {}
