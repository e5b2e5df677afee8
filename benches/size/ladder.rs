//! The size ladder: nine programs, from a plain `cargo build --release` to the smallest build.

use nanowasi_build::{self as build, Build, Compiler, Mode, Profile};

use super::budgets::Budgets;
use super::functions::Program;
use super::table::{self, NINE, Sizes};
use super::{Failure, Report, document};
use nanowasi_benches::tools::Tools;

/// The table of the steps in `size.toml`.
const KIND: &str = "nine";

/// A step of the ladder. All but the last three build on the previous step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    Plain,
    Profile,
    Location,
    Tiny,
    Stack,
    Bare,
    /// Builds on `Stack`.
    WasmOpt,
    /// Builds on `Stack`.
    BuildStd,
    /// `wasm-opt` on the module of `BuildStd`.
    Both,
}

impl Step {
    const ALL: [Self; 9] = [
        Self::Plain,
        Self::Profile,
        Self::Location,
        Self::Tiny,
        Self::Stack,
        Self::Bare,
        Self::WasmOpt,
        Self::BuildStd,
        Self::Both,
    ];

    /// Returns the name in `size.toml` and in the head of a printed column.
    fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Profile => "profile",
            Self::Location => "location",
            Self::Tiny => "tiny",
            Self::Stack => "stack",
            Self::Bare => "bare",
            Self::WasmOpt => "wasm-opt",
            Self::BuildStd => "build-std",
            Self::Both => "both",
        }
    }

    /// Returns the name in the document.
    fn title(self) -> &'static str {
        match self {
            Self::Plain => "1. plain `cargo build --release`",
            Self::Profile => "2. the release profile",
            Self::Location => "3. `panic-location`",
            Self::Tiny => "4. tiny mode",
            Self::Stack => "5. a small stack",
            Self::Bare => "6. `unbuffered` and `no-wait`",
            Self::WasmOpt => "7. `wasm-opt -Oz`, without 6",
            Self::BuildStd => "8. `-Zbuild-std`, without 6 and 7 (unstable)",
            Self::Both => "9. `-Zbuild-std` and `wasm-opt -Oz` (unstable)",
        }
    }

    /// Returns the step that it builds on.
    fn base(self) -> Option<Self> {
        match self {
            Self::Plain => None,
            Self::Profile => Some(Self::Plain),
            Self::Location => Some(Self::Profile),
            Self::Tiny => Some(Self::Location),
            Self::Stack => Some(Self::Tiny),
            Self::Bare | Self::WasmOpt | Self::BuildStd => Some(Self::Stack),
            Self::Both => Some(Self::BuildStd),
        }
    }

    /// Whether the step needs neither a download nor a nightly compiler.
    fn is_offline(self) -> bool {
        self <= Self::Bare
    }

    fn build(self, program: &str) -> Build {
        let build = Build::nine(program);
        let location = |build: Build| build.no_default_features().feature("panic-location");
        match self {
            Self::Plain => build.profile(Profile::Cargo),
            Self::Profile => build,
            Self::Location => location(build),
            Self::Tiny => location(build).mode(Mode::Tiny),
            Self::Stack | Self::WasmOpt => build.smallest(),
            Self::Bare => build.bare(),
            Self::BuildStd | Self::Both => build
                .smallest()
                .feature("nightly")
                // `build.rs` runs before `core` exists, so it cannot compile the memory functions.
                // A module for `wasm32-wasip1` would export those; here `compiler_builtins` has
                // them.
                .target("wasm32-unknown-unknown")
                .compiler(Compiler::BuildStd),
        }
    }

    /// Returns the size of a program at this step.
    fn measure(self, program: &str, tools: &mut Tools) -> Result<usize, String> {
        let build = self.build(program);
        let wasm = build.try_wasm()?;
        Ok(match self {
            Self::WasmOpt | Self::Both => tools.wasm_opt(&build.path())?.len(),
            _ => wasm.len(),
        })
    }

    /// Returns the reason why the step cannot be built on this machine, if there is one.
    fn missing(self, tools: &mut Tools) -> Option<String> {
        let compiler = match self {
            Self::BuildStd | Self::Both => Compiler::BuildStd.missing(),
            _ => None,
        };
        compiler.or_else(|| match self {
            Self::WasmOpt | Self::Both => tools.binaryen().err(),
            _ => None,
        })
    }
}

/// Measures the nine programs at each step. Writes the budgets and tables, or reports what differs.
pub(crate) fn run(
    budgets: &mut Budgets,
    write: bool,
    tools: Option<&mut Tools>,
) -> Result<Report, Failure> {
    let mut report = Report::default();
    let mut built = build::nine()?;
    built.retain(|name| !NINE.contains(&name.as_str()));
    if !built.is_empty() {
        return Err(format!(
            "benches/nine has programs that the tables lack: {}",
            built.join(" ")
        )
        .into());
    }

    let mut sizes = Sizes::new(KIND, Step::ALL.map(Step::name));
    let (mut none, has_tools) = (Tools::default(), tools.is_some());
    let tools = tools.unwrap_or(&mut none);
    for step in Step::ALL {
        if !step.is_offline() && !has_tools {
            continue;
        }
        if let Some(reason) = step.missing(tools) {
            println!("{}: skipped: {reason}", step.name());
            continue;
        }
        for program in NINE {
            let size = match step.measure(program, tools) {
                Ok(size) => size,
                Err(error) if step.is_offline() => return Err(error.into()),
                Err(reason) => {
                    println!("{} of {program}: skipped: {reason}", step.name());
                    break;
                }
            };
            sizes.insert(program, step.name(), size);
            // There is no budget for the output of a nightly compiler or of `wasm-opt`.
            if !write && step.is_offline() {
                let verdict = budgets.compare(&[KIND, program], step.name(), size);
                report.note(Program::Nine(program.to_owned()), verdict);
            }
        }
    }
    sizes.show(budgets);
    if write {
        sizes.write(budgets)?;
    }
    for (name, text) in [("ladder", ladder(budgets)), ("steps", steps(budgets))] {
        let problem = document::replace("docs/size.md", name, &text, write)?;
        report.problems.extend(problem);
    }
    Ok(report)
}

fn ladder(budgets: &Budgets) -> String {
    let rows = Step::ALL.map(|step| table::row(step.title(), budgets, KIND, step.name()));
    table::head("step") + &rows.concat()
}

fn steps(budgets: &Budgets) -> String {
    let mut text = table::head("step");
    for step in Step::ALL {
        if let Some(base) = step.base() {
            let (from, to) = (base.name(), step.name());
            text += &table::saved(step.title(), budgets, KIND, from, to);
        }
    }
    text
}

/// Returns nanowasi's rows in the table of other languages.
pub(crate) fn rows(budgets: &Budgets) -> String {
    [
        ("**nanowasi**, stable Rust (step 5)", Step::Stack),
        ("**nanowasi**, unbuffered (step 6)", Step::Bare),
        ("**nanowasi**, `-Zbuild-std` (step 9, unstable)", Step::Both),
    ]
    .map(|(title, step)| table::row(title, budgets, KIND, step.name()))
    .concat()
}

/// Returns nanowasi's rows in the table of the README: the last steps on stable Rust.
pub(crate) fn short_rows(budgets: &Budgets) -> String {
    [
        ("**nanowasi**", Step::Stack),
        ("**nanowasi**, `unbuffered`, `no-wait`", Step::Bare),
    ]
    .map(|(title, step)| table::row(title, budgets, KIND, step.name()))
    .concat()
}
