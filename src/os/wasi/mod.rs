//! Extensions for WASI, as [`std::os::wasi`].
//!
//! [`std::os::wasi`]: https://doc.rust-lang.org/std/os/wasi/index.html

pub mod ffi;
pub mod fs;
pub mod io;
pub mod net;

/// The extension traits and the descriptor types, for `use nanowasi::os::wasi::prelude::*`.
///
/// # Examples
///
/// ```
/// use nanowasi::ffi::OsStr;
/// use nanowasi::os::wasi::prelude::*;
///
/// assert_eq!(OsStr::new("name").as_bytes(), b"name");
/// ```
pub mod prelude {
    #[doc(no_inline)]
    pub use super::ffi::OsStrExt;
    #[cfg(feature = "alloc")]
    #[doc(no_inline)]
    pub use super::ffi::OsStringExt;
    #[cfg(feature = "alloc")]
    #[doc(no_inline)]
    pub use super::fs::DirEntryExt;
    #[doc(no_inline)]
    pub use super::fs::{FileExt, FileTypeExt, MetadataExt, OpenOptionsExt};
    #[doc(no_inline)]
    pub use super::io::{AsFd, AsRawFd, BorrowedFd, FromRawFd, IntoRawFd, OwnedFd, RawFd};
}
