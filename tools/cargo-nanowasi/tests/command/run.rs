//! `run`: hosts, streams, directories, variables and the status.

use std::io::Write;
use std::process::{Command, Stdio};

use crate::support::{Finished, Folder, finish};

/// A program that prints what it is given, and ends with a status.
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

/// An option that does not reach the host, a stream that is not inherited, or another status than
/// the guest's.
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
        // An empty directory name is no other option.
        let finished = folder.run(&["run", "-q", "--host", host]);
        finished.output(40, "[] Err(NotPresent)\n");
    }
}

/// A trace among the guest's own output, or a status of the tracer.
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

/// A program that traps or panics ends with a success for a script that looks at the status.
#[test]
fn a_trap_is_a_failure() {
    let code = "fn main() { core::arch::wasm32::unreachable() }\n";
    let folder = Folder::program("trap", "2021", code);
    folder
        .run(&["run", "-q"])
        .status(134)
        .error(&["unreachable"]);
}

/// The host that is named is another than the one that runs, or gets other arguments.
#[cfg(unix)]
#[test]
fn a_host_is_found_by_name_and_by_path() {
    let folder = Folder::program("wasmtime", "2021", CODE);
    // The real one may be on this machine as well.
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

/// A host that is not there, or a wrong value, is reported with the name of what was wrong.
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
        .status(2)
        .error(&["--env"]);
    folder.run(&["run", "--host"]).status(1).error(&["--host"]);
}
