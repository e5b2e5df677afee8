//! `cargo bench --bench size`: measures the size of programs, and compares it with budgets.
//!
//! The budgets are in `size.toml`. The tables of the documents are generated from them:
//!
//! - the examples, in the README;
//! - the ladder: nine programs, from a plain build to the smallest one, beside other languages, in
//!   `docs/size.md` and the README;
//! - the programs that are also built for `std`, in `docs/programs.md`.
//!
//! The bench fails if the size of a program differs from its budget by more than 1%. For a program
//! above its budget, it lists the functions that grew.
//!
//! | option | what it does |
//! | --- | --- |
//! | `--own` | leaves out what needs a download: other languages, `wasm-opt`, and the nightly steps |
//! | `--write` | writes budgets, functions and tables, and keeps the values that were not measured |
//! | `--functions NAME` | only prints the size of each function of a program, largest first |

mod budgets;
mod document;
mod examples;
mod functions;
mod ladder;
mod peers;
mod programs;
mod table;

use std::collections::BTreeMap;
use std::process::ExitCode;

use budgets::{Budgets, Verdict};
use functions::Program;
use nanowasi_benches::tools::Tools;
use nanowasi_benches::{Failure, thousands};

/// The differences from the budgets and documents.
#[derive(Default)]
struct Report {
    problems: Vec<String>,
    /// The programs above their budget, with the messages about them.
    grown: BTreeMap<Program, Vec<String>>,
}

impl Report {
    /// Adds the result of a comparison.
    fn note(&mut self, program: Program, verdict: Verdict) {
        match verdict {
            Verdict::Matches => {}
            Verdict::Grown(problem) => self.grown.entry(program).or_default().push(problem),
            Verdict::Differs(problem) => self.problems.push(problem),
        }
    }

    fn append(&mut self, other: Self) {
        self.problems.extend(other.problems);
        self.grown.extend(other.grown);
    }

    /// Prints the report, with the functions of programs that grew.
    fn show(self) -> Result<ExitCode, Failure> {
        if self.problems.is_empty() && self.grown.is_empty() {
            return Ok(ExitCode::SUCCESS);
        }
        for problem in self.problems {
            eprintln!("{problem}");
        }
        for (program, problems) in self.grown {
            for problem in problems {
                eprintln!("{problem}");
            }
            eprintln!("{}", functions::changes(&program)?);
        }
        Ok(ExitCode::FAILURE)
    }
}

fn main() -> ExitCode {
    run().unwrap_or_else(|error| {
        eprintln!("size: {error}");
        ExitCode::FAILURE
    })
}

fn run() -> Result<ExitCode, Failure> {
    let (mut write, mut own) = (false, false);
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--bench" => {} // cargo's
            "--write" => write = true,
            "--own" => own = true,
            "--functions" => {
                functions::show(
                    &args
                        .next()
                        .ok_or("`--functions` needs the name of a program")?,
                )?;
                return Ok(ExitCode::SUCCESS);
            }
            _ => return Err(format!("unknown option `{arg}`").into()),
        }
    }
    let mut budgets = Budgets::read()?;
    let mut report = examples::run(&mut budgets, write)?;
    let mut tools = (!own).then(Tools::default);
    report.append(ladder::run(&mut budgets, write, tools.as_mut())?);
    report.append(peers::run(&mut budgets, write, tools.as_mut())?);
    report.problems.extend(programs::run(write)?);
    if write {
        budgets.write()?;
        functions::write()?;
    }
    report.show()
}
