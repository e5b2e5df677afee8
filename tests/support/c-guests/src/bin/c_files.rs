//! c_files END: reads a byte of the file `in` and writes the file `out` with C's streams, closes
//! neither, and ends as END says: `return`, `exit:N` or `c-exit:N`.

#![cfg_attr(target_os = "wasi", no_std, no_main)]

#[cfg(target_os = "wasi")]
nanowasi::main!(main);

#[cfg(target_os = "wasi")]
fn main() {
    // SAFETY: the texts end with a NUL, and the streams are not null.
    unsafe {
        let input = libc::fopen(c"in".as_ptr(), c"r".as_ptr());
        let output = libc::fopen(c"out".as_ptr(), c"w".as_ptr());
        assert!(!input.is_null() && !output.is_null());
        let byte = libc::fgetc(input);
        libc::fputs(c"written by C".as_ptr(), output);
        nanowasi::println!("read {byte}");
    }
    let end = nanowasi::env::static_args().nth(1).unwrap_or_default();
    let (end, status) = end.split_once(':').unwrap_or((end, "0"));
    let status = status.parse().unwrap_or(255);
    match end {
        "exit" => nanowasi::process::exit(status),
        // SAFETY: C's `exit` accepts any status.
        "c-exit" => unsafe { libc::exit(status) },
        _ => {}
    }
}

#[cfg(not(target_os = "wasi"))]
fn main() {}
