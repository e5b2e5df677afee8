//! without_heap FILE DIR: calls each function of the runtime that needs no heap. None can panic.
//!
//! The module must contain no panic code, which `tests/runtime/start` checks. So this file must not
//! panic itself: it has no index, no `unwrap` and no overflow.

#![no_std]
#![no_main]

use nanowasi::fs::{self, DirBuilder, Entries, File, FileTimes, OpenOptions};
use nanowasi::io::{self, BufRead, Cursor, IoSlice, IsTerminal, Read, Seek, SeekFrom, Write};
use nanowasi::os::wasi::fs::{FileExt, OpenOptionsExt, symlink_path};
use nanowasi::time::{Duration, SystemTime};
use nanowasi::{env, eprint, eprintln, print, println, process, sys};

nanowasi::main!(main);

fn main() -> process::ExitCode {
    println!("a literal");
    print!("{} {} {} {}\n", 1_u8, -2_i64, true, 'c');
    eprint!("to standard error: ");
    eprintln!("{}", "text");

    let mut args = env::static_args();
    println!("{} arguments", args.len());
    let last = args.next_back().unwrap_or("none");
    let name = args.nth(1).unwrap_or("none");
    println!("{} {}", name, last);

    let done = files(name, last).and_then(|()| changes(last));
    if let Err(error) = &done {
        eprintln!("{} {}", error.name(), error.raw_os_error().unwrap_or(0));
    }
    if let Err(error) = streams() {
        eprintln!("{}", error.name());
    }
    match in_memory() {
        Ok(sum) => println!("in memory: {}", sum),
        Err(error) => eprintln!("{}", error.name()),
    }
    if done.is_err() {
        return process::ExitCode::FAILURE;
    }
    process::exit(3)
}

/// Makes, changes and removes files in a directory.
fn changes(dir: &str) -> io::Result<()> {
    fs::write("one", "some bytes")?;
    println!("copied: {}", fs::copy("one", "two")?);
    fs::rename("two", "three")?;
    fs::hard_link("three", "four")?;
    symlink_path("four", "five")?;
    println!("there: {}", fs::exists("five")?);
    DirBuilder::new().recursive(true).create("six/seven")?;

    let mut options = OpenOptions::new();
    println!("nothing: {}", options.open("one").is_err());
    let mut file = options.read(true).append(true).open("one")?;
    file.write_all(b"!")?;
    file.set_len(20)?;
    file.sync_all()?;
    file.sync_data()?;
    let time = SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(1));
    let times = FileTimes::new().set_modified(time.unwrap_or(SystemTime::UNIX_EPOCH));
    file.set_times(times)?;
    println!("the same: {}", Some(file.metadata()?.modified()?) == time);
    let mut buffer = [0; 4];
    file.read_exact_at(&mut buffer, 5)?;
    file.write_all_at(&buffer, 0)
        .or_else(|_| file.write_all(&buffer))?;
    println!("at {}", file.seek(SeekFrom::End(-1))?);
    println!("locked: {}", file.try_lock().is_ok());

    let mut options = OpenOptions::new();
    let open = options.read(true).directory(true).open(dir)?;
    open.create_directory("below")?;
    open.remove_directory("below")?;
    for name in ["one", "three", "four", "five"] {
        fs::remove_file(name)?;
    }
    fs::remove_dir("six/seven")?;
    fs::remove_dir("six")
}

fn files(name: &str, dir: &str) -> io::Result<()> {
    let mut file = File::open(name)?;
    println!("{} bytes long", file.metadata()?.len());
    let mut buffer = [0; 100];
    let count = file.read(&mut buffer)?;
    println!("read {}: {}", count, buffer.first().copied().unwrap_or(0));
    let mut start = [0; 2];
    println!("exactly: {}", file.read_exact(&mut start).is_ok());

    fs::create_dir(dir)?;
    println!("again: {}", fs::create_dir(dir).is_err());
    fs::create_dir_all(dir)?;
    println!("a directory: {}", fs::metadata(dir)?.is_dir());
    println!("a link: {}", fs::symlink_metadata(name)?.is_symlink());

    let mut buffer = [0; 4096];
    let mut entries = Entries::open(".", &mut buffer)?;
    while let Some(entry) = entries.next()? {
        let len = entry.metadata()?.len();
        println!("{} {} {}", entry.name()?, entry.file_type()?.is_file(), len);
    }
    Ok(())
}

fn streams() -> io::Result<()> {
    let mut buffer = [0; 10];
    let count = io::stdin().read(&mut buffer)?;
    let read = buffer.get(..count).unwrap_or_default();
    io::stdout().write_all(read)?;
    io::stdout().flush()?;
    io::stderr().write_all(b"written\n")?;
    let slices = [IoSlice::new(b"sli"), IoSlice::new(b"ces\n")];
    let count = sys::fd_write(sys::STDERR, &slices)?;
    println!("{} of the slices", count);

    println!("a terminal: {}", io::stdin().is_terminal());
    let mut small = [0; 2];
    let count = (&io::stdin()).read(&mut small)?;
    println!("{} more", count);
    let mut input = io::stdin().lock();
    println!("{} wait", input.fill_buf()?.len());
    input.consume(1);
    println!("{} skipped", input.skip_until(b'\n')?);
    // The `take` of the iterator, because the reader's panics for a faulty reader, as in `std`.
    for byte in input.by_ref().bytes().take(2) {
        println!("{}", byte?);
    }
    let copied = io::copy(&mut input.chain(&b"the end\n"[..]), &mut io::stdout())?;
    println!("{} copied", copied);
    println!("no pipe: {}", io::pipe().is_err());
    println!("last error: {}", io::Error::last_os_error().name());
    Ok(())
}

/// Readers and writers that make no host calls.
fn in_memory() -> io::Result<u64> {
    let mut buffer = [0; 16];
    let mut cursor = Cursor::new(&mut buffer[..]);
    cursor.write_all(b"some bytes")?;
    cursor.seek(SeekFrom::Current(-5))?;
    let mut rest = [0; 3];
    cursor.read_exact(&mut rest)?;
    cursor.set_position(100);
    let mut sum = cursor.write(b"nowhere")? as u64;
    sum += cursor.seek(SeekFrom::End(1))?;
    let mut slice = &mut buffer[..];
    slice.write_vectored(&[IoSlice::new(b"a"), IoSlice::new(b"b")])?;
    sum += slice.len() as u64;
    let mut limited = Cursor::new(b"limited").take(3);
    sum += limited.seek(SeekFrom::End(-1))?;
    limited.seek_relative(-1)?;
    sum += limited.fill_buf()?.len() as u64;
    sum += io::copy(&mut limited, &mut io::sink())?;
    io::repeat(1).read_exact(&mut rest)?;
    sum += io::empty().read(&mut rest)? as u64;
    Ok(sum)
}
