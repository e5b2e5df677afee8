//! The model host's files: directories, contents and symbolic links.

use std::collections::BTreeMap;

use nanowasi_test_host::OutOfBounds;

/// The size of a file is limited, so that no run takes long.
pub(super) const MAX_FILE_SIZE: u64 = 1 << 20;

const EXIST: i32 = 20;
pub(super) const FBIG: i32 = 22;
const INVAL: i32 = 28;
const ISDIR: i32 = 31;
const LOOP: i32 = 32;
const NOENT: i32 = 44;
const NOTDIR: i32 = 54;
const NOTEMPTY: i32 = 55;
const PERM: i32 = 63;

const DIRECTORY: u8 = 3;
const FILE: u8 = 4;
const LINK: u8 = 7;

/// Why a call failed.
pub(super) enum CallError {
    /// The host returns this errno.
    Errno(i32),
    /// The guest passed a pointer to memory that it does not have.
    Bounds(OutOfBounds),
}

impl From<OutOfBounds> for CallError {
    fn from(error: OutOfBounds) -> Self {
        Self::Bounds(error)
    }
}

impl From<i32> for CallError {
    fn from(errno: i32) -> Self {
        Self::Errno(errno)
    }
}

enum Content {
    Directory(BTreeMap<Vec<u8>, usize>),
    File(Vec<u8>),
    Link(Vec<u8>),
}

struct Node {
    content: Content,
    parent: usize,
    times: [u64; 2],
}

/// All files. The first one is the root.
pub(super) struct Files(Vec<Node>);

type NodeResult = Result<usize, CallError>;

