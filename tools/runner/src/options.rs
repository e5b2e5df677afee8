//! The command line of `cargo guest`, which the tests' wasmtime host understands as well.
//!
//! Options end at the guest's name. Every argument after the name belongs to the guest.

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// The exit status for a wrong command line.
pub const USAGE: u8 = 2;
/// The exit status for a guest that does not build, which is cargo's as well.
pub const NOT_BUILT: u8 = 101;
/// The exit status for a module that cannot start: a shell has the same for a program that it
/// cannot execute.
pub const NOT_STARTED: u8 = 126;
/// The exit status for a trap: a shell has the same for a program that `SIGABRT` ended.
pub const TRAPPED: u8 = 134;

/// The reason why a guest did not run to its end: the exit status, and the message for standard
/// error.
#[derive(Debug)]
pub struct Failure(pub u8, pub String);

impl Failure {
    /// Returns a failure with the status [`USAGE`].
    pub fn usage(message: impl Into<String>) -> Self {
        Self(USAGE, message.into())
    }

    /// Returns the exit status of a run, after writing the message of a failure to standard error.
    #[must_use]
    pub fn report(result: Result<u8, Self>) -> ExitCode {
        match result {
            Ok(status) => ExitCode::from(status),
            Err(Self(status, message)) => {
                // Standard error may be closed, and there is no other stream to report that on.
                let _ = writeln!(io::stderr(), "guest: {message}");
                ExitCode::from(status)
            }
        }
    }
}

/// The host that runs the guest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Host {
    /// The embedded interpreter.
    #[default]
    Wasmi,
    /// The wasmtime of the tests, which is built on request.
    Wasmtime,
    /// The wasmtime or Node of this machine at a path, or of this name on `PATH`.
    Program(PathBuf),
}

/// A parsed command line.
#[derive(Debug, Default)]
pub struct Options {
    /// The guest: an example's name, or the path of a module.
    pub name: String,
    /// The guest's arguments, without its name.
    pub args: Vec<String>,
    /// Preopened directories: the path on this machine, and the name that the guest sees.
    pub dirs: Vec<(PathBuf, String)>,
    /// Environment variables.
    pub env: Vec<(String, String)>,
    /// The host that runs the guest.
    pub host: Host,
    /// Whether the example is linked without the toolchain's start-up object.
    pub tiny: bool,
    /// Whether each import call is written to standard error.
    pub trace: bool,
}

impl Options {
    /// Parses a command line without the program's name. Returns `None` for `--help`.
    ///
    /// # Errors
    ///
    /// Returns a [`Failure`] with the status [`USAGE`] for an unknown option, a value that is
    /// missing or superfluous, an argument that is not UTF-8, and a missing name.
    pub fn parse(args: impl Iterator<Item = OsString>) -> Result<Option<Self>, Failure> {
        let mut args = args.enumerate().map(|(index, arg)| {
            arg.into_string().map_err(|arg| {
                Failure::usage(format!(
                    "argument {} is not UTF-8, which preview 1 requires: {}",
                    index + 1,
                    arg.display()
                ))
            })
        });
        let mut options = Self::default();
        while let Some(arg) = args.next() {
            let arg = arg?;
            if !arg.starts_with('-') {
                options.name = arg;
                options.args = args.collect::<Result<_, _>>()?;
                return Ok(Some(options));
            }
            let (option, inline) = match arg.split_once('=') {
                Some((option, value)) => (option, Some(value.to_owned())),
                None => (arg.as_str(), None),
            };
            if inline.is_some() && ["-h", "--help", "--tiny", "--trace"].contains(&option) {
                return Err(Failure::usage(format!("`{option}` takes no value")));
            }
            let mut value = || match inline.clone() {
                Some(value) => Ok(value),
                None => args
                    .next()
                    .unwrap_or_else(|| Err(Failure::usage(format!("`{option}` needs a value")))),
            };
            match option {
                "-h" | "--help" => return Ok(None),
                "--tiny" => options.tiny = true,
                "--trace" => options.trace = true,
                "--host" => options.host = host(&value()?)?,
                "--dir" => {
                    let value = value()?;
                    let (host, guest) = value.split_once("::").unwrap_or((&value, &value));
                    options.dirs.push((host.into(), guest.to_owned()));
                }
                "--env" => {
                    let value = value()?;
                    let Some((key, value)) = value.split_once('=') else {
                        return Err(Failure::usage(format!(
                            "`--env` needs KEY=VALUE, not `{value}`"
                        )));
                    };
                    options.env.push((key.to_owned(), value.to_owned()));
                }
                _ => {
                    return Err(Failure::usage(format!(
                        "unknown option `{arg}`; see `cargo guest --help`"
                    )));
                }
            }
        }
        Err(Failure::usage("no NAME; see `cargo guest --help`"))
    }
}

