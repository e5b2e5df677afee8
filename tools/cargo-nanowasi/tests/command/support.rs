//! Packages in temporary folders, and runs of the command in them.

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{self, Command, Output, Stdio};

/// The target of all programs.
pub const TARGET: &str = "wasm32-wasip1";

/// A program that compiles only with nanowasi as `std`: the toolchain's `std` has no module `poll`.
pub const HELLO: &str = "#[allow(unused_imports)]\nuse std::poll as _;\n\
                         fn main() { println!(\"hello\"); }\n";

/// A temporary folder, removed on drop. Its path contains spaces.
pub struct Folder(PathBuf);

impl Folder {
    /// Creates a folder.
    pub fn new(test: &str) -> Self {
        // In the repository, cargo would use its workspace and configuration.
        let folder = env::temp_dir().join(format!("nanowasi {test} {}", process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("the temporary folder can be written to");
        Self(folder.canonicalize().expect("the folder exists"))
    }

    /// Creates a folder with a package `program` in it.
    pub fn program(test: &str, edition: &str, code: &str) -> Self {
        let folder = Self::new(test);
        folder.package("", "program", edition, "");
        folder.write("src/main.rs", code);
        folder
    }

    /// Writes the manifest of a package.
    pub fn package(&self, folder: &str, name: &str, edition: &str, rest: &str) {
        let manifest = format!(
            "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"{edition}\"\n{rest}"
        );
        self.write(Path::new(folder).join("Cargo.toml"), &manifest);
    }

    /// Returns the path of a file in the folder.
    pub fn path(&self, name: impl AsRef<Path>) -> PathBuf {
        self.0.join(name)
    }

    /// Returns the path of the program's module.
    pub fn module(&self, profile: &str) -> PathBuf {
        let folder = self.path("target").join(TARGET).join(profile);
        folder.join("program.wasm")
    }

    /// Writes a file, and creates its parent folders.
    pub fn write(&self, name: impl AsRef<Path>, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("the path has a name"))
            .expect("the temporary folder can be written to");
        fs::write(path, text).expect("the temporary folder can be written to");
    }

    /// Writes an executable shell script.
    #[cfg(unix)]
    pub fn script(&self, name: &str, text: &str) -> PathBuf {
        use std::os::unix::fs::PermissionsExt;
        self.write(name, &format!("#!/bin/sh\n{text}\n"));
        let path = self.path(name);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755))
            .expect("the file is this test's own");
        path
    }

    /// Returns a command that runs `cargo-nanowasi` in the folder.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = self.other(env!("CARGO_BIN_EXE_cargo-nanowasi"));
        command.args(args);
        command
    }

    /// Returns a command that runs another program in the folder.
    pub fn other(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        // The settings of the tests' own build are not for the packages.
        for (name, _) in env::vars_os() {
            let is_for_tests = name.to_str().is_some_and(|name| {
                let prefixes = ["CARGO_", "RUSTC", "RUSTDOC", "RUSTFLAGS", "NANOWASI_"];
                name != "CARGO_HOME" && prefixes.iter().any(|prefix| name.starts_with(prefix))
            });
            if is_for_tests {
                command.env_remove(name);
            }
        }
        command
            .current_dir(&self.0)
            .stdin(Stdio::null())
            .env("NANOWASI_SYSROOT_DIR", shared())
            // Each package is compiled once only.
            .env("CARGO_INCREMENTAL", "0")
            .env("CARGO_NET_OFFLINE", "true");
        command
    }

    /// Runs the command to its end.
    pub fn run(&self, args: &[&str]) -> Finished {
        finish(&mut self.command(args))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Returns the folder of the sysroots of all tests.
pub fn shared() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("sysroots")
}

/// The result of a run.
pub struct Finished {
    /// The exit status.
    pub status: Option<i32>,
    /// The standard output.
    pub stdout: String,
    /// The standard error.
    pub stderr: String,
}

impl Finished {
    /// Checks the exit status.
    #[track_caller]
    pub fn status(self, status: i32) -> Self {
        assert_eq!(self.status, Some(status), "{}{}", self.stdout, self.stderr);
        self
    }

    /// Checks the exit status and the whole standard output.
    #[track_caller]
    pub fn output(self, status: i32, stdout: &str) -> Self {
        let found = (self.status, self.stdout.as_str());
        assert_eq!(found, (Some(status), stdout), "{}", self.stderr);
        self
    }

    /// Checks that the standard error has each of these texts.
    #[track_caller]
    pub fn error(self, texts: &[&str]) -> Self {
        for text in texts {
            assert!(self.stderr.contains(text), "no {text:?} in {}", self.stderr);
        }
        self
    }
}

impl From<Output> for Finished {
    fn from(output: Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Self {
            status: output.status.code(),
            stdout: text(&output.stdout),
            stderr: text(&output.stderr),
        }
    }
}

/// Runs a program to its end.
pub fn finish(command: &mut Command) -> Finished {
    command.output().expect("the program starts").into()
}
