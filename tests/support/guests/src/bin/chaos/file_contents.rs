//! Steps with open files: contents and offsets.

use std::fs::{self, File, FileTimes, OpenOptions};
use std::io::{self, BufRead, BufReader, BufWriter, IoSlice, IoSliceMut, IsTerminal};
use std::io::{Read, Seek, SeekFrom, Write};
use std::os::wasi::fs::{FileExt, FileTypeExt, MetadataExt, OpenOptionsExt};
use std::prelude::v1::*;
use std::sys;
use std::time::{Duration, SystemTime};

use crate::guard_zones::{GuardedBuffer, check_count};
use crate::paths::path;
use crate::{Step, Walk, format_error};

pub const STEPS: &[Step] = &[
    open,
    open,
    reads,
    reads,
    to_end,
    writes,
    seeks,
    at,
    whole,
    copies,
    metadata,
    times,
    flags,
    buffered,
    descriptors,
    closes,
];

fn open(walk: &mut Walk) -> io::Result<()> {
    let path = path(walk);
    let file = match walk.below(6) {
        0 => File::create(&path)?,
        1 => File::create_new(&path)?,
        2 => {
            let mut options = OpenOptions::new();
            options
                .read(walk.chance(2))
                .write(walk.chance(2))
                .append(walk.chance(3))
                .truncate(walk.chance(4))
                .create(walk.chance(2))
                .directory(walk.chance(6))
                .sync(walk.chance(6))
                .nonblock(walk.chance(6));
            if walk.chance(4) {
                options.lookup_flags(walk.below(2) as u32);
                options
                    .fs_rights_base(walk.next())
                    .fs_rights_inheriting(walk.next());
                options.custom_flags(walk.below(16) as i32);
            }
            let below = walk.chance(2);
            match walk.files.last() {
                Some(dir) if below => options.open_at(dir, &path)?,
                _ => options.open(&path)?,
            }
        }
        _ => File::options().read(true).write(true).open(&path)?,
    };
    walk.files.push(file);
    Ok(())
}

/// Returns a file that was opened before, or opens one that exists.
pub fn file(walk: &mut Walk) -> io::Result<File> {
    if walk.files.is_empty() || walk.chance(4) {
        return File::options().read(true).write(true).open("a.txt");
    }
    let offset = walk.below(walk.files.len());
    Ok(walk.files.swap_remove(offset))
}

fn reads(walk: &mut Walk) -> io::Result<()> {
    let mut file = file(walk)?;
    let mut buffer = GuardedBuffer::<300>::new();
    let mut other = GuardedBuffer::<70>::new();
    let len = walk.below(301);
    match walk.below(3) {
        0 => check_count("read", file.read(buffer.borrow(len))?, len),
        1 => {
            let mut slices = [
                IoSliceMut::new(buffer.borrow(len)),
                IoSliceMut::new(&mut []),
                IoSliceMut::new(other.borrow(70)),
            ];
            check_count("read_vectored", file.read_vectored(&mut slices)?, len + 70);
        }
        _ => file.read_exact(buffer.borrow(len))?,
    }
    walk.files.push(file);
    Ok(())
}

fn to_end(walk: &mut Walk) -> io::Result<()> {
    let mut file = file(walk)?;
    let mut bytes = Vec::with_capacity(walk.one_of(&[0, 1, 24, 25, 100, 30_000]));
    bytes.extend_from_slice(b"before");
    match walk.below(3) {
        0 => check_count("read_to_end", file.read_to_end(&mut bytes)?, bytes.len()),
        1 => {
            let mut text = String::new();
            check_count(
                "read_to_string",
                file.read_to_string(&mut text)?,
                text.len(),
            );
        }
        _ => {
            let count = Read::by_ref(&mut file).take(50).read_to_end(&mut bytes)?;
            check_count("take", count, 50);
        }
    }
    if !bytes.starts_with(b"before") {
        crate::report("what was in a vector is not any more");
    }
    walk.blocks.push(bytes);
    Ok(())
}

fn writes(walk: &mut Walk) -> io::Result<()> {
    let mut file = file(walk)?;
    let (one, two) = (walk.bytes(50), walk.bytes(3000));
    match walk.below(4) {
        0 => check_count("write", file.write(&two)?, two.len()),
        1 => file.write_all(&two)?,
        2 => {
            let slices = [&one[..], &[], &two].map(IoSlice::new);
            let count = file.write_vectored(&slices)?;
            check_count("write_vectored", count, one.len() + two.len());
        }
        _ => writeln!(file, "{:?} {}", one.first(), two.len())?,
    }
    file.flush()?;
    walk.files.push(file);
    Ok(())
}

fn seeks(walk: &mut Walk) -> io::Result<()> {
    let mut file = file(walk)?;
    let offset = walk.offset();
    match walk.below(5) {
        0 => file.rewind()?,
        1 => drop(file.stream_position()?),
        2 => drop(file.seek(SeekFrom::Start(offset))?),
        3 => drop(file.seek(SeekFrom::Current(offset as i64))?),
        _ => drop(file.seek(SeekFrom::End(-(offset as i64 >> 1)))?),
    }
    walk.files.push(file);
    Ok(())
}

