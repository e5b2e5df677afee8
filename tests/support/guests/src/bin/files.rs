//! files VERB[:TEXT[:TEXT]]…: performs the operations in its arguments on files, and prints a line
//! with the result of each.
//!
//! `tests/compat/differential` compares what `std` has as well. This guest is for failing hosts,
//! and for what only WASI has.

#![no_std]
#![no_main]

extern crate alloc;

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt::Debug;

use nanowasi::fs::{self, File, FileTimes, OpenOptions};
use nanowasi::io::{self, IoSlice, IoSliceMut, Read, Seek, SeekFrom, Write};
use nanowasi::os::wasi::fs::{
    self as wasi, DirEntryExt, FileExt, FileTypeExt, MetadataExt, OpenOptionsExt,
};
use nanowasi::time::{Duration, SystemTime};
use nanowasi::{env, path, println};

nanowasi::main!(main);

fn main() {
    for arg in env::static_args().skip(1) {
        let mut words = arg.split(':');
        let mut word = || words.next().unwrap_or("");
        let (verb, one, two) = (word(), word(), word());
        println!("{}: {}", arg, done(verb, one, two));
    }
}

fn done(verb: &str, one: &str, two: &str) -> String {
    match verb {
        "open" => print_result(File::open(one).map(drop)),
        "create" => print_result(File::create(one).map(drop)),
        "create-new" => print_result(File::create_new(one).map(drop)),
        "append" => print_result(OpenOptions::new().append(true).open(one).map(drop)),
        "open-dir" => print_result(directory(one).map(drop)),
        "read" => print_result(fs::read(one).map(|bytes| (bytes.len(), checksum(&bytes)))),
        "read-rest" => print_result(read_rest(one)),
        "text" => print_result(fs::read_to_string(one)),
        "write" => print_result(fs::write(one, two)),
        "copy" => print_result(fs::copy(one, two)),
        "list" => print_result(list(one)),
        "changing" => print_result(changing(one, two)),
        "inos" => print_result(inos(one)),
        "types" => print_result(types(one)),
        "read-link" => print_result(fs::read_link(one).map(|path| path.as_os_str().len())),
        "remove-all" => print_result(fs::remove_dir_all(one)),
        "cd" => print_result(env::set_current_dir(one).and_then(|()| env::current_dir())),
        "cd-only" => print_result(env::set_current_dir(one)),
        "here" => print_result(env::current_dir()),
        "canonical" => print_result(fs::canonicalize(one)),
        "absolute" => print_result(path::absolute(one)),
        // The content at each absolute path of a file.
        "canonical-text" => print_result(fs::canonicalize(one).and_then(fs::read_to_string)),
        "absolute-text" => print_result(path::absolute(one).and_then(fs::read_to_string)),
        "joined-text" => {
            print_result(env::current_dir().and_then(|here| fs::read_to_string(here.join(one))))
        }
        // The same file after a change to its directory.
        "stayed-text" => print_result(
            env::current_dir()
                .and_then(env::set_current_dir)
                .and_then(|()| fs::read_to_string(one)),
        ),
        "sync-data" => print_result(File::open(one).and_then(|file| file.sync_data())),
        "times" => print_result(times(one)),
        "at" => print_result(at_offset(one)),
        "below" => print_result(openat(one)),
        "links" => print_result(links(one)),
        "stat" => print_result(stat(one)),
        "fdstat" => print_result(fdstat(one)),
        "flags" => print_result(flags(one)),
        "arc" => print_result(arc(one)),
        _ => format!("no verb: {verb}"),
    }
}

fn print_result<T: Debug>(result: io::Result<T>) -> String {
    match result {
        Ok(value) => format!("{value:?}"),
        Err(error) => match error.errno() {
            Some(errno) => errno.name().to_string(),
            None => format!("{error}"),
        },
    }
}

/// Computes a checksum, which distinguishes contents of the same length.
fn checksum(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |checksum, byte| {
        checksum.rotate_left(5) ^ u32::from(*byte)
    })
}

fn directory(path: &str) -> io::Result<File> {
    OpenOptions::new().read(true).directory(true).open(path)
}

/// Reads a file from its fourth byte on, after what the vector holds.
fn read_rest(path: &str) -> io::Result<(usize, usize, bool)> {
    let mut file = File::open(path)?;
    file.seek(SeekFrom::Start(3))?;
    let mut bytes = Vec::from(*b"before");
    let count = file.read_to_end(&mut bytes)?;
    Ok((count, bytes.len(), bytes.starts_with(b"before")))
}

