//! Runs cargo for a [`Build`].

use std::collections::HashMap;
use std::io::IsTerminal;
use std::path::PathBuf;
use std::sync::{Arc, LazyLock, Mutex, OnceLock, PoisonError};

use crate::machine::{remap_flags, remove_outer_build, shared_build_folder};
use crate::{Build, Compiler, PROGRAMS, STD_PEERS, install};

impl Build {
    /// Runs cargo for one program or for all of the package, once in this process.
    pub(crate) fn cargo(&self, name: Option<&str>) -> Result<(), String> {
        type Key = (PathBuf, String, Option<String>);
        type Done = Arc<OnceLock<Result<(), String>>>;
        static DONE: LazyLock<Mutex<HashMap<Key, Done>>> = LazyLock::new(Mutex::default);

        let key = (self.folder(), self.target.clone(), name.map(str::to_owned));
        // No code panics while this is locked.
        let mut all = DONE.lock().unwrap_or_else(PoisonError::into_inner);
        let done = Arc::clone(all.entry(key).or_default());
        drop(all);
        done.get_or_init(|| self.cargo_now(name)).clone()
    }

    fn cargo_now(&self, name: Option<&str>) -> Result<(), String> {
        if self.compiler == Compiler::Stable {
            install(&self.target)?;
        }
        let mut cargo = self.compiler.command("cargo");
        remove_outer_build(&mut cargo);
        let mut flags = self.rustflags();
        let remap_flags = remap_flags(self.compiler);
        flags.extend(remap_flags.iter().map(String::as_str));
        let (build_folder, shared) = shared_build_folder(self.mode);
        cargo.env(build_folder, shared);
        cargo.envs(self.profile.variables().iter().copied());
        if self.names {
            // The names stay if only debug information is stripped.
            cargo.env("CARGO_PROFILE_RELEASE_STRIP", "debuginfo");
        }
        // Flags that are set, even if empty, override those of configuration files.
        cargo.env("CARGO_ENCODED_RUSTFLAGS", flags.join("\x1f"));
        if let Some(level) = self.opt_level {
            cargo.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", level);
        }
        if self.fast_packages {
            // `*` excludes the packages of the same workspace.
            for package in ["\"*\"", "nanowasi"] {
                let setting = format!("profile.release.package.{package}.opt-level=3");
                cargo.arg("--config").arg(setting);
            }
        }
        cargo.args(["build", "--quiet", "--release", "--package", self.package]);
        // Packages with a workspace of their own.
        match self.package {
            PROGRAMS => cargo.args(["--manifest-path", "tests/compat/programs/Cargo.toml"]),
            STD_PEERS => cargo.args(["--manifest-path", "benches/peers/rust-std/Cargo.toml"]),
            _ => &mut cargo,
        };
        cargo.args(self.compiler.arguments());
        cargo
            .args(["--target", &self.target])
            .arg("--target-dir")
            .arg(self.folder());
        match name {
            Some(_) if self.library => cargo.arg("--lib"),
            Some(name) if self.plugin => cargo.args(["--example", name]),
            Some(name) => cargo.args(["--bin", name]),
            None => cargo.args(["--bins", "--keep-going"]),
        };
        if !self.default_features {
            cargo.arg("--no-default-features");
        }
        if !self.features.is_empty() {
            cargo.arg("--features").arg(self.features.join(","));
        }
        if std::io::stderr().is_terminal() {
            cargo.args(["--color", "always"]);
        }
        let output = cargo
            .output()
            .map_err(|error| format!("cannot run cargo: {error}"))?;
        if output.status.success() {
            return Ok(());
        }
        let what = name.unwrap_or("everything");
        let messages = String::from_utf8_lossy(&output.stderr);
        Err(format!(
            "cannot build {what} of {} for {}:\n{}",
            self.package,
            self.target,
            messages.trim_end()
        ))
    }
}
