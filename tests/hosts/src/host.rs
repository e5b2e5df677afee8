//! A host, and its command line.

use std::ffi::OsString;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use crate::Case;

/// A program that runs modules of preview 1.
#[derive(Clone, Copy, Debug)]
pub struct Host {
    /// Its name on the command line and in `faults.toml`.
    pub name: &'static str,
    /// Its name in the document.
    pub title: &'static str,
    /// Where it is installed from.
    pub from: &'static str,
    /// A note for the reader of the document.
    pub note: &'static str,
    /// The target that guests are built for.
    pub target: &'static str,
    /// How long a run may take.
    pub timeout: Duration,
    /// Installs it if needed. The path is that of this program.
    pub prepare: fn(&Path) -> Result<Launch, String>,
}

/// An installed host.
#[derive(Clone, Debug)]
pub struct Launch {
    /// The version that it reports.
    pub version: String,
    program: OsString,
    args: Vec<OsString>,
    envs: Vec<(OsString, OsString)>,
    style: Style,
}

/// The form of the command line after the host's own arguments.
#[derive(Clone, Copy, Debug)]
enum Style {
    /// `MODULE [KEY=VALUE…] -- [ARG…]`, as the drivers have it.
    Driver,
    /// `[--env KEY=VALUE]… MODULE [ARG…]`.
    Options,
}

impl Launch {
    /// A program whose further arguments are those of the drivers: `MODULE [KEY=VALUE…] -- [ARG…]`.
    /// The guest gets its current directory, its standard streams and its status. Status 134 is a
    /// trap, which a line `host: …` on standard error describes.
    pub fn driver(program: impl Into<OsString>, version: impl Into<String>) -> Self {
        Self {
            version: version.into(),
            program: program.into(),
            args: Vec::new(),
            envs: Vec::new(),
            style: Style::Driver,
        }
    }

    /// A program with options for the environment before the module.
    pub fn options(program: impl Into<OsString>, version: impl Into<String>) -> Self {
        Self {
            style: Style::Options,
            ..Self::driver(program, version)
        }
    }

    /// Adds an argument before the module.
    #[must_use]
    pub fn arg(mut self, arg: impl Into<OsString>) -> Self {
        self.args.push(arg.into());
        self
    }

    /// Sets a variable of the host's own environment.
    #[must_use]
    pub fn env(mut self, key: &str, value: impl Into<OsString>) -> Self {
        self.envs.push((key.into(), value.into()));
        self
    }

    /// Returns the command that runs a module for a case.
    #[must_use]
    pub fn command(&self, module: &Path, case: &Case) -> Command {
        let mut command = Command::new(&self.program);
        command.args(&self.args);
        command.envs(self.envs.iter().map(|(key, value)| (key, value)));
        match self.style {
            Style::Driver => {
                command.arg(module).args(&case.env).arg("--");
            }
            Style::Options => {
                for pair in &case.env {
                    command.arg("--env").arg(pair);
                }
                command.arg(module);
            }
        }
        command.args(&case.args);
        command
    }
}
