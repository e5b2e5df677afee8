//! Arguments, also on hosts with false results: memory that is not an argument must not become one.

use std::collections::BTreeMap;

use nanowasi_test_host::build::{self, Mode};
use nanowasi_test_host::{Call, Output, Response, Run, Status};

fn args(args: &[&str]) -> Run {
    Run::new(build::guest("args", Mode::Default))
        .name("name")
        .args(args.to_vec())
}

/// Returns the lines that the guest printed, by their first words.
fn lines(output: &Output) -> BTreeMap<String, String> {
    let text = output.stdout_str();
    let lines = text.lines().map(|line| {
        let (name, rest) = line.split_once(':').unwrap();
        (name.to_owned(), rest.trim_start().to_owned())
    });
    lines.collect()
}

/// Runs the guest `args`, checks that it succeeded, and returns the line of one of its ways to read
/// arguments.
fn line(run: Run, way: &str) -> String {
    let output = run.run();
    assert_eq!(output.status, Status::Exit(0), "{output}");
    lines(&output)[way].clone()
}

#[test]
fn arguments_arrive_by_every_way() {
    let output = args(&["one", "", "zwei äöü", "🦀 \n three"]).run();
    assert_eq!(output.status, Status::Exit(0), "{output}");
    let expected = "static: [name] [one] [] [zwei äöü] [🦀 
 three]
owned: [name] [one] [] [zwei äöü] [🦀 
 three]
reversed: [🦀 
 three] [zwei äöü] [] [one] [name]
owned, reversed: [🦀 
 three] [zwei äöü] [] [one] [name]
collected: [name] [one] [] [zwei äöü] [🦀 
 three]
nth: [one] [name]
owned nth: [one]
skipped: [one] [] [zwei äöü] [🦀 
 three]
last: [🦀 
 three]
from both ends: [name] [🦀 
 three] [one]
left: 2 (2, Some(2))
beyond: None 0 None
count: 5 5
debug: [\"name\", \"one\", \"\", \"zwei äöü\", \"🦀 \\n three\"]
";
    assert_eq!(output.stdout_str(), expected);
}

#[test]
fn the_program_name_is_the_first_argument() {
    let ways = lines(&args(&[]).run());
    assert_eq!(ways["static"], "[name]");
    assert_eq!(ways["skipped"], "");
    assert_eq!(ways["last"], "[name]");
    assert_eq!(ways["from both ends"], "[name]");
    assert_eq!(ways["left"], "0 (0, Some(0))");
    assert_eq!(line(args(&[""]).name(""), "static"), "[] []");
}

