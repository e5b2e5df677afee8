//! `fd::renumber`: moving descriptors, and what becomes of preopened directories.

use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use nanowasi_test_host::build::{self, Mode};
use nanowasi_test_host::{OutOfBounds, Output, Response, Run, Status};

use super::TempDir;

/// Three preopened directories with the descriptors 3, 4 and 5. Each has files that contain its
/// name.
struct Preopens([TempDir; 3]);

const NAMES: [&str; 3] = ["one", "two", "three"];

impl Preopens {
    fn new(test: &str) -> Self {
        Self(NAMES.map(|name| {
            let folder = TempDir::new(&format!("renumber-{test}-{name}"));
            for file in ["x", "y"] {
                fs::write(folder.join(file), format!("{name}:{file}")).unwrap();
            }
            folder
        }))
    }

    fn run<const N: usize>(&self, args: [&str; N]) -> Run {
        let run = Run::new(build::guest("renumbers", Mode::Default)).args(args);
        NAMES
            .iter()
            .zip(&self.0)
            .fold(run, |run, (name, folder)| run.dir(folder, *name))
    }
}

/// Returns what the guest wrote to standard error. Fails unless its status was 0.
fn stderr(output: &Output) -> String {
    assert_eq!(output.status, Status::Exit(0), "{output}");
    output.stderr_str().to_string()
}

/// Buffered output was flushed after the move, and so it went to the new file.
#[test]
fn standard_output_goes_into_a_file_from_then_on() {
    let preopens = Preopens::new("stdout");
    let output = preopens
        .run(["print:before", "stdout:out", "print:after"])
        .run();
    assert_eq!(stderr(&output), "moved\n");
    assert_eq!(output.stdout_str(), "before", "{output}");
    let file = fs::read_to_string(preopens.0[0].join("out")).unwrap();
    assert_eq!(file, "after", "{output}");
}

/// A descriptor that had been a terminal was still treated as one, and each line was a separate
/// call.
#[test]
fn a_file_that_replaces_a_terminal_is_not_one() {
    let preopens = Preopens::new("terminal");
    let output = preopens
        .run(["print:seen\n", "stdout:out", "print:one\n", "print:two\n"])
        .fault("fd_fdstat_get", |call| {
            const CHARACTER_DEVICE: u8 = 2;
            let response = call.real();
            if call.arg(0) == 1 && call.number() == 1 {
                call.write_u8(call.arg(1), CHARACTER_DEVICE)?;
            }
            Ok(response)
        })
        .run();
    assert_eq!(stderr(&output), "moved\n", "{output}");
    let file = fs::read_to_string(preopens.0[0].join("out")).unwrap();
    assert_eq!(file, "one\ntwo\n", "{output}");
    let writes: Vec<_> = output
        .calls_of("fd_write")
        .filter(|call| call.args[0] == 1)
        .map(|call| call.text.clone())
        .collect();
    assert_eq!(writes.len(), 2, "{writes:?}");
}

#[test]
fn standard_input_comes_from_a_file_from_then_on() {
    let preopens = Preopens::new("stdin");
    let output = preopens.run(["stdin:two/x"]).stdin("typed").run();
    assert_eq!(stderr(&output), "moved\nstdin: two:x\n", "{output}");
}

#[test]
fn a_file_gets_the_number_of_another_which_is_closed() {
    let preopens = Preopens::new("file");
    let output = preopens.run(["file:one/x|two/y"]).run();
    assert_eq!(
        stderr(&output),
        "6 onto 7: moved\nnow 7 is: one:x\n",
        "{output}"
    );
    // The last owner closes the descriptor, and the old number is not closed as well.
    let closed: Vec<_> = output
        .calls_of("fd_close")
        .map(|call| call.args[0])
        .collect();
    assert_eq!(closed, [7], "{output}");
}

/// One host closes a descriptor that is renumbered to itself.
#[test]
fn renumbering_a_descriptor_to_itself_calls_no_host() {
    let output = Preopens::new("itself")
        .run(["print:before ", "itself", "print:after"])
        .run();
    assert_eq!(stderr(&output), "already\n", "{output}");
    assert_eq!(output.stdout_str(), "before after", "{output}");
    assert_eq!(output.count("fd_renumber"), 0, "{output}");
    assert_eq!(output.count("fd_close"), 0, "{output}");
}

/// wazero refuses to move a preopened directory, and other hosts refuse any move. The descriptor
/// must be returned to the caller.
#[test]
fn a_refused_renumber_returns_the_descriptor() {
    for (errno, name) in [(58, "NOTSUP"), (8, "BADF")] {
        let output = Preopens::new("refused")
            .run(["refused:two/x"])
            .fault("fd_renumber", move |_| errno)
            .run();
        assert_eq!(
            stderr(&output),
            format!("{name}\ntwo/x: two:x\n"),
            "{output}"
        );
    }
}

/// wasmer and runno copy instead of moving. The source stayed open and had no owner.
#[test]
fn a_source_that_a_host_leaves_open_is_closed() {
    let source = Arc::new(AtomicU32::new(u32::MAX));
    let (moved, closed) = (Arc::clone(&source), Arc::clone(&source));
    let output = Preopens::new("copied")
        .run(["file:one/x|two/y"])
        .fault("fd_renumber", move |call| {
            source.store(call.arg(0), Ordering::Relaxed);
            Response::Real
        })
        .fault("fd_fdstat_get", move |call| {
            if call.arg(0) == moved.load(Ordering::Relaxed) {
                call.write(call.arg(1), &[0; 24])?;
                Ok::<_, OutOfBounds>(Response::Errno(0))
            } else {
                Ok(Response::Real)
            }
        })
        .fault("fd_close", move |call| {
            if call.arg(0) == closed.load(Ordering::Relaxed) {
                closed.store(u32::MAX, Ordering::Relaxed);
                Response::Errno(0)
            } else {
                Response::Real
            }
        })
        .run();
    assert_eq!(
        stderr(&output),
        "6 onto 7: copied\nnow 7 is: one:x\n",
        "{output}"
    );
    let closed: Vec<_> = output
        .calls_of("fd_close")
        .map(|call| call.args[0])
        .collect();
    assert_eq!(closed, [6, 7], "{output}");
}

