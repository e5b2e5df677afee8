//! A host with directories, files and links in memory, of which it has preopened some.

use super::{Errno, Files, Location, Unresolved, io, path_resolve};
use crate::sys::BorrowedFd;

/// How many links a host follows.
const MAX_LINKS: usize = 40;

/// A file of the model, by its index.
pub(crate) type Node = usize;

pub(crate) enum Kind {
    Dir(Vec<(String, Node)>),
    File,
    Link(String),
}

/// The host. Its first file is the root, and is a directory.
pub(crate) struct Model {
    pub(crate) nodes: Vec<Kind>,
    pub(crate) preopens: Vec<(BorrowedFd<'static>, Vec<u8>)>,
    /// What is preopened under each of these names.
    pub(crate) roots: Vec<Node>,
    /// Whether files have serial numbers.
    pub(crate) has_ids: bool,
}

impl Model {
    pub(crate) fn new() -> Self {
        Self {
            nodes: vec![Kind::Dir(Vec::new())],
            preopens: Vec::new(),
            roots: Vec::new(),
            has_ids: true,
        }
    }

    pub(crate) fn preopen(&mut self, name: &str, node: Node) {
        let fd = 3 + u32::try_from(self.roots.len()).unwrap();
        let dir = BorrowedFd::from_raw_unchecked(fd);
        self.preopens.push((dir, name.into()));
        self.roots.push(node);
    }

    /// Adds a file to a directory, if the directory has none of that name, and returns what it has
    /// there.
    pub(crate) fn add(&mut self, dir: Node, name: &str, kind: Kind) -> Node {
        let next = self.nodes.len();
        let Kind::Dir(entries) = &mut self.nodes[dir] else {
            panic!("no directory: {dir}")
        };
        if let Some((_, node)) = entries.iter().find(|(there, _)| there == name) {
            return *node;
        }
        entries.push((name.to_owned(), next));
        self.nodes.push(kind);
        next
    }

    /// Adds what stands at a path below the root, and the directories that lead there.
    pub(crate) fn add_path(&mut self, path: &str, kind: Kind) -> Node {
        let (front, name) = path.rsplit_once('/').unwrap_or(("", path));
        let mut dir = 0;
        for component in front.split('/').filter(|component| !component.is_empty()) {
            dir = self.add(dir, component, Kind::Dir(Vec::new()));
        }
        self.add(dir, name, kind)
    }

    /// Finds the file at a location, as a host does: links are followed below the preopened directory,
    /// and nothing leads out of it. The last component is followed if asked, or if a separator is
    /// behind it.
    pub(crate) fn open(&self, (dir, path): Location<'_>, follow: bool) -> Result<Node, Errno> {
        let mut way = vec![self.roots[dir.raw() as usize - 3]];
        let mut rest = String::from_utf8(path.to_vec()).unwrap();
        let mut links = 0;
        loop {
            let here = *way.last().unwrap();
            let Kind::Dir(entries) = &self.nodes[here] else {
                return if rest.is_empty() {
                    Ok(here)
                } else {
                    Err(Errno::NOTDIR)
                };
            };
            if rest.is_empty() {
                return Ok(here);
            }
            let (component, behind) = match rest.split_once('/') {
                Some((component, behind)) => (component.to_owned(), Some(behind.to_owned())),
                None => (rest.clone(), None),
            };
            // Of a separator at the end a `.` is left, which only a directory has.
            let needs_dir = behind.as_deref() == Some("");
            rest = match behind {
                Some(behind) if !needs_dir => behind,
                Some(_) if !matches!(&*component, "" | ".") => ".".to_owned(),
                _ => String::new(),
            };
            match &*component {
                "" | "." => continue,
                ".." => {
                    way.pop();
                    if way.is_empty() {
                        return Err(Errno::PERM);
                    }
                    continue;
                }
                _ => {}
            }
            let found = entries.iter().find(|(name, _)| *name == component);
            let (_, node) = found.ok_or(Errno::NOENT)?;
            match &self.nodes[*node] {
                Kind::Link(target) if follow || !rest.is_empty() => {
                    links += 1;
                    if links == MAX_LINKS {
                        return Err(Errno::LOOP);
                    }
                    if target.starts_with('/') {
                        return Err(Errno::PERM);
                    }
                    rest = if rest.is_empty() {
                        target.clone()
                    } else {
                        format!("{target}/{rest}")
                    };
                }
                _ => way.push(*node),
            }
        }
    }
}

impl Files for Model {
    fn lookup<'path>(
        &self,
        absolute: bool,
        path: &'path [u8],
    ) -> Result<Location<'path>, Unresolved> {
        path_resolve::lookup_among(&self.preopens, absolute, path)
    }

    fn read_link(&self, location: Location<'_>) -> io::Result<Vec<u8>> {
        match &self.nodes[self.open(location, false)?] {
            Kind::Link(target) => Ok(target.clone().into_bytes()),
            _ => Err(Errno::INVAL.into()),
        }
    }

    fn id(&self, location: Location<'_>) -> Result<(u64, u64), Errno> {
        let node = self.open(location, false)?;
        Ok((1, if self.has_ids { node as u64 + 1 } else { 0 }))
    }

    fn for_each_name(&self, mut f: impl FnMut(&[u8])) {
        for (_, name) in &self.preopens {
            f(name);
        }
    }
}