/// The number of arguments has no limit: memory grows for them.
#[test]
fn ten_thousand_arguments_arrive() {
    let many: Vec<String> = (0..10_000).map(|n| format!("argument {n}")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    let output = args(&many).run();
    assert_eq!(output.status, Status::Exit(0));
    let ways = lines(&output);
    assert_eq!(ways["count"], "10001 10001");
    assert_eq!(ways["last"], "[argument 9999]");
    let expected: String = many.iter().map(|arg| format!(" [{arg}]")).collect();
    assert!(ways["static"] == format!("[name]{expected}"));
    let long = "x".repeat(200_000);
    assert!(line(args(&[&long, "y"]), "owned") == format!("[name] [{long}] [y]"));
}

/// The memory for arguments is never freed, so the host must be asked only once.
#[test]
fn the_host_is_asked_once() {
    let output = args(&["one"]).run();
    assert_eq!(output.count("args_sizes_get"), 1, "{output}");
    assert_eq!(output.count("args_get"), 1);
}

/// A host that refuses to return arguments leaves the program without any, and without its name.
#[test]
fn a_host_that_returns_an_error_leaves_no_arguments() {
    for function in ["args_sizes_get", "args_get"] {
        for errno in [8, 52, 58, 9999, -1] {
            let output = args(&["one"]).fault(function, move |_| errno).run();
            assert_eq!(
                output.status,
                Status::Exit(0),
                "{function}, {errno}: {output}"
            );
            let ways = lines(&output);
            assert_eq!((&*ways["static"], &*ways["count"]), ("", "0 0"), "{output}");
            assert_eq!(ways["debug"], "[]");
        }
    }
}

/// Arguments for which there was no memory were missing silently, as if the program had been
/// started without any.
#[test]
fn arguments_without_memory_end_the_program() {
    for (count, len) in [
        (u32::MAX - 1, 10),
        (10, u32::MAX - 1),
        (u32::MAX - 1, u32::MAX - 1),
        (1 << 30, 0),
        (0xFFFF_F000 / 4, 0),
        (1 << 28, 10),
        (1 << 20, 10),
    ] {
        let run = args(&["one"]).memory_limit(4 << 20);
        let run = run.fault("args_sizes_get", move |call| sizes(call, count, len));
        let output = run.run();
        let what = format!("{count} arguments of {len} bytes: {output}");
        assert_eq!(output.status, Status::Exit(101), "{what}");
        assert_eq!(output.stderr_str(), "out of memory\n", "{what}");
        assert_eq!(output.count("args_get"), 0, "{what}");
    }
}

/// Writes the sizes that a host returns.
fn sizes(call: &mut Call<'_>, count: u32, len: u32) -> Response {
    let written = call
        .write_u32(call.arg(0), count)
        .and_then(|()| call.write_u32(call.arg(1), len));
    written.map(|()| 0).into()
}

/// A host may count in other units, or return wrong sizes. The arguments are wrong then, but the
/// program must not read or write other memory.
#[test]
fn false_sizes_do_no_harm() {
    let all = ["one", "two", "three", "four"];
    for (count, len) in [(0, 0), (1, 5), (2, 0), (4, 1), (5, 3), (0, 100)] {
        let fewer = args(&all).fault("args_sizes_get", move |call| sizes(call, count, len));
        let output = fewer.run();
        // The host writes more pointers than it announced, over the first strings.
        let ended = [Status::Exit(0), Status::Exit(101)];
        assert!(ended.contains(&output.status), "{count}, {len}: {output}");
        if output.status == Status::Exit(0) {
            assert_eq!(lines(&output)["count"], format!("{count} {count}"));
        }
    }
    for (count, len) in [(6, 23), (100, 1000), (5, 100_000)] {
        let more = args(&all).fault("args_sizes_get", move |call| sizes(call, count, len));
        let missing = " []".repeat(count as usize - 5);
        let expected = format!("[name] [one] [two] [three] [four]{missing}");
        assert_eq!(
            line(more, "static"),
            expected,
            "{count} arguments of {len} bytes"
        );
    }
}

/// bjorn3's shim reports the length in UTF-16 units and writes UTF-8, which may be three times as
/// long. The last bytes would be outside the block.
#[test]
fn lengths_in_utf16_units_truncate_nothing() {
    let long = "€".repeat(60_000);
    let run = args(&[&long]).fault("args_sizes_get", |call| sizes(call, 2, 60_006));
    assert!(line(run, "static") == format!("[name] [{long}]"));
}

/// Runs the guest with arguments that a closure changes after the host wrote them. The closure
/// receives the addresses of the table and of the end of memory.
fn altered(
    list: &[&str],
    mut alter: impl FnMut(&mut Call<'_>, u32, u32) + Send + 'static,
) -> Output {
    let run = args(list).fault("args_get", move |call| {
        let response = call.real();
        let end = u32::try_from(call.memory_len()).unwrap();
        alter(call, call.arg(0), end);
        response
    });
    run.run()
}

/// A pointer outside the block would print the program's memory, or trap.
#[test]
fn a_pointer_outside_the_block_is_an_empty_argument() {
    for address in [0, 1, 1024, 0x7FFF_FFFF, 0x8000_0000, u32::MAX - 1, u32::MAX] {
        let output = altered(&["one", "two"], move |call, table, _| {
            call.write_u32(table + 4, address).unwrap();
        });
        assert_eq!(output.status, Status::Exit(0), "{address:#x}: {output}");
        assert_eq!(lines(&output)["static"], "[name] [] [two]", "{address:#x}");
        assert_eq!(lines(&output)["owned"], "[name] [] [two]", "{address:#x}");
    }
    for offset in [0, 1, 100, 65_536] {
        let output = altered(&["one"], move |call, table, end| {
            call.write_u32(table, end + offset).unwrap();
        });
        assert_eq!(
            lines(&output)["static"],
            "[] [one]",
            "{offset} after the end: {output}"
        );
    }
    let output = altered(&["one"], |call, table, _| {
        call.write_u32(table, table - 1).unwrap();
    });
    assert_eq!(
        lines(&output)["static"],
        "[] [one]",
        "before the table: {output}"
    );
}

/// An argument without a NUL ends with the block; the table comes after it.
#[test]
fn an_argument_without_a_nul_ends_with_the_block() {
    let output = altered(&["one"], |call, table, _| {
        let start = call.u32(table + 4).unwrap();
        let xs = vec![b'x'; (table - start) as usize];
        call.write(start, &xs).unwrap();
    });
    assert_eq!(output.status, Status::Exit(0), "{output}");
    let ways = lines(&output);
    let (name, one) = ways["static"].split_once(' ').unwrap();
    assert_eq!(name, "[name]");
    assert!(
        one.len() < 65_536 && one.trim_matches(['[', ']', 'x']).is_empty(),
        "{one}"
    );
}

/// `std` panics. Here the message says what is wrong, and the status is the same.
#[test]
fn an_argument_that_is_not_text_ends_the_program() {
    for bytes in [
        b"\xFFne",
        b"o\x80e",
        b"on\xC3",
        b"o\xC0\x80",
        b"\xED\xA0\x80",
        b"\xE2\x82\x28",
        b"\xF5ne",
    ] {
        let output = altered(&["one", "two"], |call, table, _| {
            let start = call.u32(table + 4).unwrap();
            call.write(start, bytes).unwrap();
        });
        assert_eq!(
            output.stderr_str(),
            "an argument is not UTF-8\n",
            "{bytes:?}"
        );
        assert_eq!(output.status, Status::Exit(101), "{bytes:?}: {output}");
        assert_eq!(
            output.stdout_str(),
            "static: [name]",
            "what was printed is written"
        );
    }
}

/// An argument that is skipped is not checked. A program without arguments has no use for its name.
#[test]
fn a_skipped_argument_is_not_checked() {
    let output = Run::new(build::guest("script", Mode::Default))
        .name("name")
        .arg("print:all is well")
        .fault("args_get", |call| {
            let response = call.real();
            let start = call.u32(call.arg(0))?;
            call.write(start, b"\xFF\xFF\xFF\xFF")?;
            Ok(response)
        })
        .run();
    assert_eq!(output.stdout_str(), "all is well", "{output}");
    assert_eq!(output.status, Status::Exit(0));
}
