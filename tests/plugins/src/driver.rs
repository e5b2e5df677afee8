//! Runs a driver: a program of `drivers/` that contains a host.
//!
//! A driver has these arguments: the path of the module, the calls, and the path of the file for the
//! replies. The calls are a JSON array. Each is `{"export": NAME, "input": TEXT}`, or `{}` to create
//! a new instance. The driver creates the first instance before the first call. To each call it
//! appends a line to the file: `{"output": TEXT}`, or `{"error": TEXT}` for an error of the host. The
//! standard streams of the driver are those of the plug-in.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{self, Command};
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::{env, fs};

use nanowasi_build::{registry, target_folder};
use serde_json::{Value, json};

/// A request to a driver.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Call<'a> {
    /// Creates a new instance, which replaces the one before.
    NewInstance,
    /// Calls an export with an input.
    Export(&'a str, &'a str),
}

/// A program that contains a host.
#[derive(Clone, Debug)]
pub struct Driver {
    program: OsString,
    args: Vec<OsString>,
    variables: Vec<(OsString, OsString)>,
}

/// What a driver has reported, and what the plug-in has printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// The output of each call, or the host's error. There are fewer replies than calls if the
    /// driver has ended early.
    pub replies: Vec<Result<String, String>>,
    /// Standard output.
    pub stdout: String,
    /// Standard error.
    pub stderr: String,
    /// The exit status of the driver, if no signal has ended it.
    pub status: Option<i32>,
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

    /// Returns a command that runs the driver without the arguments of a session.
    #[must_use]
    pub fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command
            .args(&self.args)
            .envs(self.variables.iter().map(|(name, value)| (name, value)));
        command
    }

    /// Makes calls of a plug-in, and returns when the driver has ended.
    ///
    /// # Panics
    ///
    /// Panics if the driver does not start, or writes something other than replies.
    #[must_use]
    pub fn run(&self, module: &Path, calls: &[Call<'_>]) -> Session {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let file = format!("replies-{}-{}", process::id(), NUMBER.fetch_add(1, Relaxed));
        let folder = target_folder().join("plugins");
        fs::create_dir_all(&folder).unwrap_or_else(|error| panic!("{error}"));
        let file = folder.join(file);
        let calls = calls.iter().map(|call| match call {
            Call::NewInstance => json!({}),
            Call::Export(export, input) => json!({ "export": export, "input": input }),
        });
        let output = self
            .command()
            .arg(module)
            .arg(Value::from_iter(calls).to_string())
            .arg(&file)
            .output()
            .unwrap_or_else(|error| panic!("{}: {error}", self.program.display()));
        let replies = fs::read_to_string(&file).unwrap_or_default();
        let _ = fs::remove_file(&file);
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Session {
            replies: replies.lines().map(reply).collect(),
            stdout: text(&output.stdout),
            stderr: text(&output.stderr),
            status: output.status.code(),
        }
    }
}

/// Parses a reply.
fn reply(line: &str) -> Result<String, String> {
    let reply: Value = serde_json::from_str(line).unwrap_or_default();
    match (reply["output"].as_str(), reply["error"].as_str()) {
        (Some(output), None) => Ok(output.to_owned()),
        (None, Some(error)) => Err(error.to_owned()),
        _ => panic!("not a reply: {line}"),
    }
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
            println!("skipped: {host}: {reason}");
            None
        }
    }
}
