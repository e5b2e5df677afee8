//! The nine programs in other languages; the sources are in `benches/peers`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use nanowasi_build::functions::stripped;
use nanowasi_build::registry::run;
use nanowasi_build::{Build, target_folder};

use crate::Failure;
use crate::tools::Tools;

const SOURCES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/peers");

/// The goal that a program is optimized for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aim {
    /// The smallest module.
    Size,
    /// The fastest module.
    Speed,
}

/// A language and its library.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Peer {
    /// The text of WebAssembly.
    Wat,
    /// Zig, with calls to WASI instead of the files and streams of its `std`.
    ZigRaw,
    /// Zig with its `std`.
    Zig,
    /// AssemblyScript with wasi-shim.
    AssemblyScript,
    /// C with wasi-libc.
    C,
    /// Rust with the toolchain's `std`.
    Std,
    /// Rust with a `std` compiled from source.
    StdFromSource,
}

impl Peer {
    /// All languages, in the order of the tables.
    pub const ALL: [Self; 7] = [
        Self::Wat,
        Self::ZigRaw,
        Self::Zig,
        Self::AssemblyScript,
        Self::C,
        Self::Std,
        Self::StdFromSource,
    ];

    /// Returns the name in `size.toml` and in the head of a printed column.
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

    /// Returns the name in the documents.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Wat => "WebAssembly text (lower bound)",
            Self::ZigRaw => "Zig, raw WASI calls",
            Self::Zig => "Zig, its `std`",
            Self::AssemblyScript => "AssemblyScript, wasi-shim",
            Self::C => "C, wasi-libc",
            Self::Std => "Rust, `std`",
            Self::StdFromSource => "Rust, `std` from source, `immediate-abort` (unstable)",
        }
    }

    /// Returns the reason why it cannot be built, or `None` if it can.
    pub fn missing(self, tools: &mut Tools) -> Option<String> {
        match self {
            Self::ZigRaw | Self::Zig | Self::C => tools.zig().err(),
            Self::AssemblyScript => tools.assemblyscript().err(),
            Self::StdFromSource => Some("measured once, with a pinned nightly".to_owned()),
            Self::Wat | Self::Std => None,
        }
    }

    /// Whether the language has this program.
    #[must_use]
    pub fn has(self, program: &str) -> bool {
        self != Self::Wat || folder("wat", program).exists()
    }

    /// Compiles a program.
    ///
    /// # Errors
    ///
    /// Returns the compiler's error, or an error if the language does not support the aim.
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
                // `assert` embeds the path of the source.
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
            Self::AssemblyScript | Self::StdFromSource => return Err("cannot be built".into()),
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
        // The code that the programs share.
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
    // The compiler finds packages in the current directory, and embeds the path of the source.
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