impl Files {
    /// Makes a tree with files of all kinds. Returns it, and the directories that are preopened.
    pub(super) fn new() -> (Self, Vec<(usize, &'static str)>) {
        let mut files = Self(Vec::new());
        let root = files.add(Content::Directory(BTreeMap::new()), 0);
        let mut within = |dir: usize, name: &str, content: Content| {
            let node = files.add(content, dir);
            if let Content::Directory(entries) = &mut files.0[dir].content {
                entries.insert(name.as_bytes().to_vec(), node);
            }
            node
        };
        let directory = || Content::Directory(BTreeMap::new());
        let text = |text: &str| Content::File(text.as_bytes().to_vec());
        let link = |text: &str| Content::Link(text.as_bytes().to_vec());
        within(root, "a.txt", text("one\ntwo\nthree and more\n\nlast"));
        within(root, "empty", text(""));
        within(root, "numbers", text(&"12\n-7 0.5\n".repeat(40)));
        within(root, "large", Content::File(b"0123456789\n".repeat(2000)));
        within(root, "link", link("sub/b.txt"));
        within(root, "loop", link("loop"));
        let sub = within(root, "sub", directory());
        within(sub, "b.txt", text("b\n"));
        let deep = within(sub, "deep", directory());
        within(deep, "c", text("c"));
        within(deep, "up", link("../../a.txt"));
        let data = within(root, "data", directory());
        for number in 0..60 {
            let name = format!("file-{number}{}", "-long".repeat(number % 30));
            within(data, &name, text(&name));
        }
        within(data, &"n".repeat(255), text(""));
        (
            files,
            vec![(root, "."), (data, "/data"), (deep, "sub/deep")],
        )
    }

    fn add(&mut self, content: Content, parent: usize) -> usize {
        self.0.push(Node {
            content,
            parent,
            times: [1_500_000_000_000_000_000; 2],
        });
        self.0.len() - 1
    }

    fn entries(&mut self, dir: usize) -> Result<&mut BTreeMap<Vec<u8>, usize>, CallError> {
        match &mut self.0[dir].content {
            Content::Directory(entries) => Ok(entries),
            _ => Err(CallError::Errno(NOTDIR)),
        }
    }

    pub(super) fn content(&mut self, node: usize) -> Result<&mut Vec<u8>, CallError> {
        match &mut self.0[node].content {
            Content::File(bytes) => Ok(bytes),
            _ => Err(CallError::Errno(ISDIR)),
        }
    }

    pub(super) fn kind(&self, node: usize) -> u8 {
        match self.0[node].content {
            Content::Directory(_) => DIRECTORY,
            Content::File(_) => FILE,
            Content::Link(_) => LINK,
        }
    }

    pub(super) fn stat(&self, node: usize) -> [u8; 64] {
        let size = match &self.0[node].content {
            Content::Directory(entries) => entries.len(),
            Content::File(bytes) | Content::Link(bytes) => bytes.len(),
        };
        let mut stat = Self::stat_of(self.kind(node), size as u64);
        stat[8..16].copy_from_slice(&(node as u64 + 100).to_le_bytes());
        let [atim, mtim] = self.0[node].times;
        stat[40..48].copy_from_slice(&atim.to_le_bytes());
        stat[48..56].copy_from_slice(&mtim.to_le_bytes());
        stat
    }

    pub(super) fn stat_of(kind: u8, size: u64) -> [u8; 64] {
        let mut stat = [0; 64];
        (stat[0], stat[16], stat[24]) = (1, kind, 1);
        stat[32..40].copy_from_slice(&size.to_le_bytes());
        stat
    }

    pub(super) fn set_times(&mut self, node: usize, atim: u64, mtim: u64) {
        self.0[node].times = [atim, mtim];
    }

    /// Returns directory entries from a cookie on, some more than fit into most buffers.
    pub(super) fn listing(&mut self, dir: usize, cookie: u64) -> Result<Vec<u8>, CallError> {
        let mut all: Vec<(Vec<u8>, usize)> = vec![(b".".to_vec(), dir), (b"..".to_vec(), 0)];
        all.extend(self.entries(dir)?.clone());
        let mut bytes = Vec::new();
        let from = usize::try_from(cookie).unwrap_or(usize::MAX);
        for (new_name, (name, node)) in all.into_iter().enumerate().skip(from) {
            entry(&mut bytes, new_name as u64 + 1, self.kind(node), &name);
            if bytes.len() > 8192 {
                break;
            }
        }
        Ok(bytes)
    }

    /// Returns the directory that contains a path's last component, and that component.
    fn parent(
        &mut self,
        dir: usize,
        path: &[u8],
        links: u32,
    ) -> Result<(usize, Vec<u8>), CallError> {
        let mut names: Vec<&[u8]> = path
            .split(|byte| *byte == b'/')
            .filter(|name| !name.is_empty() && *name != b".")
            .collect();
        if path.starts_with(b"/") {
            return Err(CallError::Errno(PERM));
        }
        let last = match names.pop() {
            Some(b"..") => {
                names.push(b"..");
                b".".to_vec()
            }
            Some(name) => name.to_vec(),
            None if path.is_empty() => return Err(CallError::Errno(NOENT)),
            None => b".".to_vec(),
        };
        let mut at = dir;
        for name in names {
            at = if name == b".." {
                if at == dir {
                    return Err(CallError::Errno(PERM));
                }
                self.0[at].parent
            } else {
                let node = *self.entries(at)?.get(name).ok_or(NOENT)?;
                self.follow(at, node, links)?
            };
            self.entries(at)?;
        }
        Ok((at, last))
    }

    fn follow(&mut self, dir: usize, node: usize, links: u32) -> NodeResult {
        let Content::Link(text) = &self.0[node].content else {
            return Ok(node);
        };
        if links == 10 {
            return Err(CallError::Errno(LOOP));
        }
        let text = text.clone();
        let (parent, name) = self.parent(dir, &text, links + 1)?;
        self.named(parent, &name, true, links + 1)
    }

    fn named(&mut self, dir: usize, name: &[u8], follow: bool, links: u32) -> NodeResult {
        if name == b"." {
            return Ok(dir);
        }
        let node = *self.entries(dir)?.get(name).ok_or(NOENT)?;
        if follow {
            self.follow(dir, node, links)
        } else {
            Ok(node)
        }
    }

    pub(super) fn find(&mut self, dir: usize, path: &[u8], follow: bool) -> NodeResult {
        let (dir, name) = self.parent(dir, path, 0)?;
        self.named(dir, &name, follow, 0)
    }

    /// Returns the directory and name of a path that does not exist yet.
    fn new_name(&mut self, dir: usize, path: &[u8]) -> Result<(usize, Vec<u8>), CallError> {
        let (dir, name) = self.parent(dir, path, 0)?;
        if name == b"." || self.entries(dir)?.contains_key(&name) {
            return Err(CallError::Errno(EXIST));
        }
        Ok((dir, name))
    }

    fn create(&mut self, dir: usize, path: &[u8], content: Content) -> NodeResult {
        let (dir, name) = self.new_name(dir, path)?;
        let node = self.add(content, dir);
        self.entries(dir)?.insert(name, node);
        Ok(node)
    }

    pub(super) fn create_directory(&mut self, dir: usize, path: &[u8]) -> NodeResult {
        self.create(dir, path, Content::Directory(BTreeMap::new()))
    }

    pub(super) fn symlink(&mut self, text: &[u8], dir: usize, path: &[u8]) -> NodeResult {
        self.create(dir, path, Content::Link(text.to_vec()))
    }

    pub(super) fn open(
        &mut self,
        dir: usize,
        path: &[u8],
        follow: bool,
        oflags: u32,
    ) -> NodeResult {
        let (create, directory) = (oflags & 1 != 0, oflags & 2 != 0);
        let (exclusive, truncate) = (oflags & 4 != 0, oflags & 8 != 0);
        let node = match self.find(dir, path, follow) {
            Ok(_) if create && exclusive => return Err(CallError::Errno(EXIST)),
            Err(CallError::Errno(NOENT)) if create => {
                self.create(dir, path, Content::File(Vec::new()))?
            }
            node => node?,
        };
        match self.kind(node) {
            LINK => return Err(CallError::Errno(LOOP)),
            FILE if directory => return Err(CallError::Errno(NOTDIR)),
            _ => {}
        }
        if truncate {
            self.content(node)?.clear();
        }
        Ok(node)
    }

    pub(super) fn read_link(&mut self, dir: usize, path: &[u8]) -> Result<Vec<u8>, CallError> {
        let node = self.find(dir, path, false)?;
        match &self.0[node].content {
            Content::Link(text) => Ok(text.clone()),
            _ => Err(CallError::Errno(INVAL)),
        }
    }

    pub(super) fn link(&mut self, from: usize, old: &[u8], to: usize, new: &[u8]) -> NodeResult {
        let node = self.find(from, old, false)?;
        let (dir, name) = self.new_name(to, new)?;
        if self.kind(node) == DIRECTORY {
            return Err(CallError::Errno(PERM));
        }
        self.entries(dir)?.insert(name, node);
        Ok(node)
    }

    pub(super) fn rename(&mut self, from: usize, old: &[u8], to: usize, new: &[u8]) -> NodeResult {
        let (from, old) = self.parent(from, old, 0)?;
        let (to, new) = self.parent(to, new, 0)?;
        let node = self.named(from, &old, false, 0)?;
        if old == b"." || new == b"." || (self.kind(node) == DIRECTORY && from != to) {
            return Err(CallError::Errno(INVAL));
        }
        self.entries(from)?.remove(&old);
        self.entries(to)?.insert(new, node);
        Ok(node)
    }

    pub(super) fn remove(&mut self, dir: usize, path: &[u8], directory: bool) -> NodeResult {
        let (dir, name) = self.parent(dir, path, 0)?;
        let node = self.named(dir, &name, false, 0)?;
        match &self.0[node].content {
            Content::Directory(_) if !directory => return Err(CallError::Errno(ISDIR)),
            Content::Directory(entries) if !entries.is_empty() => {
                return Err(CallError::Errno(NOTEMPTY));
            }
            Content::Directory(_) if name == b"." => return Err(CallError::Errno(INVAL)),
            Content::Directory(_) => {}
            _ if directory => return Err(CallError::Errno(NOTDIR)),
            _ => {}
        }
        self.entries(dir)?.remove(&name);
        Ok(node)
    }
}

/// Appends a directory entry in the host's encoding.
pub(super) fn entry(bytes: &mut Vec<u8>, next: u64, kind: u8, name: &[u8]) {
    bytes.extend_from_slice(&next.to_le_bytes());
    bytes.extend_from_slice(&next.wrapping_mul(7).to_le_bytes());
    bytes.extend_from_slice(&(name.len() as u32).to_le_bytes());
    bytes.extend_from_slice(&[kind, 0, 0, 0]);
    bytes.extend_from_slice(name);
}

/// Writes at an offset of a file.
pub(super) fn write_at(content: &mut Vec<u8>, at: u64, bytes: &[u8]) -> Result<(), CallError> {
    let end = at.saturating_add(bytes.len() as u64);
    if end > MAX_FILE_SIZE {
        return Err(CallError::Errno(FBIG));
    }
    let (at, end) = (at as usize, end as usize);
    if content.len() < end {
        content.resize(end, 0);
    }
    content[at..end].copy_from_slice(bytes);
    Ok(())
}
