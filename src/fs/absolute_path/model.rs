//! A host with directories, files and links in memory, some of which are preopened.

use super::{Errno, Files, Location, Unresolved, io, path_resolve};
use crate::sys::BorrowedFd;

/// The number of links at which following ends with an error.
const MAX_LINKS: usize = 40;

/// The index of a file.
pub(crate) type Node = usize;

pub(crate) enum Kind {
    Dir(Vec<(String, Node)>),
    File,
    Link(String),
}

/// The host. Its first file is the root directory.
pub(crate) struct Model {
    pub(crate) nodes: Vec<Kind>,
    pub(crate) preopens: Vec<(BorrowedFd<'static>, Vec<u8>)>,
    /// The file of each preopened directory.
    pub(crate) roots: Vec<Node>,
    /// Whether files have inode numbers.
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
        let dir = BorrowedFd::dummy(fd);
        self.preopens.push((dir, name.into()));
        self.roots.push(node);
    }

    /// Adds a file to a directory unless the directory has the name. Returns the file of that name.
    pub(crate) fn add(&mut self, dir: Node, name: &str, kind: Kind) -> Node {
        let next = self.nodes.len();
        let Kind::Dir(entries) = &mut self.nodes[dir] else {
            panic!("no directory: {dir}")
        };
        if let Some((_, node)) = entries.iter().find(|(entry, _)| entry == name) {
            return *node;
        }
        entries.push((name.to_owned(), next));
        self.nodes.push(kind);
        next
    }

    /// Adds a file at a path below the root, and the directories of the path.
    pub(crate) fn add_path(&mut self, path: &str, kind: Kind) -> Node {
        let (parent, name) = path.rsplit_once('/').unwrap_or(("", path));
        let mut dir = 0;
        for component in parent.split('/').filter(|component| !component.is_empty()) {
            dir = self.add(dir, component, Kind::Dir(Vec::new()));
        }
        self.add(dir, name, kind)
    }

    /// Finds the file at a location, as a host does.
    ///
    /// Links are followed below the preopened directory, and nothing leads out of this directory. A
    /// link in the last component is followed if `follow` is true or a separator follows it.
    pub(crate) fn open(&self, (dir, path): Location<'_>, follow: bool) -> Result<Node, Errno> {
        let mut ancestors = vec![self.roots[dir.raw() as usize - 3]];
        let mut rest = String::from_utf8(path.to_vec()).unwrap();
        let mut links = 0;
        loop {
            let current = *ancestors.last().unwrap();
            let Kind::Dir(entries) = &self.nodes[current] else {
                return if rest.is_empty() {
                    Ok(current)
                } else {
                    Err(Errno::NOTDIR)
                };
            };
            if rest.is_empty() {
                return Ok(current);
            }
            let (component, after) = match rest.split_once('/') {
                Some((component, after)) => (component.to_owned(), Some(after.to_owned())),
                None => (rest.clone(), None),
            };
            // A separator at the end becomes a `.`, which only a directory has.
            let needs_dir = after.as_deref() == Some("");
            rest = match after {
                Some(after) if !needs_dir => after,
                Some(_) if !matches!(&*component, "" | ".") => ".".to_owned(),
                _ => String::new(),
            };
            match &*component {
                "" | "." => continue,
                ".." => {
                    ancestors.pop();
                    if ancestors.is_empty() {
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
                _ => ancestors.push(*node),
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
