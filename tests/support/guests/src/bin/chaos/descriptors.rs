//! Steps with descriptors: polling, renumbering, sockets.

use std::fd::{self, AsFd, FromRawFd, OwnedFd};
use std::io::{self, IoSlice, IoSliceMut, PipeReader, PipeWriter, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream, UdpSocket};
use std::poll::{self, Set, Subscription};
use std::prelude::v1::*;
use std::raw::{Riflags, Sdflags};
use std::sys;
use std::time::Duration;

use crate::file_contents::file;
use crate::guard_zones::{GuardedBuffer, check_count};
use crate::{Step, Walk, report};

pub const STEPS: &[Step] = &[
    poll_wait, poll_wait, sets, available, renumbers, preopens, accepts, streams, sockets, pipes,
];

fn span(walk: &mut Walk) -> Option<Duration> {
    let spans = [0, 1, 1000, 50_000_000, u64::MAX];
    (!walk.chance(3)).then(|| Duration::from_nanos(walk.one_of(&spans)))
}

fn poll_wait(walk: &mut Walk) -> io::Result<()> {
    let (stdin, stdout, file, span) = (io::stdin(), io::stdout(), file(walk)?, span(walk));
    let input = Subscription::readable(&stdin);
    let output = Subscription::writable(&stdout);
    let other = Subscription::readable(&file);
    let tick = Subscription::after(Duration::from_millis(walk.below(3) as u64));
    let any = match walk.below(5) {
        0 => poll::wait([input], span)?.iter().flatten().count(),
        1 => poll::wait([input, output, other], span)?
            .iter()
            .flatten()
            .count(),
        2 => poll::wait([tick, tick, other, tick], span)?
            .iter()
            .flatten()
            .count(),
        3 => poll::wait([tick], None)?.iter().flatten().count(),
        _ => poll::wait([], span)?.len(),
    };
    println!("{any}");
    walk.files.push(file);
    Ok(())
}

fn sets(walk: &mut Walk) -> io::Result<()> {
    let (stdin, file, span) = (io::stdin(), file(walk)?, span(walk));
    let mut set = Set::<6>::new();
    for number in 0..walk.below(8) as u64 {
        let subscription = match walk.below(3) {
            0 => Subscription::readable(&stdin),
            1 => Subscription::writable(&file),
            _ => Subscription::after(Duration::from_nanos(number * 1000)),
        };
        if set.add(subscription.with_userdata(number)).is_err() && set.len() != 6 {
            report("a set is full before it is");
        }
    }
    let max = set.len();
    let mut count = 0;
    for event in set.wait(span)? {
        count += 1;
        if event.userdata > 7 {
            report("an event without a subscription");
        }
    }
    check_count("events", count, max);
    Ok(())
}

fn available(walk: &mut Walk) -> io::Result<()> {
    let mut buffer = GuardedBuffer::<100>::new();
    let len = walk.below(101);
    let file = file(walk)?;
    match walk.below(5) {
        0 => println!("{}", poll::is_readable(&file)?),
        1 => poll::set_nonblocking(&file, walk.chance(2))?,
        2 => poll::set_nonblocking(&io::stdin(), walk.chance(2))?,
        3 => {
            let count = poll::read_available(&file, buffer.borrow(len))?;
            check_count("read_available", count.unwrap_or(0), len);
        }
        _ => {
            let count = poll::read_available(&io::stdin(), buffer.borrow(len))?;
            check_count("read_available", count.unwrap_or(0), len);
        }
    }
    walk.files.push(file);
    Ok(())
}

fn renumbers(walk: &mut Walk) -> io::Result<()> {
    let (from, mut to) = (file(walk)?, OwnedFd::from(file(walk)?));
    let done = match walk.below(5) {
        0 => fd::renumber(from, io::stdout()),
        1 => fd::renumber(from, io::stdin()),
        2 => fd::renumber(from, io::stderr()),
        _ => fd::renumber(from, &mut to),
    };
    walk.files.push(to.into());
    match done {
        Ok(done) => println!("{done:?}"),
        Err(error) => {
            let (error, left) = error.into_parts();
            walk.files.extend(left.map(Into::into));
            return Err(error);
        }
    }
    Ok(())
}

