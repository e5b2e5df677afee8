//! Sockets that the host has opened, and addresses.
//!
//! As [`std::net`] on this target. A preview 1 program can't open a socket, so
//! [`connect`](TcpStream::connect), [`bind`](TcpListener::bind) and every other method without a
//! call in preview 1 return [`Unsupported`](crate::io::ErrorKind::Unsupported).
//!
//! A host may open a socket before the program starts. Host and program then have to agree on its
//! descriptor: often 3, before the preopened directories, or the number after them.
//!
//! ```no_run
//! # // guest: socket
//! use nanowasi::fd::FromRawFd;
//! use nanowasi::io::{self, Write};
//! use nanowasi::net::TcpListener;
//!
//! fn main() -> io::Result<()> {
//!     // SAFETY: the host opened the socket as descriptor 3, and nothing else uses the descriptor.
//!     let listener = unsafe { TcpListener::from_raw_fd(3) };
//!     for stream in listener.incoming() {
//!         stream?.write_all(b"hello\n")?;
//!     }
//!     Ok(())
//! }
//! ```
//!
//! Few hosts support sockets: wasmtime returns `NOTSOCK` from every preview 1 call on a socket.
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

/// The directions of a connection that [`TcpStream::shutdown`] closes, as `std::net::Shutdown`.
///
/// # Examples
///
/// ```no_run
/// # // guest: socket
/// use nanowasi::net::{Shutdown, TcpStream};
/// use nanowasi::io::{self, Read};
///
/// fn last_reply(mut stream: TcpStream) -> io::Result<String> {
///     stream.shutdown(Shutdown::Write)?;
///     let mut reply = String::new();
///     stream.read_to_string(&mut reply)?;
///     Ok(reply)
/// }
/// ```
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum Shutdown {
    /// Reading: each later read returns 0 bytes.
    Read,
    /// Writing: each later write returns an error.
    Write,
    /// Both directions.
    Both,
}

/// Returns the error of a method that has no call in preview 1.
fn unsupported<T>() -> Result<T> {
    Err(Error::from_static_message(&UNSUPPORTED))
}

/// Defines methods that have no call in preview 1. Each gets an example that begins with `$setup`
/// and makes the call `$call`. `$setup` opens the block of code.
macro_rules! unsupported_methods {
    ($setup:literal $(
        $(#[$attribute:meta])*
        fn $name:ident $(<$generic:ident: $bound:ident>)? (
            $(&$self:ident $(,)?)? $($argument:ident: $type:ty),* $(,)?
        ) -> $output:ty = $call:literal;
    )+) => {
        $(
            $(#[$attribute])*
            ///
            #[doc = concat!(
                $setup,
                "use nanowasi::io::ErrorKind;\n",
                "let error = ", $call, ".unwrap_err();\n",
                "assert_eq!(error.kind(), ErrorKind::Unsupported);\n",
                "```",
            )]
            ///
            /// # Errors
            ///
            /// - [`Unsupported`](crate::io::ErrorKind::Unsupported), always: preview 1 has no such
            ///   call.
            #[inline]
            pub fn $name $(<$generic: $bound>)? (
                $(&$self,)? $($argument: $type),*
            ) -> crate::io::Result<$output> {
                let _ = ($($argument,)*);
                crate::net::unsupported()
            }
        )+
    };
}
use unsupported_methods;

/// Implements the traits that all socket types have in common. Each type is a descriptor.
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

        crate::fd::as_raw_fd!($type);
        crate::sys::from_raw_fd!($type);
        crate::fd::into_raw_fd!($type);

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
