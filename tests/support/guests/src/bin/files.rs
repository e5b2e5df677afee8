//! files VERB[:TEXT[:TEXT]]…: does to files what its arguments say, one after the other, and prints a line on
//! what became of each.
//!
//! What `std` can do as well is compared with it elsewhere (`tests/compat/differential`); this is for hosts that
//! misbehave, and for what WASI alone has.

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
        "open" => said(File::open(one).map(drop)),
        "create" => said(File::create(one).map(drop)),
        "create-new" => said(File::create_new(one).map(drop)),
        "append" => said(OpenOptions::new().append(true).open(one).map(drop)),
        "open-dir" => said(directory(one).map(drop)),
        "read" => said(fs::read(one).map(|bytes| (bytes.len(), sum(&bytes)))),
        "read-rest" => said(read_rest(one)),
        "text" => said(fs::read_to_string(one)),
        "write" => said(fs::write(one, two)),
        "copy" => said(fs::copy(one, two)),
        "list" => said(list(one)),
        "changing" => said(changing(one, two)),
        "inos" => said(inos(one)),
        "types" => said(types(one)),
        "read-link" => said(fs::read_link(one).map(|path| path.as_os_str().len())),
        "remove-all" => said(fs::remove_dir_all(one)),
        "cd" => said(env::set_current_dir(one).and_then(|()| env::current_dir())),
        "cd-only" => said(env::set_current_dir(one)),
        "here" => said(env::current_dir()),
        "canonical" => said(fs::canonicalize(one)),
        "absolute" => said(path::absolute(one)),
        // What each absolute path of a file leads to.
        "canonical-text" => said(fs::canonicalize(one).and_then(fs::read_to_string)),
        "absolute-text" => said(path::absolute(one).and_then(fs::read_to_string)),
        "joined-text" => {
            said(env::current_dir().and_then(|here| fs::read_to_string(here.join(one))))
        }
        // The same file after the program went where it is.
        "stayed-text" => said(
            env::current_dir()
                .and_then(env::set_current_dir)
                .and_then(|()| fs::read_to_string(one)),
        ),
        "sync-data" => said(File::open(one).and_then(|file| file.sync_data())),
        "times" => said(times(one)),
        "at" => said(at(one)),
        "below" => said(below(one)),
        "links" => said(links(one)),
        "stat" => said(stat(one)),
        "fdstat" => said(fdstat(one)),
        "flags" => said(flags(one)),
        "arc" => said(arc(one)),
        _ => format!("no verb: {verb}"),
    }
}

fn said<T: Debug>(result: io::Result<T>) -> String {
    match result {
        Ok(value) => format!("{value:?}"),
        Err(error) => match error.errno() {
            Some(errno) => errno.name().to_string(),
            None => format!("{error}"),
        },
    }
}

/// Tells contents of the same length apart.
fn sum(bytes: &[u8]) -> u32 {
    bytes
        .iter()
        .fold(0, |sum, byte| sum.rotate_left(5) ^ u32::from(*byte))
}

fn directory(path: &str) -> io::Result<File> {
    OpenOptions::new().read(true).directory(true).open(path)
}

/// Reads the rest of a file behind its third byte, to the end of a vector.
fn read_rest(path: &str) -> io::Result<(usize, usize, bool)> {
    let mut file = File::open(path)?;
    file.seek(SeekFrom::Start(3))?;
    let mut bytes = Vec::from(*b"before");
    let count = file.read_to_end(&mut bytes)?;
    Ok((count, bytes.len(), bytes.starts_with(b"before")))
}

/// Names in order, as their bytes are.
fn list(path: &str) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(path)? {
        let entry = entry?;
        holds(entry.path().file_name() == Some(entry.name()))?;
        names.push(format!("{:?}", entry.file_name()));
    }
    names.sort();
    Ok(names)
}

/// Changes a directory at each entry of its listing. Returns how many entries came, and how many
/// different ones of those that were there from the start: their names begin with an `f`.
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

/// An error if something is not as it should be: a panic would be taken for the crate's.
fn holds(it: bool) -> io::Result<()> {
    let error = || io::Error::other("something does not hold");
    it.then_some(()).ok_or_else(error)
}

/// The error of what must not succeed.
fn refused<T>(result: io::Result<T>) -> io::Result<io::Error> {
    match result {
        Ok(_) => Err(io::Error::other("something succeeds")),
        Err(error) => Ok(error),
    }
}

fn inos(path: &str) -> io::Result<Vec<u64>> {
    let mut inos = Vec::new();
    for entry in fs::read_dir(path)? {
        let entry = entry?;
        // Also where the listing doesn't tell, the file itself does.
        holds(entry.metadata()?.ino() != 0)?;
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
    holds(metadata.accessed()? == epoch + Duration::from_nanos(metadata.atim()))?;
    Ok((metadata.atim(), metadata.mtim()))
}

/// Reads and writes at places, which leaves the file's own place alone.
fn at(path: &str) -> io::Result<String> {
    let mut options = OpenOptions::new();
    let mut file = options.read(true).write(true).create(true).open(path)?;
    file.write_all(b"0123456789")?;
    file.write_all_at(b"abc", 2)?;
    file.write_vectored_at(&[IoSlice::new(b""), IoSlice::new(b"Z")], 12)?;
    let mut room = [0; 4];
    file.read_exact_at(&mut room, 1)?;
    let (mut front, mut behind) = ([0; 1], [0; 2]);
    let mut slices = [IoSliceMut::new(&mut front), IoSliceMut::new(&mut behind)];
    let count = file.read_vectored_at(&mut slices, 9)?;
    let beyond = refused(file.read_exact_at(&mut room, 11))?;
    let place = file.tell()?;
    file.allocate(0, 20).or_else(|error| match error.name() {
        "NOTSUP" | "NOSYS" => Ok(()),
        _ => Err(error),
    })?;
    file.advise(0, 0, 1)?;
    let advice = refused(file.advise(0, 0, 6))?;
    Ok(format!("{place} {count} {beyond}; {advice}"))
}

/// All that can be done below an open directory.
fn below(path: &str) -> io::Result<String> {
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
    let gone = refused(dir.metadata_at(0, "new"))?.name();
    let out = refused(options.open_at(&dir, "../out"))?.kind();
    let nul = refused(dir.remove_file("re\0named"))?;
    dir.remove_file("renamed")?;
    Ok(format!(
        "{text} {} {} {names} {gone} {out:?} {nul}",
        target.display(),
        metadata.is_symlink() && followed.is_file(),
    ))
}

/// A symbolic link is opened as itself or not at all.
fn links(path: &str) -> io::Result<String> {
    wasi::symlink_path("target", path)?;
    fs::write("target", "t")?;
    let followed = OpenOptions::new().read(true).open(path).is_ok();
    let mut options = OpenOptions::new();
    let error = refused(options.read(true).lookup_flags(0).open(path))?;
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
    Ok(format!("{:?} {}", stat.fs_filetype.0, said(kept)))
}

/// The flags of a descriptor that appends, and without that.
fn flags(path: &str) -> io::Result<String> {
    let mut options = OpenOptions::new();
    let file = options.append(true).open(path)?;
    let before = file.fdstat_get()?.fs_flags;
    file.fdstat_set_flags(0)?;
    let behind = file.fdstat_get()?.fs_flags;
    Ok(format!("{before:?} {behind:?}"))
}

/// Reads, writes and seeks through a counted reference.
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
