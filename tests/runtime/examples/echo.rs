//! `echo` prints its arguments.

use super::{assert_ended, tools};

/// Arguments are one block of memory with a table of their addresses. An empty argument, a space or
/// a non-ASCII letter reveals a wrong address or length.
#[test]
fn arguments_are_printed_unchanged() {
    let lines: [&[&str]; 9] = [
        &[],
        &[""],
        &["", ""],
        &["one"],
        &["one", "two", "three"],
        &["", "between", "", "nothings", ""],
        &[" spaces ", "\ttabs\n", "and\r\nlines"],
        &["ä", "日本語", "🦀", "\u{301}", "\u{10FFFF}"],
        &["-n", "--help", "{}", "%s", "\\n"],
    ];
    for echo in tools("echo") {
        for args in lines {
            let out = echo().args(args.iter().copied()).run();
            assert_ended(&out, 0, args.join(" ") + "\n", "");
        }
    }
}

/// More than a page of pointers, and more text than the buffer of standard output holds.
#[test]
fn ten_thousand_arguments_come_out_in_order() {
    let args: Vec<String> = (0..10_000)
        .map(|number| format!("argument {number}"))
        .collect();
    let long = ["ü".repeat(100_000), "x".to_owned()];
    for echo in tools("echo") {
        let out = echo().args(&args).run();
        assert_ended(&out, 0, args.join(" ") + "\n", "");
        let out = echo().args(&long).run();
        assert_ended(&out, 0, long.join(" ") + "\n", "");
    }
}
