//! counts: makes the attempts that its host picks, and reports the results. The host returns false
//! counts.
//!
//! The program `fault_counts` in `tests/compat/programs` has what `std` has as well. This guest has
//! the rest, and transfers that have to be complete although the host moves only a part of several
//! buffers.

#![no_std]
#![no_main]

extern crate nanowasi as std;
use std::prelude::v1::*;
std::main!(main);

use std::fd::{AsFd, OwnedFd};
use std::fs::{self, Entries, File, OpenOptions};
use std::hint;
use std::io::{
    self, BufRead, BufReader, BufWriter, IoSlice, IoSliceMut, IsTerminal, Read, Result, Seek,
    SeekFrom, Write,
};
use std::net::{TcpListener, TcpStream};
use std::os::wasi::fs::{FileExt, OpenOptionsExt};
use std::poll::{self, Set, Subscription};
use std::raw::{Clockid, Fdflags, Riflags};
use std::time::Duration;
use std::{env, random, sys};

#[path = "../results.rs"]
mod results;
#[path = "../test_imports.rs"]
mod test_imports;

use results::{read_guarded, result_text, split_buffer, split_text};

fn main() {
    test_imports::run_attempts(attempt);
}

/// Each byte occurs once, so that lost and repeated ones show.
const TEXT: &str = "0123456789";

