//! [`UdpSocket`]: a socket for datagrams, for which preview 1 has no calls with addresses.

use core::time::Duration;

use super::{Ipv4Addr, Ipv6Addr, SocketAddr, ToSocketAddrs, socket, unsupported_methods};
use crate::fd::OwnedFd;
use crate::io::{Error, ErrorKind, Result};
use crate::sys::Errno;
use crate::sys::error_repr::SimpleMessage;

/// The error of an empty list of addresses.
static NO_ADDRESSES: SimpleMessage = SimpleMessage::new(
    ErrorKind::InvalidInput,
    Errno::INVAL,
    "no addresses to send data to",
);

/// A socket for datagrams, as `std::net::UdpSocket`.
///
/// All methods return [`Unsupported`](crate::io::ErrorKind::Unsupported), as in `std` on this
/// target. A socket that the host has opened can be used with
/// [`sys::sock_recv`](crate::sys::sock_recv) and [`sys::sock_send`](crate::sys::sock_send), which
/// take its [`as_fd`](crate::fd::AsFd::as_fd).
///
/// # Examples
///
/// ```no_run
/// # // guest: socket
/// use nanowasi::fd::AsFd;
/// use nanowasi::io::{self, IoSlice};
/// use nanowasi::{net::UdpSocket, sys};
///
/// fn send(socket: &UdpSocket, bytes: &[u8]) -> io::Result<usize> {
///     Ok(sys::sock_send(socket.as_fd(), &[IoSlice::new(bytes)], 0)?)
/// }
/// ```
pub struct UdpSocket {
    fd: OwnedFd,
}

socket!(UdpSocket);

impl UdpSocket {
    unsupported_methods! {
        "```\n# use nanowasi::net::UdpSocket;\n"

        /// Returns an error instead of a socket that is bound to an address.
        fn bind<A: ToSocketAddrs>(addr: A) -> UdpSocket = "UdpSocket::bind(\"127.0.0.1:80\")";
    }

