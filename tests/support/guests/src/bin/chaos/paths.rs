//! Steps with paths and directories.

use std::env;
use std::ffi::OsStr;
use std::fs::{self, DirBuilder, Entries};
use std::io;
use std::os::wasi::ffi::OsStrExt;
use std::os::wasi::fs::{self as wasi, DirEntryExt, FileExt};
use std::path::{Path, PathBuf};
use std::prelude::v1::*;

use crate::file_contents::file;
use crate::guard_zones::{GuardedBuffer, check_count};
use crate::{Step, Walk, report};

pub const STEPS: &[Step] = &[
    makes, removes, renames, links, looks, lists, lists, entries, entries, all_below, canonical,
    current, below, below, links,
];

/// Returns a path that may exist.
pub fn path(walk: &mut Walk) -> PathBuf {
    let text: &[u8] = walk.one_of(&[
        b"a.txt",
        b"a.txt",
        b"large",
        b"empty",
        b"link",
        b"loop",
        b"sub",
        b"sub/b.txt",
        b"sub/deep/c",
        b"sub/deep/up",
        b"/data",
        b"/data/file-3",
        b"data",
        b".",
        b"..",
        b"",
        b"/",
        b"none",
        b"none/none",
        b"new",
        b"sub/new",
        b"sub/../a.txt",
        b"./sub//deep/",
        b"../out",
        b"nul\0nul",
        b"\xFF\xFE",
        b"dir",
        b"dir/dir",
    ]);
    if walk.chance(100) {
        return PathBuf::from("long/".repeat(walk.below(1500)));
    }
    Path::new(OsStr::from_bytes(text)).to_path_buf()
}

fn makes(walk: &mut Walk) -> io::Result<()> {
    let path = path(walk);
    match walk.below(3) {
        0 => fs::create_dir(&path),
        1 => fs::create_dir_all(path.join("one/two")),
        _ => DirBuilder::new().recursive(true).create(&path),
    }
}

fn removes(walk: &mut Walk) -> io::Result<()> {
    let path = path(walk);
    match walk.below(6) {
        0 => fs::remove_dir_all(&path),
        1 | 2 => fs::remove_dir(&path),
        _ => fs::remove_file(&path),
    }
}

fn renames(walk: &mut Walk) -> io::Result<()> {
    let (from, to) = (path(walk), path(walk));
    fs::rename(&from, &to)
}

#[allow(deprecated, reason = "it is there all the same")]
fn links(walk: &mut Walk) -> io::Result<()> {
    let (from, to) = (path(walk), path(walk));
    match walk.below(4) {
        0 => fs::hard_link(&from, &to),
        1 => fs::soft_link(&from, &to),
        2 => wasi::symlink_path(&from, &to),
        _ => {
            println!("{}", fs::read_link(&from)?.display());
            Ok(())
        }
    }
}

fn looks(walk: &mut Walk) -> io::Result<()> {
    let path = path(walk);
    match walk.below(4) {
        0 => println!("{:?}", fs::metadata(&path)?),
        1 => println!("{}", fs::symlink_metadata(&path)?.len()),
        2 => println!("{:?}", fs::exists(&path)?),
        _ => println!("{} {} {}", path.exists(), path.is_dir(), path.is_symlink()),
    }
    Ok(())
}

fn lists(walk: &mut Walk) -> io::Result<()> {
    let path = if walk.chance(2) {
        PathBuf::from("data")
    } else {
        path(walk)
    };
    let mut ended = false;
    for entry in fs::read_dir(&path)? {
        if ended {
            report("an entry after an error");
        }
        let Ok(entry) = entry else {
            ended = true;
            continue;
        };
        if entry.name().is_empty() || entry.path().as_os_str().len() < entry.name().len() {
            report("an entry without a name");
        }
        match walk.below(20) {
            0 => drop(entry.metadata()),
            1 => drop(entry.file_type()),
            2 => println!("{:?} {}", entry, entry.ino()),
            _ => {}
        }
    }
    Ok(())
}

fn entries(walk: &mut Walk) -> io::Result<()> {
    let path = if walk.chance(2) {
        PathBuf::from("data")
    } else {
        path(walk)
    };
    let mut buffer = GuardedBuffer::<5000>::new();
    let len = walk.one_of(&[0, 23, 24, 25, 40, 300, 4096, 5000]);
    let mut all = Entries::open(&path, buffer.borrow(len))?;
    while let Some(entry) = all.next()? {
        check_count("a name", entry.name_bytes().len(), len);
        match walk.below(20) {
            0 => drop(entry.metadata()),
            1 => drop(entry.file_type()),
            2 => println!("{:?}", entry.name().ok()),
            _ => {}
        }
    }
    Ok(())
}

/// Sums the sizes of all files below a directory, with a limit.
fn all_below(walk: &mut Walk) -> io::Result<()> {
    let mut left = vec![path(walk)];
    let mut sum = 0_u64;
    for _ in 0..20 {
        let Some(dir) = left.pop() else {
            break;
        };
        for entry in fs::read_dir(&dir)?.take(40) {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                left.push(entry.path());
            } else {
                sum = sum.wrapping_add(entry.metadata()?.len());
            }
        }
    }
    println!("{}", sum);
    Ok(())
}

fn canonical(walk: &mut Walk) -> io::Result<()> {
    let canonical = fs::canonicalize(path(walk))?;
    check_count("canonicalize", canonical.as_os_str().len(), 5000);
    println!("{canonical:?}");
    Ok(())
}

fn current(walk: &mut Walk) -> io::Result<()> {
    if walk.chance(2) {
        env::set_current_dir(path(walk))?;
    }
    println!("{}", env::current_dir()?.display());
    Ok(())
}

/// Operations below an open directory.
fn below(walk: &mut Walk) -> io::Result<()> {
    let (dir, path, other) = (file(walk)?, path(walk), path(walk));
    match walk.below(9) {
        0 => dir.create_directory(&path)?,
        1 => println!("{}", dir.read_link(&path)?.display()),
        2 => println!("{:?}", dir.metadata_at(walk.below(2) as u32, &path)?),
        3 => dir.remove_file(&path)?,
        4 => dir.remove_directory(&path)?,
        5 => wasi::link(&dir, 0, &path, &dir, &other)?,
        6 => wasi::rename(&dir, &path, &dir, &other)?,
        7 => wasi::symlink(&path, &dir, &other)?,
        _ => {
            use std::fd::AsFd;
            use std::raw::{Fstflags, Lookupflags};
            let flags = Lookupflags::SYMLINK_FOLLOW;
            let path = path.as_os_str().as_bytes();
            std::sys::path_filestat_set_times(dir.as_fd(), flags, path, 1, 2, Fstflags::ATIM)?;
        }
    }
    walk.files.push(dir);
    Ok(())
}
