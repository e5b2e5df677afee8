//! A correct host of preview 1, in memory, to which the chaos host adds faults.
//!
//! It is small, fast and deterministic: the clock is a number, no call waits, and a directory is
//! listed in order. It does not access the machine.

use std::collections::BTreeMap;

use nanowasi_test_host::{Call, OutOfBounds};

use super::files::{CallError, FBIG, Files, MAX_FILE_SIZE, write_at};
use super::strings::{block, sizes};

pub(super) const AGAIN: i32 = 6;
pub(super) const BADF: i32 = 8;
pub(super) const INVAL: i32 = 28;
const NOTDIR: i32 = 54;
const NOTSUP: i32 = 58;
const SPIPE: i32 = 70;

/// What a descriptor refers to.
#[derive(Clone, Copy)]
enum Object {
    Input,
    Output,
    Listener,
    Connection,
    Node(usize),
    Preopen(usize, &'static str),
}

#[derive(Clone, Copy)]
struct Open {
    object: Object,
    at: u64,
    flags: u16,
}

/// The host and its state.
pub(super) struct ModelHost {
    pub(super) args: Vec<Vec<u8>>,
    pub(super) environ: Vec<Vec<u8>>,
    stdin: Vec<u8>,
    files: Files,
    open: BTreeMap<u32, Open>,
    /// The monotonic clock, which advances by a microsecond with each call.
    pub(super) now: u64,
    accepted: u32,
    /// The number of bytes that one call moves at most.
    pub(super) max_bytes: usize,
}

type CallResult = Result<(), CallError>;

impl ModelHost {
    pub(super) fn new(args: &[String], stdin: Vec<u8>) -> Self {
        let bytes = |text: &str| text.as_bytes().to_vec();
        let (files, dirs) = Files::new();
        let mut open = BTreeMap::new();
        let standard = [Object::Input, Object::Output, Object::Output];
        let preopens = dirs
            .into_iter()
            .map(|(node, name)| Object::Preopen(node, name));
        for (fd, object) in (0..).zip(standard.into_iter().chain(preopens)) {
            open.insert(fd, Open::new(object));
        }
        open.insert(30, Open::new(Object::Listener));
        Self {
            args: args.iter().map(|arg| bytes(arg)).collect(),
            environ: [
                "HOME=/",
                "EMPTY=",
                "LANG=de",
                "NO_EQUALS",
                "PATH=/bin:/usr/bin",
            ]
            .map(bytes)
            .to_vec(),
            stdin,
            files,
            open,
            now: 1_000_000_000,
            accepted: 0,
            max_bytes: usize::MAX,
        }
    }

    /// Handles a call. Returns 0 or an errno.
    pub(super) fn respond(&mut self, call: &mut Call<'_>) -> Result<i32, OutOfBounds> {
        match self.perform(call) {
            Ok(()) => Ok(0),
            Err(CallError::Errno(errno)) => Ok(errno),
            Err(CallError::Bounds(error)) => Err(error),
        }
    }

