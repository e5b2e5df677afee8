//! `cargo bench --bench size`: what each program weighs, and whether it is still what it should.
//!
//! Bytes are the currency of this crate, so they have budgets (`size.toml`), and the tables that the
//! documents show are made of them:
//!
//! - the examples, in the README;
//! - the ladder: nine programs, from a plain build to the smallest that there is, beside other
//!   languages', in `docs/size.md` and the README;
//! - the programs that are built for `std` as well, in `docs/programs.md`.
//!
//! A program whose size differs by more than 1% from its budget fails it; one that is above, with the
//! functions that grew.
//!
//! | option | what it does |
//! | --- | --- |
//! | `--own` | leaves out what needs a download: the other languages', `wasm-opt`, and the nightly rungs |
//! | `--write` | writes budgets, functions and tables; what was not built stays as it was |
//! | `--functions NAME` | only prints what each function of a program weighs, biggest first |

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
use functions::Named;
use nanowasi_benches::tools::Tools;
use nanowasi_benches::{Failure, thousands};

/// What is wrong.
#[derive(Default)]
struct Report {
    problems: Vec<String>,
    /// The programs that are above their budget, with what to say of them.
    grown: BTreeMap<Named, Vec<String>>,
}

impl Report {
    /// Notes how a program's size compares with its budget.
    fn note(&mut self, program: Named, verdict: Verdict) {
        match verdict {
            Verdict::Right => {}
            Verdict::Grown(problem) => self.grown.entry(program).or_default().push(problem),
            Verdict::Wrong(problem) => self.problems.push(problem),
        }
    }

    fn append(&mut self, other: Self) {
        self.problems.extend(other.problems);
        self.grown.extend(other.grown);
    }

    /// Prints it, with the functions of what has grown.
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
                functions::show(&args.next().ok_or("--functions of which program?")?)?;
                return Ok(ExitCode::SUCCESS);
            }
            _ => return Err(format!("what is `{arg}`?").into()),
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
