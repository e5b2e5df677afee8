//! How a guest is compiled and linked: the choices that cost or save bytes.

use std::env;
use std::process::Command;

use crate::machine::workspace;

/// How a guest is linked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Mode {
    /// With no flags at all, as by a plain `cargo build --release`.
    #[default]
    Default,
    /// Without the toolchain's start-up object, and with compressed relocations:
    /// nanowasi's own `_start`, and the smallest module.
    Tiny,
}

impl Mode {
    pub(crate) fn flags(self) -> &'static [&'static str] {
        match self {
            Self::Default => &[],
            Self::Tiny => &[
                "-Clink-self-contained=no",
                "-Clink-arg=--compress-relocations",
            ],
        }
    }
}

/// How a guest is optimized.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Profile {
    /// As the workspace says: for size.
    #[default]
    Workspace,
    /// As cargo does where a crate says nothing.
    Cargo,
}

impl Profile {
    /// What sets it in the environment of cargo.
    pub(crate) fn variables(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Workspace => &[],
            Self::Cargo => &[
                ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "3"),
                ("CARGO_PROFILE_RELEASE_LTO", "false"),
                ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
                ("CARGO_PROFILE_RELEASE_PANIC", "unwind"),
                // `none` would leave the debug information of `std`, which cargo takes out unasked.
                ("CARGO_PROFILE_RELEASE_STRIP", "debuginfo"),
            ],
        }
    }

    pub(crate) fn suffix(self) -> &'static str {
        match self {
            Self::Workspace => "",
            Self::Cargo => "+cargo",
        }
    }
}

/// What compiles a guest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Compiler {
    /// The toolchain that the workspace names, with the `core` and `alloc` that come with it.
    #[default]
    Stable,
    /// The nightly toolchain at hand, with `core` and `alloc` compiled from its `rust-src`, for size.
    BuildStd,
}

impl Compiler {
    /// Why it can't be used on this machine, if it can't.
    #[must_use]
    pub fn missing(self) -> Option<String> {
        if self == Self::Stable {
            return None;
        }
        let output = self.command("rustc").args(["--print", "sysroot"]).output();
        let Some(output) = output.ok().filter(|output| output.status.success()) else {
            return Some("there is no nightly toolchain".to_owned());
        };
        let sysroot = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        let sources = std::path::Path::new(&sysroot).join("lib/rustlib/src/rust/library");
        (!sources.exists()).then(|| "the nightly toolchain has no `rust-src`".to_owned())
    }

    /// Its `cargo` or `rustc`, in the workspace.
    pub(crate) fn command(self, name: &str) -> Command {
        let mut command = match self {
            Self::Stable => {
                let set = env::var_os(name.to_ascii_uppercase());
                Command::new(set.unwrap_or_else(|| name.into()))
            }
            Self::BuildStd => {
                let mut command = Command::new("rustup");
                command.args(["run", "nightly", name]);
                // The outer build's.
                for name in ["CARGO", "RUSTC", "RUSTUP_TOOLCHAIN"] {
                    command.env_remove(name);
                }
                command
            }
        };
        command.current_dir(workspace());
        command
    }

    /// What to tell cargo.
    pub(crate) fn arguments(self) -> &'static [&'static str] {
        match self {
            Self::Stable => &[],
            Self::BuildStd => &[
                "-Zbuild-std=core,alloc",
                "-Zbuild-std-features=optimize_for_size",
            ],
        }
    }

    pub(crate) fn suffix(self) -> &'static str {
        match self {
            Self::Stable => "",
            Self::BuildStd => "+build-std",
        }
    }
}
