//! Runs a driver: a program of `drivers/` that contains a host.
//!
//! The arguments of a driver begin with the path of the module. Each driver describes the others.
//! The standard streams of the driver are those of the plug-in.

use std::env;
use std::ffi::OsString;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};

use nanowasi_build::registry;

/// A program that contains a host.
#[derive(Clone, Debug)]
pub struct Driver {
    program: OsString,
    args: Vec<OsString>,
    variables: Vec<(OsString, OsString)>,
}

impl Driver {
    /// A program, without arguments of its own.
    #[must_use]
    pub fn new(program: impl Into<OsString>) -> Self {
        Self {
            program: program.into(),
            args: Vec::new(),
            variables: Vec::new(),
        }
    }

    /// A Python program of `drivers/`, with packages of PyPI. `name` is the folder that they are
    /// installed in.
    ///
    /// # Errors
    ///
    /// Returns why the packages or Python are not available.
    pub fn python(file: &str, name: &str, packages: &[&str]) -> Result<Self, String> {
        let folder = registry::pip(name, packages)?;
        Ok(Self::new("python3")
            .env("PYTHONPATH", folder)
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .arg(path(file)))
    }

    /// A JavaScript program of `drivers/` for Node, with packages of npm. The environment variable
    /// `NANOWASI_PACKAGES` has the folder that contains `node_modules`.
    ///
    /// # Errors
    ///
    /// Returns why the packages or Node are not available.
    pub fn node(file: &str, name: &str, packages: &[&str]) -> Result<Self, String> {
        registry::run(Command::new("node").arg("--version"))?;
        let driver = Self::new("node").arg(path(file));
        if packages.is_empty() {
            return Ok(driver);
        }
        Ok(driver.env("NANOWASI_PACKAGES", registry::npm(name, packages)?))
    }

    /// Adds an argument before those of the session.
    #[must_use]
    pub fn arg(mut self, arg: impl Into<OsString>) -> Self {
        self.args.push(arg.into());
        self
    }

    /// Sets an environment variable.
    #[must_use]
    pub fn env(mut self, name: impl Into<OsString>, value: impl Into<OsString>) -> Self {
        self.variables.push((name.into(), value.into()));
        self
    }

    /// Runs the driver to its end.
    ///
    /// # Panics
    ///
    /// Panics if it does not start.
    #[must_use]
    pub fn run(&self, args: &[&Path]) -> Output {
        let mut command = Command::new(&self.program);
        let variables = self.variables.iter().map(|(name, value)| (name, value));
        command.args(&self.args).envs(variables).args(args);
        let output = command.output();
        let output = output.unwrap_or_else(|error| panic!("{command:?}: {error}"));
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Output {
            status: output.status,
            stdout: text(&output.stdout),
            stderr: text(&output.stderr),
        }
    }
}

/// How a driver ended.
#[derive(Clone, Debug)]
pub struct Output {
    /// The exit status.
    pub status: ExitStatus,
    /// Standard output.
    pub stdout: String,
    /// Standard error.
    pub stderr: String,
}

/// Returns the path of a file in `drivers/`.
#[must_use]
pub fn path(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("drivers")
        .join(file)
}

/// Returns what is available of a host. If the host is missing, prints the reason and returns
/// `None`, and the test ends.
///
/// # Panics
///
/// Panics instead if the environment variable `NANOWASI_REQUIRE_HOSTS` is set.
pub fn or_skip<T>(host: &str, found: Result<T, String>) -> Option<T> {
    match found {
        Ok(found) => Some(found),
        Err(reason) if env::var_os("NANOWASI_REQUIRE_HOSTS").is_some() => {
            panic!("{host}: {reason}")
        }
        Err(reason) => {
            // Not `eprintln!`, which the test harness captures.
            let _ = writeln!(io::stderr(), "skipped: {host}: {reason}");
            None
        }
    }
}
