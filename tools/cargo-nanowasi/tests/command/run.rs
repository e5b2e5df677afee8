//! `run`: hosts, streams, directories, variables and the exit status.

use std::io::Write;
use std::process::{Command, Stdio};

use crate::support::{Finished, Folder, finish};

/// A program that prints its inputs, and exits with a status that depends on them.
const CODE: &str = r#"
use std::io::{self, Read};
fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    println!("{args:?} {:?}", std::env::var("KEY"));
    if let Ok(text) = std::fs::read_to_string("in side/file") {
        println!("{text}");
    }
    let mut text = String::new();
    io::stdin().read_to_string(&mut text).unwrap();
    print!("{text}");
    eprint!("to standard error");
    std::process::exit(args.len() as i32 + 40);
}
"#;

fn has_node() -> bool {
    let version = Command::new("node").arg("--version").output();
    version.is_ok_and(|output| output.status.success())
}

/// Runs a command with text as its standard input.
fn with_input(command: &mut Command, input: &str) -> Finished {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program that cargo has built starts");
    let mut stdin = child.stdin.take().expect("it is a pipe");
    stdin
        .write_all(input.as_bytes())
        .expect("the guest reads it");
    drop(stdin);
    child
        .wait_with_output()
        .expect("the child is this process's own")
        .into()
}

/// An option did not reach the host, a stream was not inherited, or the exit status was not the
/// guest's.
#[test]
fn options_streams_and_status_reach_the_guest_on_each_host() {
    let folder = Folder::program("hosts", "2021", CODE);
    folder.write("dir with space/file", "contents");
    let mut hosts = vec!["wasmi"];
    if has_node() {
        hosts.push("node");
    }
    for host in hosts {
        let args = [
            "run",
            "-q",
            "--host",
            host,
            "--dir",
            "dir with space::in side",
        ];
        let mut command = folder.command(&args);
        command.args(["--env=KEY=a b", "--", "--trace", "c d"]);
        let stdout = "[\"--trace\", \"c d\"] Ok(\"a b\")\ncontents\nline\n";
        let finished = with_input(&mut command, "line\n").output(42, stdout);
        assert_eq!(finished.stderr, "to standard error", "{host}");
        // Without `--dir`, the guest has no directory.
        let finished = folder.run(&["run", "-q", "--host", host]);
        finished.output(40, "[] Err(NotPresent)\n");
    }
}

/// A trace on standard output would mix with the guest's output.
#[test]
fn a_trace_is_on_standard_error() {
    let folder = Folder::program("trace", "2021", CODE);
    let finished = folder.run(&["run", "-q", "--trace"]);
    let finished = finished.output(40, "[] Err(NotPresent)\n");
    finished.error(&[
        "fd_write(1, ",
        "fd_read(0, ",
        "proc_exit(40)",
        "to standard error",
    ]);
}

/// A script would take a trap for a success if the exit status were 0.
#[test]
fn a_trap_is_a_failure() {
    let code = "fn main() { core::arch::wasm32::unreachable() }\n";
    let folder = Folder::program("trap", "2021", code);
    folder
        .run(&["run", "-q"])
        .status(134)
        .error(&["unreachable"]);
}

/// Another host ran than the one named, or it got other arguments.
#[cfg(unix)]
#[test]
fn a_host_is_found_by_name_and_by_path() {
    let folder = Folder::program("wasmtime", "2021", CODE);
    // This machine may have a real wasmtime as well.
    let script = folder.script("bin/wasmtime", "for arg; do echo \"$arg\"; done; exit 9");
    let path = std::env::var_os("PATH").expect("cargo is on it");
    let folders = std::iter::once(folder.path("bin")).chain(std::env::split_paths(&path));
    let path = std::env::join_paths(folders).expect("the path of a folder has no separator");
    let script = script.to_str().expect("the folder's path is UTF-8");
    for host in ["wasmtime", script, "./bin/wasmtime"] {
        let args = [
            "run", "-q", "--host", host, "--dir", "a b", "--env", "K=v", "--", "x y",
        ];
        let finished = finish(folder.command(&args).env("PATH", &path));
        let module = "target/wasm32-wasip1/debug/program.wasm";
        let lines = format!("run\n--dir\na b::a b\n--env\nK=v\n{module}\nx y\n");
        finished.output(9, &lines);
    }
}

/// The message about a missing host or a wrong value names the host or the option.
#[test]
fn a_mistake_is_named() {
    let folder = Folder::program("run mistakes", "2021", CODE);
    let finished = folder.run(&["run", "-q", "--host", "./absent/wasmtime"]);
    finished.status(126).error(&["./absent/wasmtime"]);
    folder
        .run(&["run", "-q", "--dir", "absent"])
        .status(126)
        .error(&["absent"]);
    folder
        .run(&["run", "-q", "--env", "K"])
        .status(1)
        .error(&["--env"]);
    folder.run(&["run", "--host"]).status(1).error(&["--host"]);
}
