//! files CASE: opens, writes, reads and changes files in an empty directory.

#![no_std]
#![no_main]

use nanowasi::fs::{self, File, FileTimes, OpenOptions};
use nanowasi::io::{self, Read, Seek, SeekFrom, Write};
use nanowasi::prelude::v1::*;
use nanowasi::time::{Duration, SystemTime};
use nanowasi::{env, println};
use nanowasi_conformance::{report, report_success};

nanowasi::main!(main);

fn main() -> io::Result<()> {
    match env::static_args().nth(1).unwrap_or_default() {
        "open" => open(),
        "content" => content(),
        "append" => append(),
        "seek" => seek(),
        "truncate" => truncate(),
        "times" => times(),
        "metadata" => metadata(),
        "rename" => rename(),
        "copy" => copy(),
        "sync" => sync(),
        "large" => large(),
        _ => Err(io::ErrorKind::InvalidInput.into()),
    }
}

/// Each option, for a file that exists and for one that does not.
fn open() -> io::Result<()> {
    let mut options = OpenOptions::new();
    for (check, options) in [
        ("read", options.read(true).clone()),
        ("read write", options.write(true).clone()),
        ("create new", options.create_new(true).clone()),
        ("create new again", options.clone()),
        (
            "create",
            OpenOptions::new().write(true).create(true).clone(),
        ),
        (
            "truncate",
            OpenOptions::new().write(true).truncate(true).clone(),
        ),
        ("append", OpenOptions::new().append(true).clone()),
    ] {
        report_success(check, options.open("file"));
    }
    // A file that is open for writing cannot be read, and the other way round.
    let mut writer = File::create("file")?;
    println!("write only: {}", refused(writer.read(&mut [0; 4])));
    writer.write_all(b"text")?;
    let mut reader = File::open("file")?;
    println!("read only: {}", refused(reader.write(b"more")));
    report_success("missing parent", File::create("none/file"));
    report_success("below a file", File::open("file/below"));
    Ok(())
}

/// Reports only that there is an error, because hosts differ in the errno.
fn refused(result: io::Result<usize>) -> &'static str {
    match result {
        Ok(_) => "allowed",
        Err(_) => "refused",
    }
}

fn content() -> io::Result<()> {
    fs::write("file", "some text")?;
    report("text", fs::read_to_string("file"));
    report(
        "empty",
        fs::write("empty", "")
            .and_then(|()| fs::read("empty"))
            .map(|bytes| bytes.len()),
    );
    let mut file = File::open("file")?;
    let mut part = [0; 4];
    report("first", file.read(&mut part));
    let mut rest = String::new();
    report("rest", file.read_to_string(&mut rest));
    report("end", file.read(&mut part));
    report_success("missing", fs::read("missing"));
    report_success("removed", fs::remove_file("file"));
    report_success("gone", fs::read("file"));
    report_success("twice", fs::remove_file("file"));
    Ok(())
}

fn append() -> io::Result<()> {
    fs::write("file", "one\n")?;
    let mut file = OpenOptions::new().append(true).open("file")?;
    file.write_all(b"two\n")?;
    // A file in append mode writes at the end, whatever its offset is.
    let _ = file.seek(SeekFrom::Start(0));
    file.write_all(b"three\n")?;
    drop(file);
    let text = fs::read_to_string("file")?;
    println!("text: {text:?}");
    Ok(())
}

fn seek() -> io::Result<()> {
    let mut file = OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(true)
        .open("file")?;
    file.write_all(b"0123456789")?;
    report("start", file.seek(SeekFrom::Start(4)));
    report("current", file.seek(SeekFrom::Current(-1)));
    report("end", file.seek(SeekFrom::End(-2)));
    let mut text = String::new();
    file.read_to_string(&mut text)?;
    println!("read: {text}");
    report("position", file.stream_position());
    report_success("before the start", file.seek(SeekFrom::Current(-100)));
    report("after the end", file.seek(SeekFrom::Start(12)));
    file.write_all(b"!")?;
    drop(file);
    println!("hole: {:?}", fs::read_to_string("file")?);
    Ok(())
}

