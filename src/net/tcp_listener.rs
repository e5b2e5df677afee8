//! [`TcpListener`]: a socket that accepts connections.

use core::iter::FusedIterator;

use super::{Ipv4Addr, SocketAddr, TcpStream, ToSocketAddrs, socket, unsupported_methods};
use crate::fd::{AsFd, OwnedFd};
use crate::io::{Error, Result};
use crate::poll;
use crate::raw::Fdflags;
use crate::sys;

/// A socket that accepts connections, as `std::net::TcpListener`.
///
/// A program can't open a listener. The host has to open the socket before the program starts, and
/// the program takes over its descriptor: see the [module](super). Dropping the value closes the
/// socket.
///
/// # Examples
///
/// ```no_run
/// # // guest: socket
/// use nanowasi::fd::FromRawFd;
/// use nanowasi::net::TcpListener;
///
/// # fn main() -> nanowasi::io::Result<()> {
/// // SAFETY: the host opened the socket as descriptor 3, and nothing else uses the descriptor.
/// let listener = unsafe { TcpListener::from_raw_fd(3) };
/// let (stream, _) = listener.accept()?;
/// # Ok(())
/// # }
/// ```
pub struct TcpListener {
    fd: OwnedFd,
}

socket!(TcpListener);

impl TcpListener {
    unsupported_methods! {
        "```\n# use nanowasi::net::TcpListener;\n"

        /// Returns an error instead of a listener that is bound to an address.
        fn bind<A: ToSocketAddrs>(addr: A) -> TcpListener = "TcpListener::bind(\"127.0.0.1:80\")";
    }

    unsupported_methods! {
        "```no_run\n\
         # // guest: socket\n\
         # use nanowasi::{fd::FromRawFd, net::TcpListener};\n\
         # // SAFETY: the host opened the socket as descriptor 3, and nothing else uses it.\n\
         # let listener = unsafe { TcpListener::from_raw_fd(3) };\n"

        /// Returns an error instead of the listener's address.
        fn local_addr(&self) -> SocketAddr = "listener.local_addr()";

        /// Returns an error instead of a second descriptor for the socket.
        fn try_clone(&self) -> TcpListener = "listener.try_clone()";

        /// Returns an error instead of setting the time to live of packets, in hops.
        fn set_ttl(&self, ttl: u32) -> () = "listener.set_ttl(64)";

        /// Returns an error instead of the time to live of packets, in hops.
        fn ttl(&self) -> u32 = "listener.ttl()";

        /// Returns an error instead of setting whether the listener accepts IPv6 only.
        #[deprecated(
            since = "1.16.0",
            note = "this option can only be set before the socket is bound"
        )]
        fn set_only_v6(&self, only_v6: bool) -> () = "listener.set_only_v6(true)";

        /// Returns an error instead of whether the listener accepts IPv6 only.
        #[deprecated(
            since = "1.16.0",
            note = "this option can only be set before the socket is bound"
        )]
        fn only_v6(&self) -> bool = "listener.only_v6()";

        /// Returns an error instead of the pending error of the socket.
        fn take_error(&self) -> Option<Error> = "listener.take_error()";
    }

    /// Accepts a connection, and returns it with the address of the peer.
    ///
    /// - Blocking: waits for a connection, unless the listener is
    ///   [non-blocking](Self::set_nonblocking).
    /// - The address is always `0.0.0.0:0`, as in `std` on this target, because preview 1 does not
    ///   report it.
    /// - Some hosts (Bun, browsers) lack the call. A program that contains it does not start there.
    ///
    /// # Errors
    ///
    /// Returns the host's errno, usually:
    ///
    /// - `AGAIN`: the listener is non-blocking, and there is no connection.
    /// - `NOTSOCK`: the descriptor is not a socket, or the host does not support sockets
    ///   (wasmtime).
    /// - `IO`: the host returned no descriptor.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # // guest: socket
    /// use nanowasi::io::{self, Write};
    /// use nanowasi::net::TcpListener;
    ///
    /// fn greet(listener: &TcpListener) -> io::Result<()> {
    ///     let (mut stream, _) = listener.accept()?;
    ///     stream.write_all(b"hello\n")
    /// }
    /// ```
    pub fn accept(&self) -> Result<(TcpStream, SocketAddr)> {
        let fd = sys::sock_accept(self.as_fd(), Fdflags::empty())?;
        let unknown_peer = SocketAddr::new(Ipv4Addr::UNSPECIFIED.into(), 0);
        Ok((TcpStream { fd }, unknown_peer))
    }

    /// Returns an iterator over the connections, which never ends.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # // guest: socket
    /// use nanowasi::io::{self, Write};
    /// use nanowasi::net::TcpListener;
    ///
    /// fn serve(listener: &TcpListener) -> io::Result<()> {
    ///     for stream in listener.incoming() {
    ///         stream?.write_all(b"hello\n")?;
    ///     }
    ///     Ok(())
    /// }
    /// ```
    #[inline]
    pub fn incoming(&self) -> Incoming<'_> {
        Incoming { listener: self }
    }

    /// Sets whether [`accept`](Self::accept) returns
    /// [`WouldBlock`](crate::io::ErrorKind::WouldBlock) instead of waiting.
    ///
    /// # Errors
    ///
    /// As for [`poll::set_nonblocking`].
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # // guest: socket
    /// use nanowasi::io::{self, ErrorKind};
    /// use nanowasi::net::{TcpListener, TcpStream};
    ///
    /// fn next(listener: &TcpListener) -> io::Result<Option<TcpStream>> {
    ///     listener.set_nonblocking(true)?;
    ///     match listener.accept() {
    ///         Ok((stream, _)) => Ok(Some(stream)),
    ///         Err(error) if error.kind() == ErrorKind::WouldBlock => Ok(None),
    ///         Err(error) => Err(error),
    ///     }
    /// }
    /// ```
    #[inline]
    pub fn set_nonblocking(&self, nonblocking: bool) -> Result<()> {
        poll::set_nonblocking(self, nonblocking)
    }
}

/// An iterator over the connections of a [`TcpListener`], returned by
/// [`TcpListener::incoming`], as `std::net::Incoming`.
///
/// `next` never returns `None`; after an error it may return connections again.
///
/// # Examples
///
/// ```no_run
/// # // guest: socket
/// use nanowasi::io;
/// use nanowasi::net::{Incoming, TcpStream};
///
/// fn two(mut incoming: Incoming<'_>) -> io::Result<(TcpStream, TcpStream)> {
///     let mut next = || incoming.next().expect("the iterator never ends");
///     Ok((next()?, next()?))
/// }
/// ```
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
