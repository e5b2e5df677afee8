//! Descriptors as bare numbers: [`RawFd`], and the traits that take a number out of an owner and put one in.
//!
//! Whoever puts one in says that it is nobody else's, which takes `unsafe`. So the implementations for the
//! types of the layers above are made by a macro of this layer.
//!
//! The safety argument: `from_raw_fd` passes its caller's promise on to `OwnedFd`, and does nothing else.

#[cfg(feature = "alloc")]
use alloc_crate::{boxed::Box, rc::Rc, sync::Arc};

use crate::sys::{BorrowedFd, OwnedFd, preopen_gaps};

/// A descriptor's number, as [`std::os::fd::RawFd`].
///
/// Preview 1 has numbers without a sign ([`raw::Fd`](crate::raw::Fd)), and promises none above `i32::MAX`.
///
/// [`std::os::fd::RawFd`]: https://doc.rust-lang.org/std/os/fd/type.RawFd.html
pub type RawFd = core::ffi::c_int;

/// What has a descriptor's number to tell, as [`std::os::fd::AsRawFd`].
///
/// ```no_run
/// use nanowasi::{fd::AsRawFd, fs::File, io};
///
/// let file = File::open("notes")?;
/// let number = file.as_raw_fd(); // of no use when `file` is gone
/// # Ok::<(), io::Error>(())
/// ```
///
/// [`std::os::fd::AsRawFd`]: https://doc.rust-lang.org/std/os/fd/trait.AsRawFd.html
pub trait AsRawFd {
    /// The number, for as long as `self` keeps the descriptor open.
    fn as_raw_fd(&self) -> RawFd;
}

/// What can be made of a descriptor's number, as [`std::os::fd::FromRawFd`].
///
/// [`std::os::fd::FromRawFd`]: https://doc.rust-lang.org/std/os/fd/trait.FromRawFd.html
pub trait FromRawFd {
    /// Takes over a descriptor by its number. Of a preopened directory it is remembered, for a path
    /// has to find those behind it even when this one has been closed or moved.
    ///
    /// # Safety
    ///
    /// - `fd` is open, and nothing else owns it: no other value closes it.
    unsafe fn from_raw_fd(fd: RawFd) -> Self;
}

/// What gives a descriptor away by its number, as [`std::os::fd::IntoRawFd`].
///
/// [`std::os::fd::IntoRawFd`]: https://doc.rust-lang.org/std/os/fd/trait.IntoRawFd.html
pub trait IntoRawFd {
    /// Gives up ownership: the caller closes the descriptor from now on.
    #[must_use = "losing the raw file descriptor may leak resources"]
    fn into_raw_fd(self) -> RawFd;
}

impl AsRawFd for RawFd {
    #[inline]
    fn as_raw_fd(&self) -> RawFd {
        *self
    }
}

impl FromRawFd for RawFd {
    #[inline]
    unsafe fn from_raw_fd(fd: RawFd) -> Self {
        fd
    }
}

impl IntoRawFd for RawFd {
    #[inline]
    fn into_raw_fd(self) -> RawFd {
        self
    }
}

impl AsRawFd for OwnedFd {
    #[inline]
    fn as_raw_fd(&self) -> RawFd {
        self.raw().cast_signed()
    }
}

impl FromRawFd for OwnedFd {
    unsafe fn from_raw_fd(fd: RawFd) -> Self {
        let fd = fd.cast_unsigned();
        preopen_gaps::claim(fd);
        // SAFETY: nobody else owns it, by the caller's promise, and `claim` knows of it.
        unsafe { Self::new(fd) }
    }
}

impl IntoRawFd for OwnedFd {
    #[inline]
    fn into_raw_fd(self) -> RawFd {
        self.into_raw().cast_signed()
    }
}

impl AsRawFd for BorrowedFd<'_> {
    #[inline]
    fn as_raw_fd(&self) -> RawFd {
        self.raw().cast_signed()
    }
}

#[cfg(feature = "alloc")]
impl<T: AsRawFd> AsRawFd for Box<T> {
    #[inline]
    fn as_raw_fd(&self) -> RawFd {
        (**self).as_raw_fd()
    }
}

#[cfg(feature = "alloc")]
impl<T: AsRawFd> AsRawFd for Rc<T> {
    #[inline]
    fn as_raw_fd(&self) -> RawFd {
        (**self).as_raw_fd()
    }
}

#[cfg(feature = "alloc")]
impl<T: AsRawFd> AsRawFd for Arc<T> {
    #[inline]
    fn as_raw_fd(&self) -> RawFd {
        (**self).as_raw_fd()
    }
}

/// Implements [`FromRawFd`] for types that are made of an [`OwnedFd`].
macro_rules! from_raw_fd {
    ($($type:ty),+ $(,)?) => {
        $(
            #[allow(
                unsafe_code,
                reason = "the trait is `std`'s; the code is that of the layer beneath"
            )]
            impl $crate::sys::FromRawFd for $type {
                #[inline]
                unsafe fn from_raw_fd(fd: $crate::sys::RawFd) -> Self {
                    // SAFETY: the caller's promise is the same.
                    Self::from(unsafe { $crate::sys::OwnedFd::from_raw_fd(fd) })
                }
            }
        )+
    };
}
pub(crate) use from_raw_fd;