/// Takes ownership of a preopened directory, and closes or moves it.
fn preopens(walk: &mut Walk) -> io::Result<()> {
    if !walk.chance(3) {
        return Ok(());
    }
    let number = 3 + walk.below(4) as i32;
    // SAFETY: other code that uses the number gets errors or other files, which the walk allows.
    let mut dir = unsafe { OwnedFd::from_raw_fd(number) };
    if walk.chance(2) {
        let file = file(walk)?;
        println!("{:?}", fd::renumber(file, &mut dir).is_ok());
        core::mem::forget(dir);
    }
    Ok(())
}

fn listener() -> TcpListener {
    // SAFETY: the host provides a socket, and only this code uses the number.
    unsafe { TcpListener::from_raw_fd(30) }
}

fn accepts(walk: &mut Walk) -> io::Result<()> {
    let listener = listener();
    for stream in listener.incoming().take(walk.below(4)) {
        let mut stream = stream?;
        let mut buffer = GuardedBuffer::<64>::new();
        check_count("socket", stream.read(buffer.borrow(60))?, 60);
        stream.write_all(buffer.bytes())?;
        stream.set_nonblocking(walk.chance(2))?;
        stream.shutdown(walk.one_of(&[Shutdown::Read, Shutdown::Write, Shutdown::Both]))?;
    }
    listener.set_nonblocking(true)?;
    // The socket stays open for the next call.
    core::mem::forget(listener);
    Ok(())
}

fn streams(walk: &mut Walk) -> io::Result<()> {
    let mut stream = TcpStream::from(OwnedFd::from(file(walk)?));
    let mut buffer = GuardedBuffer::<64>::new();
    let mut other = GuardedBuffer::<64>::new();
    let bytes = walk.bytes(100);
    let mut slices = [buffer.borrow(64), other.borrow(3)].map(IoSliceMut::new);
    check_count("read_vectored", stream.read_vectored(&mut slices)?, 67);
    let slices = [IoSlice::new(&bytes), IoSlice::new(b"two")];
    check_count(
        "write_vectored",
        stream.write_vectored(&slices)?,
        bytes.len() + 3,
    );
    Ok(())
}

/// The typed calls for sockets.
fn sockets(walk: &mut Walk) -> io::Result<()> {
    let socket = if walk.chance(2) {
        UdpSocket::from(OwnedFd::from(listener().accept()?.0))
    } else {
        UdpSocket::from(OwnedFd::from(file(walk)?))
    };
    let mut buffer = GuardedBuffer::<64>::new();
    let len = walk.below(65);
    let bytes = walk.bytes(100);
    let mut slices = [IoSliceMut::new(buffer.borrow(len))];
    let (count, _) = sys::sock_recv(socket.as_fd(), &mut slices, Riflags::empty())?;
    check_count("sock_recv", count, len);
    let slices = [IoSlice::new(&bytes), IoSlice::new(b"two")];
    let count = sys::sock_send(socket.as_fd(), &slices, 0)?;
    check_count("sock_send", count, bytes.len() + 3);
    sys::sock_shutdown(socket.as_fd(), Sdflags::RD)?;
    Ok(())
}

fn pipes(walk: &mut Walk) -> io::Result<()> {
    let mut bytes = Vec::with_capacity(walk.below(50));
    if walk.chance(2) {
        let mut reader = PipeReader::from(OwnedFd::from(file(walk)?));
        check_count("pipe", reader.read_to_end(&mut bytes)?, bytes.len());
    } else {
        let mut writer = PipeWriter::from(OwnedFd::from(file(walk)?));
        writer.write_all(&walk.bytes(200))?;
    }
    Ok(())
}
