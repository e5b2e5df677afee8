//! Reading without blocking: [`set_nonblocking`] where a host supports it, [`read_available`]
//! elsewhere.

use core::time::Duration;

use super::subscription::Subscription;
use super::wait;
use crate::io::Result;
use crate::raw::Fdflags;
use crate::sys::{self, AsFd, BorrowedFd, Errno};

/// Sets whether reads and writes of a descriptor return
/// [`WouldBlock`](crate::io::ErrorKind::WouldBlock) instead of blocking.
///
/// `Ok` means only that the host accepted the flag. Deno, wasmer and wasm3 accept it for standard
/// input, and a read blocks nevertheless. Most other hosts refuse it there; use
/// [`read_available`] instead.
///
/// # Errors
///
/// Returns the host's errno, for standard input usually:
///
/// - `BADF` on wasmtime, wasmi and jco.
/// - `NOTSUP`, `PERM`, `ACCES` or `NOTCAPABLE` on other hosts.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::{fs::File, io, poll};
///
/// # fn main() -> io::Result<()> {
/// let file = File::create("log")?;
/// poll::set_nonblocking(&file, true)?;
/// // wasmtime refuses it for standard input.
/// assert!(poll::set_nonblocking(&io::stdin(), true).is_err());
/// # Ok(())
/// # }
/// ```
#[inline]
pub fn set_nonblocking<T: AsFd + ?Sized>(fd: &T, nonblocking: bool) -> Result<()> {
    Ok(set_fd_nonblocking(fd.as_fd(), nonblocking)?)
}

fn set_fd_nonblocking(fd: BorrowedFd<'_>, nonblocking: bool) -> core::result::Result<(), Errno> {
    // Node returns flags that preview 1 does not define, and wasmtime would trap on those.
    let mut flags = Fdflags::from_bits_truncate(sys::fd_fdstat_get(fd)?.fs_flags.bits());
    flags.set(Fdflags::NONBLOCK, nonblocking);
    sys::fd_fdstat_set_flags(fd, flags)
}

/// Returns whether a read of a descriptor would not block: it has bytes to read or is at end of
/// file.
///
/// The check takes up to a millisecond: see the [module](super). Deno reports `true` at all times.
/// wasmtime, jco and Node may report `false` at the first check although there is input.
///
/// # Errors
///
/// Returns the host's errno, usually:
///
/// - `NOSYS`, `NOTSUP` or `PERM`: the host can't wait for this descriptor.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::{io, poll, sys::Errno};
///
/// # fn main() -> io::Result<()> {
/// let stdin = io::stdin();
/// let is_ready = match poll::is_readable(&stdin).map_err(|error| (error.errno(), error)) {
///     Ok(is_ready) => is_ready,
///     // The host can't check this descriptor: read it anyway, which may block.
///     Err((Some(Errno::NOSYS | Errno::NOTSUP | Errno::PERM), _)) => true,
///     Err((_, error)) => return Err(error),
/// };
/// if is_ready {
///     let mut line = String::new();
///     stdin.read_line(&mut line)?;
///     assert_eq!(line, "first line\n");
/// } // Otherwise do other work, and check again later.
/// # Ok(())
/// # }
/// ```
#[inline]
pub fn is_readable<T: AsFd + ?Sized>(fd: &T) -> Result<bool> {
    is_fd_readable(fd.as_fd())
}

fn is_fd_readable(fd: BorrowedFd<'_>) -> Result<bool> {
    let [ready] = wait([Subscription::readable(&fd)], Some(Duration::ZERO))?;
    Ok(ready.transpose()?.is_some())
}

/// Reads the bytes that are available from a descriptor, without waiting for more.
///
/// - `None`: no bytes are available yet. The host may only have been slow to check, so call again
///   later.
/// - `Some(0)`: end of file, or `buf` is empty.
/// - `Some(count)`: `count` bytes were read into the front of `buf`. More may be available.
/// - Blocking: the function checks the descriptor first, for up to a millisecond (see the
///   [module](super)). It reads without a check, and may block, if the host can't check this
///   descriptor (`NOSYS`, `NOTSUP`, `PERM`). On Deno the read may block, too, because Deno reports
///   standard input as ready at all times.
/// - `AGAIN` from the read is `None`. `INTR` is returned as an error, and nothing was read.
///
/// The read bypasses buffers, such as that of [`Stdin`](crate::io::Stdin): bytes that a buffer
/// holds already are not returned.
///
/// # Errors
///
/// Returns the errno of the check or of the read, usually:
///
/// - `BADF`: the descriptor can't be read.
/// - `IO`: the host reported more bytes than `buf` has.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::{io, poll, println};
///
/// # fn main() -> io::Result<()> {
/// let mut key = [0];
/// match poll::read_available(&io::stdin(), &mut key)? {
///     None => println!("no key was pressed"),
///     Some(0) => println!("end of file"),
///     Some(_) => println!("key {}", key[0]),
/// }
/// # Ok(())
/// # }
/// ```
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
        // Another reader took the bytes, or the host's report was wrong.
        Err(Errno::AGAIN) => Ok(None),
        Err(errno) => Err(errno.into()),
    }
}
