//! `cargo guest`: builds an example and runs it, as a program of this machine.
//!
//! It is also the runner of `cargo run --target wasm32-wasip1`. Nothing but the
//! guest writes to standard output, and the guest's exit status is the
//! command's own, so that examples fit into pipes and scripts.
#![forbid(unsafe_code)]

use std::env;
use std::ffi::OsString;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use nanowasi_host::build::{self, Build, Mode, WASIP1};
use nanowasi_host::{Run, Status};

const HELP: &str = "\
Build an example of nanowasi for wasm32-wasip1 and run it.

Usage: cargo guest [OPTIONS] NAME [ARGS...]

NAME is an example, or the path of a .wasm or .wat file. The guest has the
standard streams, the current directory as `.`, and all arguments after NAME.

Options:
      --dir HOST[::GUEST]  Open another directory to the guest, as GUEST
      --env KEY=VALUE      Set an environment variable
      --tiny               Link without the toolchain's start-up object
      --trace              Show each import call on standard error
  -h, --help               Show this

The exit status is the guest's: 134 if it traps, 126 if it can't start, 101 if
it doesn't build, 2 if the command line is wrong.
";

/// Statuses of our own, where shells and cargo have set examples.
const USAGE: u8 = 2;
const NOT_BUILT: u8 = 101;
const NOT_STARTED: u8 = 126;
const TRAPPED: u8 = 134;

/// Why there is nothing to run, and the status that says so.
struct Failure(u8, String);

fn main() -> ExitCode {
    match guest(env::args_os().skip(1)) {
        Ok(status) => ExitCode::from(status),
        Err(Failure(status, message)) => {
            // Standard error may be closed, and there is nowhere else to say it.
            let _ = writeln!(io::stderr(), "guest: {message}");
            ExitCode::from(status)
        }
    }
}

fn guest(args: impl Iterator<Item = OsString>) -> Result<u8, Failure> {
    let Some(command) = Command::parse(args)? else {
        // A reader that has seen enough is no failure.
        let _ = io::stdout().write_all(HELP.as_bytes());
        return Ok(0);
    };
    let (wasm, name) = command.module()?;
    let here = env::current_dir()
        .map_err(|error| Failure(NOT_STARTED, format!("no current directory: {error}")))?;
    let mut run = Run::new(wasm)
        .name(name)
        .args(command.args)
        .inherit_stdio()
        .no_timeout();
    run = run.dir(here, ".");
    for (host, guest) in command.dirs {
        run = run.dir(host, guest);
    }
    for (key, value) in command.env {
        run = run.env(key, value);
    }
    if command.trace {
        run = run.trace(io::stderr());
    }
    match run.run().status {
        // wasmtime lets only 0 to 125 through.
        Status::Exit(code) => Ok(u8::try_from(code).unwrap_or(u8::MAX)),
        Status::Trap(message) => Err(Failure(TRAPPED, message)),
        ended @ (Status::Link(_) | Status::Timeout) => Err(Failure(NOT_STARTED, ended.to_string())),
    }
}

/// A command line, understood.
#[derive(Default)]
struct Command {
    name: String,
    args: Vec<String>,
    dirs: Vec<(PathBuf, String)>,
    env: Vec<(String, String)>,
    tiny: bool,
    trace: bool,
}

