//! Files and directories below the directories that the host has preopened, as [`std::fs`].
//!
//! # Paths
//!
//! The host gives a guest no root and no current directory. It opens some directories before the
//! guest starts, each under a name: the preopened directories. A path leads to the preopened
//! directory whose name has the most components in common with the path.
//!
//! | preopened | path | leads to |
//! | --- | --- | --- |
//! | `.`, `data` | `data/x` | `x` below `data` |
//! | `.`, `data` | `database` | `database` below `.`, because components are compared |
//! | `/` | `x` | `x` below `/`, as under `std` |
//! | `.` | `/x` | `x` below `.`, as under `std` |
//! | `.`, `/` | `x` | `x` below `.`: a name of the path's own kind wins |
//! | `data` | `x` | nothing: [`NotFound`](crate::io::ErrorKind::NotFound) |
//!
//! - Between equal names, the last one wins.
//! - A relative path begins at the [current directory](crate::env::current_dir). The empty path is
//!   the current directory.
//! - The host resolves `..`, and refuses to leave the preopened directory.
//! - A preopened directory hides a directory entry of the same path, as a mount point does. So some
//!   files have no absolute path, and [`canonicalize`] of such a file is an error.
//! - The `{:?}` text of the error for a path without a preopened directory lists the names of the
//!   preopened directories. An error that `main` returns is printed in this way.
//!
//! Unlike `std`, `.` and `/` stay apart where the host preopens both: `std` finds `x` and `/x` in
//! the same one.
//!
//! ```no_run
//! use nanowasi::{fs, io};
//!
//! # fn main() -> io::Result<()> {
//! fs::create_dir_all("out/2026")?;
//! fs::write("out/2026/report.txt", "all is well\n")?;
//! assert_eq!(fs::read_to_string("out/2026/report.txt")?, "all is well\n");
//!
//! let error = fs::read("out/2027/report.txt").unwrap_err();
//! assert_eq!(error.kind(), io::ErrorKind::NotFound);
//! # Ok(())
//! # }
//! ```
//!
//! # What preview 1 does not have
//!
//! These behave as under `std` on this target:
//!
//! - Permissions: [`set_permissions`] always fails, and [`Permissions::readonly`] is always true.
//! - Locks on files: [`File::lock`] and its siblings always fail.
//! - A second descriptor for an open file: [`File::try_clone`] always fails.
//! - The time of creation: [`Metadata::created`] is the time of the last change of the attributes.
//! - Absolute symbolic links: most hosts refuse to create or follow one.
//!
//! # Without a heap
//!
//! Paths may be `&str`s, and [`Entries`] lists a directory. Without the feature `alloc`, all
//! functions exist except those that return a [`PathBuf`](crate::path::PathBuf), a `Vec` or a
//! `String`, and except [`read_dir`] and [`remove_dir_all`]. [`copy`] needs no heap.
//!
//! # Errors
//!
//! Errors are the host's, and hosts disagree. The usual errnos of a function that takes a path are
//! these; a function lists only what it adds:
//!
//! - `NOENT`: the path does not exist, or no preopened directory leads to it.
//! - `NOTDIR`: a component before the last one is not a directory.
//! - `NOTCAPABLE` or `PERM`: the path leaves the preopened directory, or a right is missing.
//! - `ACCES`: the host's file system denies the access.
//! - `LOOP`: too many symbolic links.
//! - `NAMETOOLONG`: the path or a component is too long.
//!
//! Two errors come from this crate:
//!
//! - [`InvalidInput`](crate::io::ErrorKind::InvalidInput): the path has a NUL byte. Half of the
//!   hosts would cut it off there.
//! - [`OutOfMemory`](crate::io::ErrorKind::OutOfMemory): there is no memory to put the current
//!   directory before the path.
//!
//! [`std::fs`]: https://doc.rust-lang.org/std/fs/index.html

#[cfg(feature = "alloc")]
mod absolute_path;
#[cfg(feature = "alloc")]
mod canonical;
#[cfg(feature = "alloc")]
mod dir_buffer;
mod dirs;
mod entries;
mod file;
mod file_io;
mod link;
mod listing;
mod lock;
mod metadata;
mod open_args;
mod open_options;
mod permissions;
#[cfg(feature = "alloc")]
mod read_dir;
#[cfg(feature = "alloc")]
mod remove_dir_all;
mod times;
mod whole_file;

#[cfg(feature = "alloc")]
pub use canonical::canonicalize;
pub use dirs::{DirBuilder, create_dir, create_dir_all, remove_dir};
pub use entries::{Entries, Entry};
pub use file::File;
#[cfg(feature = "alloc")]
pub use link::read_link;
#[allow(deprecated, reason = "as in `std`")]
pub use link::soft_link;
pub use link::{hard_link, remove_file, rename};
pub use lock::TryLockError;
pub use metadata::{Metadata, exists, metadata, symlink_metadata};
pub use open_options::OpenOptions;
pub use permissions::{FileType, Permissions, set_permissions};
#[cfg(feature = "alloc")]
pub use read_dir::{DirEntry, ReadDir, read_dir};
#[cfg(feature = "alloc")]
pub use remove_dir_all::remove_dir_all;
pub use times::FileTimes;
pub use whole_file::{copy, write};
#[cfg(feature = "alloc")]
pub use whole_file::{read, read_to_string};

// For `env` and `path`.
#[cfg(feature = "alloc")]
pub(crate) use absolute_path::{check_absolute, check_current_dir};

// For `os::wasi`.
pub(crate) use link::symlink;
#[cfg(feature = "alloc")]
pub(crate) use link::{path_buf, read_link_at};
pub(crate) use open_options::OpenFlag;

use crate::io::{Error, Message, Result};
use crate::path::Path;
use crate::path_resolve::{self, Location, Scratch};
use crate::sys::util::bytes::contains;

/// Returns the preopened directory that leads to `path`, and the rest of the path.
fn resolve<'path>(path: &'path [u8], scratch: &'path mut Scratch) -> Result<Location<'path>> {
    Ok(path_resolve::resolve(path, scratch)?)
}

/// Returns a path's bytes.
#[inline]
fn bytes(path: &Path) -> &[u8] {
    path.as_os_str().as_encoded_bytes()
}

/// Returns a path's bytes, or an error if one of them is NUL: half of the hosts would cut the path
/// off there.
pub(crate) fn without_nul(path: &Path) -> Result<&[u8]> {
    let bytes = bytes(path);
    if contains(bytes, 0) {
        return Err(Error::from_message(Message::NulInPath));
    }
    Ok(bytes)
}
