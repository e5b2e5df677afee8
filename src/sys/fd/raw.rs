//! Numbers of descriptors: [`RawFd`], and the traits that convert between a number and an owner.
//!
//! To make an owner of a number is `unsafe`, because the number must have no other owner. The types
//! of the layers above implement [`FromRawFd`] by a macro of this file, so that they need no
//! `unsafe` code.
//!
//! The safety argument: `from_raw_fd` passes its caller's promise on to `OwnedFd`, and does nothing
//! else that needs one.

#[cfg(feature = "alloc")]
use alloc_crate::{boxed::Box, rc::Rc, sync::Arc};

use super::{BorrowedFd, OwnedFd, fd_prestat_get};
use crate::sys::preopen_gaps;

/// The number of a descriptor, as [`std::os::fd::RawFd`].
///
/// Preview 1 has unsigned numbers ([`raw::Fd`](crate::raw::Fd)), and promises none above
/// `i32::MAX`.
///
/// [`std::os::fd::RawFd`]: https://doc.rust-lang.org/std/os/fd/type.RawFd.html
pub type RawFd = core::ffi::c_int;

/// A value whose descriptor's number can be read, as [`std::os::fd::AsRawFd`].
///
/// # Examples
///
/// ```no_run
/// use nanowasi::{fd::AsRawFd, fs::File};
/// # fn main() -> nanowasi::io::Result<()> {
///
/// let file = File::create("log.txt")?;
/// assert!(file.as_raw_fd() > 3); // the streams and a preopened directory come first
/// # Ok(())
/// # }
/// ```
///
/// [`std::os::fd::AsRawFd`]: https://doc.rust-lang.org/std/os/fd/trait.AsRawFd.html
pub trait AsRawFd {
    /// Returns the number. It is valid as long as `self` keeps the descriptor open.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::{fd::AsRawFd, io};
    ///
    /// assert_eq!(io::stdin().as_raw_fd(), 0);
    /// ```
    fn as_raw_fd(&self) -> RawFd;
}

/// A type that can own a descriptor, given its number, as [`std::os::fd::FromRawFd`].
///
/// # Examples
///
/// ```no_run
/// use nanowasi::{fd::{FromRawFd, IntoRawFd}, fs::{self, File}, io::Write};
/// # fn main() -> nanowasi::io::Result<()> {
///
/// let number = File::create("log.txt")?.into_raw_fd();
/// // SAFETY: `into_raw_fd` has given up ownership.
/// let mut file = unsafe { File::from_raw_fd(number) };
/// file.write_all(b"started\n")?;
/// assert_eq!(fs::read("log.txt")?, b"started\n");
/// # Ok(())
/// # }
/// ```
///
/// [`std::os::fd::FromRawFd`]: https://doc.rust-lang.org/std/os/fd/trait.FromRawFd.html
pub trait FromRawFd {
    /// Takes ownership of a descriptor by its number.
    ///
    /// A preopened directory can be taken over, too. Then path resolution still finds the preopened
    /// directories after it, even if it is closed or moved.
    ///
    /// # Safety
    ///
    /// - `fd` is open.
    /// - Nothing else owns `fd`: no other value closes it.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::{fd::{AsRawFd, FromRawFd, IntoRawFd, OwnedFd}, fs::File, sys};
    /// # fn main() -> nanowasi::io::Result<()> {
    ///
    /// let number = File::create("log.txt")?.into_raw_fd();
    /// // SAFETY: `number` is open, and `into_raw_fd` has given up ownership.
    /// let fd = unsafe { OwnedFd::from_raw_fd(number) };
    /// assert_eq!(fd.as_raw_fd(), number);
    /// sys::fd_close(fd)?; // unlike a drop, reports an error
    /// # Ok(())
    /// # }
    /// ```
    unsafe fn from_raw_fd(fd: RawFd) -> Self;
}

/// A value that can give up its descriptor, as [`std::os::fd::IntoRawFd`].
///
/// # Examples
///
/// ```no_run
/// use nanowasi::{fd::{FromRawFd, IntoRawFd, OwnedFd}, fs::File};
/// # fn main() -> nanowasi::io::Result<()> {
///
/// let number = File::create("log.txt")?.into_raw_fd(); // not closed
/// // SAFETY: `into_raw_fd` has given up ownership.
/// drop(unsafe { OwnedFd::from_raw_fd(number) }); // closed
/// # Ok(())
/// # }
/// ```
///
/// [`std::os::fd::IntoRawFd`]: https://doc.rust-lang.org/std/os/fd/trait.IntoRawFd.html
pub trait IntoRawFd {
    /// Gives up ownership, and returns the number. The caller closes the descriptor from now on.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::{fd::IntoRawFd, fs::File, raw};
    /// # fn main() -> nanowasi::io::Result<()> {
    ///
    /// let number = File::create("log.txt")?.into_raw_fd();
    /// // SAFETY: `into_raw_fd` has given up ownership, and nothing uses the number afterwards.
    /// assert_eq!(unsafe { raw::fd_close(number.cast_unsigned()) }, 0);
    /// # Ok(())
    /// # }
    /// ```
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
        // SAFETY: the descriptor is open, by the caller's promise.
        let borrowed = unsafe { BorrowedFd::from_raw_unchecked(fd) };
        // The standard streams come before the preopens.
        if fd > 2 && fd_prestat_get(borrowed).is_ok() {
            preopen_gaps::extend_to(fd);
        }
        // SAFETY: nothing else owns the descriptor, by the caller's promise. If it is a preopened
        // directory, that has just been recorded.
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

/// Implements [`FromRawFd`] for types that implement `From<OwnedFd>`.
macro_rules! from_raw_fd {
    ($($type:ty),+ $(,)?) => {
        $(
            #[allow(
                unsafe_code,
                reason = "the trait is `std`'s, and the code passes the promise on to `OwnedFd`"
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
