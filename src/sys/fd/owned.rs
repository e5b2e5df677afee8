//! Owners of descriptors: [`OwnedFd`] closes its descriptor on drop, [`BorrowedFd`] borrows one.
//!
//! A descriptor is a capability: its number is the right to use it and to close it. As in
//! `std::os::fd`, these types make ownership visible in signatures. Code outside of `sys` takes
//! numbers out and puts numbers in by the traits of `raw.rs`. This layer uses `raw()`.
//!
//! # Safety
//!
//! Both constructors are `unsafe`. Their callers guarantee that a number stays open as long as a
//! [`BorrowedFd`] of it exists, and that no two owners close the same number.

#[cfg(feature = "alloc")]
use alloc_crate::{boxed::Box, rc::Rc, sync::Arc};
use core::fmt;
use core::marker::PhantomData;
use core::mem::ManuallyDrop;

use crate::raw;

/// The number of a descriptor.
///
/// As in `std`, the number is never -1 where the crate is compiled as `std`. So an `Option` of it
/// has the same size, which programs rely on when they pass one to C.
#[derive(Clone, Copy)]
#[repr(transparent)]
#[cfg_attr(nanowasi_std, rustc_layout_scalar_valid_range_end(0xFFFF_FFFE))]
struct Number(raw::Fd);

impl Number {
    #[cfg(not(nanowasi_std))]
    #[inline]
    const fn new(fd: raw::Fd) -> Self {
        Self(fd)
    }

    /// Replaces -1 by -2. That is no open descriptor either, so each call reports an error.
    #[cfg(nanowasi_std)]
    #[inline]
    const fn new(fd: raw::Fd) -> Self {
        let fd = if fd == raw::Fd::MAX { fd - 1 } else { fd };
        // SAFETY: the number is not -1, the one number outside of the valid range.
        unsafe { Self(fd) }
    }
}

/// A descriptor that is closed when this value is dropped, as [`std::os::fd::OwnedFd`].
///
/// An error of that close is lost. [`sys::fd_close`](crate::sys::fd_close) reports it.
///
/// Unlike `std`:
///
/// - An `Option<OwnedFd>` is larger than the number, unless the crate is compiled as `std`.
/// - The number -1 does not panic. Each call on it fails.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::{fd::OwnedFd, fs::{self, File}, io::Write};
/// # fn main() -> nanowasi::io::Result<()> {
///
/// let fd = OwnedFd::from(File::create("log.txt")?);
/// let mut file = File::from(fd); // the same descriptor, which is still open
/// file.write_all(b"started\n")?;
/// assert_eq!(fs::read("log.txt")?, b"started\n");
/// # Ok(())
/// # }
/// ```
///
/// [`std::os::fd::OwnedFd`]: https://doc.rust-lang.org/std/os/fd/struct.OwnedFd.html
#[repr(transparent)]
pub struct OwnedFd {
    fd: Number,
}

impl OwnedFd {
    /// Takes ownership of a descriptor by its number.
    ///
    /// # Safety
    ///
    /// - Nothing else owns `fd`: no other value closes it.
    /// - If `fd` is a preopened directory, `preopen_gaps.rs` has recorded that it may be closed.
    #[inline]
    pub(in crate::sys) const unsafe fn new(fd: raw::Fd) -> Self {
        Self {
            fd: Number::new(fd),
        }
    }

    /// Gives up ownership, and returns the number. The caller closes the descriptor from now on.
    #[inline]
    pub(crate) fn into_raw(self) -> raw::Fd {
        ManuallyDrop::new(self).fd.0
    }

    /// Returns the number as the host has it. It is open as long as `self` exists.
    #[inline]
    pub(crate) const fn raw(&self) -> raw::Fd {
        self.fd.0
    }
}

impl Drop for OwnedFd {
    #[inline]
    fn drop(&mut self) {
        // SAFETY: `fd_close` takes no pointer. By the contract of `new`, nothing else owns the
        // descriptor, and each `BorrowedFd` of it has ended.
        unsafe { raw::fd_close(self.fd.0) };
    }
}

impl fmt::Debug for OwnedFd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OwnedFd").field("fd", &self.fd.0).finish()
    }
}

/// A descriptor that stays open for `'fd`, because another value owns it, as
/// [`std::os::fd::BorrowedFd`].
///
/// # Examples
///
/// ```no_run
/// use nanowasi::fd::{AsFd, BorrowedFd};
/// use nanowasi::{fs::File, io, sys};
///
/// fn len(fd: BorrowedFd<'_>) -> io::Result<u64> {
///     Ok(sys::fd_filestat_get(fd)?.size)
/// }
///
/// # fn main() -> io::Result<()> {
/// assert_eq!(len(File::create("log.txt")?.as_fd())?, 0);
/// # Ok(())
/// # }
/// ```
///
/// [`std::os::fd::BorrowedFd`]: https://doc.rust-lang.org/std/os/fd/struct.BorrowedFd.html
#[derive(Clone, Copy)]
#[repr(transparent)]
pub struct BorrowedFd<'fd> {
    fd: Number,
    owner: PhantomData<&'fd OwnedFd>,
}

