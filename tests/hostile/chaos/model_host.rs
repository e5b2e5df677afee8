//! A host of preview 1 in memory, which answers as the specification says: what the chaos begins with.
//!
//! It is small, quick, and the same in each run: the clock is a number, nobody waits, and a directory is listed
//! in order. It touches nothing of the machine.

use std::collections::BTreeMap;

use nanowasi_test_host::{Call, OutOfBounds};

use super::files::{FBIG, Files, LARGEST, Trouble, put};
use super::strings::{block, sizes};

pub(super) const AGAIN: i32 = 6;
pub(super) const BADF: i32 = 8;
pub(super) const INVAL: i32 = 28;
const NOTDIR: i32 = 54;
const NOTSUP: i32 = 58;
const SPIPE: i32 = 70;

/// What a descriptor is.
#[derive(Clone, Copy)]
enum What {
    Input,
    Output,
    Listener,
    Connection,
    Node(usize),
    Preopen(usize, &'static str),
}

#[derive(Clone, Copy)]
struct Open {
    what: What,
    at: u64,
    flags: u16,
}

/// The host, and what it knows of its guest.
pub(super) struct ModelHost {
    pub(super) args: Vec<Vec<u8>>,
    pub(super) environ: Vec<Vec<u8>>,
    stdin: Vec<u8>,
    files: Files,
    open: BTreeMap<u32, Open>,
    /// The time of the monotonic clock; it goes on by a microsecond with each call.
    pub(super) now: u64,
    accepted: u32,
    /// The most bytes that one call moves.
    pub(super) most: usize,
}

type Done = Result<(), Trouble>;

impl ModelHost {
    pub(super) fn new(args: &[String], stdin: Vec<u8>) -> Self {
        let bytes = |text: &str| text.as_bytes().to_vec();
        let (files, dirs) = Files::new();
        let mut open = BTreeMap::new();
        let standard = [What::Input, What::Output, What::Output];
        let preopens = dirs
            .into_iter()
            .map(|(node, name)| What::Preopen(node, name));
        for (fd, what) in (0..).zip(standard.into_iter().chain(preopens)) {
            open.insert(fd, Open::new(what));
        }
        open.insert(30, Open::new(What::Listener));
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
            most: usize::MAX,
        }
    }

    /// Answers a call, be it with success or with an errno.
    pub(super) fn answer(&mut self, call: &mut Call<'_>) -> Result<i32, OutOfBounds> {
        match self.perform(call) {
            Ok(()) => Ok(0),
            Err(Trouble::Errno(errno)) => Ok(errno),
            Err(Trouble::Bounds(error)) => Err(error),
        }
    }

