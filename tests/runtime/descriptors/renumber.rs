//! `fd::renumber`: moving descriptors, and what becomes of preopened directories.

use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use nanowasi_test_host::build::{self, Mode};
use nanowasi_test_host::{Answer, OutOfBounds, Output, Run, Status};

use super::TempDir;

/// Three preopened directories with the descriptors 3, 4 and 5. Each has files that contain its
/// name.
struct Places([TempDir; 3]);

const NAMES: [&str; 3] = ["one", "two", "three"];

impl Places {
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
fn told(output: &Output) -> String {
    assert_eq!(output.status, Status::Exit(0), "{output}");
    output.stderr_str().to_string()
}

/// Buffered output was flushed after the move, and so it went to the new file.
#[test]
fn standard_output_goes_into_a_file_from_then_on() {
    let places = Places::new("stdout");
    let output = places
        .run(["print:before", "stdout:out", "print:after"])
        .run();
    assert_eq!(told(&output), "moved\n");
    assert_eq!(output.stdout_str(), "before", "{output}");
    let file = fs::read_to_string(places.0[0].join("out")).unwrap();
    assert_eq!(file, "after", "{output}");
}

/// A descriptor that had been a terminal was still treated as one, and each line was a separate
/// call.
#[test]
fn a_file_in_place_of_a_terminal_is_none() {
    let places = Places::new("terminal");
    let output = places
        .run(["print:seen\n", "stdout:out", "print:one\n", "print:two\n"])
        .fault("fd_fdstat_get", |call| {
            const CHARACTER_DEVICE: u8 = 2;
            let answer = call.real();
            if call.arg(0) == 1 && call.number() == 1 {
                call.write_u8(call.arg(1), CHARACTER_DEVICE)?;
            }
            Ok(answer)
        })
        .run();
    assert_eq!(told(&output), "moved\n", "{output}");
    let file = fs::read_to_string(places.0[0].join("out")).unwrap();
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
    let places = Places::new("stdin");
    let output = places.run(["stdin:two/x"]).stdin("typed").run();
    assert_eq!(told(&output), "moved\nstdin: two:x\n", "{output}");
}

#[test]
fn a_file_gets_the_number_of_another_which_is_closed() {
    let places = Places::new("file");
    let output = places.run(["file:one/x|two/y"]).run();
    assert_eq!(
        told(&output),
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
fn what_is_there_already_stays_and_no_host_is_asked() {
    let output = Places::new("itself")
        .run(["print:before ", "itself", "print:behind"])
        .run();
    assert_eq!(told(&output), "already\n", "{output}");
    assert_eq!(output.stdout_str(), "before behind", "{output}");
    assert_eq!(output.count("fd_renumber"), 0, "{output}");
    assert_eq!(output.count("fd_close"), 0, "{output}");
}

/// wazero refuses to move a preopened directory, and other hosts refuse any move. The descriptor
/// must be returned to the caller.
#[test]
fn what_a_host_refuses_comes_back() {
    for (errno, name) in [(58, "NOTSUP"), (8, "BADF")] {
        let output = Places::new("refused")
            .run(["refused:two/x"])
            .fault("fd_renumber", move |_| errno)
            .run();
        assert_eq!(told(&output), format!("{name}\ntwo/x: two:x\n"), "{output}");
    }
}

/// wasmer and runno copy instead of moving. The source stayed open and had no owner.
#[test]
fn a_source_that_a_host_leaves_open_is_closed() {
    let source = Arc::new(AtomicU32::new(u32::MAX));
    let (asked, closed) = (Arc::clone(&source), Arc::clone(&source));
    let output = Places::new("copied")
        .run(["file:one/x|two/y"])
        .fault("fd_renumber", move |call| {
            source.store(call.arg(0), Ordering::Relaxed);
            Answer::Real
        })
        .fault("fd_fdstat_get", move |call| {
            if call.arg(0) == asked.load(Ordering::Relaxed) {
                call.write(call.arg(1), &[0; 24])?;
                Ok::<_, OutOfBounds>(Answer::Errno(0))
            } else {
                Ok(Answer::Real)
            }
        })
        .fault("fd_close", move |call| {
            if call.arg(0) == closed.load(Ordering::Relaxed) {
                closed.store(u32::MAX, Ordering::Relaxed);
                Answer::Errno(0)
            } else {
                Answer::Real
            }
        })
        .run();
    assert_eq!(
        told(&output),
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
fn a_copy_that_may_do_less_is_refused() {
    const READ: u32 = 1 << 1;
    let source = Arc::new(AtomicU32::new(u32::MAX));
    let asked = Arc::clone(&source);
    let output = Places::new("less")
        .run(["file:one/x|two/y"])
        .fault("fd_renumber", move |call| {
            source.store(call.arg(0), Ordering::Relaxed);
            Answer::Errno(0)
        })
        .fault("fd_fdstat_get", move |call| {
            let rights = if call.arg(0) == asked.load(Ordering::Relaxed) {
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
        told(&output),
        "6 onto 7: NOTCAPABLE, left 6\nnow 7 is: two:y\n",
        "{output}"
    );
}

/// Bun and wasi-js move in the other direction. The file that was to be replaced is then open under
/// the source's number, and must have one owner. Its old number has no owner, because the host may
/// reuse it.
#[test]
fn a_host_that_moves_the_wrong_way_is_found_out() {
    let output = Places::new("reversed")
        .run(["file:one/x|two/y"])
        .fault("fd_renumber", |call| {
            let (from, to) = (call.args()[0], call.args()[1]);
            call.real_with(&[to, from])
        })
        .run();
    assert_eq!(
        told(&output),
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
fn the_directories_behind_a_gap_are_found() {
    let places = Places::new("gaps");
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
        let output = places
            .run([closed, "open:one/x", "open:two/x", "open:three/x"])
            .run();
        assert_eq!(told(&output), expected, "{output}");
    }
    let output = places
        .run(["close:3", "close:4", "open:two/x", "open:three/x"])
        .run();
    let expected = "open:two/x: NOENT\nthree/x: three:x\n";
    assert_eq!(told(&output), expected, "{output}");
}

/// wasmtime moves a directory together with its name, so the scan has to reach the new number.
#[test]
fn a_directory_that_was_moved_is_found_where_it_is() {
    let places = Places::new("moved");
    for number in ["3", "4", "5"] {
        let output = places
            .run([
                &format!("move:{number}|two/x"),
                "open:one/y",
                "open:two/y",
                "open:three/y",
            ])
            .run();
        let expected =
            format!("moved\n{number} is 6\none/y: one:y\ntwo/y: two:y\nthree/y: three:y\n");
        assert_eq!(told(&output), expected, "{output}");
    }
}

/// A file that replaces a preopened directory is not one.
#[test]
fn a_directory_that_was_replaced_is_gone() {
    let places = Places::new("replaced");
    for (number, gone) in [("3", "one"), ("4", "two"), ("5", "three")] {
        let output = places
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
        assert_eq!(told(&output), expected, "{output}");
    }
}

/// Taking ownership of a descriptor that is not a preopened directory must not make later scans
/// longer.
#[test]
fn only_a_preopen_that_has_an_owner_makes_the_search_longer() {
    let places = Places::new("search");
    let plain = places.run(["open:one/x"]).run();
    let claimed = places.run(["close:20", "open:one/x"]).run();
    assert_eq!(told(&plain), told(&claimed));
    // One call, to check the descriptor whose ownership is taken.
    let asked = claimed.count("fd_prestat_get") - plain.count("fd_prestat_get");
    assert_eq!(asked, 1, "{claimed}");
}