// SAFETY: only an owner that the program makes with the unsafe `from_raw_fd` can close or replace a
// standard stream. After that, a call with the number returns an errno, or reaches the descriptor
// that the program put there. No memory depends on the number.
/// Standard input.
pub const STDIN: BorrowedFd<'static> = unsafe { BorrowedFd::from_raw_unchecked(0) };
// SAFETY: as for standard input.
/// Standard output.
pub const STDOUT: BorrowedFd<'static> = unsafe { BorrowedFd::from_raw_unchecked(1) };
// SAFETY: as for standard input.
/// Standard error.
pub const STDERR: BorrowedFd<'static> = unsafe { BorrowedFd::from_raw_unchecked(2) };

impl BorrowedFd<'_> {
    /// Borrows a descriptor by its number.
    ///
    /// Unlike `std`, the number -1 does not panic.
    ///
    /// # Safety
    ///
    /// - `fd` stays open for the lifetime that the caller picks.
    /// - `fd` is not -1.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fd::{AsRawFd, BorrowedFd};
    /// use nanowasi::{fs::File, sys};
    /// # fn main() -> nanowasi::io::Result<()> {
    ///
    /// let file = File::create("log.txt")?;
    /// // SAFETY: `file` keeps the descriptor open until the end of the function.
    /// let fd = unsafe { BorrowedFd::borrow_raw(file.as_raw_fd()) };
    /// assert_eq!(sys::write(fd, b"started\n")?, 8);
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    #[must_use]
    pub const unsafe fn borrow_raw(fd: super::RawFd) -> Self {
        // SAFETY: the caller's promise is the same.
        unsafe { Self::from_raw_unchecked(fd.cast_unsigned()) }
    }

    /// [`borrow_raw`](Self::borrow_raw) of a number as the host has it.
    ///
    /// # Safety
    ///
    /// - `fd` stays open for the lifetime that the caller picks.
    #[inline]
    pub(crate) const unsafe fn from_raw_unchecked(fd: raw::Fd) -> Self {
        Self {
            fd: Number::new(fd),
            owner: PhantomData,
        }
    }

    /// Returns a descriptor for a test of logic. Natively, each call to a host fails.
    #[cfg(test)]
    pub(crate) const fn dummy(fd: raw::Fd) -> Self {
        // SAFETY: no call reaches a host, so no descriptor is used.
        unsafe { Self::from_raw_unchecked(fd) }
    }

    /// Returns the number as the host has it.
    #[inline]
    pub(crate) const fn raw(self) -> raw::Fd {
        self.fd.0
    }
}

impl fmt::Debug for BorrowedFd<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BorrowedFd")
            .field("fd", &self.fd.0)
            .finish()
    }
}

/// A value that has a descriptor, as [`std::os::fd::AsFd`].
///
/// # Examples
///
/// ```no_run
/// use nanowasi::{fd::AsFd, fs::File, raw::Filetype, sys};
/// # fn main() -> nanowasi::io::Result<()> {
///
/// # File::create("notes")?;
/// let file = File::open("notes")?;
/// let stat = sys::fd_filestat_get(file.as_fd())?;
/// assert_eq!(stat.filetype, Filetype::REGULAR_FILE);
/// # Ok(())
/// # }
/// ```
///
/// [`std::os::fd::AsFd`]: https://doc.rust-lang.org/std/os/fd/trait.AsFd.html
pub trait AsFd {
    /// Borrows the descriptor for as long as `self` is borrowed.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::{fd::AsFd, io::{self, IsTerminal}};
    ///
    /// // In a test, standard input is a file or a pipe.
    /// assert!(!io::stdin().as_fd().is_terminal());
    /// ```
    fn as_fd(&self) -> BorrowedFd<'_>;
}

impl AsFd for OwnedFd {
    #[inline]
    fn as_fd(&self) -> BorrowedFd<'_> {
        // SAFETY: `self` is borrowed for the lifetime of the result, and keeps the number open.
        unsafe { BorrowedFd::from_raw_unchecked(self.fd.0) }
    }
}

impl AsFd for BorrowedFd<'_> {
    #[inline]
    fn as_fd(&self) -> BorrowedFd<'_> {
        *self
    }
}

impl<T: AsFd + ?Sized> AsFd for &T {
    #[inline]
    fn as_fd(&self) -> BorrowedFd<'_> {
        (**self).as_fd()
    }
}

impl<T: AsFd + ?Sized> AsFd for &mut T {
    #[inline]
    fn as_fd(&self) -> BorrowedFd<'_> {
        (**self).as_fd()
    }
}

#[cfg(feature = "alloc")]
impl<T: AsFd + ?Sized> AsFd for Box<T> {
    #[inline]
    fn as_fd(&self) -> BorrowedFd<'_> {
        (**self).as_fd()
    }
}

#[cfg(feature = "alloc")]
impl<T: AsFd + ?Sized> AsFd for Rc<T> {
    #[inline]
    fn as_fd(&self) -> BorrowedFd<'_> {
        (**self).as_fd()
    }
}

#[cfg(feature = "alloc")]
impl<T: AsFd + ?Sized> AsFd for Arc<T> {
    #[inline]
    fn as_fd(&self) -> BorrowedFd<'_> {
        (**self).as_fd()
    }
}
