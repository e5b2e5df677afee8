//! The command line of `cargo nanowasi`: parses its own options, and keeps all others for cargo.

use std::ffi::{OsStr, OsString};

use nanowasi_runner::options as runner;

use crate::failure::{Failure, Result};
use crate::test::{TIMEOUT_OPTION, parse_timeout};
use crate::toolchain::TARGET;

/// What the program is optimized for, and how much of the sysroot is compiled from source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) enum Size {
    /// `std` is compiled for speed, and the program with the profile of its manifest.
    #[default]
    Fast,
    /// `--small`: `std` and the program are compiled for size.
    Small,
    /// `--smallest`: also `core` and `alloc`, and a panic traps immediately.
    Smallest,
}

/// What a panic prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Panic {
    /// The location and the message.
    Message,
    /// The location.
    Location,
    /// Nothing.
    Silent,
    /// Nothing, and it traps without a call to the host.
    Trap,
    /// The location and the message, to memory, and it traps without a call to the host.
    TrapMessage,
}

/// The options of `cargo nanowasi` itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Options {
    /// What the program is optimized for.
    pub(crate) size: Size,
    /// What a panic prints, if `--panic` was given.
    pub(crate) panic: Option<Panic>,
    /// Whether the module is for a host without WASI.
    pub(crate) no_wasi: bool,
    /// Whether to also build the program with the toolchain's `std`.
    pub(crate) compare: bool,
    /// Whether to list the imports of each module.
    pub(crate) check_imports: bool,
    /// The runner's options, unchanged: `--dir`, `--env`, `--host`, `--trace`, `--timeout`.
    pub(crate) runner: Vec<OsString>,
    /// The options of cargo.
    pub(crate) cargo: Vec<OsString>,
    /// The arguments after `--`.
    pub(crate) rest: Option<Vec<OsString>>,
}

impl Options {
    /// Splits the arguments after the command's name.
    ///
    /// # Errors
    ///
    /// Returns a failure for an option without its value, for an invalid value, and for another
    /// target.
    pub(crate) fn parse(command: &str, args: impl Iterator<Item = OsString>) -> Result<Self> {
        let mut options = Self::default();
        let mut timeout = None;
        let mut args = args;
        while let Some(arg) = args.next() {
            if arg == "--" {
                options.rest = Some(args.collect());
                break;
            }
            // This command has no option that is not UTF-8, so the argument is cargo's.
            let (name, inline) = match arg.to_str() {
                Some(text) => match text.split_once('=') {
                    Some((name, value)) => (name, Some(OsString::from(value))),
                    None => (text, None),
                },
                None => ("", None),
            };
            let name = name.to_owned();
            let mut value = || match inline.clone() {
                Some(value) => Ok(value),
                None => args
                    .next()
                    .ok_or_else(|| Failure::usage(format!("`{name}` needs a value"))),
            };
            match name.as_str() {
                "--small" | "--smallest" | "--no-wasi" | "--trace" | "--check-imports"
                    if inline.is_some() =>
                {
                    return Err(Failure::usage(format!("`{name}` takes no value")));
                }
                "--small" => options.size = Size::Small,
                "--smallest" => options.size = Size::Smallest,
                "--no-wasi" => options.no_wasi = true,
                "--compare" if command == "build" => options.compare = true,
                "--check-imports" if command == "build" => options.check_imports = true,
                "--panic" => options.panic = Some(panic(&value()?)?),
                "--target" => check_target(&value()?)?,
                "--dir" | "--env" | "--host" if command == "run" || command == "test" => {
                    let mut value = value()?;
                    if command == "test" {
                        // Cargo starts the runner in the folder of each package.
                        value = absolute(&name, value);
                    }
                    options.runner.extend([name.clone().into(), value]);
                }
                TIMEOUT_OPTION if command == "test" => {
                    let value = value()?;
                    parse_timeout(&value)?;
                    timeout = Some(value);
                }
                "--trace" if command == "run" => options.runner.push(name.clone().into()),
                // Cargo has no options of these names.
                "--dir" | "--env" | "--host" => return Err(only(&name, "`run` and `test`")),
                "--trace" => return Err(only(&name, "`run`")),
                TIMEOUT_OPTION => return Err(only(&name, "`test`")),
                "--compare" | "--check-imports" => return Err(only(&name, "`build`")),
                _ => options.cargo.push(arg),
            }
        }
        if command == "run" || command == "test" {
            // Report a mistake before the program is built.
            let module = OsString::from("module.wasm");
            let own = options.runner.iter().cloned().chain([module]);
            runner::Options::parse(own).map_err(|failure| Failure::usage(failure.1))?;
        }
        if let Some(timeout) = timeout {
            options.runner.extend([TIMEOUT_OPTION.into(), timeout]);
        }
        let traps = matches!(options.panic(), Panic::Trap | Panic::TrapMessage);
        if options.no_wasi && !traps {
            return Err(Failure::usage(
                "with `--no-wasi`, a panic has to trap: leave out `--panic`, or use `--panic \
                 trap-message`",
            ));
        }
        if command == "test" && options.panic() != Panic::Message {
            return Err(Failure::usage(
                "`test` needs the messages of panics, which `#[should_panic(expected)]` compares: \
                 leave out `--panic`, `--smallest` and `--no-wasi`",
            ));
        }
        if options.size != Size::Fast && options.profile().is_none() {
            options.cargo.push("--release".into());
        }
        Ok(options)
    }