    unsupported_methods! {
        "```no_run\n\
         # // guest: socket\n\
         # use nanowasi::{fd::FromRawFd, net::UdpSocket};\n\
         # // SAFETY: the host opened the socket as descriptor 3, and nothing else uses it.\n\
         # let socket = unsafe { UdpSocket::from_raw_fd(3) };\n"

        /// Returns an error instead of a datagram and its sender.
        fn recv_from(&self, buf: &mut [u8]) -> (usize, SocketAddr) =
            "socket.recv_from(&mut [0; 4])";

        /// Returns an error instead of a datagram, which remains to be received, and its sender.
        fn peek_from(&self, buf: &mut [u8]) -> (usize, SocketAddr) =
            "socket.peek_from(&mut [0; 4])";

        /// Returns an error instead of the address that the socket is connected to.
        fn peer_addr(&self) -> SocketAddr = "socket.peer_addr()";

        /// Returns an error instead of the socket's address.
        fn local_addr(&self) -> SocketAddr = "socket.local_addr()";

        /// Returns an error instead of a second descriptor for the socket.
        fn try_clone(&self) -> UdpSocket = "socket.try_clone()";

        /// Returns an error instead of setting a timeout for receiving.
        fn set_read_timeout(&self, dur: Option<Duration>) -> () = "socket.set_read_timeout(None)";

        /// Returns an error instead of setting a timeout for sending.
        fn set_write_timeout(&self, dur: Option<Duration>) -> () = "socket.set_write_timeout(None)";

        /// Returns an error instead of the timeout of receiving.
        fn read_timeout(&self) -> Option<Duration> = "socket.read_timeout()";

        /// Returns an error instead of the timeout of sending.
        fn write_timeout(&self) -> Option<Duration> = "socket.write_timeout()";

        /// Returns an error instead of setting whether the socket may send to a broadcast address.
        fn set_broadcast(&self, broadcast: bool) -> () = "socket.set_broadcast(true)";

        /// Returns an error instead of whether the socket may send to a broadcast address.
        fn broadcast(&self) -> bool = "socket.broadcast()";

        /// Returns an error instead of setting whether the socket receives its own IPv4 multicasts.
        fn set_multicast_loop_v4(&self, multicast_loop_v4: bool) -> () =
            "socket.set_multicast_loop_v4(true)";

        /// Returns an error instead of whether the socket receives its own IPv4 multicasts.
        fn multicast_loop_v4(&self) -> bool = "socket.multicast_loop_v4()";

        /// Returns an error instead of setting the time to live of IPv4 multicasts, in hops.
        fn set_multicast_ttl_v4(&self, multicast_ttl_v4: u32) -> () =
            "socket.set_multicast_ttl_v4(1)";

        /// Returns an error instead of the time to live of IPv4 multicasts, in hops.
        fn multicast_ttl_v4(&self) -> u32 = "socket.multicast_ttl_v4()";

        /// Returns an error instead of setting whether the socket receives its own IPv6 multicasts.
        fn set_multicast_loop_v6(&self, multicast_loop_v6: bool) -> () =
            "socket.set_multicast_loop_v6(true)";

        /// Returns an error instead of whether the socket receives its own IPv6 multicasts.
        fn multicast_loop_v6(&self) -> bool = "socket.multicast_loop_v6()";

        /// Returns an error instead of setting the time to live of datagrams, in hops.
        fn set_ttl(&self, ttl: u32) -> () = "socket.set_ttl(64)";

        /// Returns an error instead of the time to live of datagrams, in hops.
        fn ttl(&self) -> u32 = "socket.ttl()";

        /// Returns an error instead of joining an IPv4 multicast group.
        fn join_multicast_v4(&self, multiaddr: &Ipv4Addr, interface: &Ipv4Addr) -> () =
            "socket.join_multicast_v4(&[224, 0, 0, 123].into(), &[0, 0, 0, 0].into())";

        /// Returns an error instead of joining an IPv6 multicast group.
        fn join_multicast_v6(&self, multiaddr: &Ipv6Addr, interface: u32) -> () =
            "socket.join_multicast_v6(&\"ff02::123\".parse().unwrap(), 0)";

        /// Returns an error instead of leaving an IPv4 multicast group.
        fn leave_multicast_v4(&self, multiaddr: &Ipv4Addr, interface: &Ipv4Addr) -> () =
            "socket.leave_multicast_v4(&[224, 0, 0, 123].into(), &[0, 0, 0, 0].into())";

        /// Returns an error instead of leaving an IPv6 multicast group.
        fn leave_multicast_v6(&self, multiaddr: &Ipv6Addr, interface: u32) -> () =
            "socket.leave_multicast_v6(&\"ff02::123\".parse().unwrap(), 0)";

        /// Returns an error instead of the pending error of the socket.
        fn take_error(&self) -> Option<Error> = "socket.take_error()";

        /// Returns an error instead of setting the address to send to and receive from.
        fn connect<A: ToSocketAddrs>(&self, addr: A) -> () = "socket.connect(\"127.0.0.1:80\")";

        /// Returns an error instead of sending a datagram to the connected address.
        fn send(&self, buf: &[u8]) -> usize = "socket.send(b\"text\")";

        /// Returns an error instead of a datagram from the connected address.
        fn recv(&self, buf: &mut [u8]) -> usize = "socket.recv(&mut [0; 4])";

        /// Returns an error instead of a datagram, which remains to be received.
        fn peek(&self, buf: &mut [u8]) -> usize = "socket.peek(&mut [0; 4])";

        /// Returns an error instead of setting whether the socket blocks.
        ///
        /// Use [`poll::set_nonblocking`](crate::poll::set_nonblocking), which calls the host.
        fn set_nonblocking(&self, nonblocking: bool) -> () = "socket.set_nonblocking(true)";
    }

    /// Returns an error instead of sending a datagram to an address.
    ///
    /// # Errors
    ///
    /// - [`InvalidInput`](crate::io::ErrorKind::InvalidInput): `addr` yields no address.
    /// - The error of [`ToSocketAddrs::to_socket_addrs`], if `addr` can't be converted.
    /// - [`Unsupported`](crate::io::ErrorKind::Unsupported): preview 1 has no such call.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # // guest: socket
    /// use nanowasi::io::ErrorKind;
    /// # use nanowasi::{fd::FromRawFd, net::UdpSocket};
    /// # // SAFETY: the host opened the socket as descriptor 3, and nothing else uses it.
    /// # let socket = unsafe { UdpSocket::from_raw_fd(3) };
    /// let error = socket.send_to(b"text", "127.0.0.1:80").unwrap_err();
    /// assert_eq!(error.kind(), ErrorKind::Unsupported);
    /// ```
    pub fn send_to<A: ToSocketAddrs>(&self, buf: &[u8], addr: A) -> Result<usize> {
        let _ = buf;
        match addr.to_socket_addrs()?.next() {
            Some(_) => super::unsupported(),
            None => Err(Error::from_static_message(&NO_ADDRESSES)),
        }
    }
}
