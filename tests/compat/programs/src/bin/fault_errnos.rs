//! fault_errnos OPERATION TIMES: repeats an operation, and reports the result of each attempt.
//!
//! It is for hosts that return a different errno for each attempt. Reports go through the import
//! `test.report`, to which no fault is applied. The first report says that the program is ready.
//! Operations that `std` lacks are those of WASI that stable `std` does not reach.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::collections::HashMap;
use std::env;
use std::fs::{self, File, FileTimes, OpenOptions};
use std::hint;
use std::io::{self, IsTerminal, Read, Seek, SeekFrom, Write};
use std::mem::ManuallyDrop;
use std::net::{Shutdown, TcpListener, TcpStream};
use std::os::fd::{AsRawFd, FromRawFd};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

#[path = "../../../../support/guests/src/test_imports.rs"]
mod test_imports;

use test_imports::report;

fn main() -> io::Result<()> {
    let args: Vec<String> = env::args().collect();
    let (operation, times) = match &args[..] {
        [_, operation, times] => (operation.as_str(), times.parse().unwrap_or(0)),
        _ => return Err(io::Error::other("usage: fault_errnos OPERATION TIMES")),
    };
    let mut attempt = operation_named(operation)?;
    report("ready");
    for code in 0..times {
        match attempt(code) {
            Ok(()) => report("ok"),
            Err(error) => match error.raw_os_error() {
                Some(code) => report(format!("{code} {:?}", error.kind())),
                None => report(format!("{:?}: {error}", error.kind())),
            },
        }
    }
    Ok(())
}

type Attempt = Box<dyn FnMut(i32) -> io::Result<()>>;

fn of(attempt: impl FnMut() -> io::Result<()> + 'static) -> Attempt {
    let mut attempt = attempt;
    Box::new(move |_| attempt())
}

fn operation_named(name: &str) -> io::Result<Attempt> {
    if name == "first File::open" {
        // No path was resolved before.
        return Ok(of(|| File::open("file").map(drop)));
    }
    let mut file = OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .open("file")?;
    let mut buf = [0; 8];
    Ok(match name {
        "kinds" => Box::new(|code| Err(io::Error::from_raw_os_error(code))),
        "File::sync_data" => of(move || file.sync_data()),
        "File::sync_all" => of(move || file.sync_all()),
        "File::metadata" => of(move || file.metadata().map(drop)),
        "File::set_len" => of(move || file.set_len(3)),
        "File::set_times" => {
            let times = FileTimes::new().set_modified(SystemTime::UNIX_EPOCH);
            of(move || file.set_times(times))
        }
        "File::read" => of(move || file.read(&mut buf).map(drop)),
        "File::read_exact" => of(move || file.read_exact(&mut buf)),
        "File::write" => of(move || file.write(b"text").map(drop)),
        "File::write_all" => of(move || file.write_all(b"text")),
        "File::seek" => of(move || file.seek(SeekFrom::Start(1)).map(drop)),
        "File::stream_position" => of(move || file.stream_position().map(drop)),
        "drop(File)" => of(move || {
            // A number that is not open, so the host has to return an error.
            let fd = file.as_raw_fd() + 100;
            // SAFETY: no other value owns the number.
            drop(unsafe { File::from_raw_fd(fd) });
            Ok(())
        }),
        "stdin().read" => of(move || {
            let mut byte = [0];
            io::stdin().read(&mut byte).map(drop)
        }),
        "stdout().flush" => of(|| {
            let mut out = io::stdout();
            out.write_all(b"text")?;
            out.flush()
        }),
        "stderr().write_all" => of(|| io::stderr().write_all(b"text")),
        "is_terminal" => of(|| match io::stdin().is_terminal() {
            true => Err(io::Error::other("a terminal")),
            false => Ok(()),
        }),
        "fs::read_dir" => of(|| match fs::read_dir(".")?.find_map(Result::err) {
            Some(error) => Err(error),
            None => Ok(()),
        }),
        "File::open" => of(|| File::open("file").map(drop)),
        "fs::metadata" => of(|| fs::metadata("file").map(drop)),
        "fs::create_dir" => of(|| fs::create_dir("folder")),
        "fs::remove_dir" => of(|| fs::remove_dir("folder")),
        "fs::remove_file" => of(|| fs::remove_file("none")),
        "fs::rename" => of(|| fs::rename("none", "other")),
        "fs::hard_link" => of(|| fs::hard_link("none", "other")),
        #[allow(deprecated, reason = "the one stable way to make a soft link here")]
        "fs::soft_link" => of(|| fs::soft_link("none", "other")),
        "fs::read_link" => of(|| fs::read_link("none").map(drop)),
        "fs::canonicalize" => of(|| fs::canonicalize("none").map(drop)),
        "TcpListener::accept" => {
            let listener = ManuallyDrop::new(listener(&file));
            of(move || listener.accept().map(drop))
        }
        "TcpStream::read" => {
            let stream = ManuallyDrop::new(stream(&file));
            of(move || (&*stream).read(&mut buf).map(drop))
        }
        "TcpStream::write" => {
            let stream = ManuallyDrop::new(stream(&file));
            of(move || (&*stream).write(b"text").map(drop))
        }
        "TcpStream::shutdown" => {
            let stream = ManuallyDrop::new(stream(&file));
            of(move || stream.shutdown(Shutdown::Both))
        }
        "TcpStream::set_nonblocking" => {
            let stream = ManuallyDrop::new(stream(&file));
            of(move || stream.set_nonblocking(true))
        }
        "thread::sleep" => of(|| {
            thread::sleep(Duration::from_millis(1));
            Ok(())
        }),
        "thread::yield_now" => of(|| {
            thread::yield_now();
            Ok(())
        }),
        "Instant::now" => of(|| {
            hint::black_box(Instant::now());
            Ok(())
        }),
        "SystemTime::now" => of(|| {
            hint::black_box(SystemTime::now());
            Ok(())
        }),
        "HashMap::new" => of(|| {
            let map = HashMap::from([(1, 2)]);
            hint::black_box(&map);
            Ok(())
        }),
        _ => return not_in_std(name, file),
    })
}