    /// Returns the value of an option of cargo that takes one.
    pub(crate) fn cargo_value(&self, name: &str) -> Option<&OsStr> {
        let mut args = self.cargo.iter();
        let mut found = None;
        while let Some(arg) = args.next() {
            if arg == name {
                found = args.next().map(OsString::as_os_str);
            } else if let Some(value) = arg.to_str().and_then(|arg| arg.strip_prefix(name)) {
                found = value.strip_prefix('=').map(OsStr::new).or(found);
            }
        }
        found
    }

    /// Returns the name of the requested profile.
    pub(crate) fn profile(&self) -> Option<&str> {
        match self.cargo_value("--profile") {
            Some(name) => name.to_str(),
            None => self.has(&["--release", "-r"]).then_some("release"),
        }
    }

    /// Returns the options without some of cargo's that take a value.
    pub(crate) fn without(&self, names: &[&str]) -> Self {
        let mut options = self.clone();
        options.cargo.clear();
        let mut args = self.cargo.iter();
        while let Some(arg) = args.next() {
            let text = arg.to_str().unwrap_or_default();
            if names.contains(&text) {
                args.next();
            } else if !names.contains(&text.split('=').next().unwrap_or_default()) {
                options.cargo.push(arg.clone());
            }
        }
        options
    }

    /// Whether cargo is to print nothing but errors.
    pub(crate) fn is_quiet(&self) -> bool {
        self.has(&["-q", "--quiet"])
    }

    /// Whether one of these options is among cargo's.
    pub(crate) fn has(&self, names: &[&str]) -> bool {
        self.cargo
            .iter()
            .any(|arg| names.iter().any(|name| arg == name))
    }

    /// Whether `build`, `check` or `clippy` compiles test targets.
    pub(crate) fn compiles_tests(&self) -> bool {
        const OPTIONS: [&str; 5] = ["--all-targets", "--tests", "--test", "--benches", "--bench"];
        let is_test = |arg: &OsString| {
            let text = arg.to_str().unwrap_or_default();
            OPTIONS.contains(&text.split_once('=').map_or(text, |(name, _)| name))
        };
        self.cargo.iter().any(is_test) || self.profile() == Some("test")
    }

    /// Rejects options of cargo that the command does not use.
    ///
    /// # Errors
    ///
    /// Returns a failure that names the first of them.
    pub(crate) fn refuse_unknown(&self, command: &str) -> Result<()> {
        const KNOWN: [&str; 13] = [
            "--manifest-path",
            "--target-dir",
            "--config",
            "--release",
            "-r",
            "--profile",
            "-q",
            "--quiet",
            "--offline",
            "--frozen",
            "--locked",
            "-v",
            "--verbose",
        ];
        let mut is_value = false;
        for arg in &self.cargo {
            let text = arg.to_str().unwrap_or_default();
            let name = text.split_once('=').map_or(text, |(name, _)| name);
            if !is_value && !KNOWN.contains(&name) {
                return Err(Failure::usage(format!(
                    "`{command}` has no option `{}`; see `cargo nanowasi --help`",
                    arg.display()
                )));
            }
            let takes_value = ["--manifest-path", "--target-dir", "--config", "--profile"];
            is_value = !is_value && takes_value.contains(&text);
        }
        Ok(())
    }