/// Returns the names, sorted by their bytes.
fn list(path: &str) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(path)? {
        let entry = entry?;
        ensure(entry.path().file_name() == Some(entry.name()))?;
        names.push(format!("{:?}", entry.file_name()));
    }
    names.sort();
    Ok(names)
}

/// Changes a directory at each entry of its listing. Returns the number of entries, and the number
/// of different ones that existed at the start, whose names begin with an `f`.
fn changing(dir: &str, how: &str) -> io::Result<(usize, usize)> {
    let mut names = Vec::new();
    for (number, entry) in fs::read_dir(dir)?.enumerate() {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str());
        let name = name.unwrap_or_default().to_string();
        let other = |start| path.with_file_name(format!("{start}{name}"));
        match how {
            "remove" => fs::remove_file(&path)?,
            "remove-odd" if number % 2 == 1 => fs::remove_file(&path)?,
            "remove-odd" => {}
            "remove-all" => fs::remove_dir_all(&path)?,
            "rename" if name.starts_with('f') => fs::rename(&path, other("g"))?,
            "rename-over" => fs::rename(&path, path.with_file_name("f"))?,
            "create" if name.starts_with('f') => {
                fs::write(other("a"), "")?;
                fs::write(other("z"), "")?;
            }
            "rename" | "create" => {}
            _ => return Err(io::ErrorKind::InvalidInput.into()),
        }
        names.push(name);
    }
    let count = names.len();
    names.retain(|name| name.starts_with('f'));
    names.sort();
    names.dedup();
    Ok((count, names.len()))
}

/// Returns an error if a condition does not hold. A panic would be mistaken for the runtime's.
fn ensure(it: bool) -> io::Result<()> {
    let error = || io::Error::other("something does not hold");
    it.then_some(()).ok_or_else(error)
}

/// Returns the error of an operation that must fail.
fn expect_error<T>(result: io::Result<T>) -> io::Result<io::Error> {
    match result {
        Ok(_) => Err(io::Error::other("something succeeds")),
        Err(error) => Ok(error),
    }
}

fn inos(path: &str) -> io::Result<Vec<u64>> {
    let mut inos = Vec::new();
    for entry in fs::read_dir(path)? {
        let entry = entry?;
        // If the listing has no inode number, the file's is used.
        ensure(entry.metadata()?.ino() != 0)?;
        inos.push(entry.ino());
    }
    Ok(inos)
}

fn types(path: &str) -> io::Result<Vec<String>> {
    let mut types = Vec::new();
    for entry in fs::read_dir(path)? {
        let entry = entry?;
        let file_type = entry.file_type()?;
        let letter = match (
            file_type.is_dir(),
            file_type.is_file(),
            file_type.is_symlink(),
        ) {
            (true, false, false) => 'd',
            (false, true, false) => 'f',
            (false, false, true) => 'l',
            _ => '?',
        };
        types.push(format!("{}{letter}", entry.file_name().display()));
    }
    types.sort();
    Ok(types)
}

fn times(path: &str) -> io::Result<(u64, u64)> {
    let file = OpenOptions::new().write(true).open(path)?;
    let epoch = SystemTime::UNIX_EPOCH;
    let times = FileTimes::new()
        .set_accessed(epoch + Duration::from_nanos(1_000_000_001))
        .set_modified(epoch + Duration::from_nanos(2_000_000_002));
    file.set_times(times)?;
    let metadata = file.metadata()?;
    ensure(metadata.accessed()? == epoch + Duration::from_nanos(metadata.atim()))?;
    Ok((metadata.atim(), metadata.mtim()))
}

