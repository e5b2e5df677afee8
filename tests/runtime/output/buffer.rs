//! When standard output is written: not at each `print!`, and not too late.

use nanowasi_test_host::{Output, Response, Run, Status};

use super::host::{Reply, Seen, letters, replying, script};

/// The buffer's default size.
const BUFFER: usize = 16_384;

fn writing_all(run: Run) -> (Output, Seen) {
    let (output, seen) = replying(run, |_| Reply::All);
    assert_eq!(output.status, Status::Exit(0), "{output}");
    (output, seen)
}

/// A host call costs a thousand times what copying a few bytes does. Ten lines were ten calls.
#[test]
fn many_short_prints_are_one_write() {
    let args: Vec<String> = (0..10).map(|n| format!("println:line {n}")).collect();
    let (output, seen) = writing_all(script(args));
    assert_eq!(output.count("fd_write"), 1, "{output}");
    assert_eq!(seen.text().lines().count(), 10);
    assert!(seen.text().starts_with("line 0\nline 1\n"), "{output}");
}

/// On a terminal a line is written when it ends. A partial line stays in the buffer.
#[test]
fn a_terminal_gets_each_line_when_it_ends() {
    let args = ["print:a", "println:b", "print:c", "print:d\ne", "print:f"];
    let (_, seen) = writing_all(script(args).terminal());
    let lines: Vec<String> = seen
        .offered
        .iter()
        .map(|bytes| String::from_utf8_lossy(bytes).into_owned())
        .collect();
    assert_eq!(lines, ["ab\n", "cd\ne", "f"]);
}

#[test]
fn an_unknown_file_type_is_not_a_terminal() {
    for response in [8, 52, 9999, -1] {
        let run = script(["println:a", "println:b"]).fault("fd_fdstat_get", move |_| response);
        let (_, seen) = writing_all(run);
        assert_eq!(seen.lens(), [4], "fd_fdstat_get returns {response}");
    }
}

/// The host is asked once whether standard output is a terminal, not at each line.
#[test]
fn the_host_is_asked_once_whether_output_is_a_terminal() {
    let args: Vec<String> = (0..10).map(|n| format!("println:{n}")).collect();
    let (output, _) = writing_all(script(args.clone()));
    assert_eq!(output.count("fd_fdstat_get"), 1, "{output}");
    let (output, _) = writing_all(script(args).terminal());
    assert_eq!(output.count("fd_fdstat_get"), 1, "{output}");
}

/// `print!("name? ")` followed by a read: the prompt has to appear first.
#[test]
fn a_prompt_is_written_before_standard_input_is_read() {
    let (output, seen) = writing_all(script(["print:name? ", "read", "print:hello"]).stdin("ada"));
    assert_eq!(output.stderr_str(), "read: ada\n");
    assert_eq!(seen.lens(), [6, 5], "{output}");
    let names = output.call_names();
    let read = names.iter().position(|name| *name == "fd_read").unwrap();
    let written = names.iter().position(|name| *name == "fd_write").unwrap();
    assert!(written < read, "{output}");
}

/// Buffered output is written once, however the program ends.
#[test]
fn every_exit_writes_buffered_output() {
    for (end, status) in [
        ("print:", Status::Exit(0)),
        ("return:3", Status::Exit(3)),
        ("exit:0", Status::Exit(0)),
        ("exit:4", Status::Exit(4)),
        ("panic:no", Status::Exit(101)),
        ("abort", Status::Exit(101)),
    ] {
        let (output, seen) = replying(script(["print:before", end]), |_| Reply::All);
        assert_eq!(seen.text(), "before", "{end}: {output}");
        assert_eq!(output.status, status, "{end}: {output}");
    }
}

#[test]
fn a_flush_writes_and_a_second_one_does_not() {
    let args = ["print:one", "flush", "flush", "print:two", "flush"];
    let (_, seen) = writing_all(script(args));
    assert_eq!(seen.lens(), [3, 3]);
}

