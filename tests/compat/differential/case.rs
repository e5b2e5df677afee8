//! What a program is run with, and how it is to end.

use std::time::Duration;

use crate::tree::{Node, Tree};

/// One run of a program: what it finds, and how it is to end.
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

/// How a case is to end, so that none passes because it fails before it gets to the point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    Exit(i32),
    /// A panic or an abort, which is a trap with `std`, and a message and a status with nanowasi: how it
    /// is told differs by design, but neither is to be a success.
    Crash,
}

/// A case in which a program finds nothing but one empty folder, as `.`, and is to succeed.
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

    /// Adds arguments, from a line of them: none has a space in it.
    pub(crate) fn args(mut self, line: &str) -> Self {
        self.args.extend(line.split(' ').map(str::to_owned));
        self
    }

    /// Sets an environment variable. There are no others.
    pub(crate) fn env(mut self, key: &str, value: &str) -> Self {
        self.env.push((key.to_owned(), value.to_owned()));
        self
    }

    /// Sets what is read from standard input, which is empty otherwise.
    pub(crate) fn stdin(mut self, bytes: impl Into<Vec<u8>>) -> Self {
        self.stdin = bytes.into();
        self
    }

    /// Adds a file, and the folders above it.
    pub(crate) fn file(mut self, path: &str, content: impl Into<Vec<u8>>) -> Self {
        self.tree.insert(path, Node::File(content.into()));
        self
    }

    /// Adds a folder.
    pub(crate) fn folder(mut self, path: &str) -> Self {
        self.tree.insert(path, Node::Folder);
        self
    }

    /// Adds a symbolic link.
    pub(crate) fn link(mut self, path: &str, target: &str) -> Self {
        self.tree.insert(path, Node::Link(target.into()));
        self
    }

    /// Opens a folder of the tree to the program, instead of all of it as `.`; any number of them.
    pub(crate) fn preopen(mut self, path: &str, name: &str) -> Self {
        self.preopens.retain(|(_, name)| name != ".");
        self.preopens.push((path.to_owned(), name.to_owned()));
        self
    }

    /// Opens no folder to the program.
    pub(crate) fn no_preopen(mut self) -> Self {
        self.preopens.clear();
        self
    }

    /// It is to end with this status.
    pub(crate) fn fails(mut self, status: i32) -> Self {
        self.ending = Ending::Exit(status);
        self
    }

    /// It is to end by a panic or an abort.
    pub(crate) fn crashes(mut self) -> Self {
        self.ending = Ending::Crash;
        self
    }

    /// The lines of standard output come in the host's order, of which there is none: that of a folder.
    pub(crate) fn in_any_order(mut self) -> Self {
        self.any_order = true;
        self
    }

    /// It is right to say nothing and to leave no trace.
    pub(crate) fn silent(mut self) -> Self {
        self.silent = true;
        self
    }

    /// When files were modified is compared as well: the program sets it.
    pub(crate) fn with_times(mut self) -> Self {
        self.times = true;
        self
    }

    /// `main` returns an error, of a path that no preopen leads to: nanowasi names those that there are, on
    /// standard error, where `std` leaves it at "not found". That is more than `std` does, by design.
    pub(crate) fn with_hint(mut self) -> Self {
        self.hint = true;
        self
    }

    /// How long it may run: far longer than it needs, on a machine that does other things as well.
    pub(crate) fn timeout(&self) -> Duration {
        Duration::from_secs(60)
    }
}
