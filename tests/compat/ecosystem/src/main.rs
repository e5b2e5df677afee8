//! `cargo ecosystem`: runs the tests of crates with `std` and with nanowasi, and compares them.
//!
//! | argument | what it does |
//! | --- | --- |
//! | none | runs all suites, and writes `docs/ecosystem.md` |
//! | `NAME…` | runs these suites, and prints their results and differences |
//! | `--sample` | runs the suites that CI runs |
//! | `--std` | runs only with `std`, to try a new suite |
//! | `--time` | also measures processor time, and writes that table of `docs/ecosystem.md` |
//! | `--fresh` | runs the modules again that have stored results |
//! | `--update` | adds new dependencies to `versions.txt`, and removes unused ones |
//!
//! The exit status is 1 if a test passes with `std` only and has no reason in `suites.toml`, or if
//! a reason there has no such test.

use std::env;
use std::fs;
use std::process::ExitCode;

use nanowasi_dropin::tool::Tool;
use nanowasi_ecosystem::build::Variant;
use nanowasi_ecosystem::run::{Settings, SuiteResults, run};
use nanowasi_ecosystem::suites::{Suite, Suites};
use nanowasi_ecosystem::versions;
use nanowasi_ecosystem::{Result, document, folder, prepare, times};

const OPTIONS: [&str; 5] = ["--sample", "--std", "--time", "--fresh", "--update"];

fn main() -> ExitCode {
    match ecosystem() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("ecosystem: {error}");
            ExitCode::FAILURE
        }
    }
}

fn ecosystem() -> Result<()> {
    let args: Vec<String> = env::args().skip(1).collect();
    let (options, names): (Vec<_>, Vec<_>) = args.iter().partition(|arg| arg.starts_with('-'));
    let is_known = |option: &&&String| OPTIONS.contains(&option.as_str());
    if let Some(unknown) = options.iter().find(|option| !is_known(option)) {
        return Err(format!("no option `{unknown}`").into());
    }
    let has = |option: &str| options.iter().any(|given| *given == option);
    let mut all = Suites::read()?;
    fs::create_dir_all(folder())?;
    if has("--update") {
        return update(&all.suites);
    }
    if let Some(name) = names.iter().find(|name| !is_suite(&all, name)) {
        return Err(format!("no suite `{name}`").into());
    }
    let is_all = names.is_empty() && !has("--sample");
    if !is_all {
        all.suites
            .retain(|suite| names.contains(&&suite.name) || (has("--sample") && suite.is_sample));
    }
    let tool = Tool::build()?;
    let versions = versions::read()?;
    let settings = Settings {
        tool: &tool,
        versions: &versions,
        variants: if has("--std") {
            &Variant::ALL[..1]
        } else {
            &Variant::ALL
        },
        is_fresh: has("--fresh"),
    };
    let results = run(&all.suites, &settings)?;
    if has("--std") {
        print_std(&all.suites, &results);
        return Ok(());
    }
    let mut mistakes = Vec::new();
    let mut comparisons = Vec::new();
    for (suite, results) in all.suites.iter().zip(&results) {
        let mut comparison = results.compare(suite);
        let [std, nanowasi] = Variant::ALL.map(|variant| results.counts(variant));
        println!("{}: {std}; {nanowasi}", suite.name);
        mistakes.append(&mut comparison.mistakes);
        comparisons.push(comparison);
    }
    if is_all {
        document::write(&all, &comparisons)?;
    }
    if has("--time") {
        let times = times::measure(&all.suites, &results, &settings)?;
        document::write_times(&all.suites, &times)?;
    }
    if mistakes.is_empty() {
        return Ok(());
    }
    Err(mistakes.join("\n").into())
}

fn is_suite(all: &Suites, name: &str) -> bool {
    all.suites.iter().any(|suite| suite.name == name)
}

/// Prints the results with `std`, with the output of the tests that do not pass.
fn print_std(suites: &[Suite], results: &[SuiteResults]) {
    for (suite, results) in suites.iter().zip(results) {
        for (name, result) in &results.std {
            if !result.output.is_empty() {
                let output = result.output.replace('\n', "\n    ");
                println!(
                    "{}: {name}: {}: {output}",
                    suite.name,
                    result.outcome.name()
                );
            }
        }
        println!("{}: {}", suite.name, results.counts(Variant::Std));
        for failure in &results.failures {
            println!("{failure}");
        }
    }
}

/// Writes `versions.txt`.
fn update(suites: &[Suite]) -> Result<()> {
    let known = versions::read().unwrap_or_default();
    let used = prepare::resolve(suites, &known)?;
    versions::write(&used)?;
    println!("{} packages", used.len());
    Ok(())
}