    fn perform(&mut self, call: &mut Call<'_>) -> Done {
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
            "clock_time_get" if arg(0) > 1 => return Err(Trouble::Errno(INVAL)),
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
            "fd_allocate" => return Err(Trouble::Errno(NOTSUP)),
            "fd_close" => {
                self.open.remove(&fd).ok_or(BADF)?;
            }
            "fd_fdstat_get" => {
                let open = *self.get(fd)?;
                let mut stat = [0xFF; 24];
                stat[..4].copy_from_slice(&[self.kind(open.what), 0, open.flags as u8, 0]);
                call.write(arg(1), &stat)?;
            }
            "fd_fdstat_set_flags" => self.get(fd)?.flags = arg(1) as u16,
            "fd_filestat_get" => {
                let what = self.get(fd)?.what;
                let stat = match what {
                    What::Node(node) | What::Preopen(node, _) => self.files.stat(node),
                    other => Files::stat_of(self.kind(other), 0),
                };
                call.write(arg(1), &stat)?;
            }
            "fd_filestat_set_size" => {
                let content = self.content(fd)?;
                let size = wide(1);
                if size > LARGEST {
                    return Err(Trouble::Errno(FBIG));
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
                let count = call.scatter(&bufs, self.part(&content, at))?;
                call.write_u32(arg(4), count as u32)?;
            }
            "fd_prestat_dir_name" => {
                let What::Preopen(_, name) = self.get(fd)?.what else {
                    return Err(Trouble::Errno(BADF));
                };
                let len = name.len().min(arg(2) as usize);
                call.write(arg(1), &name.as_bytes()[..len])?;
            }
            "fd_prestat_get" => {
                let What::Preopen(_, name) = self.get(fd)?.what else {
                    return Err(Trouble::Errno(BADF));
                };
                call.write_u32(arg(1), 0)?;
                call.write_u32(arg(1) + 4, name.len() as u32)?;
            }
            "fd_pwrite" => {
                let bytes = self.gather(call, arg(1), arg(2))?;
                put(self.content(fd)?, wide(3), &bytes)?;
                call.write_u32(arg(4), bytes.len() as u32)?;
            }
            "fd_read" | "sock_recv" => {
                let bufs = call.iovecs(arg(1), arg(2))?;
                let open = *self.get(fd)?;
                let source = match open.what {
                    What::Input => self.stdin.clone(),
                    What::Connection => b"what came over the net".to_vec(),
                    What::Output | What::Listener => return Err(Trouble::Errno(BADF)),
                    What::Node(_) | What::Preopen(..) => self.content(fd)?.clone(),
                };
                let count = call.scatter(&bufs, self.part(&source, open.at))?;
                self.get(fd)?.at += count as u64;
                let out = if call.name() == "fd_read" { 3 } else { 4 };
                call.write_u32(arg(out), count as u32)?;
                if call.name() == "sock_recv" {
                    call.write_u16(arg(5), 0)?;
                }
            }
            "fd_readdir" => {
                let (What::Node(node) | What::Preopen(node, _)) = self.get(fd)?.what else {
                    return Err(Trouble::Errno(NOTDIR));
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
                let place = base.checked_add(wide(1) as i64).filter(|at| *at >= 0);
                open.at = place.ok_or(INVAL)? as u64;
                call.write_u64(arg(3), open.at)?;
            }
            "fd_tell" => {
                self.content(fd)?;
                call.write_u64(arg(1), self.get(fd)?.at)?;
            }
            "fd_write" | "sock_send" => {
                let bytes = self.gather(call, arg(1), arg(2))?;
                let open = *self.get(fd)?;
                match open.what {
                    What::Output | What::Connection => {}
                    What::Input | What::Listener => return Err(Trouble::Errno(BADF)),
                    What::Node(_) | What::Preopen(..) => {
                        let content = self.content(fd)?;
                        let append = open.flags & 1 != 0;
                        let at = if append {
                            content.len() as u64
                        } else {
                            open.at
                        };
                        put(content, at, &bytes)?;
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
                let mut opened = Open::new(What::Node(node));
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
                if !matches!(self.get(fd)?.what, What::Listener) {
                    return Err(Trouble::Errno(INVAL));
                }
                // Not for ever, since a server goes on as long as somebody comes.
                self.accepted += 1;
                if self.accepted > 3 {
                    return Err(Trouble::Errno(AGAIN));
                }
                let number = self.add(Open::new(What::Connection));
                call.write_u32(arg(2), number)?;
            }
            "proc_raise" => return Err(Trouble::Errno(NOTSUP)),
            _ => {}
        }
        Ok(())
    }

    pub(super) fn is_open(&self, fd: u32) -> bool {
        self.open.contains_key(&fd)
    }

    fn get(&mut self, fd: u32) -> Result<&mut Open, Trouble> {
        self.open.get_mut(&fd).ok_or(Trouble::Errno(BADF))
    }

    fn node(&mut self, fd: u32) -> Result<usize, Trouble> {
        match self.get(fd)?.what {
            What::Node(node) | What::Preopen(node, _) => Ok(node),
            _ => Err(Trouble::Errno(NOTDIR)),
        }
    }

    fn content(&mut self, fd: u32) -> Result<&mut Vec<u8>, Trouble> {
        match self.get(fd)?.what {
            What::Node(node) | What::Preopen(node, _) => self.files.content(node),
            _ => Err(Trouble::Errno(SPIPE)),
        }
    }

    fn kind(&self, what: What) -> u8 {
        match what {
            What::Input | What::Output => 2,
            What::Listener | What::Connection => 6,
            What::Node(node) | What::Preopen(node, _) => self.files.kind(node),
        }
    }

    fn add(&mut self, open: Open) -> u32 {
        let number = (3..)
            .find(|fd| !self.open.contains_key(fd))
            .unwrap_or_default();
        self.open.insert(number, open);
        number
    }

    /// What a read at a place gets at most.
    fn part<'a>(&self, bytes: &'a [u8], at: u64) -> &'a [u8] {
        let rest = bytes.get(at as usize..).unwrap_or_default();
        &rest[..rest.len().min(self.most)]
    }

    fn gather(&self, call: &mut Call<'_>, at: u32, count: u32) -> Result<Vec<u8>, Trouble> {
        let bufs = call.iovecs(at, count)?;
        let mut bytes = call.gather(&bufs)?;
        bytes.truncate(self.most);
        Ok(bytes)
    }
}

impl Open {
    fn new(what: What) -> Self {
        Self {
            what,
            at: 0,
            flags: 0,
        }
    }
}

/// The path whose address is that argument.
fn path(call: &mut Call<'_>, index: usize) -> Result<Vec<u8>, OutOfBounds> {
    call.bytes(call.arg(index), call.arg(index + 1))
}
