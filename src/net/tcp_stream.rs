//! [`TcpStream`]: a connection.

use core::time::Duration;

use super::{Shutdown, SocketAddr, ToSocketAddrs, socket, unsupported_methods};
use crate::fd::{AsFd, OwnedFd};
use crate::io::fd_impls::{self, fd_read, fd_write};
use crate::io::{Error, Result};
use crate::poll;
use crate::raw::Sdflags;
use crate::sys;

/// A connection, as `std::net::TcpStream`. It is closed when it is dropped.
///
/// It comes from [`TcpListener::accept`](super::TcpListener::accept), or from a descriptor of the
/// host's. It reads and writes by the calls for files, as `std` does here.
pub struct TcpStream {
    pub(super) fd: OwnedFd,
}

socket!(TcpStream);

impl TcpStream {
    unsupported_methods! {
        /// Opens a connection.
        fn connect<A: ToSocketAddrs>(addr: A) -> TcpStream;

        /// Opens a connection, or gives up after a while.
        fn connect_timeout(addr: &SocketAddr, timeout: Duration) -> TcpStream;

        /// The address of the other side.
        fn peer_addr(&self) -> SocketAddr;

        /// The address of this side.
        fn local_addr(&self) -> SocketAddr;

        /// A second owner of the connection.
        fn try_clone(&self) -> TcpStream;

        /// Sets how long a read waits. A [`poll`] can wait for a while.
        fn set_read_timeout(&self, dur: Option<Duration>) -> ();

        /// Sets how long a write waits. A [`poll`] can wait for a while.
        fn set_write_timeout(&self, dur: Option<Duration>) -> ();

        /// How long a read waits.
        fn read_timeout(&self) -> Option<Duration>;

        /// How long a write waits.
        fn write_timeout(&self) -> Option<Duration>;

        /// Reads bytes that the next read gets again.
        fn peek(&self, buf: &mut [u8]) -> usize;

        /// Sets whether each write is sent at once.
        fn set_nodelay(&self, nodelay: bool) -> ();

        /// Whether each write is sent at once.
        fn nodelay(&self) -> bool;

        /// Sets over how many hops a packet may go.
        fn set_ttl(&self, ttl: u32) -> ();

        /// Over how many hops a packet may go.
        fn ttl(&self) -> u32;

        /// The error that waits on the socket.
        fn take_error(&self) -> Option<Error>;
    }

    /// Ends one direction, or both.
    ///
    /// # Errors
    ///
    /// What the host answers.
    pub fn shutdown(&self, how: Shutdown) -> Result<()> {
        let how = match how {
            Shutdown::Read => Sdflags::RD,
            Shutdown::Write => Sdflags::WR,
            Shutdown::Both => Sdflags::RD | Sdflags::WR,
        };
        Ok(sys::sock_shutdown(self.as_fd(), how)?)
    }

    /// Makes reads and writes answer [`WouldBlock`](crate::io::ErrorKind::WouldBlock) instead of
    /// waiting, or wait again.
    ///
    /// # Errors
    ///
    /// What the host answers.
    #[inline]
    pub fn set_nonblocking(&self, nonblocking: bool) -> Result<()> {
        poll::set_nonblocking(self, nonblocking)
    }
}

fd_read!(TcpStream { read: fd_impls::read, read_to_end: fd_impls::read_to_end }: TcpStream, &TcpStream);
fd_write!(TcpStream { write: fd_impls::write }: TcpStream, &TcpStream);
