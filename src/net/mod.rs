//! Sockets that the host has opened, and addresses.
//!
//! As [`std::net`] on this target. A preview 1 program can't open a socket: [`connect`](TcpStream::connect),
//! [`bind`](TcpListener::bind) and all that preview 1 has no call for answer
//! [`Unsupported`](crate::io::ErrorKind::Unsupported). But a host may have opened one before the program
//! starts, and then its descriptor is where host and program agreed: often 3, in front of the
//! preopened directories, or behind them.
//!
//! ```no_run
//! use nanowasi::fd::FromRawFd;
//! use nanowasi::io::{self, Write};
//! use nanowasi::net::TcpListener;
//!
//! fn main() -> io::Result<()> {
//!     // SAFETY: the host was told to listen, and nothing else uses the descriptor.
//!     let listener = unsafe { TcpListener::from_raw_fd(3) };
//!     for stream in listener.incoming() {
//!         stream?.write_all(b"hello\n")?;
//!     }
//!     Ok(())
//! }
//! ```
//!
//! Few hosts can do that: wasmtime's preview 1 answers `NOTSOCK` to every call on a socket.
//!
//! [`std::net`]: https://doc.rust-lang.org/std/net/index.html

mod tcp_listener;
mod tcp_stream;
mod to_socket_addrs;
mod udp_socket;

pub use core::net::{
    AddrParseError, IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, SocketAddrV4, SocketAddrV6,
};

pub use tcp_listener::{Incoming, TcpListener};
pub use tcp_stream::TcpStream;
pub use to_socket_addrs::ToSocketAddrs;
pub use udp_socket::UdpSocket;

use crate::io::{Error, Result, UNSUPPORTED};

/// Which directions [`TcpStream::shutdown`] ends, as `std::net::Shutdown`.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum Shutdown {
    /// Reading: each read answers 0 bytes from then on.
    Read,
    /// Writing: each write answers an error from then on.
    Write,
    /// Both.
    Both,
}

/// What preview 1 has no call for.
fn unsupported<T>() -> Result<T> {
    Err(Error::from_static_message(&UNSUPPORTED))
}

/// Makes methods of what preview 1 has no call for.
macro_rules! unsupported_methods {
    ($(
        $(#[$attribute:meta])*
        fn $name:ident $(<$generic:ident: $bound:ident>)? ($(&$self:ident $(,)?)? $($argument:ident: $type:ty),* $(,)?) -> $output:ty;
    )+) => {
        $(
            $(#[$attribute])*
            ///
            /// # Errors
            ///
            /// [`Unsupported`](crate::io::ErrorKind::Unsupported): preview 1 has no call for it.
            #[inline]
            pub fn $name $(<$generic: $bound>)? ($(&$self,)? $($argument: $type),*) -> crate::io::Result<$output> {
                let _ = ($($argument,)*);
                crate::net::unsupported()
            }
        )+
    };
}
use unsupported_methods;

/// Implements what the types of sockets have in common: they are a descriptor.
macro_rules! socket {
    ($type:ident) => {
        impl crate::fd::AsFd for $type {
            #[inline]
            fn as_fd(&self) -> crate::fd::BorrowedFd<'_> {
                self.fd.as_fd()
            }
        }

        impl From<crate::fd::OwnedFd> for $type {
            #[inline]
            fn from(fd: crate::fd::OwnedFd) -> Self {
                Self { fd }
            }
        }

        impl From<$type> for crate::fd::OwnedFd {
            #[inline]
            fn from(socket: $type) -> Self {
                socket.fd
            }
        }

        impl core::fmt::Debug for $type {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.debug_struct(stringify!($type))
                    .field("fd", &self.fd.raw())
                    .finish()
            }
        }
    };
}
use socket;
