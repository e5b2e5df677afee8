//! [`Command`]: another program, described. It can't be started on this target, as in `std`.

use core::fmt;

use super::command_env::{CommandEnv, CommandEnvs};
use super::stdio::Kind;
use super::{Child, ExitStatus, Output, Stdio, unsupported};
use crate::ffi::{OsStr, OsString};
use crate::io;
use crate::path::{Path, PathBuf};
use crate::slice;
use crate::vec::Vec;

/// Another program, described, as [`std::process::Command`] on this target: each attempt to start it is an
/// error.
///
/// `{:?}` prints it as it would be typed into a shell.
///
/// ```
/// use nanowasi::io::ErrorKind;
/// use nanowasi::process::Command;
///
/// let mut list = Command::new("ls");
/// list.arg("-l").env("LC_ALL", "C");
/// assert_eq!(format!("{list:?}"), r#"LC_ALL="C" "ls" "-l""#);
/// assert_eq!(list.status().unwrap_err().kind(), ErrorKind::Unsupported);
/// ```
///
/// [`std::process::Command`]: https://doc.rust-lang.org/std/process/struct.Command.html
pub struct Command {
    program: OsString,
    /// All but the program's name.
    args: Vec<OsString>,
    env: CommandEnv,
    dir: Option<PathBuf>,
    stdin: Option<Kind>,
    stdout: Option<Kind>,
    stderr: Option<Kind>,
}

impl Command {
    /// A program, without arguments.
    pub fn new<S: AsRef<OsStr>>(program: S) -> Self {
        Self::from_name(program.as_ref())
    }

    fn from_name(program: &OsStr) -> Self {
        Self {
            program: program.into(),
            args: Vec::new(),
            env: CommandEnv::default(),
            dir: None,
            stdin: None,
            stdout: None,
            stderr: None,
        }
    }

    /// Adds an argument.
    pub fn arg<S: AsRef<OsStr>>(&mut self, arg: S) -> &mut Self {
        self.args.push(arg.as_ref().into());
        self
    }

    /// Adds arguments.
    pub fn args<I, S>(&mut self, args: I) -> &mut Self
    where
        I: IntoIterator<Item = S>,
        S: AsRef<OsStr>,
    {
        for arg in args {
            self.arg(arg);
        }
        self
    }

    /// Sets a variable of its environment.
    pub fn env<K, V>(&mut self, key: K, val: V) -> &mut Self
    where
        K: AsRef<OsStr>,
        V: AsRef<OsStr>,
    {
        self.env.set(key.as_ref(), val.as_ref());
        self
    }

    /// Sets variables of its environment.
    pub fn envs<I, K, V>(&mut self, vars: I) -> &mut Self
    where
        I: IntoIterator<Item = (K, V)>,
        K: AsRef<OsStr>,
        V: AsRef<OsStr>,
    {
        for (key, value) in vars {
            self.env(key, value);
        }
        self
    }

    /// Removes a variable from its environment.
    pub fn env_remove<K: AsRef<OsStr>>(&mut self, key: K) -> &mut Self {
        self.env.remove(key.as_ref());
        self
    }

    /// Removes all variables from its environment: this program's, and what was set so far.
    pub fn env_clear(&mut self) -> &mut Self {
        self.env.clear();
        self
    }

    /// Sets the directory that it starts in.
    pub fn current_dir<P: AsRef<Path>>(&mut self, dir: P) -> &mut Self {
        self.dir = Some(dir.as_ref().into());
        self
    }

    /// Sets its standard input.
    pub fn stdin<T: Into<Stdio>>(&mut self, cfg: T) -> &mut Self {
        self.stdin = Some(cfg.into().0);
        self
    }

    /// Sets its standard output.
    pub fn stdout<T: Into<Stdio>>(&mut self, cfg: T) -> &mut Self {
        self.stdout = Some(cfg.into().0);
        self
    }

