//! Runs the command as a user types it: exit statuses, streams, options and hosts.
//!
//! Most guests are a few lines of WAT, so a mistake in nanowasi cannot fail these tests.

use std::env;
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use nanowasi_build::{Build, Mode};

/// A temporary folder, removed on drop.
struct Folder(PathBuf);

impl Folder {
    fn new(test: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
        // An earlier run may have left the folder.
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("the temporary folder can be written to");
        Self(folder)
    }

    /// Writes a module: imports, and the body of `_start`.
    fn guest(&self, imports: &str, body: &str) {
        let text = format!(
            r#"(module {imports}
                (memory (export "memory") 1)
                (data (i32.const 0) "\08\00\00\00\06\00\00\00hello\n")
                (func $deeper (call $deeper))
                (func (export "_start") (local $i i32) {body}))"#
        );
        fs::write(self.0.join("guest.wat"), text).expect("the temporary folder can be written to");
    }

    /// Runs the command in the folder, and returns its exit status, standard output and standard
    /// error.
    fn run(&self, args: &[&str]) -> (Option<i32>, String, String) {
        let output = Command::new(env!("CARGO_BIN_EXE_guest"))
            .args(args)
            .current_dir(&self.0)
            .stdin(Stdio::null())
            .output()
            .expect("the program that cargo has built starts");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (
            output.status.code(),
            text(&output.stdout),
            text(&output.stderr),
        )
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

const WRITE: &str = r#"(import "wasi_snapshot_preview1" "fd_write"
    (func $write (param i32 i32 i32 i32) (result i32)))"#;
const EXIT: &str = r#"(import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))"#;
const PRINT: &str = "(drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 16)))";

/// The hosts that this machine has, as values of `--host`.
fn hosts() -> Vec<&'static str> {
    let mut hosts = vec!["wasmi", "wasmtime"];
    let node = Command::new("node").arg("--version").output();
    if node.is_ok_and(|output| output.status.success()) {
        hosts.push("node");
    } else {
        // The test runner captures `eprintln!`, and shows it only if the test fails.
        let _ = writeln!(io::stderr(), "skipped: this machine has no `node`");
    }
    hosts
}

#[test]
fn output_and_status_are_the_guests_on_each_host() {
    let folder = Folder::new("status");
    folder.guest(
        &format!("{WRITE}{EXIT}"),
        &format!("{PRINT} (call $exit (i32.const 7))"),
    );
    for host in hosts() {
        let (status, stdout, stderr) = folder.run(&["--host", host, "guest.wat"]);
        if host == "node" {
            // Node does not accept WAT.
            assert_eq!(status, Some(126), "{host}: {stderr}");
            continue;
        }
        assert_eq!(
            (status, stdout.as_str()),
            (Some(7), "hello\n"),
            "{host}: {stderr}"
        );
    }
}

#[test]
fn each_way_to_end_has_its_status() {
    let folder = Folder::new("ends");
    for (imports, body, expected, message) in [
        ("", "", 0, ""),
        ("", "unreachable", 134, "unreachable"),
        (EXIT, "(call $exit (i32.const 126))", 134, "exit"),
        ("", "(call $deeper)", 134, "guest: "),
        (r#"(import "env" "f" (func))"#, "", 126, "env"),
        (
            r#"(import "wasi_snapshot_preview1" "fd_close" (func (param i64)))"#,
            "",
            126,
            "fd_close",
        ),
    ] {
        folder.guest(imports, body);
        for options in [&[][..], &["--trace"]] {
            let (status, stdout, stderr) = folder.run(&[options, &["guest.wat"]].concat());
            assert_eq!(status, Some(expected), "{imports}{body}: {stderr}");
            assert!(stderr.contains(message), "{imports}{body}: {stderr}");
            assert_eq!(stdout, "");
        }
    }
    fs::write(folder.0.join("guest.wat"), "(module)").expect("the folder can be written to");
    assert_eq!(folder.run(&["guest.wat"]).0, Some(126));
    assert_eq!(folder.run(&["absent.wasm"]).0, Some(126));
    assert_eq!(folder.run(&["--dir", "absent", "guest.wat"]).0, Some(126));
    assert_eq!(folder.run(&["no-such-example"]).0, Some(2));
    assert_eq!(
        folder.run(&["--trace", "--host", "node", "guest.wat"]).0,
        Some(2)
    );
}

/// An interpreter that relies on tail calls overflowed the native stack where the compiler had
/// emitted plain calls, after a few hundred thousand instructions of a guest.
#[test]
fn a_long_run_needs_no_more_stack_than_a_short_one() {
    let folder = Folder::new("long");
    folder.guest(
        EXIT,
        r#"(loop $again
            (i32.store8 (i32.and (local.get $i) (i32.const 1023)) (local.get $i))
            (local.set $i (i32.add (local.get $i) (i32.const 1)))
            (br_if $again (i32.lt_u (local.get $i) (i32.const 3000000))))
        (call $exit (i32.load8_u (i32.const 5)))"#,
    );
    let (status, _, stderr) = folder.run(&["guest.wat"]);
    // The last byte stored at this address.
    assert_eq!(status, Some(2_999_301 & 0xFF), "{stderr}");
}

