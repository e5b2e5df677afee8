//! Runs both builds of a program, and compares what they leave behind.

use std::env;
use std::fmt::Write as _;

use nanowasi_test_host::build::Build;
use nanowasi_test_host::{Output, Run, Status};

use crate::case::{Case, Ending};
use crate::common::TempDir;
use crate::tree::Tree;

/// What is left of a run.
struct Trace {
    output: Output,
    tree: Tree,
}

/// Runs both builds of a program in each case.
///
/// # Panics
/// If they differ in any, with all that differs; or if a case doesn't end as it is to.
#[track_caller]
pub(crate) fn program<const N: usize>(name: &str, cases: [Case; N]) {
    let std = Build::program(name).wasm();
    let traces: Vec<_> = cases
        .iter()
        .map(|case| {
            let trace = run(&std, name, "std", case);
            println!("--- {name}, {}", case.name);
            println!("{}\n{}", trace.output, trace.tree);
            trace
        })
        .collect();

    let ours = ours(name).wasm();
    let mut report = String::new();
    for (case, std) in cases.iter().zip(&traces) {
        let mut problems = misses(case, std);
        problems.extend(differences(case, std, &run(&ours, name, "nanowasi", case)));
        for problem in problems {
            let _ = writeln!(report, "{name}, {}: {problem}", case.name);
        }
    }
    assert!(report.is_empty(), "(std / nanowasi)\n{report}");
}

/// The build with nanowasi: by the five lines of porting, or without a change to the program by the
/// sysroot of `cargo nanowasi`, whose path is in the variable.
fn ours(name: &str) -> Build {
    let program = Build::program(name);
    match env::var("NANOWASI_DROP_IN") {
        Ok(sysroot) => program.flag(&format!("--sysroot={sysroot}")),
        Err(_) => program.with_nanowasi(),
    }
}

/// Runs one build, in a folder of its own.
fn run(wasm: &[u8], name: &str, std: &str, case: &Case) -> Trace {
    let words = case.name.replace(|c: char| !c.is_ascii_alphanumeric(), "-");
    let folder = TempDir::new(&format!("{name}-{words}-{std}"));
    case.tree.make(&folder);
    let mut run = Run::new(wasm)
        .name(format!("{name}.wasm"))
        .args(&case.args)
        .stdin(case.stdin.clone())
        .timeout(case.timeout());
    for (key, value) in &case.env {
        run = run.env(key, value);
    }
    for (path, name) in &case.preopens {
        run = run.dir(folder.join(path), name);
    }
    Trace {
        output: run.run(),
        tree: Tree::read(&folder, case.times),
    }
}

/// What a case promises and the `std` build doesn't keep: then the case is wrong, or tests nothing.
fn misses(case: &Case, std: &Trace) -> Vec<String> {
    let mut misses = Vec::new();
    let status = &std.output.status;
    let ends = match case.ending {
        Ending::Exit(code) => *status == Status::Exit(code),
        Ending::Crash => status.is_unreachable(),
    };
    if !ends {
        misses.push(format!(
            "{status} with std, where the case has {:?}",
            case.ending
        ));
    }
    let wrote = [&std.output.stdout, &std.output.stderr];
    if !case.silent && wrote.iter().all(|text| text.is_empty()) && std.tree == case.tree {
        misses.push("it shows nothing".to_owned());
    }
    misses
}

/// In what two runs differ.
fn differences(case: &Case, std: &Trace, ours: &Trace) -> Vec<String> {
    let mut problems = Vec::new();
    let (one, two) = (&std.output, &ours.output);
    let same_status = match case.ending {
        Ending::Exit(_) => one.status == two.status,
        // 101 if the host lets a panic get so far.
        Ending::Crash => two.status == Status::Exit(101) || two.status.is_unreachable(),
    };
    if !same_status {
        problems.push(format!("{} / {}", one.status, two.status));
    }
    let lines = |bytes: &[u8]| {
        let mut lines: Vec<Vec<u8>> = bytes
            .split_inclusive(|&byte| byte == b'\n')
            .map(<[u8]>::to_vec)
            .collect();
        if case.any_order {
            lines.sort();
        }
        lines
    };
    problems.extend(of_lines(
        "standard output",
        &lines(&one.stdout),
        &lines(&two.stdout),
    ));
    if case.ending != Ending::Crash {
        let mut stderr = one.stderr.clone();
        if case.hint {
            let names: Vec<&String> = case.preopens.iter().map(|(_, name)| name).collect();
            let hint = format!("note: no preopened directory leads there; there are {names:?}\n");
            stderr.extend(hint.bytes());
        }
        problems.extend(of_lines(
            "standard error",
            &lines(&stderr),
            &lines(&two.stderr),
        ));
    } else if !problems.is_empty() {
        problems.push(format!("standard error: {:?}", two.stderr_str()));
    }
    problems.extend(std.tree.difference(&ours.tree));
    problems
}

/// In which line two texts begin to differ, and the lines.
fn of_lines(what: &str, one: &[Vec<u8>], two: &[Vec<u8>]) -> Option<String> {
    let at = (0..one.len().max(two.len())).find(|&at| one.get(at) != two.get(at))?;
    let show = |lines: &[Vec<u8>]| match lines.get(at) {
        None => "(the end)".to_owned(),
        Some(line) => match std::str::from_utf8(line) {
            Ok(text) => format!("{text:?}"),
            Err(_) => format!("b\"{}\"", line.escape_ascii()),
        },
    };
    let counts = (one.len(), two.len());
    let line = at + 1;
    Some(format!(
        "{what}, from line {line} of {counts:?} on:\n    {}\n    {}",
        show(one),
        show(two)
    ))
}
