//! files CASE: opens, writes, reads and changes files in an empty directory.

#![no_std]
#![no_main]

use nanowasi::fs::{self, File, FileTimes, OpenOptions};
use nanowasi::io::{self, Read, Seek, SeekFrom, Write};
use nanowasi::prelude::v1::*;
use nanowasi::time::{Duration, SystemTime};
use nanowasi::{env, println};
use nanowasi_conformance::{done, say};

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

/// Each option, on a file that isn't there and on one that is.
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
        done(check, options.open("file"));
    }
    // What is open for one thing only is that.
    let mut writer = File::create("file")?;
    println!("write only: {}", refused(writer.read(&mut [0; 4])));
    writer.write_all(b"text")?;
    let mut reader = File::open("file")?;
    println!("read only: {}", refused(reader.write(b"more")));
    done("missing parent", File::create("none/file"));
    done("below a file", File::open("file/below"));
    Ok(())
}

/// One errno or another: hosts differ in which.
fn refused(result: io::Result<usize>) -> &'static str {
    match result {
        Ok(_) => "allowed",
        Err(_) => "refused",
    }
}

fn content() -> io::Result<()> {
    fs::write("file", "some text")?;
    say("text", fs::read_to_string("file"));
    say(
        "empty",
        fs::write("empty", "")
            .and_then(|()| fs::read("empty"))
            .map(|bytes| bytes.len()),
    );
    let mut file = File::open("file")?;
    let mut part = [0; 4];
    say("first", file.read(&mut part));
    let mut rest = String::new();
    say("rest", file.read_to_string(&mut rest));
    say("end", file.read(&mut part));
    done("missing", fs::read("missing"));
    done("removed", fs::remove_file("file"));
    done("gone", fs::read("file"));
    done("twice", fs::remove_file("file"));
    Ok(())
}

fn append() -> io::Result<()> {
    fs::write("file", "one\n")?;
    let mut file = OpenOptions::new().append(true).open("file")?;
    file.write_all(b"two\n")?;
    // However it is moved, it writes at the end.
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
    say("start", file.seek(SeekFrom::Start(4)));
    say("current", file.seek(SeekFrom::Current(-1)));
    say("end", file.seek(SeekFrom::End(-2)));
    let mut text = String::new();
    file.read_to_string(&mut text)?;
    println!("read: {text}");
    say("position", file.stream_position());
    done("before the front", file.seek(SeekFrom::Current(-100)));
    say("behind the end", file.seek(SeekFrom::Start(12)));
    file.write_all(b"!")?;
    drop(file);
    println!("hole: {:?}", fs::read_to_string("file")?);
    Ok(())
}

fn truncate() -> io::Result<()> {
    fs::write("file", "0123456789")?;
    let file = OpenOptions::new().write(true).open("file")?;
    done("shorter", file.set_len(4));
    println!("text: {:?}", fs::read_to_string("file")?);
    done("longer", file.set_len(6));
    println!("then: {:?}", fs::read_to_string("file")?);
    done(
        "opened",
        OpenOptions::new().write(true).truncate(true).open("file"),
    );
    say("left", fs::metadata("file").map(|metadata| metadata.len()));
    Ok(())
}

// A call of its own: wasm3 refuses a function that makes a call which it lacks.
#[inline(never)]
fn times() -> io::Result<()> {
    fs::write("file", "text")?;
    let file = OpenOptions::new().write(true).open("file")?;
    let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    let times = FileTimes::new().set_accessed(time).set_modified(time);
    done("set", file.set_times(times));
    let modified = fs::metadata("file").and_then(|metadata| metadata.modified());
    say("told", modified.map(|modified| modified == time));
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
    say(
        "length",
        fs::metadata("file").map(|metadata| metadata.len()),
    );
    say(
        "open",
        File::open("file")
            .and_then(|file| file.metadata())
            .map(|metadata| metadata.len()),
    );
    let now = SystemTime::now();
    let hour = Duration::from_secs(3600);
    let is_now = |time: SystemTime| time + hour > now && time < now + hour;
    say(
        "modified now",
        fs::metadata("file")
            .and_then(|metadata| metadata.modified())
            .map(is_now),
    );
    done("missing", fs::metadata("missing"));
    println!("exists: {} {}", fs::exists("file")?, fs::exists("missing")?);
    Ok(())
}

fn rename() -> io::Result<()> {
    fs::write("one", "1")?;
    fs::write("two", "2")?;
    done("rename", fs::rename("one", "three"));
    println!("one: {}", fs::exists("one")?);
    done("over another", fs::rename("three", "two"));
    say("two", fs::read_to_string("two"));
    done("missing", fs::rename("missing", "four"));
    fs::create_dir("dir")?;
    done("into a directory", fs::rename("two", "dir/two"));
    done("directory", fs::rename("dir", "other"));
    say("moved along", fs::read_to_string("other/two"));
    Ok(())
}

fn copy() -> io::Result<()> {
    fs::write("from", vec![b'x'; 100_000])?;
    say("bytes", fs::copy("from", "to"));
    println!("same: {}", fs::read("from")? == fs::read("to")?);
    Ok(())
}

fn sync() -> io::Result<()> {
    let mut file = File::create("file")?;
    file.write_all(b"text")?;
    done("data", file.sync_data());
    done("all", file.sync_all());
    Ok(())
}

/// Two MiB in pieces of odd sizes, read back in others.
fn large() -> io::Result<()> {
    const PIECE: &[u8] = &[b'x'; 4099];
    let mut file = File::create("file")?;
    for _ in 0..512 {
        file.write_all(PIECE)?;
    }
    drop(file);
    say(
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
