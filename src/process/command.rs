//! [`Command`]: a description of another program, which can't be started on this target.

use core::fmt;

use super::command_env::{CommandEnv, CommandEnvs};
use super::stdio::Kind;
use super::{Child, ExitStatus, Output, Stdio, unsupported};
use crate::ffi::{OsStr, OsString};
use crate::io;
use crate::path::{Path, PathBuf};
use crate::slice;
use crate::vec::Vec;

/// A description of another program, as [`std::process::Command`] on this target: each attempt to
/// start it returns an error.
///
/// `{:?}` prints the command as in a shell, and `{:#?}` prints its fields.
///
/// # Examples
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
    /// The arguments, without the name of the program.
    args: Vec<OsString>,
    env: CommandEnv,
    dir: Option<PathBuf>,
    stdin: Option<Kind>,
    stdout: Option<Kind>,
    stderr: Option<Kind>,
}

impl Command {
    /// Describes a program without arguments.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::process::Command;
    ///
    /// assert_eq!(Command::new("ls").get_program(), "ls");
    /// ```
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
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::process::Command;
    ///
    /// let mut list = Command::new("ls");
    /// list.arg("-l").arg("my file");
    /// assert_eq!(format!("{list:?}"), r#""ls" "-l" "my file""#);
    /// ```
    pub fn arg<S: AsRef<OsStr>>(&mut self, arg: S) -> &mut Self {
        self.args.push(arg.as_ref().into());
        self
    }

    /// Adds several arguments.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::process::Command;
    ///
    /// let mut list = Command::new("ls");
    /// list.args(["-l", "-a"]);
    /// assert_eq!(list.get_args().len(), 2);
    /// ```
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

    /// Sets a variable of the program's environment.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::process::Command;
    ///
    /// let mut list = Command::new("ls");
    /// list.env("LC_ALL", "C");
    /// assert_eq!(format!("{list:?}"), r#"LC_ALL="C" "ls""#);
    /// ```
    pub fn env<K, V>(&mut self, key: K, val: V) -> &mut Self
    where
        K: AsRef<OsStr>,
        V: AsRef<OsStr>,
    {
        self.env.set(key.as_ref(), val.as_ref());
        self
    }

    /// Sets several variables of the program's environment.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::process::Command;
    ///
    /// let mut list = Command::new("ls");
    /// list.envs([("LC_ALL", "C"), ("COLUMNS", "80")]);
    /// assert_eq!(list.get_envs().len(), 2);
    /// ```
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

    /// Removes a variable from the program's environment.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::process::Command;
    ///
    /// let mut list = Command::new("ls");
    /// list.env_remove("LANG");
    /// assert_eq!(format!("{list:?}"), r#"env -u LANG "ls""#);
    /// ```
    pub fn env_remove<K: AsRef<OsStr>>(&mut self, key: K) -> &mut Self {
        self.env.remove(key.as_ref());
        self
    }

    /// Removes all variables from the program's environment: those of this program, and those that
    /// were set before.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::process::Command;
    ///
    /// let mut list = Command::new("ls");
    /// list.env("LANG", "C").env_clear().env("COLUMNS", "80");
    /// assert_eq!(format!("{list:?}"), r#"env -i COLUMNS="80" "ls""#);
    /// ```
    pub fn env_clear(&mut self) -> &mut Self {
        self.env.clear();
        self
    }

    /// Sets the directory that the program starts in.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::process::Command;
    ///
    /// let mut list = Command::new("ls");
    /// list.current_dir("/tmp");
    /// assert_eq!(format!("{list:?}"), r#"cd "/tmp" && "ls""#);
    /// ```
    pub fn current_dir<P: AsRef<Path>>(&mut self, dir: P) -> &mut Self {
        self.dir = Some(dir.as_ref().into());
        self
    }

    /// Sets the program's standard input.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::process::{Command, Stdio};
    ///
    /// let mut list = Command::new("ls");
    /// list.stdin(Stdio::null());
    /// assert!(list.status().is_err()); // no program can be started
    /// ```
    pub fn stdin<T: Into<Stdio>>(&mut self, cfg: T) -> &mut Self {
        self.stdin = Some(cfg.into().0);
        self
    }

    /// Sets the program's standard output.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::io;
    /// use nanowasi::process::Command;
    ///
    /// let mut list = Command::new("ls");
    /// list.stdout(io::stderr());
    /// assert!(list.status().is_err()); // no program can be started
    /// ```
    pub fn stdout<T: Into<Stdio>>(&mut self, cfg: T) -> &mut Self {
        self.stdout = Some(cfg.into().0);
        self
    }