/// Reads and writes at offsets, without moving the file's cursor.
fn at_offset(path: &str) -> io::Result<String> {
    let mut options = OpenOptions::new();
    let mut file = options.read(true).write(true).create(true).open(path)?;
    file.write_all(b"0123456789")?;
    file.write_all_at(b"abc", 2)?;
    file.write_vectored_at(&[IoSlice::new(b""), IoSlice::new(b"Z")], 12)?;
    let mut buffer = [0; 4];
    file.read_exact_at(&mut buffer, 1)?;
    let (mut front, mut back) = ([0; 1], [0; 2]);
    let mut slices = [IoSliceMut::new(&mut front), IoSliceMut::new(&mut back)];
    let count = file.read_vectored_at(&mut slices, 9)?;
    let beyond = expect_error(file.read_exact_at(&mut buffer, 11))?;
    let offset = file.tell()?;
    file.allocate(0, 20).or_else(|error| match error.name() {
        "NOTSUP" | "NOSYS" => Ok(()),
        _ => Err(error),
    })?;
    file.advise(0, 0, 1)?;
    let advice = expect_error(file.advise(0, 0, 6))?;
    Ok(format!("{offset} {count} {beyond}; {advice}"))
}

/// All operations below an open directory.
fn openat(path: &str) -> io::Result<String> {
    let dir = directory(path)?;
    dir.create_directory("new")?;
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    options.open_at(&dir, "new/file")?.write_all(b"below")?;
    let inner = OpenOptions::new()
        .read(true)
        .directory(true)
        .open_at(&dir, "new")?;
    let mut text = String::new();
    let mut file = OpenOptions::new().read(true).open_at(&inner, "file")?;
    file.read_to_string(&mut text)?;
    wasi::link(&inner, 0, "file", &dir, "linked")?;
    wasi::symlink("file", &inner, "soft")?;
    let target = inner.read_link("soft")?;
    let metadata = dir.metadata_at(0, "new/soft")?;
    let followed = dir.metadata_at(1, "new/soft")?;
    let names = followed.nlink();
    wasi::rename(&inner, "file", &dir, "renamed")?;
    inner.remove_file("soft")?;
    dir.remove_file("linked")?;
    dir.remove_directory("new")?;
    let gone = expect_error(dir.metadata_at(0, "new"))?.name();
    let out = expect_error(options.open_at(&dir, "../out"))?.kind();
    let nul = expect_error(dir.remove_file("re\0named"))?;
    dir.remove_file("renamed")?;
    Ok(format!(
        "{text} {} {} {names} {gone} {out:?} {nul}",
        target.display(),
        metadata.is_symlink() && followed.is_file(),
    ))
}

/// Opens a symbolic link itself, or not at all.
fn links(path: &str) -> io::Result<String> {
    wasi::symlink_path("target", path)?;
    fs::write("target", "t")?;
    let followed = OpenOptions::new().read(true).open(path).is_ok();
    let mut options = OpenOptions::new();
    let error = expect_error(options.read(true).lookup_flags(0).open(path))?;
    let again = options.lookup_flags(1).open(path).is_ok();
    Ok(format!("{followed} {} {again}", error.name()))
}

fn stat(path: &str) -> io::Result<String> {
    let metadata = fs::metadata(path)?;
    let open = File::open(path)?.metadata()?;
    let same = (
        metadata.dev(),
        metadata.ino(),
        metadata.size(),
        metadata.ctim(),
    ) == (open.dev(), open.ino(), open.size(), open.ctim());
    let kind = metadata.file_type();
    let devices = kind.is_block_device() || kind.is_char_device() || kind.is_socket();
    Ok(format!("{same} {devices} {}", metadata.nlink()))
}

fn fdstat(path: &str) -> io::Result<String> {
    let file = File::open(path)?;
    let stat = file.fdstat_get()?;
    let kept = file.fdstat_set_rights(stat.fs_rights_base.bits(), u64::MAX);
    Ok(format!("{:?} {}", stat.fs_filetype.0, print_result(kept)))
}

/// The flags of a descriptor with and without append mode.
fn flags(path: &str) -> io::Result<String> {
    let mut options = OpenOptions::new();
    let file = options.append(true).open(path)?;
    let before = file.fdstat_get()?.fs_flags;
    file.fdstat_set_flags(0)?;
    let back = file.fdstat_get()?.fs_flags;
    Ok(format!("{before:?} {back:?}"))
}

/// Reads, writes and seeks through an `Arc`.
fn arc(path: &str) -> io::Result<String> {
    let mut options = OpenOptions::new();
    let file = options.read(true).write(true).create(true).open(path)?;
    let (mut one, mut two) = (alloc::sync::Arc::new(file), String::new());
    let mut other = one.clone();
    one.write_all(b"shared")?;
    other.rewind()?;
    one.read_to_string(&mut two)?;
    Ok(two)
}
