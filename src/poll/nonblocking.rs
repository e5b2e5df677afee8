//! Not to be blocked: [`set_nonblocking`] where a host can do it, [`read_available`] where it can't.

use core::time::Duration;

use super::subscription::Subscription;
use super::wait;
use crate::io::Result;
use crate::raw::Fdflags;
use crate::sys::{self, AsFd, BorrowedFd, Errno};

/// Makes reads and writes of a descriptor answer [`WouldBlock`](crate::io::ErrorKind::WouldBlock) instead of
/// waiting, or wait again.
///
/// What the host answered, and not more: of those that take it for standard input, Deno, wasmer and wasm3 do nothing of
/// the kind. Most refuse it there; [`read_available`] is the way then.
///
/// # Errors
///
/// What the host answers for standard input: `BADF` on wasmtime, wasmi and jco, elsewhere `NOTSUP`, `PERM`, `ACCES` or
/// `NOTCAPABLE`.
#[inline]
pub fn set_nonblocking<T: AsFd + ?Sized>(fd: &T, nonblocking: bool) -> Result<()> {
    Ok(set_fd_nonblocking(fd.as_fd(), nonblocking)?)
}

fn set_fd_nonblocking(fd: BorrowedFd<'_>, nonblocking: bool) -> core::result::Result<(), Errno> {
    // Node tells flags that have no name in preview 1, and wasmtime would trap on them.
    let mut flags = Fdflags::from_bits_truncate(sys::fd_fdstat_get(fd)?.fs_flags.bits());
    flags.set(Fdflags::NONBLOCK, nonblocking);
    sys::fd_fdstat_set_flags(fd, flags)
}

/// Whether a read of a descriptor finds something, or the end, without waiting: looks for a millisecond at most, see the
/// [module](super). Deno says so always, and some hosts not at the first look.
///
/// # Errors
///
/// What the host answers: many can't look at every descriptor.
#[inline]
pub fn is_readable<T: AsFd + ?Sized>(fd: &T) -> Result<bool> {
    is_fd_readable(fd.as_fd())
}

fn is_fd_readable(fd: BorrowedFd<'_>) -> Result<bool> {
    let [ready] = wait([Subscription::readable(&fd)], Some(Duration::ZERO))?;
    Ok(ready.transpose()?.is_some())
}

/// Reads what is there, and doesn't wait for more: nothing if there is nothing yet, and 0 bytes at the end.
///
/// It looks first, for a millisecond at most (see the [module](super)); then it reads. Of a host that can't look at this descriptor
/// nobody knows, so it reads as well, and may wait: `NOSYS`, `NOTSUP` and `PERM` say so, which
/// [`is_readable`] has as errors. On Deno, which says that there is always something, it waits as well; and nothing may only
/// mean that the host is slow to look, so ask again.
///
/// What a buffer holds, say that of [`Stdin`](crate::io::Stdin), is passed by.
///
/// ```no_run
/// use nanowasi::{io, poll};
///
/// # fn main() -> io::Result<()> {
/// let mut key = [0];
/// match poll::read_available(&io::stdin(), &mut key)? {
///     None => {}       // nothing was typed
///     Some(0) => {}    // and nothing will be
///     Some(_) => {}    // there is one
/// }
/// # Ok(())
/// # }
/// ```
///
/// # Errors
///
/// What the host answers.
#[inline]
pub fn read_available<T: AsFd + ?Sized>(fd: &T, buf: &mut [u8]) -> Result<Option<usize>> {
    read_fd_available(fd.as_fd(), buf)
}

fn read_fd_available(fd: BorrowedFd<'_>, buf: &mut [u8]) -> Result<Option<usize>> {
    match is_fd_readable(fd) {
        Ok(false) => return Ok(None),
        Ok(true) => {}
        Err(error) => {
            let unpollable = [Errno::NOSYS, Errno::NOTSUP, Errno::PERM];
            if !error
                .errno()
                .is_some_and(|errno| unpollable.contains(&errno))
            {
                return Err(error);
            }
        }
    }
    match sys::read(fd, buf) {
        Ok(count) => Ok(Some(count)),
        // Somebody else was faster, or the host was wrong.
        Err(Errno::AGAIN) => Ok(None),
        Err(errno) => Err(errno.into()),
    }
}