    fn perform(&mut self, call: &mut Call<'_>) -> CallResult {
        let args = call.args().to_vec();
        let wide = |index: usize| args.get(index).copied().unwrap_or(0);
        let arg = |index: usize| (wide(index) & 0xFFFF_FFFF) as u32;
        let fd = arg(0);
        self.now += 1000;
        match call.name() {
            "args_sizes_get" => sizes(&self.args, call)?,
            "args_get" => block(&self.args, call)?,
            "environ_sizes_get" => sizes(&self.environ, call)?,
            "environ_get" => block(&self.environ, call)?,
            "clock_res_get" => call.write_u64(arg(1), 1000)?,
            "clock_time_get" if arg(0) > 1 => return Err(CallError::Errno(INVAL)),
            "clock_time_get" => {
                let epoch = if arg(0) == 0 {
                    1_600_000_000_000_000_000
                } else {
                    0
                };
                call.write_u64(arg(2), epoch + self.now)?;
            }
            "fd_advise" | "fd_datasync" | "fd_fdstat_set_rights" | "fd_sync" => {
                self.get(fd)?;
            }
            "fd_allocate" => return Err(CallError::Errno(NOTSUP)),
            "fd_close" => {
                self.open.remove(&fd).ok_or(BADF)?;
            }
            "fd_fdstat_get" => {
                let open = *self.get(fd)?;
                let mut stat = [0xFF; 24];
                stat[..4].copy_from_slice(&[self.kind(open.object), 0, open.flags as u8, 0]);
                call.write(arg(1), &stat)?;
            }
            "fd_fdstat_set_flags" => self.get(fd)?.flags = arg(1) as u16,
            "fd_filestat_get" => {
                let object = self.get(fd)?.object;
                let stat = match object {
                    Object::Node(node) | Object::Preopen(node, _) => self.files.stat(node),
                    other => Files::stat_of(self.kind(other), 0),
                };
                call.write(arg(1), &stat)?;
            }
            "fd_filestat_set_size" => {
                let content = self.content(fd)?;
                let size = wide(1);
                if size > MAX_FILE_SIZE {
                    return Err(CallError::Errno(FBIG));
                }
                content.resize(size as usize, 0);
            }
            "fd_filestat_set_times" => {
                let (atim, mtim) = (wide(1), wide(2));
                let node = self.node(fd)?;
                self.files.set_times(node, atim, mtim);
            }
            "fd_pread" => {
                let content = self.content(fd)?.clone();
                let (bufs, at) = (call.iovecs(arg(1), arg(2))?, wide(3));
                let count = call.scatter(&bufs, self.readable(&content, at))?;
                call.write_u32(arg(4), count as u32)?;
            }
            "fd_prestat_dir_name" => {
                let Object::Preopen(_, name) = self.get(fd)?.object else {
                    return Err(CallError::Errno(BADF));
                };
                let len = name.len().min(arg(2) as usize);
                call.write(arg(1), &name.as_bytes()[..len])?;
            }
            "fd_prestat_get" => {
                let Object::Preopen(_, name) = self.get(fd)?.object else {
                    return Err(CallError::Errno(BADF));
                };
                call.write_u32(arg(1), 0)?;
                call.write_u32(arg(1) + 4, name.len() as u32)?;
            }
            "fd_pwrite" => {
                let bytes = self.gather(call, arg(1), arg(2))?;
                write_at(self.content(fd)?, wide(3), &bytes)?;
                call.write_u32(arg(4), bytes.len() as u32)?;
            }
            "fd_read" | "sock_recv" => {
                let bufs = call.iovecs(arg(1), arg(2))?;
                let open = *self.get(fd)?;
                let source = match open.object {
                    Object::Input => self.stdin.clone(),
                    Object::Connection => b"what came over the net".to_vec(),
                    Object::Output | Object::Listener => return Err(CallError::Errno(BADF)),
                    Object::Node(_) | Object::Preopen(..) => self.content(fd)?.clone(),
                };
                let count = call.scatter(&bufs, self.readable(&source, open.at))?;
                self.get(fd)?.at += count as u64;
                let out = if call.name() == "fd_read" { 3 } else { 4 };
                call.write_u32(arg(out), count as u32)?;
                if call.name() == "sock_recv" {
                    call.write_u16(arg(5), 0)?;
                }
            }
            "fd_readdir" => {
                let (Object::Node(node) | Object::Preopen(node, _)) = self.get(fd)?.object else {
                    return Err(CallError::Errno(NOTDIR));
                };
                let all = self.files.listing(node, wide(3))?;
                let len = all.len().min(arg(2) as usize);
                call.write(arg(1), &all[..len])?;
                call.write_u32(arg(4), len as u32)?;
            }
            "fd_renumber" => {
                let to = arg(1);
                self.get(to)?;
                let open = self.open.remove(&fd).ok_or(BADF)?;
                self.open.insert(to, open);
            }
            "fd_seek" => {
                let end = self.content(fd)?.len() as i64;
                let open = self.get(fd)?;
                let base = match arg(2) {
                    0 => 0,
                    1 => open.at as i64,
                    _ => end,
                };
                let offset = base.checked_add(wide(1) as i64).filter(|at| *at >= 0);
                open.at = offset.ok_or(INVAL)? as u64;
                call.write_u64(arg(3), open.at)?;
            }
            "fd_tell" => {
                self.content(fd)?;
                call.write_u64(arg(1), self.get(fd)?.at)?;
            }
            "fd_write" | "sock_send" => {
                let bytes = self.gather(call, arg(1), arg(2))?;
                let open = *self.get(fd)?;
                match open.object {
                    Object::Output | Object::Connection => {}
                    Object::Input | Object::Listener => return Err(CallError::Errno(BADF)),
                    Object::Node(_) | Object::Preopen(..) => {
                        let content = self.content(fd)?;
                        let append = open.flags & 1 != 0;
                        let at = if append {
                            content.len() as u64
                        } else {
                            open.at
                        };
                        write_at(content, at, &bytes)?;
                        self.get(fd)?.at = at + bytes.len() as u64;
                    }
                }
                let out = if call.name() == "fd_write" { 3 } else { 4 };
                call.write_u32(arg(out), bytes.len() as u32)?;
            }
            "path_create_directory" => {
                let (dir, path) = (self.node(fd)?, path(call, 1)?);
                self.files.create_directory(dir, &path)?;
            }
            "path_filestat_get" => {
                let (dir, path) = (self.node(fd)?, path(call, 2)?);
                let node = self.files.find(dir, &path, arg(1) & 1 != 0)?;
                call.write(arg(4), &self.files.stat(node))?;
            }
            "path_filestat_set_times" => {
                let (dir, path) = (self.node(fd)?, path(call, 2)?);
                let node = self.files.find(dir, &path, arg(1) & 1 != 0)?;
                self.files.set_times(node, wide(4), wide(5));
            }
            "path_link" => {
                let (from, to) = (self.node(fd)?, self.node(arg(4))?);
                self.files
                    .link(from, &path(call, 2)?, to, &path(call, 5)?)?;
            }
            "path_open" => {
                let (dir, path) = (self.node(fd)?, path(call, 2)?);
                let node = self.files.open(dir, &path, arg(1) & 1 != 0, arg(4))?;
                let mut opened = Open::new(Object::Node(node));
                opened.flags = arg(7) as u16;
                let number = self.add(opened);
                call.write_u32(arg(8), number)?;
            }
            "path_readlink" => {
                let (dir, path) = (self.node(fd)?, path(call, 1)?);
                let text = self.files.read_link(dir, &path)?;
                let len = text.len().min(arg(4) as usize);
                call.write(arg(3), &text[..len])?;
                call.write_u32(arg(5), len as u32)?;
            }
            "path_remove_directory" => {
                let (dir, path) = (self.node(fd)?, path(call, 1)?);
                self.files.remove(dir, &path, true)?;
            }
            "path_rename" => {
                let (from, to) = (self.node(fd)?, self.node(arg(3))?);
                self.files
                    .rename(from, &path(call, 1)?, to, &path(call, 4)?)?;
            }
            "path_symlink" => {
                let dir = self.node(arg(2))?;
                self.files.symlink(&path(call, 0)?, dir, &path(call, 3)?)?;
            }
            "path_unlink_file" => {
                let (dir, path) = (self.node(fd)?, path(call, 1)?);
                self.files.remove(dir, &path, false)?;
            }
            "poll_oneoff" => self.poll(call)?,
            "random_get" => {
                let mut state = self.now;
                let bytes: Vec<u8> = (0..arg(1))
                    .map(|_| {
                        state = state
                            .wrapping_mul(6_364_136_223_846_793_005)
                            .wrapping_add(1);
                        (state >> 56) as u8
                    })
                    .collect();
                call.write(arg(0), &bytes)?;
            }
            "sock_accept" => {
                if !matches!(self.get(fd)?.object, Object::Listener) {
                    return Err(CallError::Errno(INVAL));
                }
                // A limited number, because a server accepts as long as clients connect.
                self.accepted += 1;
                if self.accepted > 3 {
                    return Err(CallError::Errno(AGAIN));
                }
                let number = self.add(Open::new(Object::Connection));
                call.write_u32(arg(2), number)?;
            }
            "proc_raise" => return Err(CallError::Errno(NOTSUP)),
            _ => {}
        }
        Ok(())
    }

