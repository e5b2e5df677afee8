//! [`Read`](super::Read) and [`Write`](super::Write) of the types that own a descriptor: files,
//! pipes and sockets.
//!
//! Each such type is read and written through an owner, and through a shared reference. The macros
//! implement the traits for both by the functions of one type.

#[cfg(feature = "alloc")]
use alloc_crate::vec::Vec;

#[cfg(feature = "alloc")]
use super::read_to_end::read_fd_to_end;
use super::{IoSlice, Result};
use crate::sys::{self, AsFd};

/// Implements [`Read`](super::Read) for a type that dereferences to `$owner`. Without a function
/// for `read_to_end`, the type has the trait's default.
macro_rules! fd_read {
    ($owner:ty { read: $read:path $(, read_to_end: $read_to_end:path)? }: $type:ty) => {
        impl $crate::io::Read for $type {
            #[inline]
            fn read(&mut self, buf: &mut [u8]) -> $crate::io::Result<usize> {
                let owner: &$owner = self;
                $read(owner, buf)
            }

            #[inline]
            fn read_vectored(
                &mut self,
                bufs: &mut [$crate::io::IoSliceMut<'_>],
            ) -> $crate::io::Result<usize> {
                let owner: &$owner = self;
                Ok($crate::sys::fd_read(owner.as_fd(), bufs)?)
            }

            $(
                #[cfg(feature = "alloc")]
                #[inline]
                fn read_to_end(
                    &mut self,
                    buf: &mut $crate::vec::Vec<u8>,
                ) -> $crate::io::Result<usize> {
                    let owner: &$owner = self;
                    $read_to_end(owner, buf)
                }
            )?
        }
    };
}

/// Implements [`Write`](super::Write) for types that dereference to `$owner`.
macro_rules! fd_write {
    ($owner:ty { write: $write:path }: $($type:ty),+) => {
        $(
            impl $crate::io::Write for $type {
                #[inline]
                fn write(&mut self, buf: &[u8]) -> $crate::io::Result<usize> {
                    let owner: &$owner = self;
                    $write(owner, buf)
                }

                #[inline]
                fn is_write_vectored(&self) -> bool {
                    true
                }

                #[inline]
                fn write_vectored(
                    &mut self,
                    bufs: &[$crate::io::IoSlice<'_>],
                ) -> $crate::io::Result<usize> {
                    let owner: &$owner = self;
                    Ok($crate::sys::fd_write(owner.as_fd(), bufs)?)
                }

                /// Does nothing: a descriptor has no buffer.
                #[inline]
                fn flush(&mut self) -> $crate::io::Result<()> {
                    Ok(())
                }
            }
        )+
    };
}

pub(crate) use {fd_read, fd_write};

/// Reads from a pipe or a socket.
#[inline]
pub(crate) fn read(owner: &impl AsFd, buf: &mut [u8]) -> Result<usize> {
    Ok(sys::read(owner.as_fd(), buf)?)
}

/// Reads a pipe to the end.
#[cfg(feature = "alloc")]
#[inline]
pub(crate) fn read_to_end(owner: &impl AsFd, buf: &mut Vec<u8>) -> Result<usize> {
    read_fd_to_end(owner.as_fd(), buf, 0, || {})
}

/// Writes to a pipe or a socket.
#[inline]
pub(crate) fn write(owner: &impl AsFd, buf: &[u8]) -> Result<usize> {
    Ok(sys::fd_write(owner.as_fd(), &[IoSlice::new(buf)])?)
}
