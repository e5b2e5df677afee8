//! [`TcpStream`]: a connection.

use core::time::Duration;

use super::{Shutdown, SocketAddr, ToSocketAddrs, socket, unsupported_methods};
use crate::fd::{AsFd, OwnedFd};
use crate::io::fd_impls::{self, fd_read, fd_write};
use crate::io::{Error, Result};
use crate::poll;
use crate::raw::Sdflags;
use crate::sys;

/// A connection, as `std::net::TcpStream`.
///
/// A program can't open a connection. It gets a connection from
/// [`TcpListener::accept`](super::TcpListener::accept), or takes over a descriptor that the host
/// opened. Dropping the value closes the connection. Reads and writes use the calls for files, as
/// `std` does on this target.
///
/// Reading:
///
/// - Blocking: `read` waits for at least one byte, unless the stream is
///   [non-blocking](Self::set_nonblocking). Then `AGAIN` is returned as
///   [`WouldBlock`](crate::io::ErrorKind::WouldBlock).
/// - End of file: `Ok(0)` means that the peer has closed its end, or that the buffer is empty.
/// - Short counts: `read` returns the bytes that have arrived, often fewer than the buffer holds.
///
/// Writing:
///
/// - `write` may write fewer bytes than the buffer has. `Ok(0)` means that the buffer is empty, or
///   that the host accepted nothing.
/// - `flush` does nothing: the stream has no buffer.
///
/// Both return `INTR` as [`Interrupted`](crate::io::ErrorKind::Interrupted). `read_exact`,
/// `read_to_end` and `write_all` retry.
///
/// # Examples
///
/// ```no_run
/// # // guest: socket
/// use nanowasi::io::{self, Read, Write};
/// use nanowasi::net::TcpStream;
///
/// fn echo(mut stream: TcpStream) -> io::Result<()> {
///     let mut buf = [0; 512];
///     loop {
///         match stream.read(&mut buf)? {
///             0 => return Ok(()), // the peer has closed its end
///             count => stream.write_all(&buf[..count])?,
///         }
///     }
/// }
/// ```
pub struct TcpStream {
    pub(super) fd: OwnedFd,
}

socket!(TcpStream);

impl TcpStream {
    unsupported_methods! {
        "```\n# use nanowasi::{net::TcpStream, time::Duration};\n"

        /// Returns an error instead of a connection to an address.
        fn connect<A: ToSocketAddrs>(addr: A) -> TcpStream = "TcpStream::connect(\"127.0.0.1:80\")";

        /// Returns an error instead of a connection to an address, made before a timeout.
        fn connect_timeout(addr: &SocketAddr, timeout: Duration) -> TcpStream =
            "TcpStream::connect_timeout(&([127, 0, 0, 1], 80).into(), Duration::from_secs(1))";
    }

    unsupported_methods! {
        "```no_run\n\
         # // guest: socket\n\
         # use nanowasi::{fd::FromRawFd, net::TcpStream};\n\
         # // SAFETY: the host opened the socket as descriptor 3, and nothing else uses it.\n\
         # let stream = unsafe { TcpStream::from_raw_fd(3) };\n"

        /// Returns an error instead of the address of the peer.
        fn peer_addr(&self) -> SocketAddr = "stream.peer_addr()";

        /// Returns an error instead of the address of this end.
        fn local_addr(&self) -> SocketAddr = "stream.local_addr()";

        /// Returns an error instead of a second descriptor for the connection.
        fn try_clone(&self) -> TcpStream = "stream.try_clone()";

        /// Returns an error instead of setting a timeout for reads. [`poll::wait`] has a timeout.
        fn set_read_timeout(&self, dur: Option<Duration>) -> () = "stream.set_read_timeout(None)";

        /// Returns an error instead of setting a timeout for writes. [`poll::wait`] has a timeout.
        fn set_write_timeout(&self, dur: Option<Duration>) -> () = "stream.set_write_timeout(None)";

        /// Returns an error instead of the timeout of reads.
        fn read_timeout(&self) -> Option<Duration> = "stream.read_timeout()";

        /// Returns an error instead of the timeout of writes.
        fn write_timeout(&self) -> Option<Duration> = "stream.write_timeout()";

        /// Returns an error instead of bytes that the next read returns again.
        fn peek(&self, buf: &mut [u8]) -> usize = "stream.peek(&mut [0; 4])";

        /// Returns an error instead of setting whether small writes are sent without delay.
        fn set_nodelay(&self, nodelay: bool) -> () = "stream.set_nodelay(true)";

        /// Returns an error instead of whether small writes are sent without delay.
        fn nodelay(&self) -> bool = "stream.nodelay()";

        /// Returns an error instead of setting the time to live of packets, in hops.
        fn set_ttl(&self, ttl: u32) -> () = "stream.set_ttl(64)";

        /// Returns an error instead of the time to live of packets, in hops.
        fn ttl(&self) -> u32 = "stream.ttl()";

        /// Returns an error instead of the pending error of the socket.
        fn take_error(&self) -> Option<Error> = "stream.take_error()";
    }

    /// Closes one direction of the connection, or both.
    ///
    /// # Errors
    ///
    /// Returns the host's errno, usually:
    ///
    /// - `NOTCONN`: the connection is closed already.
    /// - `NOTSOCK`: the descriptor is not a socket, or the host does not support sockets
    ///   (wasmtime).
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # // guest: socket
    /// use nanowasi::io;
    /// use nanowasi::net::{Shutdown, TcpStream};
    ///
    /// fn finish(stream: &TcpStream) -> io::Result<()> {
    ///     stream.shutdown(Shutdown::Write) // the peer reads end of file
    /// }
    /// ```
    pub fn shutdown(&self, how: Shutdown) -> Result<()> {
        let how = match how {
            Shutdown::Read => Sdflags::RD,
            Shutdown::Write => Sdflags::WR,
            Shutdown::Both => Sdflags::RD | Sdflags::WR,
        };
        Ok(sys::sock_shutdown(self.as_fd(), how)?)
    }

    /// Sets whether reads and writes return [`WouldBlock`](crate::io::ErrorKind::WouldBlock)
    /// instead of blocking.
    ///
    /// # Errors
    ///
    /// As for [`poll::set_nonblocking`].
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # // guest: socket
    /// use nanowasi::io::{self, ErrorKind, Read};
    /// use nanowasi::net::TcpStream;
    ///
    /// fn has_input(mut stream: &TcpStream) -> io::Result<bool> {
    ///     stream.set_nonblocking(true)?;
    ///     match stream.read(&mut [0]) {
    ///         Ok(count) => Ok(count != 0),
    ///         Err(error) if error.kind() == ErrorKind::WouldBlock => Ok(false),
    ///         Err(error) => Err(error),
    ///     }
    /// }
    /// ```
    #[inline]
    pub fn set_nonblocking(&self, nonblocking: bool) -> Result<()> {
        poll::set_nonblocking(self, nonblocking)
    }
}

fd_read!(TcpStream { read: fd_impls::read }: TcpStream);
fd_read!(TcpStream { read: fd_impls::read }: &TcpStream);
fd_write!(TcpStream { write: fd_impls::write }: TcpStream, &TcpStream);