    pub(super) fn is_open(&self, fd: u32) -> bool {
        self.open.contains_key(&fd)
    }

    fn get(&mut self, fd: u32) -> Result<&mut Open, CallError> {
        self.open.get_mut(&fd).ok_or(CallError::Errno(BADF))
    }

    fn node(&mut self, fd: u32) -> Result<usize, CallError> {
        match self.get(fd)?.object {
            Object::Node(node) | Object::Preopen(node, _) => Ok(node),
            _ => Err(CallError::Errno(NOTDIR)),
        }
    }

    fn content(&mut self, fd: u32) -> Result<&mut Vec<u8>, CallError> {
        match self.get(fd)?.object {
            Object::Node(node) | Object::Preopen(node, _) => self.files.content(node),
            _ => Err(CallError::Errno(SPIPE)),
        }
    }

    fn kind(&self, object: Object) -> u8 {
        match object {
            Object::Input | Object::Output => 2,
            Object::Listener | Object::Connection => 6,
            Object::Node(node) | Object::Preopen(node, _) => self.files.kind(node),
        }
    }

    fn add(&mut self, open: Open) -> u32 {
        let number = (3..)
            .find(|fd| !self.open.contains_key(fd))
            .unwrap_or_default();
        self.open.insert(number, open);
        number
    }

    /// Returns what a read at an offset returns at most.
    fn readable<'a>(&self, bytes: &'a [u8], at: u64) -> &'a [u8] {
        let rest = bytes.get(at as usize..).unwrap_or_default();
        &rest[..rest.len().min(self.max_bytes)]
    }

    fn gather(&self, call: &mut Call<'_>, at: u32, count: u32) -> Result<Vec<u8>, CallError> {
        let bufs = call.iovecs(at, count)?;
        let mut bytes = call.gather(&bufs)?;
        bytes.truncate(self.max_bytes);
        Ok(bytes)
    }
}

impl Open {
    fn new(object: Object) -> Self {
        Self {
            object,
            at: 0,
            flags: 0,
        }
    }
}

/// Returns the path that begins with this argument.
fn path(call: &mut Call<'_>, index: usize) -> Result<Vec<u8>, OutOfBounds> {
    call.bytes(call.arg(index), call.arg(index + 1))
}