    /// Sets the program's standard error.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::process::{Command, Stdio};
    ///
    /// let mut list = Command::new("ls");
    /// list.stderr(Stdio::inherit());
    /// assert!(list.status().is_err()); // no program can be started
    /// ```
    pub fn stderr<T: Into<Stdio>>(&mut self, cfg: T) -> &mut Self {
        self.stderr = Some(cfg.into().0);
        self
    }

    /// Starts the program.
    ///
    /// # Errors
    ///
    /// Always returns an error of the kind `Unsupported`.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::io::ErrorKind;
    /// use nanowasi::process::Command;
    ///
    /// let error = Command::new("ls").spawn().unwrap_err();
    /// assert_eq!(error.kind(), ErrorKind::Unsupported);
    /// ```
    pub fn spawn(&mut self) -> io::Result<Child> {
        Err(unsupported())
    }

    /// Starts the program, waits for its end, and returns its output.
    ///
    /// # Errors
    ///
    /// Always returns an error of the kind `Unsupported`.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::io::ErrorKind;
    /// use nanowasi::process::Command;
    ///
    /// let error = Command::new("ls").output().unwrap_err();
    /// assert_eq!(error.kind(), ErrorKind::Unsupported);
    /// ```
    pub fn output(&mut self) -> io::Result<Output> {
        Err(unsupported())
    }

    /// Starts the program, waits for its end, and returns its exit status.
    ///
    /// # Errors
    ///
    /// Always returns an error of the kind `Unsupported`.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::io::ErrorKind;
    /// use nanowasi::process::Command;
    ///
    /// let error = Command::new("ls").status().unwrap_err();
    /// assert_eq!(error.kind(), ErrorKind::Unsupported);
    /// ```
    pub fn status(&mut self) -> io::Result<ExitStatus> {
        Err(unsupported())
    }

    /// Returns the name of the program.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::process::Command;
    ///
    /// assert_eq!(Command::new("ls").get_program(), "ls");
    /// ```
    #[inline]
    #[must_use]
    pub fn get_program(&self) -> &OsStr {
        &self.program
    }

    /// Returns the arguments, without the name of the program.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::process::Command;
    ///
    /// let mut list = Command::new("ls");
    /// list.arg("-l");
    /// assert!(list.get_args().eq(["-l"]));
    /// ```
    #[inline]
    pub fn get_args(&self) -> CommandArgs<'_> {
        CommandArgs {
            inner: Args(self.args.iter()),
        }
    }

    /// Returns the variables that are set or removed in the program's environment.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::process::Command;
    ///
    /// let mut list = Command::new("ls");
    /// list.env("LANG", "C").env_remove("LANG");
    /// assert!(list.get_envs().eq([("LANG".as_ref(), None)]));
    /// ```
    #[inline]
    pub fn get_envs(&self) -> CommandEnvs<'_> {
        self.env.iter()
    }

    /// Returns the directory that the program starts in, or `None` if it is that of this program.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::process::Command;
    ///
    /// let mut list = Command::new("ls");
    /// assert_eq!(list.get_current_dir(), None);
    /// list.current_dir("/tmp");
    /// assert_eq!(list.get_current_dir(), Some("/tmp".as_ref()));
    /// ```
    #[inline]
    #[must_use]
    pub fn get_current_dir(&self) -> Option<&Path> {
        self.dir.as_deref()
    }

    /// Prints the fields that were set, by their names in `std`.
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
    /// Prints the command as in a shell, or its fields with `{:#?}`.
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

/// An iterator over the arguments of a [`Command`], as [`std::process::CommandArgs`].
///
/// # Examples
///
/// ```
/// use nanowasi::process::Command;
///
/// let mut list = Command::new("ls");
/// list.args(["-l", "."]);
/// let args: Vec<_> = list.get_args().collect();
/// assert_eq!(args, ["-l", "."]);
/// ```
///
/// [`std::process::CommandArgs`]: https://doc.rust-lang.org/std/process/struct.CommandArgs.html
#[must_use = "iterators are lazy and do nothing unless consumed"]
#[derive(Debug)]
pub struct CommandArgs<'a> {
    inner: Args<'a>,
}

/// Arguments that `{:?}` prints as a list.
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
