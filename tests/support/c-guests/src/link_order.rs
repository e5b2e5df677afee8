//! What `c_first` and `c_last` share: calls of C functions that end with an `atexit` handler.

/// Links the C library at this position of the program.
macro_rules! c {
    () => {
        #[link(name = "c", kind = "static", modifiers = "-bundle")]
        unsafe extern "C" {
            #[allow(dead_code, reason = "a block without a function would be left out")]
            fn getpid() -> i32;
        }
    };
}

extern "C" fn handler() {
    nanowasi::println!("handled");
}

pub fn main() {
    // SAFETY: the texts end with a NUL, and so does a value that is not null.
    unsafe {
        libc::atexit(handler);
        libc::puts(c"from C".as_ptr());
        let value = libc::getenv(c"NAME".as_ptr());
        if !value.is_null() {
            nanowasi::println!("NAME is {} bytes long", libc::strlen(value));
        }
    }
}
