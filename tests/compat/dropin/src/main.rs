//! `cargo dropin`: builds crates and whole programs with nanowasi as their `std`.
//!
//! | argument | what it does |
//! | --- | --- |
//! | none | all of the following |
//! | `crates [NAME…]` | compiles and links the crates of `crates.txt` |
//! | `crates --update` | writes the latest versions of these crates to `crates.lock` |
//! | `programs [NAME…]` | runs each program with either `std`, and compares |
//! | `measure [NAME…]` | prints sizes and times of programs; `--write` writes `docs/dropin.md` |

use std::env;
use std::process::ExitCode;

use nanowasi_dropin::programs::PROGRAMS;
use nanowasi_dropin::tool::{Tool, Variant};
use nanowasi_dropin::{Result, compare, crates, measure};

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("dropin: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let args: Vec<String> = env::args().skip(1).collect();
    let (options, words): (Vec<_>, Vec<_>) = args.iter().partition(|arg| arg.starts_with("--"));
    let is_known = |option: &&String| ["--write", "--update"].contains(&option.as_str());
    if let Some(unknown) = options.iter().find(|option| !is_known(option)) {
        return Err(format!("no option `{unknown}`").into());
    }
    if options.iter().any(|option| *option == "--update") {
        return crates::update();
    }
    let (command, names) = match words.split_first() {
        Some((command, names)) => (command.as_str(), names),
        None => ("", &[][..]),
    };
    let is_meant = |name: &str| names.is_empty() || names.iter().any(|meant| *meant == name);
    let tool = Tool::build()?;
    if ["", "crates"].contains(&command) {
        let mut all = crates::all();
        all.retain(|crate_| is_meant(crate_.name));
        crates::build(&tool, &all)?;
        println!("{} crates are compiled and linked", all.len());
    }
    let programs = || PROGRAMS.iter().filter(|program| is_meant(program.name));
    if ["", "programs"].contains(&command) {
        let mut problems = Vec::new();
        for program in programs() {
            for variant in [Variant::DropIn, Variant::Smallest] {
                match compare::program(&tool, program, variant) {
                    Ok(runs) => println!("{}, {}: {runs} runs", program.name, variant.name()),
                    Err(error) => problems.push(format!("{}: {error}", variant.name())),
                }
            }
        }
        if !problems.is_empty() {
            return Err(problems.join("\n").into());
        }
    }
    if ["", "measure"].contains(&command) {
        let mut all = Vec::new();
        for program in programs() {
            all.push(measure::program(&tool, program)?);
            println!("{:?}", all.last());
        }
        for table in measure::tables(&all) {
            println!("{table}");
        }
        if options.iter().any(|option| *option == "--write") {
            measure::write(&all)?;
        }
    }
    if !["", "crates", "programs", "measure"].contains(&command) {
        return Err(format!("no command `{command}`: crates, programs or measure").into());
    }
    Ok(())
}
