//! A case: what a program is run with, and how it is expected to end.

use std::time::Duration;

use crate::tree::{Node, Tree};

/// One run of a program.
#[derive(Clone, Debug)]
#[must_use = "a case is nothing until a program is run with it"]
pub(crate) struct Case {
    pub(crate) name: &'static str,
    pub(crate) args: Vec<String>,
    pub(crate) env: Vec<(String, String)>,
    pub(crate) stdin: Vec<u8>,
    pub(crate) tree: Tree,
    pub(crate) preopens: Vec<(String, String)>,
    pub(crate) ending: Ending,
    pub(crate) any_order: bool,
    pub(crate) silent: bool,
    pub(crate) times: bool,
    pub(crate) hint: bool,
}

/// The expected end, so that no case passes because the program fails too early.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    Exit(i32),
    /// A panic or an abort. With `std` this is a trap, with nanowasi a message and a status.
    /// Neither may be a success.
    Crash,
}

/// A case with one empty directory, preopened as `.`, in which the program should succeed.
pub(crate) fn case(name: &'static str) -> Case {
    Case {
        name,
        args: Vec::new(),
        env: Vec::new(),
        stdin: Vec::new(),
        tree: Tree::default(),
        preopens: vec![(String::new(), ".".to_owned())],
        ending: Ending::Exit(0),
        any_order: false,
        silent: false,
        times: false,
        hint: false,
    }
}

impl Case {
    /// Adds an argument.
    pub(crate) fn arg(mut self, arg: &str) -> Self {
        self.args.push(arg.to_owned());
        self
    }

    /// Adds arguments from a line, separated by spaces.
    pub(crate) fn args(mut self, line: &str) -> Self {
        self.args.extend(line.split(' ').map(str::to_owned));
        self
    }

    /// Sets an environment variable. There are no others.
    pub(crate) fn env(mut self, key: &str, value: &str) -> Self {
        self.env.push((key.to_owned(), value.to_owned()));
        self
    }

    /// Sets standard input, which is empty otherwise.
    pub(crate) fn stdin(mut self, bytes: impl Into<Vec<u8>>) -> Self {
        self.stdin = bytes.into();
        self
    }

    /// Adds a file, and its parent directories.
    pub(crate) fn file(mut self, path: &str, content: impl Into<Vec<u8>>) -> Self {
        self.tree.insert(path, Node::File(content.into()));
        self
    }

    /// Adds a directory.
    pub(crate) fn folder(mut self, path: &str) -> Self {
        self.tree.insert(path, Node::Folder);
        self
    }

    /// Adds a symbolic link.
    pub(crate) fn link(mut self, path: &str, target: &str) -> Self {
        self.tree.insert(path, Node::Link(target.into()));
        self
    }

    /// Preopens a directory of the tree, instead of all of it as `.`. May be called several times.
    pub(crate) fn preopen(mut self, path: &str, name: &str) -> Self {
        self.preopens.retain(|(_, name)| name != ".");
        self.preopens.push((path.to_owned(), name.to_owned()));
        self
    }

    /// Preopens nothing.
    pub(crate) fn no_preopen(mut self) -> Self {
        self.preopens.clear();
        self
    }

    /// Expects this status.
    pub(crate) fn fails(mut self, status: i32) -> Self {
        self.ending = Ending::Exit(status);
        self
    }

    /// Expects a panic or an abort.
    pub(crate) fn crashes(mut self) -> Self {
        self.ending = Ending::Crash;
        self
    }

    /// Sorts the lines of standard output before the comparison, because they come in the host's
    /// directory order.
    pub(crate) fn unordered(mut self) -> Self {
        self.any_order = true;
        self
    }

    /// Allows the program to print nothing and to change no file.
    pub(crate) fn silent(mut self) -> Self {
        self.silent = true;
        self
    }

    /// Compares modification times as well, because the program sets them.
    pub(crate) fn with_times(mut self) -> Self {
        self.times = true;
        self
    }

    /// Expects that `main` returns an error for a path outside the preopened directories. Then
    /// nanowasi lists these directories on standard error, by design, and `std` prints only "not
    /// found".
    pub(crate) fn with_hint(mut self) -> Self {
        self.hint = true;
        self
    }

    /// How long the program may run: far longer than it needs, because the machine may be busy.
    pub(crate) fn timeout(&self) -> Duration {
        Duration::from_secs(60)
    }
}