    /// Returns what a panic prints.
    pub(crate) fn panic(&self) -> Panic {
        self.panic.unwrap_or(match (self.no_wasi, self.size) {
            (true, _) => Panic::Trap,
            (_, Size::Smallest) => Panic::Silent,
            (_, Size::Fast | Size::Small) => Panic::Message,
        })
    }
}

/// Returns the failure of an option that other commands have.
fn only(option: &str, commands: &str) -> Failure {
    Failure::usage(format!("`{option}` is an option of {commands} only"))
}

/// Makes the path in the value of an option absolute: that of a directory, or of a host.
fn absolute(option: &str, value: OsString) -> OsString {
    let Some(text) = value.to_str() else {
        return value;
    };
    let (path, guest) = match option {
        "--dir" => text.split_once("::").unwrap_or((text, text)),
        "--host" if text.contains(['/', '\\']) => (text, ""),
        _ => return value,
    };
    let path = std::path::absolute(path).unwrap_or_else(|_| path.into());
    let mut absolute = path.into_os_string();
    if option == "--dir" {
        absolute.push("::");
        absolute.push(guest);
    }
    absolute
}

fn panic(value: &OsStr) -> Result<Panic> {
    match value.to_str() {
        Some("message") => Ok(Panic::Message),
        Some("location") => Ok(Panic::Location),
        Some("silent") => Ok(Panic::Silent),
        Some("trap") => Ok(Panic::Trap),
        Some("trap-message") => Ok(Panic::TrapMessage),
        _ => Err(Failure::usage(format!(
            "`--panic` takes `message`, `location`, `silent`, `trap` or `trap-message`, not `{}`",
            value.display()
        ))),
    }
}

fn check_target(value: &OsStr) -> Result<()> {
    if value == TARGET {
        return Ok(());
    }
    Err(Failure::usage(format!(
        "nanowasi is a `std` for {TARGET} only, not for `{}`",
        value.display()
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(command: &str, args: &[&str]) -> Result<Options> {
        Options::parse(command, args.iter().map(Into::into))
    }

    #[test]
    fn options_of_cargo_pass_through() {
        let args = [
            "-p",
            "a",
            "--small",
            "--features=x",
            "--panic",
            "location",
            "--",
            "--small",
        ];
        let options = parse("build", &args).unwrap();
        assert_eq!(options.size, Size::Small);
        assert_eq!(options.panic(), Panic::Location);
        assert_eq!(options.cargo, ["-p", "a", "--features=x", "--release"]);
        assert_eq!(options.rest.unwrap(), ["--small"]);
    }

    #[test]
    fn options_of_the_runner_are_those_of_run_alone() {
        let args = ["--dir", ".", "--env=A=b=c", "--trace", "--bin=x"];
        let options = parse("run", &args).unwrap();
        assert_eq!(options.runner, ["--dir", ".", "--env", "A=b=c", "--trace"]);
        assert_eq!(options.cargo, ["--bin=x"]);
        for (command, option) in [
            ("build", "--dir"),
            ("check", "--env=A=b"),
            ("test", "--trace"),
            ("test", "--compare"),
            ("run", "--check-imports"),
            ("run", "--timeout"),
        ] {
            let message = parse(command, &[option]).unwrap_err().message.unwrap();
            assert!(message.contains(" is an option of `"), "{message}");
        }
    }

    #[test]
    fn a_profile_is_found_in_each_spelling() {
        for (args, profile) in [
            (&["--release"][..], Some("release")),
            (&["-r"], Some("release")),
            (&["--profile", "tiny"], Some("tiny")),
            (&["--profile=tiny"], Some("tiny")),
            (&["--profiles"], None),
            (&[], None),
        ] {
            assert_eq!(parse("build", args).unwrap().profile(), profile, "{args:?}");
        }
        let options = parse("build", &["--small", "--profile", "tiny"]).unwrap();
        assert_eq!(options.cargo, ["--profile", "tiny"]);
    }

    #[test]
    fn another_target_and_a_wrong_value_are_errors() {
        for args in [
            &["--target", "wasm32-unknown-unknown"][..],
            &["--target=x86_64-unknown-linux-gnu"],
            &["--target"],
            &["--panic=loud"],
            &["--small=yes"],
            &["--check-imports=yes"],
            &["--panic"],
        ] {
            assert_eq!(parse("build", args).unwrap_err().status, 1, "{args:?}");
        }
        assert_eq!(
            parse("build", &["--target", TARGET]).unwrap().cargo,
            [""; 0]
        );
    }
}
