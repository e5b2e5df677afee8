//! Who owns a descriptor: [`OwnedFd`] closes it on drop, [`BorrowedFd`] lends it for a while.
//!
//! A descriptor is a capability here, so handing out its bare number is handing out the right to
//! use and to close it. Like `std::os::fd`, these types make that visible in signatures. Numbers go in
//! and out by the traits of `raw.rs`; this layer itself takes them by `raw`.

#[cfg(feature = "alloc")]
use alloc_crate::{boxed::Box, rc::Rc, sync::Arc};
use core::fmt;
use core::marker::PhantomData;
use core::mem::ManuallyDrop;

use crate::raw;

/// A descriptor's number.
///
/// As `std`, the number is never -1, and an `Option` of it has the same size: programs rely on that
/// where they pass one to C.
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

    /// Of -1, the number below: that is no descriptor either, and each call reports so.
    #[cfg(nanowasi_std)]
    #[inline]
    const fn new(fd: raw::Fd) -> Self {
        let fd = if fd == raw::Fd::MAX { fd - 1 } else { fd };
        // SAFETY: the number is not -1.
        unsafe { Self(fd) }
    }
}

/// A descriptor that is closed when this value is dropped, as [`std::os::fd::OwnedFd`].
///
/// An error of that close cannot be reported; [`sys::fd_close`](crate::sys::fd_close) reports it.
///
/// Differs from `std` in that an `Option` of it is larger than the number, unless the crate is compiled
/// as `std`, and in that no number makes a panic.
///
/// [`std::os::fd::OwnedFd`]: https://doc.rust-lang.org/std/os/fd/struct.OwnedFd.html
#[repr(transparent)]
pub struct OwnedFd {
    fd: Number,
}

impl OwnedFd {
    /// Takes over a descriptor by its number.
    ///
    /// # Safety
    ///
    /// - Nothing else owns `fd`: no other value closes it.
    /// - It is no preopened directory, of which `preopen_gaps.rs` would have to know.
    #[inline]
    pub(in crate::sys) const unsafe fn new(fd: raw::Fd) -> Self {
        Self {
            fd: Number::new(fd),
        }
    }

    /// Gives up ownership: the caller closes the descriptor from now on.
    #[inline]
    pub(crate) fn into_raw(self) -> raw::Fd {
        ManuallyDrop::new(self).fd.0
    }

    /// The number as the host has it, for as long as this value lives.
    #[inline]
    pub(crate) const fn raw(&self) -> raw::Fd {
        self.fd.0
    }
}

impl Drop for OwnedFd {
    #[inline]
    fn drop(&mut self) {
        // SAFETY: `fd_close` takes no pointer, and by the contract of `new` and `from_raw_fd` nobody
        // else uses the descriptor afterwards.
        unsafe { raw::fd_close(self.fd.0) };
    }
}

impl fmt::Debug for OwnedFd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OwnedFd").field("fd", &self.fd.0).finish()
    }
}

/// A descriptor that somebody else keeps open for `'fd`, as [`std::os::fd::BorrowedFd`].
///
/// [`std::os::fd::BorrowedFd`]: https://doc.rust-lang.org/std/os/fd/struct.BorrowedFd.html
#[derive(Clone, Copy)]
#[repr(transparent)]
pub struct BorrowedFd<'fd> {
    fd: Number,
    owner: PhantomData<&'fd OwnedFd>,
}

/// Standard input.
pub const STDIN: BorrowedFd<'static> = BorrowedFd::from_raw_unchecked(0);
/// Standard output.
pub const STDOUT: BorrowedFd<'static> = BorrowedFd::from_raw_unchecked(1);
/// Standard error.
pub const STDERR: BorrowedFd<'static> = BorrowedFd::from_raw_unchecked(2);

impl BorrowedFd<'_> {
    /// Borrows a descriptor by its number.
    ///
    /// # Safety
    ///
    /// - `fd` stays open for the lifetime that the caller picks.
    /// - It isn't -1.
    #[inline]
    #[must_use]
    pub const unsafe fn borrow_raw(fd: super::RawFd) -> Self {
        Self::from_raw_unchecked(fd.cast_unsigned())
    }

    /// For descriptors that nothing in this crate closes: the standard streams and the preopens.
    #[inline]
    pub(crate) const fn from_raw_unchecked(fd: raw::Fd) -> Self {
        Self {
            fd: Number::new(fd),
            owner: PhantomData,
        }
    }

    /// The number as the host has it.
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

/// What has a descriptor to lend, as [`std::os::fd::AsFd`].
///
/// ```no_run
/// use nanowasi::{fd::AsFd, fs::File, io, sys};
///
/// let file = File::open("notes")?;
/// let stat = sys::fd_filestat_get(file.as_fd())?;
/// # Ok::<(), io::Error>(())
/// ```
///
/// [`std::os::fd::AsFd`]: https://doc.rust-lang.org/std/os/fd/trait.AsFd.html
pub trait AsFd {
    /// Lends the descriptor for as long as `self` is borrowed.
    fn as_fd(&self) -> BorrowedFd<'_>;
}

impl AsFd for OwnedFd {
    #[inline]
    fn as_fd(&self) -> BorrowedFd<'_> {
        BorrowedFd::from_raw_unchecked(self.fd.0)
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