/// Reads and writes at offsets.
fn at(walk: &mut Walk) -> io::Result<()> {
    let file = file(walk)?;
    let (offset, bytes) = (walk.offset(), walk.bytes(100));
    let mut buffer = GuardedBuffer::<300>::new();
    let len = walk.below(301);
    match walk.below(8) {
        0 => check_count("read_at", file.read_at(buffer.borrow(len), offset)?, len),
        1 => file.read_exact_at(buffer.borrow(len), offset)?,
        2 => {
            let mut slices = [IoSliceMut::new(buffer.borrow(len))];
            check_count(
                "read_vectored_at",
                file.read_vectored_at(&mut slices, offset)?,
                len,
            );
        }
        3 => check_count("write_at", file.write_at(&bytes, offset)?, bytes.len()),
        4 => file.write_all_at(&bytes, offset)?,
        5 => {
            let count = file.write_vectored_at(&[IoSlice::new(&bytes)], offset)?;
            check_count("write_vectored_at", count, bytes.len());
        }
        6 => file.set_len(offset)?,
        _ => drop(file.tell()?),
    }
    walk.files.push(file);
    Ok(())
}

fn whole(walk: &mut Walk) -> io::Result<()> {
    let path = path(walk);
    match walk.below(3) {
        0 => {
            let bytes = fs::read(&path)?;
            walk.blocks.push(bytes);
        }
        1 => print!("{}", fs::read_to_string(&path)?.len()),
        _ => fs::write(&path, walk.bytes(900))?,
    }
    Ok(())
}

fn copies(walk: &mut Walk) -> io::Result<()> {
    let (from, to) = (path(walk), path(walk));
    println!("{}", fs::copy(&from, &to)?);
    Ok(())
}

fn metadata(walk: &mut Walk) -> io::Result<()> {
    let file = file(walk)?;
    let metadata = file.metadata()?;
    let kind = metadata.file_type();
    println!("{:?} {:?} {}", metadata, kind, kind.is_socket());
    println!("{:?} {:?}", metadata.modified(), metadata.accessed());
    println!("{:?} {}", metadata.created().is_ok(), metadata.nlink());
    println!("{:?}", metadata.permissions().readonly());
    walk.files.push(file);
    Ok(())
}

fn times(walk: &mut Walk) -> io::Result<()> {
    let file = file(walk)?;
    let time = SystemTime::UNIX_EPOCH.checked_add(Duration::from_nanos(walk.next()));
    let time = time.unwrap_or(SystemTime::UNIX_EPOCH);
    match walk.below(3) {
        0 => file.set_modified(time)?,
        1 => file.set_times(FileTimes::new().set_accessed(time))?,
        _ => file.set_times(FileTimes::new())?,
    }
    walk.files.push(file);
    Ok(())
}

/// A few of the calls for a whole file, because each of them is rare.
fn flags(walk: &mut Walk) -> io::Result<()> {
    let file = file(walk)?;
    for _ in 0..4 {
        let done = match walk.below(9) {
            0 => file.set_len(walk.offset()),
            1 => file.fdstat_set_flags(walk.below(32) as u16),
            2 => file.fdstat_set_rights(walk.next(), walk.next()),
            3 => file.advise(walk.offset(), walk.offset(), walk.below(7) as u8),
            4 => file.allocate(walk.offset(), walk.offset()),
            5 => file.sync_all(),
            6 => file.sync_data(),
            7 => file.fdstat_get().map(drop),
            _ => file.try_clone().map(drop),
        };
        if let Err(error) = done {
            format_error(walk, &error);
        }
    }
    println!("{}", file.is_terminal());
    walk.files.push(file);
    Ok(())
}

fn buffered(walk: &mut Walk) -> io::Result<()> {
    let file = file(walk)?;
    let size = walk.below(60);
    if walk.chance(3) {
        let mut writer = BufWriter::with_capacity(size, file);
        writer.write_all(&walk.bytes(200))?;
        writer.seek(SeekFrom::Start(walk.offset()))?;
        writer.write_all(b"beyond")?;
        // It writes its buffer when it is dropped.
        return Ok(());
    }
    let mut reader = BufReader::with_capacity(size, file);
    let mut bytes = Vec::new();
    for _ in 0..walk.below(6) {
        match walk.below(5) {
            0 => check_count("fill_buf", reader.fill_buf()?.len(), size),
            1 => reader.consume(walk.below(size + 2)),
            2 => reader.seek_relative(walk.below(50) as i64 - 25)?,
            3 => drop(reader.read_until(b'\n', &mut bytes)?),
            _ => drop(reader.stream_position()?),
        }
    }
    walk.files.push(reader.into_inner());
    Ok(())
}

/// The typed calls.
fn descriptors(walk: &mut Walk) -> io::Result<()> {
    use std::fd::AsFd;
    let file = file(walk)?;
    let mut buffer = GuardedBuffer::<200>::new();
    let len = walk.below(201);
    match walk.below(6) {
        0 => check_count(
            "fd_readdir",
            sys::fd_readdir(file.as_fd(), buffer.borrow(len), 0)?,
            len,
        ),
        1 => sys::fd_prestat_dir_name(file.as_fd(), buffer.borrow(len))?,
        2 => {
            let count = sys::path_readlink(file.as_fd(), b"link", buffer.borrow(len))?;
            check_count("path_readlink", count, len);
        }
        3 => sys::read_empty(file.as_fd())?,
        4 => {
            let prestat = sys::fd_prestat_get(file.as_fd())?;
            println!("{:?}", sys::prestat_dir_name_len(prestat));
        }
        _ => sys::write_all(file.as_fd(), b"all of it")?,
    }
    walk.files.push(file);
    Ok(())
}

fn closes(walk: &mut Walk) -> io::Result<()> {
    let file = file(walk)?;
    if walk.chance(2) {
        walk.files.clear();
    }
    Ok(sys::fd_close(file.into())?)
}
