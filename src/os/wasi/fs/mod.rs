//! What WASI's files can do beyond those of other systems.
//!
//! As [`std::os::wasi::fs`], which is unstable in `std` and has changed its names: what it has now is here,
//! and what it had before where nothing took its place.
//!
//! # Paths below an open directory
//!
//! Every path is looked up below an open directory by a host; [`fs`](crate::fs) only picks one of the preopened.
//! A directory that is open as a [`File`](crate::fs::File) serves as well, and then names are safe from what happens to the
//! directories above. Open it with [`directory`](OpenOptionsExt::directory), which asks for the rights that
//! this takes:
//!
//! ```no_run
//! use nanowasi::fs::OpenOptions;
//! use nanowasi::os::wasi::fs::{FileExt, OpenOptionsExt};
//!
//! let dir = OpenOptions::new().read(true).directory(true).open("data")?;
//! dir.create_directory("new")?;
//! let file = OpenOptions::new().write(true).create(true).open_at(&dir, "new/file")?;
//! # Ok::<(), nanowasi::io::Error>(())
//! ```
//!
//! [`std::os::wasi::fs`]: https://doc.rust-lang.org/std/os/wasi/fs/index.html

mod file_ext;
mod link;
mod metadata_ext;
mod open_options_ext;

pub use file_ext::FileExt;
pub use link::{link, rename, symlink, symlink_path};
#[cfg(feature = "alloc")]
pub use metadata_ext::DirEntryExt;
pub use metadata_ext::{FileTypeExt, MetadataExt};
pub use open_options_ext::OpenOptionsExt;

use crate::raw::Lookupflags;

/// The bits that have a name.
const fn lookup(flags: u32) -> Lookupflags {
    Lookupflags::from_bits_truncate(flags)
}
