//! A host, and how it is called.

use std::ffi::OsString;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use crate::Case;

/// Something that runs modules of preview 1.
#[derive(Clone, Copy, Debug)]
pub struct Host {
    /// Its name on the command line and in `faults.toml`.
    pub name: &'static str,
    /// What the document calls it.
    pub title: &'static str,
    /// Where it comes from.
    pub from: &'static str,
    /// What a reader has to know of it.
    pub note: &'static str,
    /// What guests are built for.
    pub target: &'static str,
    /// How long a run may take.
    pub timeout: Duration,
    /// Installs it, if need be. The path is that of this program.
    pub prepare: fn(&Path) -> Result<Launch, String>,
}

/// A host that is installed.
#[derive(Clone, Debug)]
pub struct Launch {
    /// What it says its version is.
    pub version: String,
    program: OsString,
    args: Vec<OsString>,
    envs: Vec<(OsString, OsString)>,
    style: Style,
}

/// What a command line looks like behind a host's own arguments.
#[derive(Clone, Copy, Debug)]
enum Style {
    /// `MODULE [KEY=VALUE…] -- [ARG…]`: that of the drivers.
    Driver,
    /// `[--env KEY=VALUE]… MODULE [ARG…]`.
    Options,
}

impl Launch {
    /// A program whose further arguments are those of the drivers: `MODULE [KEY=VALUE…] -- [ARG…]`. Its current directory
    /// is the guest's, its standard streams are the guest's, its status is the guest's, and 134 stands for a trap, of which a
    /// line `host: …` on standard error says more.
    pub fn driver(program: impl Into<OsString>, version: impl Into<String>) -> Self {
        Self {
            version: version.into(),
            program: program.into(),
            args: Vec::new(),
            envs: Vec::new(),
            style: Style::Driver,
        }
    }

    /// A program that has options for the environment in front of the module.
    pub fn options(program: impl Into<OsString>, version: impl Into<String>) -> Self {
        Self {
            style: Style::Options,
            ..Self::driver(program, version)
        }
    }

    /// Adds an argument in front of the module.
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

    /// The command that runs a module as a case has it.
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
