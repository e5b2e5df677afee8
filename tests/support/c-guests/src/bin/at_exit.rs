//! at_exit END: registers two of C's `atexit` handlers, prints with C's and nanowasi's streams, and
//! ends as END says: `return`, `return:N`, `exit:N`, `c-exit:N`, `abort` or `panic`.

#![cfg_attr(target_os = "wasi", no_std, no_main)]

#[cfg(target_os = "wasi")]
nanowasi::main!(main);

/// Writes a text to C's standard output, which buffers it because it has no newline.
#[cfg(target_os = "wasi")]
fn put(text: &[u8]) {
    unsafe extern "C" {
        fn putchar(byte: i32) -> i32;
    }
    for byte in text {
        // SAFETY: `putchar` accepts any byte.
        unsafe { putchar((*byte).into()) };
    }
}

#[cfg(target_os = "wasi")]
extern "C" fn first() {
    nanowasi::println!("first handler");
}

#[cfg(target_os = "wasi")]
extern "C" fn second() {
    nanowasi::println!("second handler");
    put(b"C's second handler; ");
}

#[cfg(target_os = "wasi")]
fn main() -> nanowasi::process::ExitCode {
    use nanowasi::process::{self, ExitCode};

    // SAFETY: the handlers are functions that return.
    unsafe {
        libc::atexit(first);
        libc::atexit(second);
    }
    nanowasi::println!("main");
    put(b"C's main; ");
    let end = nanowasi::env::static_args().nth(1).unwrap_or_default();
    let (end, status) = end.split_once(':').unwrap_or((end, "0"));
    let status: u8 = status.parse().unwrap_or(255);
    match end {
        "exit" => process::exit(status.into()),
        // SAFETY: C's `exit` accepts any status.
        "c-exit" => unsafe { libc::exit(status.into()) },
        "abort" => process::abort(),
        "panic" => panic!("ends here"),
        _ => ExitCode::from(status),
    }
}

#[cfg(not(target_os = "wasi"))]
fn main() {}