#[test]
fn a_trace_names_each_call_on_standard_error() {
    let folder = Folder::new("trace");
    folder.guest(
        &format!("{WRITE}{EXIT}"),
        &format!("{PRINT} (call $exit (i32.const 3))"),
    );
    for host in ["wasmi", "wasmtime"] {
        let (status, stdout, stderr) = folder.run(&["--trace", "--host", host, "guest.wat"]);
        assert_eq!(
            (status, stdout.as_str()),
            (Some(3), "hello\n"),
            "{host}: {stderr}"
        );
        let trace: Vec<&str> = stderr
            .lines()
            .filter_map(|line| line.strip_suffix(" µs)")?.rsplit_once(" ("))
            .map(|(call, _)| call)
            .collect();
        let expected = [r#"fd_write(1, [6 "hello\n"]) = OK 6"#, "proc_exit(3)"];
        assert_eq!(trace, expected, "{host}: {stderr}");
    }
}

/// A directory or an argument did not reach the guest.
#[test]
fn directories_and_arguments_reach_the_guest_on_each_host() {
    let folder = Folder::new("options");
    fs::create_dir(folder.0.join("inner")).expect("the folder can be written to");
    fs::write(folder.0.join("inner/file"), "one two\n").expect("the folder can be written to");
    fs::write(folder.0.join("here"), "three\n").expect("the folder can be written to");
    for host in hosts() {
        let args = [
            "--host",
            host,
            "--dir",
            "inner::other",
            "cat",
            "here",
            "other/file",
        ];
        let (status, stdout, stderr) = folder.run(&args);
        assert_eq!(
            (status, stdout.as_str()),
            (Some(0), "three\none two\n"),
            "{host}: {stderr}"
        );
    }
}

#[test]
fn help_is_a_success_and_a_mistake_is_a_failure() {
    let folder = Folder::new("help");
    let (status, stdout, _) = folder.run(&["--help"]);
    assert_eq!(status, Some(0));
    assert!(stdout.contains("--host"));
    let (status, stdout, stderr) = folder.run(&["--hots", "wasmi", "hello"]);
    assert_eq!((status, stdout.as_str()), (Some(2), ""));
    assert!(stderr.contains("--hots"), "{stderr}");
}

/// A program like `yes | head -1` never ended, because `print!` does not panic when the host
/// reports a closed pipe.
#[test]
fn a_closed_pipe_ends_a_program_that_prints_for_ever() {
    let build = Build::guest("endless").mode(Mode::Tiny).alone();
    if let Err(error) = build.try_wasm() {
        panic!("{error}");
    }
    for host in hosts() {
        let mut child = Command::new(env!("CARGO_BIN_EXE_guest"))
            .args(["--host", host])
            .arg(build.path())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program that cargo has built starts");
        let mut line = [0; 2];
        let mut reader = child.stdout.take().expect("it is a pipe");
        reader.read_exact(&mut line).expect("a line is printed");
        drop(reader);
        let deadline = Instant::now() + Duration::from_secs(60);
        while child
            .try_wait()
            .expect("the child is this process's own")
            .is_none()
        {
            if Instant::now() > deadline {
                let _ = child.kill();
                panic!("{host}: still running without a reader");
            }
            thread::sleep(Duration::from_millis(5));
        }
        let output = child
            .wait_with_output()
            .expect("the child is this process's own");
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert_eq!(
            (&line, output.status.code()),
            (b"y\n", Some(1)),
            "{host}: {stderr}"
        );
        assert_eq!(stderr, "", "{host}");
    }
}
