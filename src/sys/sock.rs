//! Calls on a socket that the host has opened: `sock_accept` to `sock_shutdown`.
//!
//! Preview 1 can't open a socket. A host passes one in as a descriptor, which a program takes by
//! its number: [`net::TcpListener`](crate::net::TcpListener) and
//! [`net::TcpStream`](crate::net::TcpStream) implement [`FromRawFd`](crate::fd::FromRawFd).
//!
//! The safety argument: as in `fd`. Each pointer is that of a slice or a local, and each result is
//! checked.

use super::Errno;
use super::fd::{BorrowedFd, OwnedFd};
use super::iovec::{IoSlice, IoSliceMut, to_iovecs};
use super::path::checked_fd;
use super::response::{INVALID_RESPONSE, UNSET, checked_count};
use crate::raw::{self, Fd, Fdflags, Riflags, Roflags, Sdflags, Siflags};

/// Accepts a connection, and returns its socket.
///
/// The call blocks until a connection comes, except on a socket with the flag `NONBLOCK`. `flags`
/// become the flags of the new socket. `INTR` and `AGAIN` are returned, and not retried.
///
/// Bun 1.4 and browser shims lack the import. A program that calls this function does not start
/// there.
///
/// # Errors
///
/// Returns the host's errno, usually:
///
/// - `AGAIN`: no connection is pending, and the socket does not block.
/// - `NOTSOCK` or `BADF`: the descriptor is not a socket.
/// - `INVAL`: the socket does not listen, or `flags` has another flag than `NONBLOCK`.
/// - `NOTSUP` or `NOSYS`: the host has no sockets.
/// - `NOTCAPABLE`: the right `SOCK_ACCEPT` is missing.
/// - `IO`: the host returned success and no descriptor. This crate reports it.
///
/// # Examples
///
/// ```no_run
/// # // guest: socket
/// use nanowasi::{fd::AsFd, net::TcpListener, raw::Fdflags, sys};
///
/// fn accept(listener: &TcpListener) -> nanowasi::io::Result<()> {
///     let socket = sys::sock_accept(listener.as_fd(), Fdflags::NONBLOCK)?;
///     sys::write_all(socket.as_fd(), b"hello\n")?;
///     Ok(())
/// }
/// ```
pub fn sock_accept(fd: BorrowedFd<'_>, flags: Fdflags) -> Result<OwnedFd, Errno> {
    let mut accepted = Fd::MAX;
    // SAFETY: `accepted` is a local variable, and valid for the write.
    let returned = unsafe { raw::sock_accept(fd.raw(), flags, &raw mut accepted) };
    checked_fd(returned, accepted)
}

