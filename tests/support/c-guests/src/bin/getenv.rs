//! getenv: calls one function of the `libc` crate, and uses nothing of nanowasi but `main!`.

#![cfg_attr(target_os = "wasi", no_std, no_main)]

#[cfg(target_os = "wasi")]
nanowasi::main!(main);

#[cfg(target_os = "wasi")]
fn main() -> nanowasi::process::ExitCode {
    // SAFETY: the text ends with a NUL.
    let value = unsafe { libc::getenv(c"NAME".as_ptr()) };
    nanowasi::process::ExitCode::from(u8::from(value.is_null()))
}

#[cfg(not(target_os = "wasi"))]
fn main() {}
