//! Start-up with 100,000 arguments, with an environment of 16 MiB, and with none of both.

use nanowasi_test_host::{Response, Run, Status};

use crate::document;
use crate::program_pair::build_pair;
use crate::report::Reports;

/// Sets the arguments and the environment of a run.
type Start = Box<dyn Fn(Run) -> Run>;

/// Makes an environment of `bytes` bytes in `count` variables.
fn environment(count: usize, bytes: usize) -> Start {
    // For `10=` and the like.
    let value = "v".repeat(bytes / count - 3);
    Box::new(move |run| {
        (10..10 + count).fold(run, |run, name| run.env(name.to_string(), value.clone()))
    })
}

/// Only memory limits their number and length.
#[test]
fn many_arguments_and_a_large_environment_arrive() {
    let programs = build_pair("fault_start");
    let many: Vec<String> = (1..100_000)
        .map(|number| format!("argument {number}"))
        .collect();
    // The program's name comes first.
    let len = "name".len() + many.iter().map(String::len).sum::<usize>();
    let none = |run: Run| {
        run.fault("args_sizes_get", |call| {
            call.write_u32(call.arg(0), 0)?;
            call.write_u32(call.arg(1), 0)?;
            Ok(Response::Errno(0))
        })
    };
    let starts: [(&str, &str, usize, Start); 4] = [
        (
            "100,000 arguments",
            "arguments: 100000",
            len,
            Box::new(move |run| run.args(many.clone())),
        ),
        (
            "16 MiB of environment",
            "variables: 16",
            (16 << 20),
            environment(16, 16 << 20),
        ),
        (
            "one variable of 16 MiB",
            "variables: 1",
            (16 << 20),
            environment(1, 16 << 20),
        ),
        ("no arguments", "arguments: 0", 0, Box::new(none)),
    ];
    let mut rows = Vec::new();
    for (what, count, bytes, start) in starts {
        let lines = [&programs.nanowasi, &programs.std].map(|program| {
            let (run, reports) = Reports::of(start(Run::new(program).name("name")));
            let output = run.run();
            assert_eq!(output.status, Status::Exit(0), "{output}");
            let begin = format!("{count}, {bytes} bytes, ");
            let lines = reports.lines();
            let line = lines.iter().find(|line| line.starts_with(&begin));
            line.unwrap_or_else(|| panic!("{what}: {lines:?}")).clone()
        });
        // The sums of all bytes.
        assert_eq!(lines[0], lines[1], "{what}");
        rows.push([what, "all", "all"].map(str::to_owned));
    }
    document::table(
        "large start-up",
        ["the host has", "nanowasi", "`std`"],
        &rows,
    );
}