fn attempt(name: &str) -> String {
    match name {
        "read-at" => read_guarded(|buffer| file()?.read_at(buffer, 2)),
        "read-vectored-at" => read_guarded(|buffer| {
            file()?.read_vectored_at(&mut split_buffer(buffer).map(IoSliceMut::new), 2)
        }),
        "read-exact-at" => {
            read_guarded(|buffer| file()?.read_exact_at(buffer, 2).map(|()| buffer.len()))
        }
        "write-at" => result_text(file().and_then(|file| file.write_at(TEXT.as_bytes(), 2))),
        "write-vectored-at" => {
            result_text(file().and_then(|file| file.write_vectored_at(&split_text(TEXT), 2)))
        }
        "write-all-at" => {
            result_text(file().and_then(|file| file.write_all_at(TEXT.as_bytes(), 2)))
        }
        "recv" => read_guarded(|buffer| {
            let mut slices = split_buffer(buffer).map(IoSliceMut::new);
            Ok(sys::sock_recv(file()?.as_fd(), &mut slices, Riflags::empty())?.0)
        }),
        "send" => result_text(
            file().and_then(|file| Ok(sys::sock_send(file.as_fd(), &split_text(TEXT), 0)?)),
        ),
        "sys-accept" => result_text(
            file().and_then(|file| Ok(sys::sock_accept(file.as_fd(), Fdflags::empty()).map(drop)?)),
        ),
        "accept" => result_text(file().and_then(|file| {
            let listener = TcpListener::from(OwnedFd::from(file));
            listener.accept().map(drop)
        })),
        "open" => result_text(file().map(drop)),
        "stat" => result_text(fs::metadata("f").map(|metadata| metadata.len())),
        "open-stat" => result_text(file().and_then(|file| Ok(file.metadata()?.len()))),
        "fdstat" => {
            result_text(file().and_then(|file| Ok(sys::fd_fdstat_get(file.as_fd())?.fs_flags)))
        }
        "terminal" => result_text(file().map(|file| file.as_fd().is_terminal())),
        "prestat" => result_text(
            sys::fd_prestat_get(io::stdin().as_fd())
                .map(sys::prestat_dir_name_len)
                .map_err(Into::into),
        ),
        "seek" => result_text(file().and_then(|mut file| file.seek(SeekFrom::End(0)))),
        "tell" => result_text(file().and_then(|file| file.tell())),
        "clock" => result_text(sys::clock_time_get(Clockid::MONOTONIC, 1).map_err(Into::into)),
        "resolution" => result_text(sys::clock_res_get(Clockid::MONOTONIC).map_err(Into::into)),
        "args-sizes" => result_text(sys::args_sizes_get().map_err(Into::into)),
        "environ-sizes" => result_text(sys::environ_sizes_get().map_err(Into::into)),
        "recv-flags" => result_text(file().and_then(|file| {
            let mut buffer = [0; 4];
            let mut slices = [IoSliceMut::new(&mut buffer)];
            Ok(sys::sock_recv(file.as_fd(), &mut slices, Riflags::empty())?)
        })),
        "random" => result_text(random::fill(&mut [1; 40])),
        "random-byte" => result_text(random::fill(&mut [1])),
        "random-none" => result_text(random::fill(&mut [])),
        "wait" => result_text(
            poll::wait([Subscription::after(Duration::from_millis(1))], None)
                .map(|[outcome]| outcome.is_some()),
        ),
        "wait-input" => {
            let input = io::stdin();
            result_text(
                poll::wait([Subscription::readable(&input)], None)
                    .map(|[outcome]| outcome.is_some()),
            )
        }
        "wait-set" => {
            let input = io::stdin();
            let mut set = Set::<2>::new();
            let _ = set.add(Subscription::readable(&input));
            result_text(
                set.wait(Some(Duration::from_millis(1)))
                    .map(Iterator::count),
            )
        }
        "static-args" => format!("{:?}", env::static_args().collect::<Vec<_>>()),
        "static-var" => format!("{:?}", env::static_var("KEY")),
        "static-vars" => format!("{:?}", env::static_vars().collect::<Vec<_>>()),
        "read-link-at" => result_text(
            directory().and_then(|dir| dir.read_link("l").map(|path| path.as_os_str().len())),
        ),
        "entries" => result_text(entries()),
        "all-read-vectored" => read_all_into(|slices| Ok(sys::fd_read(file()?.as_fd(), slices)?)),
        "all-read-at" => read_all_into(|slices| file()?.read_vectored_at(slices, 0)),
        "all-recv" => {
            read_all_into(|slices| Ok(sys::sock_recv(file()?.as_fd(), slices, Riflags::empty())?.0))
        }
        "all-tcp-read" => read_all_into(|slices| stream()?.read_vectored(slices)),
        "all-stdin" => read_all_into(|slices| io::stdin().read_vectored(slices)),
        "all-buf-read" => {
            let mut reader = file().map(|file| BufReader::with_capacity(7, file));
            read_all_into(|slices| match &mut reader {
                Ok(reader) => reader.read_vectored(slices),
                Err(_) => Ok(0),
            })
        }
        "all-exact" => result_text(file().and_then(|mut file| {
            let mut buffer = [0; TEXT.len()];
            file.read_exact(&mut buffer)?;
            Ok(String::from_utf8_lossy(&buffer).into_owned())
        })),
        "all-exact-at" => result_text(file().and_then(|file| {
            let mut buffer = [0; TEXT.len()];
            file.read_exact_at(&mut buffer, 0)?;
            Ok(String::from_utf8_lossy(&buffer).into_owned())
        })),
        "all-to-end" => result_text(file().and_then(|mut file| {
            // Just the capacity needed, so that the end of file is detected with other memory.
            let mut bytes = Vec::with_capacity(TEXT.len());
            file.read_to_end(&mut bytes)?;
            Ok(String::from_utf8_lossy(&bytes).into_owned())
        })),
        "all-line" => result_text(file().and_then(|file| {
            let mut line = String::new();
            BufReader::with_capacity(5, file).read_line(&mut line)?;
            Ok(line)
        })),
        "all-stdin-line" => result_text({
            let mut line = String::new();
            io::stdin().read_line(&mut line).map(|_| line)
        }),
        "all-write-vectored" => {
            write_all_from(|slices| Ok(sys::fd_write(file()?.as_fd(), slices)?))
        }
        "all-write-at" => write_all_from(|slices| file()?.write_vectored_at(slices, 0)),
        "all-send" => write_all_from(|slices| Ok(sys::sock_send(file()?.as_fd(), slices, 0)?)),
        "all-tcp-write" => write_all_from(|slices| stream()?.write_vectored(slices)),
        "all-buf-write" => result_text(file().and_then(|file| {
            let mut writer = BufWriter::with_capacity(7, file);
            let mut slices = split_text(TEXT);
            let mut rest = &mut slices[..];
            while !rest.is_empty() {
                let count = writer.write_vectored(rest)?;
                IoSlice::advance_slices(&mut rest, count);
            }
            writer.flush()
        })),
        "all-write-all" => result_text(file().and_then(|mut file| file.write_all(TEXT.as_bytes()))),
        "all-write-all-at" => {
            result_text(file().and_then(|file| file.write_all_at(TEXT.as_bytes(), 0)))
        }
        "all-tcp-write-all" => {
            result_text(stream().and_then(|mut stream| stream.write_all(TEXT.as_bytes())))
        }
        "all-print" => {
            print!("{}", &TEXT[..3]);
            print!("{}", &TEXT[3..]);
            result_text(io::stdout().flush())
        }
        "all-stdout" => result_text(
            write!(io::stdout(), "{TEXT:.6}{}", &TEXT[6..]).and_then(|()| io::stdout().flush()),
        ),
        "all-stderr" => result_text(io::stderr().write_all(TEXT.as_bytes())),
        _ => format!("no such thing: {name}"),
    }
}

