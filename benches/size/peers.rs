//! The same nine programs in other languages: `benches/peers` has their sources.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use nanowasi_build::functions::stripped;
use nanowasi_build::{Build, target_folder};

use super::budgets::Budgets;
use super::table::{self, NINE, Sizes};
use super::tools::{self, Tools};
use super::{Failure, Report, document, ladder};

/// Where they stand in `size.toml`.
const KIND: &str = "peers";

const SOURCES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/peers");

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Peer {
    Wat,
    ZigRaw,
    Zig,
    AssemblyScript,
    C,
    Std,
    StdFromSource,
}

impl Peer {
    const ALL: [Self; 7] = [
        Self::Wat,
        Self::ZigRaw,
        Self::Zig,
        Self::AssemblyScript,
        Self::C,
        Self::Std,
        Self::StdFromSource,
    ];

    /// Its name in `size.toml` and at the head of a column.
    fn name(self) -> &'static str {
        match self {
            Self::Wat => "wat",
            Self::ZigRaw => "zig-raw",
            Self::Zig => "zig",
            Self::AssemblyScript => "as",
            Self::C => "c",
            Self::Std => "std",
            Self::StdFromSource => "std-source",
        }
    }

    /// What the documents call it.
    fn title(self) -> &'static str {
        match self {
            Self::Wat => "WebAssembly by hand (the floor)",
            Self::ZigRaw => "Zig, raw WASI calls",
            Self::Zig => "Zig, its `std`",
            Self::AssemblyScript => "AssemblyScript, wasi-shim",
            Self::C => "C, wasi-libc",
            Self::Std => "Rust, `std`",
            Self::StdFromSource => "Rust, `std` from source, `immediate-abort` (unstable)",
        }
    }

    /// Why it can't be built, if it can't; `None` for what is only known from elsewhere.
    fn missing(self, tools: &mut Tools) -> Option<String> {
        match self {
            Self::ZigRaw | Self::Zig | Self::C => tools.zig().err(),
            Self::AssemblyScript => tools.assemblyscript().err(),
            Self::StdFromSource => Some("measured once, with a nightly of its own".to_owned()),
            Self::Wat | Self::Std => None,
        }
    }

    /// Whether it has that program.
    fn has(self, program: &str) -> bool {
        self != Self::Wat || folder("wat", program).exists()
    }

    /// What a program of it weighs.
    fn measure(self, program: &str, tools: &mut Tools) -> Result<usize, Failure> {
        let here = folder(self.name(), program);
        let out = target_folder().join("peers/built").join(self.name());
        fs::create_dir_all(&out)?;
        let out = out.join(program).with_extension("wasm");
        match self {
            Self::Wat => fs::write(&out, stripped(&wat::parse_file(here.join("main.wat"))?)?)?,
            Self::ZigRaw | Self::Zig => zig(self, &here, &out, &tools.zig()?)?,
            Self::C => {
                let mut cc = Command::new(tools.zig()?);
                cc.args([
                    "cc",
                    "-target",
                    "wasm32-wasi",
                    "-Oz",
                    "-UNDEBUG",
                    "-s",
                    "-o",
                ]);
                // `assert` says where it stands.
                cc.arg(&out)
                    .arg(format!("-fmacro-prefix-map={}/=", here.display()));
                tools::run(cc.arg(here.join("main.c")))?;
            }
            Self::AssemblyScript => assemblyscript(program, &out, &tools.assemblyscript()?)?,
            Self::Std => return Ok(Build::std_peer(program).try_wasm()?.len()),
            Self::StdFromSource => return Err("can't be built".into()),
        }
        Ok(fs::read(&out)?.len())
    }
}

fn folder(peer: &str, program: &str) -> PathBuf {
    Path::new(SOURCES).join(peer).join(program)
}

fn zig(peer: Peer, here: &Path, out: &Path, zig: &Path) -> Result<(), String> {
    const FLAGS: [&str; 5] = ["-target", "wasm32-wasi", "-O", "ReleaseSmall", "-fstrip"];
    let mut command = Command::new(zig);
    command.arg("build-exe").args(FLAGS);
    let source = here.join("main.zig");
    if peer == Peer::ZigRaw {
        // What its programs share.
        let shared = Path::new(SOURCES).join("zig-raw/lib.zig");
        command.arg("--dep").arg("lib");
        command.arg(format!("-Mroot={}", source.display()));
        command.args(FLAGS);
        command.arg(format!("-Mlib={}", shared.display()));
    } else {
        command.arg(source);
    }
    tools::run(command.arg(format!("-femit-bin={}", out.display())))
}

fn assemblyscript(program: &str, out: &Path, folder: &Path) -> Result<(), Failure> {
    // It looks for packages below the current directory, and a module has its source's path in it.
    let source = Path::new(program).join("index.ts");
    fs::create_dir_all(folder.join(program))?;
    let original = Path::new(SOURCES).join("as").join(&source);
    fs::copy(original, folder.join(&source))?;
    let mut asc = Command::new("node");
    asc.current_dir(folder)
        .arg("node_modules/assemblyscript/bin/asc.js")
        .arg(source)
        .args([
            "--config",
            "node_modules/@assemblyscript/wasi-shim/asconfig.json",
        ])
        .args(["--path", "node_modules", "--runtime", "stub"])
        .args(["-Oz", "--converge", "--noAssert", "-o"]);
    Ok(tools::run(asc.arg(out))?)
}

/// Measures the peers, if they are asked for. Writes the tables that compare them, or says in what they are
/// wrong.
pub(crate) fn run(
    budgets: &mut Budgets,
    write: bool,
    tools: Option<&mut Tools>,
) -> Result<Report, Failure> {
    let mut sizes = Sizes::new(KIND, Peer::ALL.map(Peer::name));
    if let Some(tools) = tools {
        for peer in Peer::ALL {
            if let Some(reason) = peer.missing(tools) {
                println!("{}: skipped: {reason}", peer.name());
                continue;
            }
            for program in NINE.into_iter().filter(|program| peer.has(program)) {
                match peer.measure(program, tools) {
                    Ok(size) => sizes.insert(program, peer.name(), size),
                    Err(reason) => println!("{} of {program}: skipped: {reason}", peer.name()),
                }
            }
        }
    }
    sizes.show(budgets);
    if write {
        sizes.write(budgets)?;
    }
    let rows = |peers: &[Peer]| -> String {
        let row = |peer: &Peer| table::row(peer.title(), budgets, KIND, peer.name());
        peers.iter().map(row).collect()
    };
    let full = table::head("language") + &ladder::rows(budgets) + &rows(&Peer::ALL);
    let short = [
        Peer::ZigRaw,
        Peer::Zig,
        Peer::AssemblyScript,
        Peer::C,
        Peer::Std,
    ];
    let short = table::head("language") + &ladder::short_rows(budgets) + &rows(&short);
    let mut report = Report::default();
    for (file, text) in [("docs/size.md", full), ("README.md", short)] {
        let problem = document::replace(file, "peers", &text, write)?;
        report.problems.extend(problem);
    }
    Ok(report)
}
