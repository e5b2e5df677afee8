//! plugin: a `cdylib`, which exports functions and has no `main` by design.

#![cfg_attr(target_os = "wasi", no_std)]

/// Prints on each call, and returns the length of an environment variable as C reads it.
#[cfg(target_os = "wasi")]
#[unsafe(no_mangle)]
pub extern "C" fn name_len() -> usize {
    nanowasi::println!("called");
    // SAFETY: the text ends with a NUL, and so does a value that is not null.
    unsafe {
        let value = libc::getenv(c"NAME".as_ptr());
        if value.is_null() {
            0
        } else {
            libc::strlen(value)
        }
    }
}

/// Panics.
#[cfg(target_os = "wasi")]
#[unsafe(no_mangle)]
pub extern "C" fn panics() {
    panic!("a panic");
}
