//! Extensions of files and directories for WASI.
//!
//! As [`std::os::wasi::fs`], which is unstable in `std` and has renamed its items. This module has
//! the present items, and those earlier ones that have no successor.
//!
//! # Paths below an open directory
//!
//! A host resolves every path relative to an open directory. The functions of [`fs`](crate::fs)
//! choose a preopened directory. A directory that is open as a [`File`](crate::fs::File) can be
//! used as well. Its files are then found even if a directory above it is renamed. Open the
//! directory with [`directory`](OpenOptionsExt::directory), which requests the necessary rights:
//!
//! ```no_run
//! use nanowasi::fs::{self, OpenOptions};
//! use nanowasi::os::wasi::fs::{FileExt, OpenOptionsExt};
//!
//! # fn main() -> nanowasi::io::Result<()> {
//! # fs::create_dir("data")?;
//! let dir = OpenOptions::new().read(true).directory(true).open("data")?;
//! dir.create_directory("new")?;
//! let file = OpenOptions::new().write(true).create(true).open_at(&dir, "new/file")?;
//! assert!(fs::exists("data/new/file")?);
//! # Ok(())
//! # }
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

/// Returns the bits of `flags` that preview 1 defines.
const fn lookup(flags: u32) -> Lookupflags {
    Lookupflags::from_bits_truncate(flags)
}