/// A byte less than the buffer holds, just as many, and a byte more; as one text and as two.
#[test]
fn texts_around_the_buffers_size_arrive_whole() {
    for len in [
        BUFFER - 1,
        BUFFER,
        BUFFER + 1,
        2 * BUFFER,
        2 * BUFFER + 1,
        40_000,
    ] {
        for verb in ["letters", "write-letters"] {
            let (output, seen) = writing_all(script([format!("{verb}:{len}")]));
            assert!(seen.text() == letters(len), "{verb}:{len}: {output}");
            assert_eq!(seen.lens(), [len], "one call is enough for {verb}:{len}");
        }
    }
    for (first, second, calls) in [
        (BUFFER - 1, 1, vec![BUFFER]),
        (BUFFER, 1, vec![BUFFER, 1]),
        (1, BUFFER, vec![1, BUFFER]),
        (1, BUFFER - 1, vec![BUFFER]),
        (1, BUFFER + 1, vec![1, BUFFER + 1]),
        (10_000, 10_000, vec![10_000, 10_000]),
        (30_000, 30_000, vec![30_000, 30_000]),
    ] {
        let args = [format!("letters:{first}"), format!("letters:{second}")];
        let (output, seen) = writing_all(script(args));
        assert!(
            seen.text() == letters(first) + &letters(second),
            "{first} and {second}: {output}"
        );
        assert_eq!(seen.lens(), calls, "{first} and {second}");
    }
}

/// A text that fills the buffer exactly is buffered. A longer one is written directly.
#[test]
fn text_that_fits_the_buffer_is_buffered() {
    for (len, expected) in [(BUFFER - 1, [2, 1]), (BUFFER, [2, 1]), (BUFFER + 1, [1, 2])] {
        let output = script([format!("letters:{len}"), "eprint:!".to_owned()])
            .fault("fd_write", |call| {
                let iovecs = call.iovecs(call.arg(1), call.arg(2))?;
                let len: u32 = iovecs.iter().map(|iovec| iovec.len).sum();
                call.write_u32(call.arg(3), len)?;
                Ok(Response::Errno(0))
            })
            .run();
        let fds: Vec<u64> = output
            .calls_of("fd_write")
            .map(|call| call.args[0])
            .collect();
        assert_eq!(fds, expected, "{len}: {output}");
    }
}

/// Written bytes free space in the buffer only once no pending bytes come after them. A mistake
/// there overwrites pending bytes. Texts of many lengths, on a host that takes few bytes a call,
/// reveal it.
#[test]
fn the_buffer_is_used_again_and_again() {
    let lens = [
        1,
        6000,
        16_000,
        382,
        BUFFER,
        2,
        BUFFER + 1,
        5,
        BUFFER / 2,
        BUFFER / 2,
        1,
        BUFFER - 1,
        BUFFER,
        7,
    ];
    let text: String = lens.iter().map(|&len| letters(len)).collect();
    let args = lens.map(|len| format!("letters:{len}"));
    for count in [1000, 4096, BUFFER - 1, BUFFER, 40_000] {
        let (output, seen) = replying(script(args.clone()), move |_| Reply::Take(count));
        assert!(seen.text() == text, "{count} bytes a call: {output}");
        assert_eq!(output.status, Status::Exit(0), "{output}");
    }
}

/// Output of a `Display` implementation comes before the value's own text, as in `std`.
#[test]
fn a_value_that_prints_while_it_is_printed_loses_nothing() {
    let args = ["print:a", "display-prints", "print:b"];
    let (_, seen) = writing_all(script(args));
    assert_eq!(seen.text(), "a[printed by itself]printedb");
}

/// A message on standard error is one call, as long as it fits the buffer.
#[test]
fn a_message_on_standard_error_is_one_write() {
    let run = script([
        "print:out",
        "eprintln:a message",
        "eletters:512",
        "eletters:2000",
    ]);
    let output = run
        .fault("fd_write", |call| {
            let iovecs = call.iovecs(call.arg(1), call.arg(2))?;
            let len: u32 = iovecs.iter().map(|iovec| iovec.len).sum();
            call.write_u32(call.arg(3), len)?;
            Ok(Response::Errno(0))
        })
        .run();
    let writes: Vec<&str> = output
        .calls_of("fd_write")
        .map(|call| call.text.split(',').next().unwrap())
        .collect();
    // Standard output stays buffered: the order of the two streams is kept only by a flush.
    assert_eq!(
        writes,
        ["fd_write(2", "fd_write(2", "fd_write(2", "fd_write(1"],
        "{output}"
    );
    let output = script(["eletters:2000", "eprint:!"]).run();
    assert_eq!(output.stderr_str(), letters(2000) + "!", "{output}");
}
