//! Arguments, also of hosts that get them wrong: what is not an argument must not become one.

use std::collections::BTreeMap;

use nanowasi_test_host::build::{self, Mode};
use nanowasi_test_host::{Answer, Call, Output, Run, Status};

fn args(args: &[&str]) -> Run {
    Run::new(build::guest("args", Mode::Default))
        .name("name")
        .args(args.to_vec())
}

/// What the guest printed, by the first words of each line.
fn lines(output: &Output) -> BTreeMap<String, String> {
    let text = output.stdout_str();
    let lines = text.lines().map(|line| {
        let (name, rest) = line.split_once(':').unwrap();
        (name.to_owned(), rest.trim_start().to_owned())
    });
    lines.collect()
}

/// Runs the guest `args`, and checks that nothing went wrong; gives the line of one of its ways.
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
fn a_name_alone_is_one_argument() {
    let ways = lines(&args(&[]).run());
    assert_eq!(ways["static"], "[name]");
    assert_eq!(ways["skipped"], "");
    assert_eq!(ways["last"], "[name]");
    assert_eq!(ways["from both ends"], "[name]");
    assert_eq!(ways["left"], "0 (0, Some(0))");
    assert_eq!(line(args(&[""]).name(""), "static"), "[] []");
}

/// The arguments have no bound of their own: memory grows for them.
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

/// The host is asked once, however often a program asks for its arguments: some memory stays for ever.
#[test]
fn the_host_is_asked_once() {
    let output = args(&["one"]).run();
    assert_eq!(output.count("args_sizes_get"), 1, "{output}");
    assert_eq!(output.count("args_get"), 1);
}

/// A host that has no arguments to tell leaves a program without, even without its name.
#[test]
fn without_an_answer_there_are_no_arguments() {
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

/// Arguments that there is no memory for were none, which a program can't know from a start without
/// any.
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

/// What a host answers that was asked for the sizes.
fn sizes(call: &mut Call<'_>, count: u32, len: u32) -> Answer {
    let written = call
        .write_u32(call.arg(0), count)
        .and_then(|()| call.write_u32(call.arg(1), len));
    written.map(|()| 0).into()
}

/// Between two calls nothing should change, but a host may count in other units, or get it wrong: the
/// arguments are then wrong, too, but the program is not to read, or be, somewhere else.
#[test]
fn sizes_that_were_not_true_do_no_harm() {
    let all = ["one", "two", "three", "four"];
    for (count, len) in [(0, 0), (1, 5), (2, 0), (4, 1), (5, 3), (0, 100)] {
        let fewer = args(&all).fault("args_sizes_get", move |call| sizes(call, count, len));
        let output = fewer.run();
        // The host writes more pointers than were told, over the first strings.
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

/// bjorn3's shim tells the length in units of UTF-16 and writes UTF-8: three times as much. Memory that
/// is just as long as it was told ends in the middle of it.
#[test]
fn a_host_that_counts_in_other_units_has_room() {
    let long = "€".repeat(60_000);
    let run = args(&[&long]).fault("args_sizes_get", |call| sizes(call, 2, 60_006));
    assert!(line(run, "static") == format!("[name] [{long}]"));
}

/// Runs the guest with arguments that a closure alters when they have been written: it gets the
/// addresses of the table and of the end of memory.
fn altered(
    list: &[&str],
    mut alter: impl FnMut(&mut Call<'_>, u32, u32) + Send + 'static,
) -> Output {
    let run = args(list).fault("args_get", move |call| {
        let answer = call.real();
        let end = u32::try_from(call.memory_len()).unwrap();
        alter(call, call.arg(0), end);
        answer
    });
    run.run()
}

/// An address that leads out of what was written for the arguments would print the program's memory,
/// or trap.
#[test]
fn an_address_elsewhere_is_an_empty_argument() {
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
            "{offset} behind the end: {output}"
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

/// Without a NUL, an argument ends where the memory for all of them does: the table is behind it.
#[test]
fn an_argument_without_an_end_ends_with_its_memory() {
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

/// `std` panics; here it is a message that says what is wrong, and the same status.
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

/// Who doesn't look at an argument doesn't mind: a program that takes none has no use for its name.
#[test]
fn an_argument_that_is_skipped_may_be_anything() {
    let output = Run::new(build::guest("script", Mode::Default))
        .name("name")
        .arg("print:all is well")
        .fault("args_get", |call| {
            let answer = call.real();
            let start = call.u32(call.arg(0))?;
            call.write(start, b"\xFF\xFF\xFF\xFF")?;
            Ok(answer)
        })
        .run();
    assert_eq!(output.stdout_str(), "all is well", "{output}");
    assert_eq!(output.status, Status::Exit(0));
}
