//! The same nine programs in other languages: `benches/peers` has their sources.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use nanowasi_build::functions::stripped;
use nanowasi_build::registry::run;
use nanowasi_build::{Build, target_folder};

use crate::Failure;
use crate::tools::Tools;

const SOURCES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/peers");

/// What a program is compiled for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aim {
    /// As small as its compiler makes it.
    Size,
    /// As fast.
    Speed,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
/// A language, and what it has for a library.
pub enum Peer {
    /// The text of WebAssembly.
    Wat,
    /// Zig without its `std`'s files and streams.
    ZigRaw,
    /// Zig with them.
    Zig,
    /// Of one language with what its shim for WASI has.
    AssemblyScript,
    /// C with wasi-libc.
    C,
    /// Rust with the `std` that its compiler comes with.
    Std,
    /// Rust with a `std` that is compiled along.
    StdFromSource,
}

impl Peer {
    /// All of them, from the smallest on.
    pub const ALL: [Self; 7] = [
        Self::Wat,
        Self::ZigRaw,
        Self::Zig,
        Self::AssemblyScript,
        Self::C,
        Self::Std,
        Self::StdFromSource,
    ];

    /// Its name in `size.toml` and at the head of a column.
    #[must_use]
    pub fn name(self) -> &'static str {
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
    #[must_use]
    pub fn title(self) -> &'static str {
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
    pub fn missing(self, tools: &mut Tools) -> Option<String> {
        match self {
            Self::ZigRaw | Self::Zig | Self::C => tools.zig().err(),
            Self::AssemblyScript => tools.assemblyscript().err(),
            Self::StdFromSource => Some("measured once, with a nightly of its own".to_owned()),
            Self::Wat | Self::Std => None,
        }
    }

    /// Whether it has that program.
    #[must_use]
    pub fn has(self, program: &str) -> bool {
        self != Self::Wat || folder("wat", program).exists()
    }

    /// A program of it, as a module.
    ///
    /// # Errors
    /// If it can't be compiled, or not with that aim.
    pub fn compile(self, program: &str, aim: Aim, tools: &mut Tools) -> Result<Vec<u8>, Failure> {
        let here = folder(self.name(), program);
        let out = target_folder().join("peers").join(self.name());
        fs::create_dir_all(&out)?;
        let out = out.join(program).with_extension("wasm");
        match self {
            Self::Wat => return Ok(stripped(&wat::parse_file(here.join("main.wat"))?)?),
            Self::ZigRaw | Self::Zig => zig(self, &here, &out, aim, &tools.zig()?)?,
            Self::C => {
                let level = match aim {
                    Aim::Size => "-Oz",
                    Aim::Speed => "-O3",
                };
                let mut cc = Command::new(tools.zig()?);
                cc.args(["cc", "-target", "wasm32-wasi", level]);
                cc.args(["-UNDEBUG", "-s", "-o"]);
                // `assert` says where it stands.
                cc.arg(&out)
                    .arg(format!("-fmacro-prefix-map={}/=", here.display()));
                run(cc.arg(here.join("main.c")))?;
            }
            Self::AssemblyScript if aim == Aim::Size => {
                assemblyscript(program, &out, &tools.assemblyscript()?)?;
            }
            Self::Std => {
                let build = Build::std_peer(program);
                let build = match aim {
                    Aim::Size => build,
                    Aim::Speed => build.opt_level("3"),
                };
                return Ok(build.try_wasm()?);
            }
            Self::AssemblyScript | Self::StdFromSource => return Err("can't be built".into()),
        }
        Ok(fs::read(&out)?)
    }
}

fn folder(peer: &str, program: &str) -> PathBuf {
    Path::new(SOURCES).join(peer).join(program)
}

fn zig(peer: Peer, here: &Path, out: &Path, aim: Aim, zig: &Path) -> Result<(), String> {
    let mode = match aim {
        Aim::Size => "ReleaseSmall",
        Aim::Speed => "ReleaseFast",
    };
    let flags = ["-target", "wasm32-wasi", "-O", mode, "-fstrip"];
    let mut command = Command::new(zig);
    command.arg("build-exe").args(flags);
    let source = here.join("main.zig");
    if peer == Peer::ZigRaw {
        // What its programs share.
        let shared = Path::new(SOURCES).join("zig-raw/lib.zig");
        command.arg("--dep").arg("lib");
        command.arg(format!("-Mroot={}", source.display()));
        command.args(flags);
        command.arg(format!("-Mlib={}", shared.display()));
    } else {
        command.arg(source);
    }
    run(command.arg(format!("-femit-bin={}", out.display())))
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
    Ok(run(asc.arg(out))?)
}
