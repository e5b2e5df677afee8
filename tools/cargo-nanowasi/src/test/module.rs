//! A test module: lists its tests, and runs one of them in an instance of its own.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use nanowasi_build::module::Module;
use nanowasi_interpreter::{Ended, Input, Output, Session};
use nanowasi_runner::options as runner;

use super::environment;
use super::list::{self, Test};
use crate::failure::{Failure, Result};

/// The export of the test harness. The linker keeps it whatever the optimizer removes.
pub(crate) const HARNESS: &str = "__nanowasi_test_harness";

/// The folder for temporary files in a guest.
const TEMPORARY: &str = "/tmp";

/// The least time limit of a module that lists its tests.
const LIST_TIMEOUT: Duration = Duration::from_secs(60);

/// A compiled test module.
#[derive(Debug)]
pub(super) struct TestModule {
    session: Session,
    options: runner::Options,
    /// The folder for temporary files of the run.
    folder: PathBuf,
    /// Whether the output of a test is printed as it runs.
    has_no_capture: bool,
    timeout: Option<Duration>,
}

/// The result of a test.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    Ignored,
    Passed,
    /// With a note on the reason, unless the output shows it.
    Failed(Option<String>),
    TimedOut,
}

/// Whether a module has the test harness of a sysroot, which has an export of its own.
pub(super) fn has_harness(module: &Path) -> Result<bool> {
    let bytes = fs::read(module).map_err(|error| Failure::file(module, &error))?;
    let module = Module::parse(&bytes).map_err(|error| Failure::file(module, &error))?;
    let mut exports = module.exports.iter();
    Ok(exports.any(|export| export.name == HARNESS))
}

/// Adds the folders and variables of a test to the options of the user, which come first.
pub(super) fn add_defaults(options: &mut runner::Options) -> Result<()> {
    let root = env::current_dir();
    let root = root.map_err(|error| Failure::new(format!("no current directory: {error}")))?;
    let mut dirs = vec![(root, ".".to_owned())];
    // Tests open files by the path that `env!("CARGO_MANIFEST_DIR")` had in the build.
    if let Ok(folder) = env::var("CARGO_MANIFEST_DIR") {
        let is_inside = |(_, guest): &(PathBuf, String)| Path::new(&folder).starts_with(guest);
        if !options.dirs.iter().any(is_inside) {
            dirs.push((folder.clone().into(), folder));
        }
    }
    for (host, guest) in dirs {
        if options.dirs.iter().all(|(_, known)| *known != guest) {
            options.dirs.push((host, guest));
        }
    }
    for (name, value) in environment::added() {
        if options.env.iter().all(|(known, _)| *known != name) {
            options.env.push((name, value));
        }
    }
    Ok(())
}

impl TestModule {
    /// Compiles a module.
    pub(super) fn new(
        path: &Path,
        options: runner::Options,
        timeout: Option<Duration>,
        folder: &Temporary,
    ) -> Result<Self> {
        Ok(Self {
            session: Session::new(path, &options.host, &folder.0)?,
            options,
            folder: folder.0.clone(),
            has_no_capture: false,
            timeout,
        })
    }

    /// Runs a module without the harness as a program, and returns how it ended.
    pub(super) fn run_program(&self) -> Result<Ended> {
        let folder = self.temporary()?;
        let output = Output::with_echo(Vec::new());
        let options = self.options(None, Some(&folder));
        let deadline = deadline(self.timeout);
        Ok(self
            .session
            .run(&options, Input::Inherited, &output, deadline)?)
    }

    /// Sets whether the output of a test is kept until its end.
    pub(super) fn with_capture(self, has_capture: bool) -> Self {
        Self {
            has_no_capture: !has_capture,
            ..self
        }
    }

    /// Returns the tests of the module, and the arguments that it has for the harness.
    pub(super) fn list(&self) -> Result<(Vec<Test>, Vec<String>)> {
        let nonce = list::nonce();
        let output = Output::default();
        let options = self.options(Some(format!("list:{nonce}")), None);
        // The limit is for a test: a host may need longer to start for the first time.
        let timeout = self.timeout.map(|timeout| timeout.max(LIST_TIMEOUT));
        let deadline = deadline(timeout);
        let ended = self
            .session
            .run(&options, Input::Empty, &output, deadline)?;
        let (rest, replies) = list::split(&output.take(), &nonce);
        let listed = list::tests(&replies).map(|(tests, args)| (tests, args.to_vec()));
        listed.ok_or_else(|| {
            Failure::new(format!(
                "the module did not list its tests: {}\n{}\n\nA crate with `#![no_main]` hides the \
                 test harness: write `#![cfg_attr(not(test), no_main)]` instead",
                describe(&ended),
                String::from_utf8_lossy(&rest).trim_end()
            ))
        })
    }

    /// Runs the test with an index in the list, and returns the verdict and the captured output.
    pub(super) fn run(&self, index: usize, test: &Test) -> Result<(Verdict, Vec<u8>)> {
        let folder = self.temporary()?;
        let nonce = list::nonce();
        let output = match self.has_no_capture {
            true => Output::with_echo(list::start(&nonce)),
            false => Output::default(),
        };
        let options = self.options(Some(format!("run:{nonce}:{index}")), Some(&folder));
        let deadline = deadline(self.timeout);
        let ended = self
            .session
            .run(&options, Input::Empty, &output, deadline)?;
        let (output, replies) = list::split(&output.take(), &nonce);
        let output = match test.is_doctest {
            true => without(output, DOCTEST_WARNING),
            false => output,
        };
        Ok((verdict(&ended, replies.last(), test), output))
    }

