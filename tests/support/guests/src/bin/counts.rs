//! counts: does what its host picks, one thing after the other, and says what came back. Its host miscounts.
//!
//! What `std` has as well is in tests/compat/programs (`fault_counts`): this is the rest, and what is to arrive whole from a
//! host that moves a part of several slices.

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

use results::{guarded, in_three, said, slices};

fn main() {
    test_imports::answer(attempt);
}

/// Each byte once: what is lost or comes twice shows.
const TEXT: &str = "0123456789";

fn attempt(name: &str) -> String {
    match name {
        "read-at" => guarded(|room| file()?.read_at(room, 2)),
        "read-vectored-at" => {
            guarded(|room| file()?.read_vectored_at(&mut in_three(room).map(IoSliceMut::new), 2))
        }
        "read-exact-at" => guarded(|room| file()?.read_exact_at(room, 2).map(|()| room.len())),
        "write-at" => said(file().and_then(|file| file.write_at(TEXT.as_bytes(), 2))),
        "write-vectored-at" => {
            said(file().and_then(|file| file.write_vectored_at(&slices(TEXT), 2)))
        }
        "write-all-at" => said(file().and_then(|file| file.write_all_at(TEXT.as_bytes(), 2))),
        "recv" => guarded(|room| {
            let mut slices = in_three(room).map(IoSliceMut::new);
            Ok(sys::sock_recv(file()?.as_fd(), &mut slices, Riflags::empty())?.0)
        }),
        "send" => said(file().and_then(|file| Ok(sys::sock_send(file.as_fd(), &slices(TEXT), 0)?))),
        "sys-accept" => said(
            file().and_then(|file| Ok(sys::sock_accept(file.as_fd(), Fdflags::empty()).map(drop)?)),
        ),
        "accept" => said(file().and_then(|file| {
            let listener = TcpListener::from(OwnedFd::from(file));
            listener.accept().map(drop)
        })),
        "open" => said(file().map(drop)),
        "stat" => said(fs::metadata("f").map(|metadata| metadata.len())),
        "open-stat" => said(file().and_then(|file| Ok(file.metadata()?.len()))),
        "fdstat" => said(file().and_then(|file| Ok(sys::fd_fdstat_get(file.as_fd())?.fs_flags))),
        "terminal" => said(file().map(|file| file.as_fd().is_terminal())),
        "prestat" => said(
            sys::fd_prestat_get(io::stdin().as_fd())
                .map(sys::prestat_dir_name_len)
                .map_err(Into::into),
        ),
        "seek" => said(file().and_then(|mut file| file.seek(SeekFrom::End(0)))),
        "tell" => said(file().and_then(|file| file.tell())),
        "clock" => said(sys::clock_time_get(Clockid::MONOTONIC, 1).map_err(Into::into)),
        "resolution" => said(sys::clock_res_get(Clockid::MONOTONIC).map_err(Into::into)),
        "args-sizes" => said(sys::args_sizes_get().map_err(Into::into)),
        "environ-sizes" => said(sys::environ_sizes_get().map_err(Into::into)),
        "recv-flags" => said(file().and_then(|file| {
            let mut room = [0; 4];
            let mut slices = [IoSliceMut::new(&mut room)];
            Ok(sys::sock_recv(file.as_fd(), &mut slices, Riflags::empty())?)
        })),
        "random" => said(random::fill(&mut [1; 40])),
        "random-byte" => said(random::fill(&mut [1])),
        "random-none" => said(random::fill(&mut [])),
        "wait" => said(
            poll::wait([Subscription::after(Duration::from_millis(1))], None)
                .map(|[outcome]| outcome.is_some()),
        ),
        "wait-input" => {
            let input = io::stdin();
            said(
                poll::wait([Subscription::readable(&input)], None)
                    .map(|[outcome]| outcome.is_some()),
            )
        }
        "wait-set" => {
            let input = io::stdin();
            let mut set = Set::<2>::new();
            let _ = set.add(Subscription::readable(&input));
            said(
                set.wait(Some(Duration::from_millis(1)))
                    .map(Iterator::count),
            )
        }
        "static-args" => format!("{:?}", env::static_args().collect::<Vec<_>>()),
        "static-var" => format!("{:?}", env::static_var("KEY")),
        "static-vars" => format!("{:?}", env::static_vars().collect::<Vec<_>>()),
        "read-link-at" => {
            said(directory().and_then(|dir| dir.read_link("l").map(|path| path.as_os_str().len())))
        }
        "entries" => said(entries()),
        "all-read-vectored" => all(|slices| Ok(sys::fd_read(file()?.as_fd(), slices)?)),
        "all-read-at" => all(|slices| file()?.read_vectored_at(slices, 0)),
        "all-recv" => {
            all(|slices| Ok(sys::sock_recv(file()?.as_fd(), slices, Riflags::empty())?.0))
        }
        "all-tcp-read" => all(|slices| stream()?.read_vectored(slices)),
        "all-stdin" => all(|slices| io::stdin().read_vectored(slices)),
        "all-buf-read" => {
            let mut reader = file().map(|file| BufReader::with_capacity(7, file));
            all(|slices| match &mut reader {
                Ok(reader) => reader.read_vectored(slices),
                Err(_) => Ok(0),
            })
        }
        "all-exact" => said(file().and_then(|mut file| {
            let mut room = [0; TEXT.len()];
            file.read_exact(&mut room)?;
            Ok(String::from_utf8_lossy(&room).into_owned())
        })),
        "all-exact-at" => said(file().and_then(|file| {
            let mut room = [0; TEXT.len()];
            file.read_exact_at(&mut room, 0)?;
            Ok(String::from_utf8_lossy(&room).into_owned())
        })),
        "all-to-end" => said(file().and_then(|mut file| {
            // Just enough, so that the end is asked for with other memory.
            let mut bytes = Vec::with_capacity(TEXT.len());
            file.read_to_end(&mut bytes)?;
            Ok(String::from_utf8_lossy(&bytes).into_owned())
        })),
        "all-line" => said(file().and_then(|file| {
            let mut line = String::new();
            BufReader::with_capacity(5, file).read_line(&mut line)?;
            Ok(line)
        })),
        "all-stdin-line" => said({
            let mut line = String::new();
            io::stdin().read_line(&mut line).map(|_| line)
        }),
        "all-write-vectored" => each(|slices| Ok(sys::fd_write(file()?.as_fd(), slices)?)),
        "all-write-at" => each(|slices| file()?.write_vectored_at(slices, 0)),
        "all-send" => each(|slices| Ok(sys::sock_send(file()?.as_fd(), slices, 0)?)),
        "all-tcp-write" => each(|slices| stream()?.write_vectored(slices)),
        "all-buf-write" => said(file().and_then(|file| {
            let mut writer = BufWriter::with_capacity(7, file);
            let mut slices = slices(TEXT);
            let mut rest = &mut slices[..];
            while !rest.is_empty() {
                let count = writer.write_vectored(rest)?;
                IoSlice::advance_slices(&mut rest, count);
            }
            writer.flush()
        })),
        "all-write-all" => said(file().and_then(|mut file| file.write_all(TEXT.as_bytes()))),
        "all-write-all-at" => said(file().and_then(|file| file.write_all_at(TEXT.as_bytes(), 0))),
        "all-tcp-write-all" => {
            said(stream().and_then(|mut stream| stream.write_all(TEXT.as_bytes())))
        }
        "all-print" => {
            print!("{}", &TEXT[..3]);
            print!("{}", &TEXT[3..]);
            said(io::stdout().flush())
        }
        "all-stdout" => said(
            write!(io::stdout(), "{TEXT:.6}{}", &TEXT[6..]).and_then(|()| io::stdout().flush()),
        ),
        "all-stderr" => said(io::stderr().write_all(TEXT.as_bytes())),
        _ => format!("no such thing: {name}"),
    }
}

