//! [`TcpListenerExt`], as [`std::os::wasi::net`].
//!
//! [`std::os::wasi::net`]: https://doc.rust-lang.org/std/os/wasi/net/index.html

use crate::fd::{AsFd, IntoRawFd};
use crate::io::Result;
use crate::net::TcpListener;
use crate::raw::Fdflags;
use crate::sys;

/// WASI's methods of a [`TcpListener`], as `std::os::wasi::net::TcpListenerExt`, which is unstable.
///
/// # Examples
///
/// ```no_run
/// # // guest: socket
/// use nanowasi::io;
/// use nanowasi::net::TcpListener;
/// use nanowasi::os::wasi::net::TcpListenerExt;
/// use nanowasi::raw::Fdflags;
///
/// fn accept_nonblocking(listener: &TcpListener) -> io::Result<u32> {
///     listener.sock_accept(Fdflags::NONBLOCK.bits())
/// }
/// ```
pub trait TcpListenerExt {
    /// Accepts a connection, and returns the number of its descriptor, which has the flags `flags`.
    ///
    /// `flags` are bits of [`Fdflags`]. The caller owns the descriptor. Blocking and missing calls
    /// are as for [`TcpListener::accept`].
    ///
    /// # Errors
    ///
    /// As for [`TcpListener::accept`].
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # // guest: socket
    /// use nanowasi::fd::FromRawFd;
    /// use nanowasi::io;
    /// use nanowasi::net::{TcpListener, TcpStream};
    /// use nanowasi::os::wasi::net::TcpListenerExt;
    ///
    /// fn accept(listener: &TcpListener) -> io::Result<TcpStream> {
    ///     let fd = listener.sock_accept(0)?;
    ///     // SAFETY: the host has just opened the descriptor, and nothing else owns it.
    ///     Ok(unsafe { TcpStream::from_raw_fd(fd.cast_signed()) })
    /// }
    /// ```
    fn sock_accept(&self, flags: u16) -> Result<u32>;
}

impl TcpListenerExt for TcpListener {
    fn sock_accept(&self, flags: u16) -> Result<u32> {
        let fd = sys::sock_accept(self.as_fd(), Fdflags::from_bits_retain(flags))?;
        Ok(fd.into_raw_fd().cast_unsigned())
    }
}