/// Reads into several buffers until all are full. Each has guard bytes on both sides.
fn read_all_into(mut read: impl FnMut(&mut [IoSliceMut<'_>]) -> Result<usize>) -> String {
    let mut buffers = [[0xA5; 12]; 4];
    const LENS: [usize; 4] = [3, 0, 1, 6];
    let mut slices = Vec::new();
    for (buffer, len) in buffers.iter_mut().zip(LENS) {
        slices.push(IoSliceMut::new(&mut buffer[3..3 + len]));
    }
    let mut rest = &mut slices[..];
    while !rest.is_empty() {
        match read(hint::black_box(rest)) {
            Ok(0) => return "ended".to_string(),
            Ok(count) => IoSliceMut::advance_slices(&mut rest, count),
            Err(error) => return result_text(Err::<(), _>(error)),
        }
    }
    let mut bytes = Vec::new();
    for (buffer, len) in hint::black_box(buffers).iter().zip(LENS) {
        bytes.extend_from_slice(&buffer[3..3 + len]);
        if buffer[..3] != [0xA5; 3] || buffer[3 + len..].iter().any(|byte| *byte != 0xA5) {
            return "wrote outside of its buffer".to_string();
        }
    }
    result_text(Ok(String::from_utf8_lossy(&bytes).into_owned()))
}

/// Writes from several buffers until all bytes are written.
fn write_all_from(mut write: impl FnMut(&[IoSlice<'_>]) -> Result<usize>) -> String {
    let mut slices = split_text(TEXT);
    let mut rest = &mut slices[..];
    while !rest.is_empty() {
        match write(rest) {
            Ok(0) => return "ended".to_string(),
            Ok(count) => IoSlice::advance_slices(&mut rest, count),
            Err(error) => return result_text(Err::<(), _>(error)),
        }
    }
    result_text(Ok(()))
}

fn entries() -> Result<usize> {
    let mut buffer = [0; 256];
    let mut entries = Entries::open("d", &mut buffer)?;
    let mut count = 0;
    while entries.next()?.is_some() {
        count += 1;
    }
    Ok(count)
}

fn file() -> Result<File> {
    OpenOptions::new().read(true).write(true).open("f")
}

fn directory() -> Result<File> {
    OpenOptions::new().read(true).directory(true).open(".")
}

fn stream() -> Result<TcpStream> {
    Ok(TcpStream::from(OwnedFd::from(file()?)))
}