fn truncate() -> io::Result<()> {
    fs::write("file", "0123456789")?;
    let file = OpenOptions::new().write(true).open("file")?;
    report_success("shorter", file.set_len(4));
    println!("text: {:?}", fs::read_to_string("file")?);
    report_success("longer", file.set_len(6));
    println!("then: {:?}", fs::read_to_string("file")?);
    report_success(
        "opened",
        OpenOptions::new().write(true).truncate(true).open("file"),
    );
    report("left", fs::metadata("file").map(|metadata| metadata.len()));
    Ok(())
}

// A separate function, because wasm3 refuses one that calls a missing import.
#[inline(never)]
fn times() -> io::Result<()> {
    fs::write("file", "text")?;
    let file = OpenOptions::new().write(true).open("file")?;
    let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    let times = FileTimes::new().set_accessed(time).set_modified(time);
    report_success("set", file.set_times(times));
    let modified = fs::metadata("file").and_then(|metadata| metadata.modified());
    report("read back", modified.map(|modified| modified == time));
    Ok(())
}

fn metadata() -> io::Result<()> {
    fs::write("file", "text")?;
    fs::create_dir("dir")?;
    for path in ["file", "dir", "."] {
        let metadata = fs::metadata(path)?;
        println!(
            "{path}: dir {}, file {}",
            metadata.is_dir(),
            metadata.is_file()
        );
    }
    report(
        "length",
        fs::metadata("file").map(|metadata| metadata.len()),
    );
    report(
        "open",
        File::open("file")
            .and_then(|file| file.metadata())
            .map(|metadata| metadata.len()),
    );
    let now = SystemTime::now();
    let hour = Duration::from_secs(3600);
    let is_now = |time: SystemTime| time + hour > now && time < now + hour;
    report(
        "modified now",
        fs::metadata("file")
            .and_then(|metadata| metadata.modified())
            .map(is_now),
    );
    report_success("missing", fs::metadata("missing"));
    println!("exists: {} {}", fs::exists("file")?, fs::exists("missing")?);
    Ok(())
}

fn rename() -> io::Result<()> {
    fs::write("one", "1")?;
    fs::write("two", "2")?;
    report_success("rename", fs::rename("one", "three"));
    println!("one: {}", fs::exists("one")?);
    report_success("over another", fs::rename("three", "two"));
    report("two", fs::read_to_string("two"));
    report_success("missing", fs::rename("missing", "four"));
    fs::create_dir("dir")?;
    report_success("into a directory", fs::rename("two", "dir/two"));
    report_success("directory", fs::rename("dir", "other"));
    report("moved along", fs::read_to_string("other/two"));
    Ok(())
}

fn copy() -> io::Result<()> {
    fs::write("from", vec![b'x'; 100_000])?;
    report("bytes", fs::copy("from", "to"));
    println!("same: {}", fs::read("from")? == fs::read("to")?);
    Ok(())
}

fn sync() -> io::Result<()> {
    let mut file = File::create("file")?;
    file.write_all(b"text")?;
    report_success("data", file.sync_data());
    report_success("all", file.sync_all());
    Ok(())
}

/// Two MiB, written in blocks of odd sizes and read in others.
fn large() -> io::Result<()> {
    const BLOCK: &[u8] = &[b'x'; 4099];
    let mut file = File::create("file")?;
    for _ in 0..512 {
        file.write_all(BLOCK)?;
    }
    drop(file);
    report(
        "length",
        fs::metadata("file").map(|metadata| metadata.len()),
    );
    let mut file = File::open("file")?;
    let (mut buffer, mut total) = (vec![0; 100_003], 0);
    loop {
        match file.read(&mut buffer)? {
            0 => break,
            count => total += count,
        }
    }
    println!("read: {total}");
    Ok(())
}
