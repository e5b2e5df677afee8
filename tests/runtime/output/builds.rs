//! Builds with another buffer size, without a buffer, or without waiting.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use nanowasi_test_host::build::{Build, Mode};
use nanowasi_test_host::{Response, Run, Status};

use super::host::{Reply, letters, replying};

/// The variable that sets the buffer's size.
const VARIABLE: &str = "NANOWASI_STDOUT_BUFFER";

/// Everything is as long as a one-byte buffer, or longer. This shows mistakes that 16,384 bytes
/// hide.
#[test]
fn a_buffer_of_one_byte_is_a_buffer() {
    let guest = build_with_buffer("1").unwrap();
    check(&guest, 1);
    let run = Run::new(&guest).args(["print:a", "print:b", "print:", "print:cd", "print:e"]);
    let (output, seen) = replying(run, |_| Reply::All);
    assert_eq!(seen.lens(), [1, 1, 2, 1], "{output}");
    assert_eq!(seen.text(), "abcde");
}

#[test]
fn a_small_buffer_is_written_when_it_is_full() {
    let guest = build_with_buffer("100").unwrap();
    check(&guest, 100);
    let run = Run::new(&guest).args(["letters:60", "letters:40", "letters:1", "letters:100"]);
    let (output, seen) = replying(run, |_| Reply::All);
    assert_eq!(seen.lens(), [100, 1, 100], "{output}");
}

/// An invalid size must be neither replaced by the default nor reported as an error in the
/// runtime's source.
#[test]
fn an_invalid_buffer_size_is_a_build_error_that_names_the_variable() {
    for size in ["0", "-1", "many", "", "1 KB", "99999999999999999999"] {
        let message = build_with_buffer(size).unwrap_err();
        assert!(message.contains(VARIABLE), "{size:?}: {message}");
        assert!(
            message.contains(&format!("{size:?}")),
            "{size:?}: {message}"
        );
    }
}

/// For debugging, or a host that crashes: what was printed has been written.
#[test]
fn without_a_buffer_each_print_is_a_write() {
    let guest = Build::guest("script").feature("unbuffered").wasm();
    check(&guest, 0);
    let run = Run::new(&guest).args(["print:a", "print:bc", "write:def", "println:g"]);
    let (output, seen) = replying(run, |_| Reply::All);
    // A line may be two writes, the second one for the newline.
    assert_eq!(seen.lens()[..3], [1, 2, 3], "{output}");
    assert_eq!(seen.text(), "abcdefg\n");
    let run = Run::new(&guest)
        .args(["print:seen"])
        .fault("proc_exit", |_| 0);
    assert_eq!(run.run().stdout_str(), "seen");
}

/// Refused bytes stayed pending at their address. The end of an `eprint!` wrote from there again,
/// after the caller could have freed them.
#[test]
fn without_a_buffer_refused_bytes_are_not_written_later() {
    const NOSPC: i32 = 51;
    for mode in [Mode::Default, Mode::Tiny] {
        let build = Build::guest("script").mode(mode).feature("unbuffered");
        for (verb, descriptor) in [("eprint:abc", 2), ("print:abc", 1)] {
            let mut calls = 0;
            let output = Run::new(build.wasm())
                .args([verb])
                .fault("fd_write", move |call| {
                    calls += 1;
                    match call.arg(0) == descriptor && calls == 1 {
                        true => Response::Errno(NOSPC),
                        false => Response::Real,
                    }
                })
                .run();
            assert_eq!(output.count("fd_write"), 1, "{output}");
            let status = Status::Exit(i32::from(descriptor == 1));
            assert_eq!(output.status, status, "{output}");
        }
    }
}

/// A program that is built not to wait still has to get the error.
#[test]
fn without_waiting_a_refusal_is_returned() {
    const AGAIN: i32 = 6;
    for (feature, text) in [(None, "abc"), (Some("unbuffered"), "bc")] {
        let mut build = Build::guest("script").feature("no-wait");
        if let Some(feature) = feature {
            build = build.feature(feature);
        }
        let guest = build.wasm();
        check(&guest, 0);
        let run = Run::new(&guest).args(["print:a", "flush", "print:b", "print:c"]);
        let (output, seen) = replying(run, |number| match number {
            1 => Reply::Errno(AGAIN),
            _ => Reply::All,
        });
        // Without a buffer, refused bytes are lost. With one, they stay pending.
        assert_eq!(seen.text(), text, "{output}");
        let status = Status::Exit(i32::from(feature.is_some()));
        assert_eq!(output.status, status, "{output}");
        let message = output.stderr_str();
        assert_eq!(message.contains("AGAIN"), feature.is_none(), "{output}");
        assert_eq!(output.count("poll_oneoff"), 0, "{output}");
    }
}

/// Texts shorter than, as long as, and longer than the buffer arrive on a host that takes few bytes
/// a call.
fn check(guest: &[u8], buffer: usize) {
    let lens = [
        1,
        buffer,
        buffer + 1,
        5,
        2 * buffer,
        buffer / 2,
        1000,
        buffer,
        1,
    ];
    let text: String = lens.iter().map(|&len| letters(len)).collect();
    for count in [1, 3, 99, 100, 101, 5000] {
        let run = Run::new(guest).args(lens.map(|len| format!("letters:{len}")));
        let (output, seen) = replying(run, move |_| Reply::Take(count));
        assert!(seen.text() == text, "{count} bytes a call: {output}");
        assert_eq!(output.status, Status::Exit(0), "{output}");
    }
}

/// Builds `script` with a buffer of that size. Returns cargo's message if that fails.
fn build_with_buffer(size: &str) -> Result<Vec<u8>, String> {
    let name: String = size.chars().filter(char::is_ascii_alphanumeric).collect();
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
        .with_file_name("guests/nanowasi-guests")
        .join(format!("buffer-{name}"));
    let output = Command::new(env::var_os("CARGO").unwrap())
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")))
        .args(["build", "--quiet", "--release", "--target=wasm32-wasip1"])
        .args(["--package=nanowasi-guests", "--bin=script"])
        .arg("--target-dir")
        .arg(&folder)
        .env("CARGO_ENCODED_RUSTFLAGS", "")
        .env(VARIABLE, size)
        .output()
        .unwrap();
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    Ok(fs::read(folder.join("wasm32-wasip1/release/script.wasm")).unwrap())
}
