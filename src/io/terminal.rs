//! [`IsTerminal`]: whether somebody may be looking.

use crate::raw::{Filetype, Rights};
use crate::sys::{self, AsFd, BorrowedFd, OwnedFd};

/// Keeps [`IsTerminal`] to the types of this crate.
pub trait Sealed {}

/// What can be a terminal, as [`std::io::IsTerminal`].
///
/// A character device without the rights to seek is taken for one, as wasi-libc does. Some hosts (bun,
/// deno, wasmer) call a pipe a character device.
///
/// [`std::io::IsTerminal`]: https://doc.rust-lang.org/std/io/trait.IsTerminal.html
pub trait IsTerminal: Sealed {
    /// Whether it is a terminal, as far as the host tells; not, if it answers an error.
    fn is_terminal(&self) -> bool;
}

impl Sealed for BorrowedFd<'_> {}

impl IsTerminal for BorrowedFd<'_> {
    fn is_terminal(&self) -> bool {
        sys::fd_fdstat_get(*self).is_ok_and(|stat| {
            stat.fs_filetype == Filetype::CHARACTER_DEVICE
                && !stat
                    .fs_rights_base
                    .intersects(Rights::FD_SEEK | Rights::FD_TELL)
        })
    }
}

impl Sealed for OwnedFd {}

impl IsTerminal for OwnedFd {
    #[inline]
    fn is_terminal(&self) -> bool {
        self.as_fd().is_terminal()
    }
}
