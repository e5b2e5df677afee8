//! The calls on a socket that the host has opened: `sock_accept` to `sock_shutdown`.

use super::fd::{MOST_IOVECS, iovecs};
use super::iovec::total_len;
use super::path::owned;
use super::{
    BorrowedFd, Errno, INVALID_RESPONSE, IoSlice, IoSliceMut, OwnedFd, UNSET, checked_count,
};
use crate::raw::{self, Fd, Fdflags, Riflags, Roflags, Sdflags, Siflags};

/// Accepts a connection. Missing on Bun 1.4 and browser shims: a program that calls it won't start there.
///
/// # Errors
///
/// What the host answers, or `IO` if it tells no descriptor.
pub fn sock_accept(fd: BorrowedFd<'_>, flags: Fdflags) -> Result<OwnedFd, Errno> {
    let mut accepted = Fd::MAX;
    // SAFETY: the local is valid for the write.
    let returned = unsafe { raw::sock_accept(fd.raw(), flags, &raw mut accepted) };
    owned(returned, accepted)
}

/// Receives bytes, and tells how many and whether a message was cut.
///
/// # Errors
///
/// The host's errno. `IO` if the host counts more bytes than there is room for, or leaves the count
/// or the flags unwritten: without them, a message that was cut would pass for a whole one.
pub fn sock_recv(
    fd: BorrowedFd<'_>,
    bufs: &mut [IoSliceMut<'_>],
    flags: Riflags,
) -> Result<(usize, Roflags), Errno> {
    let (iovs, len, total) = iovecs!(bufs, raw::Iovec);
    if total == 0 {
        return Ok((0, Roflags::empty()));
    }
    let mut received = UNSET;
    let unset = Roflags::from_bits_retain(u16::MAX);
    let mut out = unset;
    // SAFETY: `IoSliceMut` has the layout of `Iovec` and borrows its bytes uniquely; the locals are
    // valid for the writes.
    let returned =
        unsafe { raw::sock_recv(fd.raw(), iovs, len, flags, &raw mut received, &raw mut out) };
    let received = checked_count(returned, received, total)?;
    if out == unset {
        return Err(INVALID_RESPONSE);
    }
    Ok((received, out))
}

/// Sends bytes, and tells how many.
///
/// # Errors
///
/// What the host answers, or `IO` if it counts more bytes than it was given.
pub fn sock_send(fd: BorrowedFd<'_>, bufs: &[IoSlice<'_>], flags: Siflags) -> Result<usize, Errno> {
    let (iovs, len, total) = iovecs!(bufs, raw::Ciovec);
    let mut sent = UNSET;
    // SAFETY: `IoSlice` has the layout of `Ciovec` and borrows its bytes; the local is valid for the
    // write.
    let returned = unsafe { raw::sock_send(fd.raw(), iovs, len, flags, &raw mut sent) };
    checked_count(returned, sent, total)
}

/// Ends one direction of a connection, or both.
///
/// # Errors
///
/// What the host answers.
pub fn sock_shutdown(fd: BorrowedFd<'_>, how: Sdflags) -> Result<(), Errno> {
    // SAFETY: takes no pointer.
    Errno::check(unsafe { raw::sock_shutdown(fd.raw(), how) })
}
