//! Builds `cargo nanowasi`, and builds programs with it and with real `std`.

use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use nanowasi_test_host::build::{WASIP1, install, target_folder, workspace};

use crate::Result;

/// How a program is built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Variant {
    /// With the toolchain's `std`.
    Std,
    /// With nanowasi, by `cargo nanowasi build`.
    DropIn,
    /// With `--small`.
    Small,
    /// With `--smallest`.
    Smallest,
}

impl Variant {
    /// All variants, in the order of the document's table.
    pub const ALL: [Self; 4] = [Self::Std, Self::DropIn, Self::Small, Self::Smallest];

    /// Returns its name in paths and messages.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Std => "std",
            Self::DropIn => "drop-in",
            Self::Small => "small",
            Self::Smallest => "smallest",
        }
    }
}

/// Settings for small programs with real `std`, so that the best of both is compared.
const SIZE_PROFILE: [&str; 6] = [
    "profile.release.opt-level=\"z\"",
    "profile.release.lto=\"fat\"",
    "profile.release.codegen-units=1",
    "profile.release.strip=true",
    "profile.release.panic=\"abort\"",
    "profile.release.debug=false",
];

/// `cargo nanowasi`, built for this run.
#[derive(Debug)]
pub struct Tool {
    program: PathBuf,
}

impl Tool {
    /// Builds the tool.
    ///
    /// # Errors
    ///
    /// Returns cargo's message.
    pub fn build() -> Result<Self> {
        install(WASIP1)?;
        let mut cargo = cargo();
        cargo
            .current_dir(workspace())
            .args([
                "build",
                "--quiet",
                "--locked",
                "--package",
                "cargo-nanowasi",
            ])
            .arg("--target-dir")
            .arg(target_folder());
        run(&mut cargo)?;
        let program = target_folder().join("debug/cargo-nanowasi");
        Ok(Self {
            program: program.with_extension(env::consts::EXE_EXTENSION),
        })
    }

    /// Returns a command that runs `cargo nanowasi`.
    #[must_use]
    pub fn command(&self, command: &str) -> Command {
        let mut tool = Command::new(&self.program);
        tool.arg(command)
            .env("NANOWASI_SYSROOT_DIR", folder().join("sysroots"));
        without_outer_build(&mut tool);
        tool
    }

    /// Builds a program for size, as small as the variant makes it, and returns its module.
    ///
    /// # Errors
    ///
    /// Returns cargo's message.
    pub fn module(
        &self,
        package: &Path,
        bin: &str,
        args: &[&str],
        variant: Variant,
    ) -> Result<Vec<u8>> {
        let settings = SIZE_PROFILE
            .iter()
            .flat_map(|setting| ["--config", setting]);
        let args: Vec<&str> = settings.chain(args.iter().copied()).collect();
        self.fast_module(package, bin, &args, variant)
    }

    /// Builds a program with its own release profile, and returns its module.
    ///
    /// # Errors
    ///
    /// Returns cargo's message.
    pub fn fast_module(
        &self,
        package: &Path,
        bin: &str,
        args: &[&str],
        variant: Variant,
    ) -> Result<Vec<u8>> {
        let target = folder().join(variant.name());
        let args: Vec<&str> = ["--bin", bin].iter().chain(args).copied().collect();
        self.build_package(package, &args, variant, &target)?;
        let module = target.join(WASIP1).join("release").join(bin);
        Ok(std::fs::read(module.with_extension("wasm"))?)
    }

    /// Builds a package with its own release profile into a target directory.
    ///
    /// # Errors
    ///
    /// Returns cargo's message.
    pub fn build_package(
        &self,
        package: &Path,
        args: &[&str],
        variant: Variant,
        target: &Path,
    ) -> Result<()> {
        let mut command = match variant {
            Variant::Std => {
                let mut cargo = cargo();
                cargo.arg("build");
                if !args.contains(&"--target") {
                    cargo.args(["--target", WASIP1]);
                }
                cargo
            }
            _ => self.command("build"),
        };
        match variant {
            Variant::Small => command.arg("--small"),
            Variant::Smallest => command.arg("--smallest"),
            Variant::Std | Variant::DropIn => &mut command,
        };
        command
            .current_dir(package)
            .args(["--quiet", "--locked", "--release", "--target-dir"])
            .arg(target)
            .args(args);
        run(&mut command)
    }
}

/// Returns the target directory for these builds.
#[must_use]
pub fn folder() -> PathBuf {
    target_folder().join("dropin")
}

/// Returns a cargo command without the environment variables of the outer build.
#[must_use]
pub fn cargo() -> Command {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    without_outer_build(&mut cargo);
    cargo
}

fn without_outer_build(command: &mut Command) {
    let is_set_for_us = |key: &OsStr| {
        key.to_str().is_some_and(|key| {
            key.ends_with("RUSTFLAGS")
                || key.ends_with("_WRAPPER")
                || [
                    "CARGO_BUILD_",
                    "CARGO_PROFILE_",
                    "CARGO_TARGET_",
                    "CARGO_ENCODED_",
                ]
                .iter()
                .any(|family| key.starts_with(family))
        })
    };
    for (key, _) in env::vars_os() {
        if is_set_for_us(&key) {
            command.env_remove(key);
        }
    }
}

/// Runs a command.
///
/// # Errors
///
/// Returns the last lines of its standard error if it fails.
pub fn run(command: &mut Command) -> Result<()> {
    let output = command
        .output()
        .map_err(|error| format!("{command:?}: {error}"))?;
    if output.status.success() {
        return Ok(());
    }
    let stderr = String::from_utf8_lossy(&output.stderr);
    let lines: Vec<&str> = stderr.lines().collect();
    let last = lines.len().saturating_sub(60);
    Err(format!(
        "{command:?}: {}\n{}",
        output.status,
        lines[last..].join("\n")
    )
    .into())
}
