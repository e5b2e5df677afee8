//! The traits of bare descriptor numbers, for files, pipes and the standard streams.
//!
//! Each type implements [`AsFd`](super::AsFd) and the conversions to and from
//! [`OwnedFd`](super::OwnedFd) in its own file. [`AsRawFd`](super::AsRawFd),
//! [`FromRawFd`](super::FromRawFd) and [`IntoRawFd`](super::IntoRawFd) follow from those. `net`
//! implements them for sockets with the same macros.

use crate::fs::File;
use crate::io::{PipeReader, PipeWriter, Stderr, StderrLock, Stdin, StdinLock, Stdout, StdoutLock};
use crate::sys::from_raw_fd;

/// Implements `AsRawFd` for types that implement `AsFd`.
macro_rules! as_raw_fd {
    ($($type:ty),+ $(,)?) => {
        $(
            impl $crate::fd::AsRawFd for $type {
                #[inline]
                fn as_raw_fd(&self) -> $crate::fd::RawFd {
                    $crate::fd::AsRawFd::as_raw_fd(&$crate::fd::AsFd::as_fd(self))
                }
            }
        )+
    };
}

/// Implements `IntoRawFd` for types that convert into an `OwnedFd`.
macro_rules! into_raw_fd {
    ($($type:ty),+ $(,)?) => {
        $(
            impl $crate::fd::IntoRawFd for $type {
                #[inline]
                fn into_raw_fd(self) -> $crate::fd::RawFd {
                    $crate::fd::IntoRawFd::into_raw_fd($crate::fd::OwnedFd::from(self))
                }
            }
        )+
    };
}

pub(crate) use {as_raw_fd, into_raw_fd};

as_raw_fd!(File, PipeReader, PipeWriter);
as_raw_fd!(Stdin, Stdout, Stderr);
as_raw_fd!(StdinLock<'_>, StdoutLock<'_>, StderrLock<'_>);
from_raw_fd!(File, PipeReader, PipeWriter);
into_raw_fd!(File, PipeReader, PipeWriter);
