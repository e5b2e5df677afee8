//! The ladder: nine programs, from a plain `cargo build --release` to the smallest that there is.

use nanowasi_build::{self as build, Build, Compiler, Mode, Profile};

use super::budgets::Budgets;
use super::functions::Named;
use super::table::{self, NINE, Sizes};
use super::{Failure, Report, document};
use nanowasi_benches::tools::Tools;

/// Where the rungs stand in `size.toml`.
const KIND: &str = "nine";

/// A step. What it stands on is the one before, but for the last three.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rung {
    Plain,
    Profile,
    Location,
    Tiny,
    Stack,
    Bare,
    /// On `Stack`.
    WasmOpt,
    /// On `Stack` as well.
    BuildStd,
    /// `wasm-opt` on `BuildStd`.
    Both,
}

impl Rung {
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

    /// Its name in `size.toml` and at the head of a column.
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

    /// What the document calls it.
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

    /// What it stands on.
    fn below(self) -> Option<Self> {
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

    /// Whether it is built without being asked for: neither a download nor a nightly compiler.
    fn is_at_hand(self) -> bool {
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
                // There is no `core` yet for `build.rs` to compile the memory functions with, so for
                // `wasm32-wasip1` the program would export them; here `compiler_builtins` has them.
                .target("wasm32-unknown-unknown")
                .compiler(Compiler::BuildStd),
        }
    }

    /// What a program weighs on it.
    fn measure(self, program: &str, tools: &mut Tools) -> Result<usize, String> {
        let build = self.build(program);
        let wasm = build.try_wasm()?;
        Ok(match self {
            Self::WasmOpt | Self::Both => tools.wasm_opt(&build.path())?.len(),
            _ => wasm.len(),
        })
    }

    /// Why it can't be built on this machine, if it can't.
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

/// Measures the nine on each rung. Writes their budgets and the tables, or says in what they are wrong.
pub(crate) fn run(
    budgets: &mut Budgets,
    write: bool,
    tools: Option<&mut Tools>,
) -> Result<Report, Failure> {
    let mut report = Report::default();
    let mut built = build::nine()?;
    built.retain(|name| !NINE.contains(&name.as_str()));
    if !built.is_empty() {
        return Err(format!("benches/nine has more than nine: {}", built.join(" ")).into());
    }

    let mut sizes = Sizes::new(KIND, Rung::ALL.map(Rung::name));
    let (mut none, asked) = (Tools::default(), tools.is_some());
    let tools = tools.unwrap_or(&mut none);
    for rung in Rung::ALL {
        if !rung.is_at_hand() && !asked {
            continue;
        }
        if let Some(reason) = rung.missing(tools) {
            println!("{}: skipped: {reason}", rung.name());
            continue;
        }
        for program in NINE {
            let size = match rung.measure(program, tools) {
                Ok(size) => size,
                Err(error) if rung.is_at_hand() => return Err(error.into()),
                Err(reason) => {
                    println!("{} of {program}: skipped: {reason}", rung.name());
                    break;
                }
            };
            sizes.insert(program, rung.name(), size);
            // What another nightly or `wasm-opt` makes of them is not ours.
            if !write && rung.is_at_hand() {
                let named = Named::Nine(program.to_owned());
                report.note(named, budgets.compare(&[KIND, program], rung.name(), size));
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
    let rows = Rung::ALL.map(|rung| table::row(rung.title(), budgets, KIND, rung.name()));
    table::head("step") + &rows.concat()
}

fn steps(budgets: &Budgets) -> String {
    let mut text = table::head("step");
    for rung in Rung::ALL {
        if let Some(below) = rung.below() {
            let (from, to) = (below.name(), rung.name());
            text += &table::saved(rung.title(), budgets, KIND, from, to);
        }
    }
    text
}

/// Nanowasi's rows beside the peers': stable Rust alone, and all that there is.
pub(crate) fn rows(budgets: &Budgets) -> String {
    [
        ("**nanowasi**, stable Rust (step 5)", Rung::Stack),
        ("**nanowasi**, without a buffer (6)", Rung::Bare),
        ("**nanowasi**, `-Zbuild-std` (9, unstable)", Rung::Both),
    ]
    .map(|(title, rung)| table::row(title, budgets, KIND, rung.name()))
    .concat()
}

/// What the README says of the ladder: the last steps on stable Rust.
pub(crate) fn short_rows(budgets: &Budgets) -> String {
    [
        ("**nanowasi**", Rung::Stack),
        ("**nanowasi**, `unbuffered`, `no-wait`", Rung::Bare),
    ]
    .map(|(title, rung)| table::row(title, budgets, KIND, rung.name()))
    .concat()
}
