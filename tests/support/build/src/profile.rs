//! How a guest is compiled and linked.

use std::env;
use std::process::Command;

use crate::machine::workspace;

/// How a guest is linked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Mode {
    /// Without flags, as by a plain `cargo build --release`.
    #[default]
    Default,
    /// Without the toolchain's start-up object, and with compressed relocations: nanowasi's own
    /// `_start`, and the smallest module.
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
    /// As in the workspace: for size.
    #[default]
    Workspace,
    /// As cargo's default.
    Cargo,
}

impl Profile {
    /// Returns the environment variables for cargo that set the profile.
    pub(crate) fn variables(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Workspace => &[],
            Self::Cargo => &[
                ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "3"),
                ("CARGO_PROFILE_RELEASE_LTO", "false"),
                ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
                ("CARGO_PROFILE_RELEASE_PANIC", "unwind"),
                // With `none`, the debug information of `std` would stay. Cargo's default removes
                // it.
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

/// The compiler of a guest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Compiler {
    /// The workspace's toolchain, with its precompiled `core` and `alloc`.
    #[default]
    Stable,
    /// The installed nightly toolchain, with `core` and `alloc` compiled for size from its
    /// `rust-src`.
    BuildStd,
}

impl Compiler {
    /// Returns why it cannot be used on this machine, if it cannot.
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

    /// Returns its `cargo` or `rustc`, to be run in the workspace.
    pub(crate) fn command(self, name: &str) -> Command {
        let mut command = match self {
            Self::Stable => {
                let set = env::var_os(name.to_ascii_uppercase());
                Command::new(set.unwrap_or_else(|| name.into()))
            }
            Self::BuildStd => {
                let mut command = Command::new("rustup");
                command.args(["run", "nightly", name]);
                // These were set by the outer build.
                for name in ["CARGO", "RUSTC", "RUSTUP_TOOLCHAIN"] {
                    command.env_remove(name);
                }
                command
            }
        };
        command.current_dir(workspace());
        command
    }

    /// Returns cargo's arguments.
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
