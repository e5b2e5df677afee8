//! Runs both builds of a program, and compares the results.

use std::env;
use std::fmt::Write as _;

use nanowasi_test_host::build::Build;
use nanowasi_test_host::{Output, Run, Status};

use crate::case::{Case, Ending};
use crate::common::TempDir;
use crate::tree::Tree;

/// The result of a run.
struct Trace {
    output: Output,
    tree: Tree,
}

/// Runs both builds of a program in each case.
///
/// # Panics
///
/// - The builds differ in a case. The message lists all differences.
/// - A case does not end as expected.
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

    let ours = nanowasi_build(name).wasm();
    let mut report = String::new();
    for (case, std) in cases.iter().zip(&traces) {
        let mut problems = unmet_expectations(case, std);
        problems.extend(differences(case, std, &run(&ours, name, "nanowasi", case)));
        for problem in problems {
            let _ = writeln!(report, "{name}, {}: {problem}", case.name);
        }
    }
    assert!(report.is_empty(), "(std / nanowasi)\n{report}");
}

/// Returns the build with nanowasi: with the header of five lines, or unchanged with the sysroot of
/// `cargo nanowasi` that the variable names.
fn nanowasi_build(name: &str) -> Build {
    let program = Build::program(name);
    match env::var("NANOWASI_DROP_IN") {
        Ok(sysroot) => program.flag(&format!("--sysroot={sysroot}")),
        Err(_) => program.with_nanowasi(),
    }
}

/// Runs one build in a separate directory.
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

/// Returns the expectations of a case that the `std` build does not meet. Then the case is wrong,
/// or tests nothing.
fn unmet_expectations(case: &Case, std: &Trace) -> Vec<String> {
    let mut unmet_expectations = Vec::new();
    let status = &std.output.status;
    let ends = match case.ending {
        Ending::Exit(code) => *status == Status::Exit(code),
        Ending::Crash => status.is_unreachable(),
    };
    if !ends {
        unmet_expectations.push(format!(
            "{status} with std, where the case has {:?}",
            case.ending
        ));
    }
    let wrote = [&std.output.stdout, &std.output.stderr];
    if !case.silent && wrote.iter().all(|text| text.is_empty()) && std.tree == case.tree {
        unmet_expectations.push("it shows nothing".to_owned());
    }
    unmet_expectations
}

/// Returns the differences between two runs.
fn differences(case: &Case, std: &Trace, ours: &Trace) -> Vec<String> {
    let mut problems = Vec::new();
    let (one, two) = (&std.output, &ours.output);
    let same_status = match case.ending {
        Ending::Exit(_) => one.status == two.status,
        // 101 if the host returns from the signal that a panic raises.
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
    problems.extend(first_different_line(
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
        problems.extend(first_different_line(
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

/// Returns the first lines that differ, with their number.
fn first_different_line(what: &str, one: &[Vec<u8>], two: &[Vec<u8>]) -> Option<String> {
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
