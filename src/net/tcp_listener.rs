//! [`TcpListener`]: a socket that gives connections.

use core::iter::FusedIterator;

use super::{Ipv4Addr, SocketAddr, TcpStream, ToSocketAddrs, socket, unsupported_methods};
use crate::fd::{AsFd, OwnedFd};
use crate::io::{Error, Result};
use crate::poll;
use crate::raw::Fdflags;
use crate::sys;

/// A socket that listens for connections, as `std::net::TcpListener`. It is closed when it is dropped.
///
/// It comes from a descriptor of the host's: see the [module](super).
pub struct TcpListener {
    fd: OwnedFd,
}

socket!(TcpListener);

impl TcpListener {
    unsupported_methods! {
        /// Listens at an address.
        fn bind<A: ToSocketAddrs>(addr: A) -> TcpListener;

        /// The address that it listens at.
        fn local_addr(&self) -> SocketAddr;

        /// A second owner of the socket.
        fn try_clone(&self) -> TcpListener;

        /// Sets over how many hops a packet may go.
        fn set_ttl(&self, ttl: u32) -> ();

        /// Over how many hops a packet may go.
        fn ttl(&self) -> u32;

        /// Sets whether it listens for IPv6 alone.
        #[deprecated(since = "1.16.0", note = "this option can only be set before the socket is bound")]
        fn set_only_v6(&self, only_v6: bool) -> ();

        /// Whether it listens for IPv6 alone.
        #[deprecated(since = "1.16.0", note = "this option can only be set before the socket is bound")]
        fn only_v6(&self) -> bool;

        /// The error that waits on the socket.
        fn take_error(&self) -> Option<Error>;
    }

    /// Accepts a connection, and waits for one unless [told not to](Self::set_nonblocking).
    ///
    /// The address is always `0.0.0.0:0`, as in `std` here: preview 1 doesn't tell.
    ///
    /// # Errors
    ///
    /// What the host answers. Some hosts lack the call: a program that has it won't start there.
    pub fn accept(&self) -> Result<(TcpStream, SocketAddr)> {
        let fd = sys::sock_accept(self.as_fd(), Fdflags::empty())?;
        let unknown_peer = SocketAddr::new(Ipv4Addr::UNSPECIFIED.into(), 0);
        Ok((TcpStream { fd }, unknown_peer))
    }

    /// An endless iterator over the connections.
    #[inline]
    pub fn incoming(&self) -> Incoming<'_> {
        Incoming { listener: self }
    }

    /// Makes [`accept`](Self::accept) answer [`WouldBlock`](crate::io::ErrorKind::WouldBlock) instead
    /// of waiting, or wait again.
    ///
    /// # Errors
    ///
    /// What the host answers.
    #[inline]
    pub fn set_nonblocking(&self, nonblocking: bool) -> Result<()> {
        poll::set_nonblocking(self, nonblocking)
    }
}

/// The connections of a [`TcpListener`], as `std::net::Incoming`. It never ends.
#[derive(Debug)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct Incoming<'a> {
    listener: &'a TcpListener,
}

impl Iterator for Incoming<'_> {
    type Item = Result<TcpStream>;

    fn next(&mut self) -> Option<Self::Item> {
        Some(self.listener.accept().map(|(stream, _)| stream))
    }
}

impl FusedIterator for Incoming<'_> {}
