//! [`UdpSocket`]: a socket for datagrams, of which preview 1 knows only that it is a descriptor.

use core::time::Duration;

use super::{Ipv4Addr, Ipv6Addr, SocketAddr, ToSocketAddrs, socket, unsupported_methods};
use crate::fd::OwnedFd;
use crate::io::{Error, ErrorKind, Result};
use crate::sys::Errno;
use crate::sys::error_repr::SimpleMessage;

/// Of an empty list of addresses.
static NO_ADDRESSES: SimpleMessage = SimpleMessage::new(
    ErrorKind::InvalidInput,
    Errno::INVAL,
    "no addresses to send data to",
);

/// A socket for datagrams, as `std::net::UdpSocket`, all of whose methods answer
/// [`Unsupported`](crate::io::ErrorKind::Unsupported) here.
///
/// One that the host has opened can be used by [`sys::sock_recv`](crate::sys::sock_recv) and
/// [`sys::sock_send`](crate::sys::sock_send), with its [`as_fd`](crate::fd::AsFd::as_fd).
pub struct UdpSocket {
    fd: OwnedFd,
}

socket!(UdpSocket);

impl UdpSocket {
    unsupported_methods! {
        /// Opens a socket at an address.
        fn bind<A: ToSocketAddrs>(addr: A) -> UdpSocket;

        /// Receives a datagram, and tells from whom.
        fn recv_from(&self, buf: &mut [u8]) -> (usize, SocketAddr);

        /// Receives a datagram that stays to be received again, and tells from whom.
        fn peek_from(&self, buf: &mut [u8]) -> (usize, SocketAddr);

        /// The address that it is connected to.
        fn peer_addr(&self) -> SocketAddr;

        /// Its address.
        fn local_addr(&self) -> SocketAddr;

        /// A second owner of the socket.
        fn try_clone(&self) -> UdpSocket;

        /// Sets how long it waits to receive.
        fn set_read_timeout(&self, dur: Option<Duration>) -> ();

        /// Sets how long it waits to send.
        fn set_write_timeout(&self, dur: Option<Duration>) -> ();

        /// How long it waits to receive.
        fn read_timeout(&self) -> Option<Duration>;

        /// How long it waits to send.
        fn write_timeout(&self) -> Option<Duration>;

        /// Sets whether it may send to all.
        fn set_broadcast(&self, broadcast: bool) -> ();

        /// Whether it may send to all.
        fn broadcast(&self) -> bool;

        /// Sets whether it receives what it sends to its own groups.
        fn set_multicast_loop_v4(&self, multicast_loop_v4: bool) -> ();

        /// Whether it receives what it sends to its own groups.
        fn multicast_loop_v4(&self) -> bool;

        /// Sets over how many hops a datagram to a group may go.
        fn set_multicast_ttl_v4(&self, multicast_ttl_v4: u32) -> ();

        /// Over how many hops a datagram to a group may go.
        fn multicast_ttl_v4(&self) -> u32;

        /// Sets whether it receives what it sends to its own IPv6 groups.
        fn set_multicast_loop_v6(&self, multicast_loop_v6: bool) -> ();

        /// Whether it receives what it sends to its own IPv6 groups.
        fn multicast_loop_v6(&self) -> bool;

        /// Sets over how many hops a datagram may go.
        fn set_ttl(&self, ttl: u32) -> ();

        /// Over how many hops a datagram may go.
        fn ttl(&self) -> u32;

        /// Joins a group.
        fn join_multicast_v4(&self, multiaddr: &Ipv4Addr, interface: &Ipv4Addr) -> ();

        /// Joins an IPv6 group.
        fn join_multicast_v6(&self, multiaddr: &Ipv6Addr, interface: u32) -> ();

        /// Leaves a group.
        fn leave_multicast_v4(&self, multiaddr: &Ipv4Addr, interface: &Ipv4Addr) -> ();

        /// Leaves an IPv6 group.
        fn leave_multicast_v6(&self, multiaddr: &Ipv6Addr, interface: u32) -> ();

        /// The error that waits on the socket.
        fn take_error(&self) -> Option<Error>;

        /// Sets whom it sends to and receives from.
        fn connect<A: ToSocketAddrs>(&self, addr: A) -> ();

        /// Sends a datagram to whom it is connected to.
        fn send(&self, buf: &[u8]) -> usize;

        /// Receives a datagram from whom it is connected to.
        fn recv(&self, buf: &mut [u8]) -> usize;

        /// Receives a datagram that stays to be received again.
        fn peek(&self, buf: &mut [u8]) -> usize;

        /// Sets whether it waits. [`poll::set_nonblocking`](crate::poll::set_nonblocking) asks the
        /// host.
        fn set_nonblocking(&self, nonblocking: bool) -> ();
    }

    /// Sends a datagram to an address.
    ///
    /// # Errors
    ///
    /// That of an address that can't be told, [`InvalidInput`](crate::io::ErrorKind::InvalidInput) if
    /// there is none; else [`Unsupported`](crate::io::ErrorKind::Unsupported): preview 1 has no call
    /// for it.
    pub fn send_to<A: ToSocketAddrs>(&self, buf: &[u8], addr: A) -> Result<usize> {
        let _ = buf;
        match addr.to_socket_addrs()?.next() {
            Some(_) => super::unsupported(),
            None => Err(Error::from_static_message(&NO_ADDRESSES)),
        }
    }
}
