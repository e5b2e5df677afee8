//! [`pipe`], which preview 1 does not have, and its two ends, which a host can hand in.

use super::fd_impls::{self, fd_read, fd_write};
use super::{Error, Result, UNSUPPORTED};
use crate::sys::{AsFd, BorrowedFd, OwnedFd};

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

fd_read!(PipeReader { read: fd_impls::read, read_to_end: fd_impls::read_to_end }: PipeReader, &PipeReader);
fd_write!(PipeWriter { write: fd_impls::write }: PipeWriter, &PipeWriter);