/// Reads into several slices until all are full, each with a guard on both sides.
fn all(mut read: impl FnMut(&mut [IoSliceMut<'_>]) -> Result<usize>) -> String {
    let mut rooms = [[0xA5; 12]; 4];
    const LENS: [usize; 4] = [3, 0, 1, 6];
    let mut slices = Vec::new();
    for (room, len) in rooms.iter_mut().zip(LENS) {
        slices.push(IoSliceMut::new(&mut room[3..3 + len]));
    }
    let mut rest = &mut slices[..];
    while !rest.is_empty() {
        match read(hint::black_box(rest)) {
            Ok(0) => return "ended".to_string(),
            Ok(count) => IoSliceMut::advance_slices(&mut rest, count),
            Err(error) => return said(Err::<(), _>(error)),
        }
    }
    let mut bytes = Vec::new();
    for (room, len) in hint::black_box(rooms).iter().zip(LENS) {
        bytes.extend_from_slice(&room[3..3 + len]);
        if room[..3] != [0xA5; 3] || room[3 + len..].iter().any(|byte| *byte != 0xA5) {
            return "wrote outside of its buffer".to_string();
        }
    }
    said(Ok(String::from_utf8_lossy(&bytes).into_owned()))
}

/// Writes from several slices until all is written.
fn each(mut write: impl FnMut(&[IoSlice<'_>]) -> Result<usize>) -> String {
    let mut slices = slices(TEXT);
    let mut rest = &mut slices[..];
    while !rest.is_empty() {
        match write(rest) {
            Ok(0) => return "ended".to_string(),
            Ok(count) => IoSlice::advance_slices(&mut rest, count),
            Err(error) => return said(Err::<(), _>(error)),
        }
    }
    said(Ok(()))
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
