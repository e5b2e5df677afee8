//! [`pipe`], which preview 1 does not have, and its two ends, which a host can hand in.

#[cfg(feature = "alloc")]
use alloc_crate::vec::Vec;

#[cfg(feature = "alloc")]
use super::read_to_end::read_fd_to_end;
use super::{Error, IoSlice, IoSliceMut, Read, Result, UNSUPPORTED, Write};
use crate::sys::{self, AsFd, BorrowedFd, OwnedFd};

/// Makes a pipe, as [`std::io::pipe`]: not here.
///
/// # Errors
///
/// `Unsupported`: preview 1 has no pipes.
///
/// [`std::io::pipe`]: https://doc.rust-lang.org/std/io/fn.pipe.html
pub fn pipe() -> Result<(PipeReader, PipeWriter)> {
    Err(Error::from_static_message(&UNSUPPORTED))
}

/// Makes an end of a pipe.
macro_rules! ends {
    ($($(#[$doc:meta])* $end:ident;)+) => {
        $(
            $(#[$doc])*
            #[derive(Debug)]
            pub struct $end(OwnedFd);

            impl $end {
                /// Another handle of the same end: not here.
                ///
                /// # Errors
                ///
                /// `Unsupported`: preview 1 can't duplicate a descriptor.
                pub fn try_clone(&self) -> Result<Self> {
                    Err(Error::from_static_message(&UNSUPPORTED))
                }
            }

            impl AsFd for $end {
                #[inline]
                fn as_fd(&self) -> BorrowedFd<'_> {
                    self.0.as_fd()
                }
            }

            impl From<OwnedFd> for $end {
                #[inline]
                fn from(fd: OwnedFd) -> Self {
                    Self(fd)
                }
            }

            impl From<$end> for OwnedFd {
                #[inline]
                fn from(end: $end) -> Self {
                    end.0
                }
            }
        )+
    };
}

ends! {
    /// The end that is read from, as `std::io::PipeReader`.
    PipeReader;

    /// The end that is written to, as `std::io::PipeWriter`.
    PipeWriter;
}

/// Implements [`Read`] for the types that are the one end, [`Write`] for those that are the other.
macro_rules! streams {
    ($($reader:ty, $writer:ty;)+) => {
        $(
            impl Read for $reader {
                #[inline]
                fn read(&mut self, buf: &mut [u8]) -> Result<usize> {
                    Ok(sys::read(self.as_fd(), buf)?)
                }

                #[inline]
                fn read_vectored(&mut self, bufs: &mut [IoSliceMut<'_>]) -> Result<usize> {
                    Ok(sys::fd_read(self.as_fd(), bufs)?)
                }

                #[cfg(feature = "alloc")]
                #[inline]
                fn read_to_end(&mut self, buf: &mut Vec<u8>) -> Result<usize> {
                    read_fd_to_end(self.as_fd(), buf, 0, || {})
                }
            }

            impl Write for $writer {
                #[inline]
                fn write(&mut self, buf: &[u8]) -> Result<usize> {
                    Ok(sys::fd_write(self.as_fd(), &[IoSlice::new(buf)])?)
                }

                #[inline]
                fn is_write_vectored(&self) -> bool {
                    true
                }

                #[inline]
                fn write_vectored(&mut self, bufs: &[IoSlice<'_>]) -> Result<usize> {
                    Ok(sys::fd_write(self.as_fd(), bufs)?)
                }

                #[inline]
                fn flush(&mut self) -> Result<()> {
                    Ok(())
                }
            }
        )+
    };
}

streams! {
    PipeReader, PipeWriter;
    &PipeReader, &PipeWriter;
}