fn listener(file: &File) -> TcpListener {
    // SAFETY: the socket is not dropped, and a fault replaces each call, so the real file is not
    // affected.
    unsafe { TcpListener::from_raw_fd(file.as_raw_fd()) }
}

fn stream(file: &File) -> TcpStream {
    // SAFETY: as for the listener above.
    unsafe { TcpStream::from_raw_fd(file.as_raw_fd()) }
}

#[cfg(not(feature = "nanowasi"))]
fn not_in_std(name: &str, _: File) -> io::Result<Attempt> {
    Err(io::Error::other(format!("no operation {name}")))
}

#[cfg(feature = "nanowasi")]
fn not_in_std(name: &str, file: File) -> io::Result<Attempt> {
    use std::fd::renumber;
    use std::os::fd::OwnedFd;
    use std::os::wasi::fs::FileExt;
    use std::poll::{self, Subscription};

    let mut buf = [0; 8];
    Ok(match name {
        "FileExt::advise" => of(move || file.advise(0, 1, 0)),
        "FileExt::allocate" => of(move || file.allocate(0, 1)),
        "FileExt::fdstat_get" => of(move || file.fdstat_get().map(drop)),
        "FileExt::fdstat_set_flags" => of(move || file.fdstat_set_flags(0)),
        "FileExt::fdstat_set_rights" => of(move || file.fdstat_set_rights(0, 0)),
        "FileExt::read_at" => of(move || file.read_at(&mut buf, 0).map(drop)),
        "FileExt::write_at" => of(move || file.write_at(b"text", 0).map(drop)),
        "FileExt::tell" => of(move || file.tell().map(drop)),
        "fd::renumber" => {
            let mut place = OwnedFd::from(File::open("file")?);
            let mut from = Some(OwnedFd::from(file));
            of(move || {
                let gone = || io::Error::other("the source is gone");
                renumber(from.take().ok_or_else(gone)?, &mut place)
                    .map(drop)
                    .map_err(|failed| {
                        let (error, source) = failed.into_parts();
                        from = source;
                        error
                    })
            })
        }
        "poll::wait" => of(|| {
            let stdin = io::stdin();
            poll::wait([Subscription::readable(&stdin)], None).map(drop)
        }),
        "poll::set_nonblocking" => of(move || poll::set_nonblocking(&file, true)),
        "random::fill" => of(move || std::random::fill(&mut buf)),
        _ => return Err(io::Error::other(format!("no operation {name}"))),
    })
}