/// Receives bytes into several slices. Returns how many, and whether a message was truncated.
///
/// - The call blocks until data comes, except on a socket with the flag `NONBLOCK`.
/// - `Ok` with 0 bytes means that the other side has ended its direction, or that all slices are
///   empty.
/// - With `RECV_PEEK` in `flags`, the bytes are received again by the next call.
/// - Empty slices are left out, and at most 1,024 slices go into one call.
/// - `INTR` and `AGAIN` are returned, and not retried.
///
/// # Errors
///
/// Returns the host's errno, usually:
///
/// - `AGAIN`: no data has come, and the socket does not block.
/// - `NOTSOCK` or `BADF`: the descriptor is not a socket.
/// - `CONNRESET`: the other side has reset the connection.
/// - `NOTSUP` or `NOSYS`: the host has no sockets, or not this flag.
/// - `IO`: the host returned a count above the length of the slices, or left the count or the flags
///   unwritten. This crate reports it: without the flags, a truncated message would look complete.
///
/// # Examples
///
/// ```no_run
/// # // guest: socket
/// use nanowasi::{fd::AsFd, io::IoSliceMut, net::TcpStream, raw::Riflags, sys};
///
/// fn peek(stream: &TcpStream) -> nanowasi::io::Result<u8> {
///     let mut byte = [0];
///     let mut bufs = [IoSliceMut::new(&mut byte)];
///     let (count, _) = sys::sock_recv(stream.as_fd(), &mut bufs, Riflags::RECV_PEEK)?;
///     assert_eq!(count, 1);
///     Ok(byte[0])
/// }
/// ```
pub fn sock_recv(
    fd: BorrowedFd<'_>,
    bufs: &mut [IoSliceMut<'_>],
    flags: Riflags,
) -> Result<(usize, Roflags), Errno> {
    let (bufs, len) = to_iovecs(bufs);
    if len == 0 {
        return Ok((0, Roflags::empty()));
    }
    let mut received = UNSET;
    let unset_flags = Roflags::from_bits_retain(u16::MAX);
    let mut out_flags = unset_flags;
    // SAFETY: `IoSliceMut` has the layout of `Iovec` and borrows its bytes uniquely. `received` and
    // `out_flags` are locals.
    let returned = unsafe {
        raw::sock_recv(
            fd.raw(),
            bufs.as_ptr().cast(),
            bufs.len(),
            flags,
            &raw mut received,
            &raw mut out_flags,
        )
    };
    let received = checked_count(returned, received, len)?;
    if out_flags == unset_flags {
        return Err(INVALID_RESPONSE);
    }
    Ok((received, out_flags))
}

/// Sends several slices, and returns how many bytes were sent.
///
/// - The call blocks until the host takes data, except on a socket with the flag `NONBLOCK`.
/// - The count may be smaller than the slices.
/// - Empty slices are left out, and at most 1,024 slices go into one call. The host is called even
///   if no slice remains, because an empty message is a message.
/// - `INTR` and `AGAIN` are returned, and not retried.
///
/// # Errors
///
/// Returns the host's errno, usually:
///
/// - `AGAIN`: nothing can be sent now, and the socket does not block.
/// - `NOTSOCK` or `BADF`: the descriptor is not a socket.
/// - `PIPE` or `CONNRESET`: the other side has closed or reset the connection.
/// - `NOTSUP` or `NOSYS`: the host has no sockets, or `flags` is not 0.
/// - `IO`: the host returned a count above the length of the slices. This crate reports it.
///
/// # Examples
///
/// ```no_run
/// # // guest: socket
/// use nanowasi::{fd::AsFd, io::IoSlice, net::TcpStream, sys};
///
/// fn reply(stream: &TcpStream, body: &[u8]) -> nanowasi::io::Result<usize> {
///     let bufs = [IoSlice::new(b"HTTP/1.0 200 OK\r\n\r\n"), IoSlice::new(body)];
///     Ok(sys::sock_send(stream.as_fd(), &bufs, 0)?)
/// }
/// ```
pub fn sock_send(fd: BorrowedFd<'_>, bufs: &[IoSlice<'_>], flags: Siflags) -> Result<usize, Errno> {
    let (bufs, len) = to_iovecs(bufs);
    let mut sent = UNSET;
    // SAFETY: `IoSlice` has the layout of `Ciovec` and borrows its bytes. `sent` is a local.
    let returned = unsafe {
        raw::sock_send(
            fd.raw(),
            bufs.as_ptr().cast(),
            bufs.len(),
            flags,
            &raw mut sent,
        )
    };
    checked_count(returned, sent, len)
}

/// Ends one direction of a connection, or both.
///
/// # Errors
///
/// Returns the host's errno, usually:
///
/// - `NOTSOCK` or `BADF`: the descriptor is not a socket.
/// - `NOTCONN`: the socket is not connected.
/// - `INVAL`: `how` has no flag.
/// - `NOTSUP` or `NOSYS`: the host has no sockets.
/// - `NOTCAPABLE`: the right `SOCK_SHUTDOWN` is missing.
///
/// # Examples
///
/// ```no_run
/// # // guest: socket
/// use nanowasi::{fd::AsFd, net::TcpStream, raw::Sdflags, sys};
///
/// fn end_reply(stream: &TcpStream) -> nanowasi::io::Result<()> {
///     Ok(sys::sock_shutdown(stream.as_fd(), Sdflags::WR)?)
/// }
/// ```
pub fn sock_shutdown(fd: BorrowedFd<'_>, how: Sdflags) -> Result<(), Errno> {
    // SAFETY: the call takes no pointer.
    Errno::check(unsafe { raw::sock_shutdown(fd.raw(), how) })
}
