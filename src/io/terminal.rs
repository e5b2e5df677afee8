//! [`IsTerminal`]: whether a descriptor is a terminal.

use crate::raw::{Filetype, Rights};
use crate::sys::{self, AsFd, BorrowedFd, OwnedFd};

/// Prevents implementations of [`IsTerminal`] outside of this crate, as in `std`.
pub trait Sealed {}

/// Types with a descriptor that may be a terminal, like [`std::io::IsTerminal`].
///
/// A terminal is a character device without the rights `FD_SEEK` and `FD_TELL`, as in wasi-libc.
/// Some hosts (Bun, Deno, Wasmer) report a pipe as a character device, so it counts as a terminal.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::io::{self, IsTerminal};
///
/// // Colors are for people.
/// let reset = if io::stdout().is_terminal() { "\x1B[0m" } else { "" };
/// # assert_eq!(reset, "");
/// ```
///
/// [`std::io::IsTerminal`]: https://doc.rust-lang.org/std/io/trait.IsTerminal.html
pub trait IsTerminal: Sealed {
    /// Returns whether the descriptor is a terminal, as far as the host reports.
    ///
    /// Each call asks the host. If the host returns an error, the result is `false`.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::{fs::File, io::IsTerminal};
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// assert!(!File::create("a-file")?.is_terminal());
    /// # Ok(())
    /// # }
    /// ```
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