/// The host that a value of `--host` names.
fn host(value: &str) -> Result<Host, Failure> {
    match value {
        "wasmi" => return Ok(Host::Wasmi),
        "wasmtime" => return Ok(Host::Wasmtime),
        _ => {}
    }
    let path = PathBuf::from(value);
    match Program::of(&path) {
        Some(_) => Ok(Host::Program(path)),
        None => Err(Failure::usage(format!(
            "`--host` takes `wasmi`, `wasmtime`, `node`, or the path of a wasmtime or Node, not `{value}`"
        ))),
    }
}

/// A kind of program that runs guests, each with its own command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Program {
    /// `node`.
    Node,
    /// `wasmtime`.
    Wasmtime,
}

impl Program {
    /// Returns the kind of program at a path, by its file name, which may carry a version.
    #[must_use]
    pub fn of(path: &std::path::Path) -> Option<Self> {
        let name = path.file_stem()?.to_str()?;
        if name.starts_with("node") {
            Some(Self::Node)
        } else if name.starts_with("wasmtime") {
            Some(Self::Wasmtime)
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Host, Options, USAGE};

    fn parse(args: &[&str]) -> Result<Option<Options>, u8> {
        Options::parse(args.iter().map(Into::into)).map_err(|failure| failure.0)
    }

    #[test]
    fn options_end_at_the_name() {
        let args = [
            "--dir",
            "/tmp::t",
            "--env=A=b=c",
            "--trace",
            "--host=wasmtime",
            "wc",
            "--tiny",
            "--dir",
        ];
        let Ok(Some(options)) = parse(&args) else {
            panic!("a correct command line");
        };
        assert_eq!(
            (options.name.as_str(), options.trace, options.tiny),
            ("wc", true, false)
        );
        assert_eq!(options.args, ["--tiny", "--dir"]);
        assert_eq!(options.dirs, [("/tmp".into(), "t".to_owned())]);
        assert_eq!(options.env, [("A".to_owned(), "b=c".to_owned())]);
        assert_eq!(options.host, Host::Wasmtime);
    }

    #[test]
    fn a_host_is_a_name_or_the_path_of_a_known_program() {
        for (value, host) in [
            ("wasmi", Host::Wasmi),
            ("wasmtime", Host::Wasmtime),
            ("node", Host::Program("node".into())),
            (
                "/opt/node-26/bin/node",
                Host::Program("/opt/node-26/bin/node".into()),
            ),
            ("./wasmtime", Host::Program("./wasmtime".into())),
            ("wasmtime-50", Host::Program("wasmtime-50".into())),
        ] {
            let Ok(Some(options)) = parse(&["--host", value, "wc"]) else {
                panic!("`{value}` is a host");
            };
            assert_eq!(options.host, host);
        }
    }

    #[test]
    fn mistakes_are_the_users() {
        for args in [
            &[][..],
            &["--frob", "wc"],
            &["--dir"],
            &["--host"],
            &["--host", "/bin/sh", "wc"],
            &["--host=", "wc"],
            &["--env", "A", "wc"],
            &["--tiny=1", "wc"],
            &["--help=1"],
        ] {
            assert_eq!(parse(args).err(), Some(USAGE), "{args:?}");
        }
        assert!(matches!(parse(&["-h"]), Ok(None)));
    }
}
