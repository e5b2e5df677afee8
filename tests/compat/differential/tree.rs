//! The files that a program finds, and those that it leaves.

use std::collections::BTreeMap;
use std::fmt;
use std::fs::{self, File};
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// The modification time of each file before the program runs: February 3, 2001, 04:05:06.
const MODIFIED: Duration = Duration::from_secs(981_173_106);

/// The content of a directory, by path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tree(BTreeMap<PathBuf, (Node, Option<SystemTime>)>);

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Node {
    File(Vec<u8>),
    Folder,
    Link(PathBuf),
}

impl Tree {
    /// Adds a node, and its parent directories.
    pub(crate) fn insert(&mut self, path: &str, node: Node) {
        for folder in Path::new(path).ancestors().skip(1) {
            if folder != Path::new("") {
                self.0.insert(folder.to_owned(), (Node::Folder, None));
            }
        }
        self.0.insert(path.into(), (node, None));
    }

    /// Makes the files in an empty directory.
    pub(crate) fn make(&self, root: &Path) {
        for (path, (node, _)) in &self.0 {
            let path = root.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            match node {
                Node::File(content) => {
                    fs::write(&path, content).unwrap();
                    let file = File::options().write(true).open(&path).unwrap();
                    file.set_modified(SystemTime::UNIX_EPOCH + MODIFIED)
                        .unwrap();
                }
                Node::Folder => fs::create_dir_all(&path).unwrap(),
                Node::Link(target) => symlink(target, &path).unwrap(),
            }
        }
    }

    /// Reads the content of a directory, with modification times if `times`.
    pub(crate) fn read(root: &Path, times: bool) -> Self {
        let mut tree = Self::default();
        tree.read_below(root, Path::new(""), times);
        tree
    }

    fn read_below(&mut self, root: &Path, below: &Path, times: bool) {
        for entry in fs::read_dir(root.join(below)).unwrap() {
            let entry = entry.unwrap();
            let (path, kind) = (entry.path(), entry.file_type().unwrap());
            let name = below.join(entry.file_name());
            let mut modified = None;
            let node = if kind.is_symlink() {
                Node::Link(fs::read_link(path).unwrap())
            } else if kind.is_dir() {
                self.read_below(root, &name, times);
                Node::Folder
            } else {
                modified = times.then(|| entry.metadata().unwrap().modified().unwrap());
                Node::File(fs::read(path).unwrap())
            };
            self.0.insert(name, (node, modified));
        }
    }

    /// Returns the differences from another tree, one line for each path.
    pub(crate) fn difference(&self, other: &Self) -> Vec<String> {
        let mut paths: Vec<&PathBuf> = self.0.keys().chain(other.0.keys()).collect();
        paths.sort();
        paths.dedup();
        let show = |node: Option<&(Node, Option<SystemTime>)>| match node {
            None => "not there".to_owned(),
            Some((node, None)) => node.to_string(),
            Some((node, Some(modified))) => format!("{node}, modified {modified:?}"),
        };
        paths
            .into_iter()
            .map(|path| (path, self.0.get(path), other.0.get(path)))
            .filter(|(_, one, two)| one != two)
            .map(|(path, one, two)| format!("{}: {} / {}", path.display(), show(one), show(two)))
            .collect()
    }
}

impl fmt::Display for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const SHOWN: usize = 400;
        match self {
            Self::Folder => f.write_str("a folder"),
            Self::Link(target) => write!(f, "a link to {}", target.display()),
            Self::File(content) => {
                let shown = content.get(..SHOWN).unwrap_or(content);
                write!(f, "{} bytes \"{}\"", content.len(), shown.escape_ascii())
            }
        }
    }
}

impl fmt::Display for Tree {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0
            .iter()
            .try_for_each(|(path, (node, _))| writeln!(f, "{}: {node}", path.display()))
    }
}
