//! [`AsRawFd`], [`FromRawFd`](super::FromRawFd) and [`IntoRawFd`] for all types that hold a
//! descriptor.
//!
//! Each type implements [`AsFd`] and the conversions to and from [`OwnedFd`] in its own file. The
//! traits of bare numbers are implemented here in terms of those.

use super::{AsFd, AsRawFd, IntoRawFd, OwnedFd, RawFd};
use crate::fs::File;
use crate::io::{PipeReader, PipeWriter, Stderr, StderrLock, Stdin, StdinLock, Stdout, StdoutLock};
use crate::net::{TcpListener, TcpStream, UdpSocket};
use crate::sys::from_raw_fd;

/// Implements [`AsRawFd`] for types that implement [`AsFd`].
macro_rules! as_raw_fd {
    ($($type:ty),+ $(,)?) => {
        $(
            impl AsRawFd for $type {
                #[inline]
                fn as_raw_fd(&self) -> RawFd {
                    self.as_fd().as_raw_fd()
                }
            }
        )+
    };
}

/// Implements [`IntoRawFd`] for types that convert into an [`OwnedFd`].
macro_rules! into_raw_fd {
    ($($type:ty),+ $(,)?) => {
        $(
            impl IntoRawFd for $type {
                #[inline]
                fn into_raw_fd(self) -> RawFd {
                    OwnedFd::from(self).into_raw_fd()
                }
            }
        )+
    };
}

as_raw_fd!(
    File,
    PipeReader,
    PipeWriter,
    TcpListener,
    TcpStream,
    UdpSocket
);
as_raw_fd!(Stdin, Stdout, Stderr);
as_raw_fd!(StdinLock<'_>, StdoutLock<'_>, StderrLock<'_>);
from_raw_fd!(
    File,
    PipeReader,
    PipeWriter,
    TcpListener,
    TcpStream,
    UdpSocket
);
into_raw_fd!(
    File,
    PipeReader,
    PipeWriter,
    TcpListener,
    TcpStream,
    UdpSocket
);