    /// Creates an empty folder for a test. All of them are removed at the end of the run.
    fn temporary(&self) -> Result<PathBuf> {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let path = self.folder.join(number.to_string());
        fs::create_dir(&path).map_err(|error| Failure::file(&path, &error))?;
        Ok(path)
    }

    /// Returns the options of an instance with a request.
    fn options(&self, request: Option<String>, temporary: Option<&Path>) -> runner::Options {
        let mut options = runner::Options {
            args: self.options.args.clone(),
            dirs: self.options.dirs.clone(),
            env: self.options.env.clone(),
            host: self.options.host.clone(),
            ..runner::Options::default()
        };
        if let Some(request) = request {
            options.env.push((list::VARIABLE.to_owned(), request));
        }
        let is_free = options.dirs.iter().all(|(_, guest)| guest != TEMPORARY);
        if let (Some(folder), true) = (temporary, is_free) {
            options.dirs.push((folder.to_owned(), TEMPORARY.to_owned()));
        }
        options
    }
}

/// What rustdoc's code for several examples in one module writes first, unless it starts processes.
const DOCTEST_WARNING: &[u8] = b"WARNING: No rustdoc doctest environment variable provided so \
    doctests will be run in the same process\n";

/// Returns text without its first occurrence of a part.
fn without(mut text: Vec<u8>, part: &[u8]) -> Vec<u8> {
    if let Some(at) = list::find(&text, part) {
        text.drain(at..at + part.len());
    }
    text
}

/// Returns the verdict on a test from the end of its instance and from its reply.
fn verdict(ended: &Ended, reply: Option<&list::Reply>, test: &Test) -> Verdict {
    let words: Vec<&str> = reply.into_iter().flatten().map(String::as_str).collect();
    match (words.as_slice(), ended) {
        (_, Ended::TimedOut) => Verdict::TimedOut,
        // 1: the test printed a value whose `Display` failed.
        (["ok", ..], Ended::Exited(0 | 1)) => Verdict::Passed,
        (["failed", ""], _) => Verdict::Failed(None),
        (["failed", note, ..], _) => Verdict::Failed(Some((*note).to_owned())),
        // rustdoc looks at the exit status of an example.
        ([], Ended::Exited(status)) if test.is_doctest && (*status == 0) != test.should_panic() => {
            Verdict::Passed
        }
        (["ok", ..], _) => Verdict::Failed(Some(format!("after the test, {}", describe(ended)))),
        _ => Verdict::Failed(Some(format!("{} before it returned", describe(ended)))),
    }
}

/// Describes how an instance ended.
pub(super) fn describe(ended: &Ended) -> String {
    match ended {
        Ended::Exited(status) => format!("the test exited with status {status}"),
        Ended::Trapped(why) if why.is_empty() => "the test trapped".to_owned(),
        Ended::Trapped(why) => format!("the test trapped ({why})"),
        Ended::StackOverflow => "the test overflowed its stack".to_owned(),
        Ended::TimedOut => "the test ran out of time".to_owned(),
    }
}

/// Returns the time at which a limit ends, or `None` if it is beyond the range of the clock.
fn deadline(timeout: Option<Duration>) -> Option<Instant> {
    Instant::now().checked_add(timeout?)
}

/// A temporary folder, which is removed on drop with all that is in it.
///
/// It is no part of the module, because a thread that was given up keeps the module until the
/// process ends.
#[derive(Debug)]
pub(super) struct Temporary(PathBuf);

impl Temporary {
    /// Creates a folder that did not exist before: another user may write to its parent folder.
    pub(super) fn new() -> Result<Self> {
        let path = env::temp_dir().join(format!("nanowasi-test-{}", list::nonce()));
        fs::create_dir(&path).map_err(|error| Failure::file(&path, &error))?;
        Ok(Self(path))
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_end_without_a_reply_is_a_failure_that_says_which() {
        let note = |ended: Ended, reply: Option<&[&str]>| {
            let reply = reply.map(|words| words.iter().map(|word| (*word).to_owned()).collect());
            match verdict(&ended, reply.as_ref(), &Test::default()) {
                Verdict::Failed(note) => note.unwrap_or_default(),
                other => format!("{other:?}"),
            }
        };
        let exit = "the test exited with status 0 before it returned";
        assert_eq!(note(Ended::Exited(0), None), exit);
        let overflow = "the test overflowed its stack before it returned";
        assert_eq!(note(Ended::StackOverflow, None), overflow);
        let trap = "the test trapped (unreachable) before it returned";
        assert_eq!(note(Ended::Trapped("unreachable".to_owned()), None), trap);
        let later = "after the test, the test exited with status 3";
        assert_eq!(note(Ended::Exited(3), Some(&["ok", ""])), later);
        assert_eq!(note(Ended::Exited(0), Some(&["ok", ""])), "Passed");
        assert_eq!(note(Ended::Exited(101), Some(&["failed", "why"])), "why");
        assert_eq!(note(Ended::TimedOut, None), "TimedOut");
        let doctest = |status, should_panic| {
            let test = Test {
                is_doctest: true,
                mode: if should_panic { "should panic" } else { "" }.to_owned(),
                ..Test::default()
            };
            verdict(&Ended::Exited(status), None, &test) == Verdict::Passed
        };
        assert!(doctest(0, false) && doctest(3, true));
        assert!(!doctest(3, false) && !doctest(0, true));
    }
}