/// wasmer 7.4 gives the copy the rights that a file inherits, which are none. Standard output went
/// to a file that refused each write, and the original was closed.
#[test]
fn a_copy_with_fewer_rights_is_refused() {
    const READ: u32 = 1 << 1;
    let source = Arc::new(AtomicU32::new(u32::MAX));
    let moved = Arc::clone(&source);
    let output = Preopens::new("less")
        .run(["file:one/x|two/y"])
        .fault("fd_renumber", move |call| {
            source.store(call.arg(0), Ordering::Relaxed);
            Response::Errno(0)
        })
        .fault("fd_fdstat_get", move |call| {
            let rights = if call.arg(0) == moved.load(Ordering::Relaxed) {
                READ
            } else {
                0
            };
            call.write(call.arg(1), &[0; 24])?;
            call.write_u32(call.arg(1) + 8, rights)?;
            Ok::<_, OutOfBounds>(0)
        })
        .run();
    assert_eq!(
        stderr(&output),
        "6 onto 7: NOTCAPABLE, left 6\nnow 7 is: two:y\n",
        "{output}"
    );
}

/// Bun and wasi-js move in the other direction. The file that was to be replaced is then open under
/// the source's number, and must have one owner. Its old number has no owner, because the host may
/// reuse it.
#[test]
fn a_move_in_the_wrong_direction_is_detected() {
    let output = Preopens::new("reversed")
        .run(["file:one/x|two/y"])
        .fault("fd_renumber", |call| {
            let (from, to) = (call.args()[0], call.args()[1]);
            call.real_with(&[to, from])
        })
        .run();
    assert_eq!(
        stderr(&output),
        "6 onto 7: IO, left -1\nnow 6 is: two:y\n",
        "{output}"
    );
    let closed: Vec<_> = output
        .calls_of("fd_close")
        .map(|call| call.args[0])
        .collect();
    assert_eq!(closed, [6], "{output}");
}

/// The scan for preopened directories stopped at the first number that was not one. All directories
/// after a closed or moved one were lost.
#[test]
fn directories_after_a_closed_one_are_found() {
    let preopens = Preopens::new("gaps");
    for (closed, expected) in [
        (
            "close:3",
            "open:one/x: NOENT\ntwo/x: two:x\nthree/x: three:x\n",
        ),
        (
            "close:4",
            "one/x: one:x\nopen:two/x: NOENT\nthree/x: three:x\n",
        ),
        (
            "close:5",
            "one/x: one:x\ntwo/x: two:x\nopen:three/x: NOENT\n",
        ),
    ] {
        let output = preopens
            .run([closed, "open:one/x", "open:two/x", "open:three/x"])
            .run();
        assert_eq!(stderr(&output), expected, "{output}");
    }
    let output = preopens
        .run(["close:3", "close:4", "open:two/x", "open:three/x"])
        .run();
    let expected = "open:two/x: NOENT\nthree/x: three:x\n";
    assert_eq!(stderr(&output), expected, "{output}");
}

/// wasmtime moves a directory together with its name, so the scan has to reach the new number.
#[test]
fn a_moved_directory_is_found_under_its_new_number() {
    let preopens = Preopens::new("moved");
    for number in ["3", "4", "5"] {
        let output = preopens
            .run([
                &format!("move:{number}|two/x"),
                "open:one/y",
                "open:two/y",
                "open:three/y",
            ])
            .run();
        let expected =
            format!("moved\n{number} is 6\none/y: one:y\ntwo/y: two:y\nthree/y: three:y\n");
        assert_eq!(stderr(&output), expected, "{output}");
    }
}

/// A file that replaces a preopened directory is not one.
#[test]
fn a_replaced_directory_is_not_found() {
    let preopens = Preopens::new("replaced");
    for (number, gone) in [("3", "one"), ("4", "two"), ("5", "three")] {
        let output = preopens
            .run([
                &format!("over:{number}|one/x"),
                "open:one/y",
                "open:two/y",
                "open:three/y",
            ])
            .run();
        let mut expected = "moved\none/x: one:x\n".to_owned();
        for name in NAMES {
            if name == gone {
                expected += &format!("open:{name}/y: NOENT\n");
            } else {
                expected += &format!("{name}/y: {name}:y\n");
            }
        }
        assert_eq!(stderr(&output), expected, "{output}");
    }
}

/// Taking ownership of a descriptor that is not a preopened directory must not make later scans
/// longer.
#[test]
fn owning_another_descriptor_does_not_lengthen_the_scan() {
    let preopens = Preopens::new("search");
    let without = preopens.run(["open:one/x"]).run();
    let owning = preopens.run(["close:20", "open:one/x"]).run();
    assert_eq!(stderr(&without), stderr(&owning));
    // One call, to check the descriptor whose ownership is taken.
    let moved = owning.count("fd_prestat_get") - without.count("fd_prestat_get");
    assert_eq!(moved, 1, "{owning}");
}