    /// Sets its standard error.
    pub fn stderr<T: Into<Stdio>>(&mut self, cfg: T) -> &mut Self {
        self.stderr = Some(cfg.into().0);
        self
    }

    /// Starts it.
    ///
    /// # Errors
    ///
    /// Always, of the kind `Unsupported`.
    pub fn spawn(&mut self) -> io::Result<Child> {
        Err(unsupported())
    }

    /// Starts it, waits for its end, and answers what it has written.
    ///
    /// # Errors
    ///
    /// Always, of the kind `Unsupported`.
    pub fn output(&mut self) -> io::Result<Output> {
        Err(unsupported())
    }

    /// Starts it, and waits for its end.
    ///
    /// # Errors
    ///
    /// Always, of the kind `Unsupported`.
    pub fn status(&mut self) -> io::Result<ExitStatus> {
        Err(unsupported())
    }

    /// The program's name.
    #[inline]
    #[must_use]
    pub fn get_program(&self) -> &OsStr {
        &self.program
    }

    /// The arguments, without the program's name.
    #[inline]
    pub fn get_args(&self) -> CommandArgs<'_> {
        CommandArgs {
            inner: Args(self.args.iter()),
        }
    }

    /// What is set in its environment, or removed from it.
    #[inline]
    pub fn get_envs(&self) -> CommandEnvs<'_> {
        self.env.iter()
    }

    /// The directory that it starts in, if it isn't this program's.
    #[inline]
    #[must_use]
    pub fn get_current_dir(&self) -> Option<&Path> {
        self.dir.as_deref()
    }

    /// All fields that were set, by the names that they have in `std`.
    fn fields(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let args: Vec<_> = [&self.program].into_iter().chain(&self.args).collect();
        let mut fields = f.debug_struct("Command");
        fields.field("program", &self.program).field("args", &args);
        if !self.env.is_unchanged() {
            fields.field("env", &self.env);
        }
        if self.dir.is_some() {
            fields.field("cwd", &self.dir);
        }
        for (name, stream) in [
            ("stdin", &self.stdin),
            ("stdout", &self.stdout),
            ("stderr", &self.stderr),
        ] {
            if stream.is_some() {
                fields.field(name, stream);
            }
        }
        fields.finish()
    }
}

impl fmt::Debug for Command {
    /// As a shell would be told; with `{:#?}`, field by field.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if f.alternate() {
            return self.fields(f);
        }
        if let Some(dir) = &self.dir {
            write!(f, "cd {dir:?} && ")?;
        }
        if self.env.is_clear() {
            f.write_str("env -i ")?;
        } else {
            let mut removed = self
                .get_envs()
                .filter(|(_, value)| value.is_none())
                .peekable();
            if removed.peek().is_some() {
                f.write_str("env ")?;
            }
            for (name, _) in removed {
                write!(f, "-u {} ", name.to_string_lossy())?;
            }
        }
        for (name, value) in self.get_envs() {
            if let Some(value) = value {
                write!(f, "{}={value:?} ", name.to_string_lossy())?;
            }
        }
        self.program.fmt(f)?;
        self.args.iter().try_for_each(|arg| write!(f, " {arg:?}"))
    }
}

/// The arguments of a [`Command`], as [`std::process::CommandArgs`].
///
/// [`std::process::CommandArgs`]: https://doc.rust-lang.org/std/process/struct.CommandArgs.html
#[must_use = "iterators are lazy and do nothing unless consumed"]
#[derive(Debug)]
pub struct CommandArgs<'a> {
    inner: Args<'a>,
}

/// Prints itself as a list.
struct Args<'a>(slice::Iter<'a, OsString>);

impl fmt::Debug for Args<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.clone()).finish()
    }
}

impl<'a> Iterator for CommandArgs<'a> {
    type Item = &'a OsStr;

    #[inline]
    fn next(&mut self) -> Option<&'a OsStr> {
        self.inner.0.next().map(OsString::as_os_str)
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        self.inner.0.size_hint()
    }
}

impl ExactSizeIterator for CommandArgs<'_> {}