impl Command {
    /// Options end where NAME begins: what follows is the guest's. `None` asks for help.
    fn parse(args: impl Iterator<Item = OsString>) -> Result<Option<Self>, Failure> {
        let mut args = args.enumerate().map(|(index, arg)| {
            arg.into_string().map_err(|arg| {
                let arg = arg.display();
                usage(format!(
                    "argument {} is not UTF-8, which guests can't take: {arg}",
                    index + 1
                ))
            })
        });
        let mut command = Self::default();
        while let Some(arg) = args.next() {
            let arg = arg?;
            if !arg.starts_with('-') {
                command.name = arg;
                command.args = args.collect::<Result<_, _>>()?;
                return Ok(Some(command));
            }
            let (option, inline) = match arg.split_once('=') {
                Some((option, value)) => (option, Some(value.to_owned())),
                None => (arg.as_str(), None),
            };
            let mut value = |inline: Option<String>| {
                let missing = || Err(usage(format!("`{option}` wants a value")));
                inline.map_or_else(|| args.next().unwrap_or_else(missing), Ok)
            };
            match (option, inline) {
                ("--help" | "-h", None) => return Ok(None),
                ("--tiny", None) => command.tiny = true,
                ("--trace", None) => command.trace = true,
                ("--dir", inline) => {
                    let value = value(inline)?;
                    let (host, guest) = value.split_once("::").unwrap_or((&value, &value));
                    command.dirs.push((host.into(), guest.to_owned()));
                }
                ("--env", inline) => {
                    let value = value(inline)?;
                    let Some((key, value)) = value.split_once('=') else {
                        return Err(usage(format!("`--env` wants KEY=VALUE, not `{value}`")));
                    };
                    command.env.push((key.to_owned(), value.to_owned()));
                }
                ("--help" | "--tiny" | "--trace", Some(_)) => {
                    return Err(usage(format!("`{option}` takes no value")));
                }
                _ => {
                    return Err(usage(format!(
                        "unknown option `{arg}`; see `cargo guest --help`"
                    )));
                }
            }
        }
        Err(usage(format!("which example? There are: {}", examples())))
    }

    /// The module, and the name that the guest sees as its own.
    fn module(&self) -> Result<(Vec<u8>, String), Failure> {
        let path = Path::new(&self.name);
        if path
            .extension()
            .is_some_and(|kind| kind == "wasm" || kind == "wat")
        {
            if self.tiny {
                return Err(usage(format!(
                    "`--tiny` builds examples; `{}` is built already",
                    self.name
                )));
            }
            let wasm = fs::read(path)
                .map_err(|error| Failure(NOT_STARTED, format!("{}: {error}", self.name)))?;
            let name = path.file_name().unwrap_or(path.as_os_str());
            return Ok((wasm, name.to_string_lossy().into_owned()));
        }
        if build::examples().is_ok_and(|names| !names.contains(&self.name)) {
            return Err(usage(format!(
                "no example `{}`; there are: {}",
                self.name,
                examples()
            )));
        }
        let mode = if self.tiny { Mode::Tiny } else { Mode::Default };
        let build = Build::example(&self.name).mode(mode).alone();
        if !build.path().exists() {
            let _ = writeln!(
                io::stderr(),
                "guest: building `{}` for {WASIP1}, which the first time takes a while",
                self.name
            );
        }
        let wasm = build
            .try_wasm()
            .map_err(|error| Failure(NOT_BUILT, error))?;
        Ok((wasm, format!("{}.wasm", self.name)))
    }
}

fn examples() -> String {
    build::examples().map_or_else(|error| error.to_string(), |names| names.join(", "))
}

fn usage(message: String) -> Failure {
    Failure(USAGE, message)
}

#[cfg(test)]
mod tests {
    use super::{Command, USAGE};

    fn parse(args: &[&str]) -> Result<Option<Command>, u8> {
        Command::parse(args.iter().map(Into::into)).map_err(|failure| failure.0)
    }

    #[test]
    fn options_end_at_the_name() {
        let args = [
            "--dir",
            "/tmp::t",
            "--env=A=b=c",
            "--trace",
            "wc",
            "--tiny",
            "--dir",
        ];
        let Ok(Some(command)) = parse(&args) else {
            panic!("a correct command line");
        };
        assert_eq!(
            (command.name.as_str(), command.trace, command.tiny),
            ("wc", true, false)
        );
        assert_eq!(command.args, ["--tiny", "--dir"]);
        assert_eq!(command.dirs, [("/tmp".into(), "t".to_owned())]);
        assert_eq!(command.env, [("A".to_owned(), "b=c".to_owned())]);
    }

    #[test]
    fn mistakes_are_the_users() {
        for args in [
            &[][..],
            &["--frob", "wc"],
            &["--dir"],
            &["--env", "A", "wc"],
            &["--tiny=1", "wc"],
        ] {
            assert_eq!(parse(args).err(), Some(USAGE), "{args:?}");
        }
        assert!(matches!(parse(&["-h"]), Ok(None)));
    }
}
