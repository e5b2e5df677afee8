//! Files and directories, below the directories that the host has preopened.
//!
//! As [`std::fs`]. A guest has no root and no current directory of the host's, only the directories that its
//! host has opened for it beforehand, each under a name. A path leads to the one whose name has the most
//! components in common with it: `data` leads to `data/x` and not to `database`. As under `std`, `x` is also
//! found below `/`, and `/x` below `.`; where there is one of each, a path keeps to its own kind, and of
//! several the last counts. A relative path begins at the [current directory](crate::env::current_dir),
//! and the empty one is that directory. `..` is left to the host, which refuses to leave the preopened
//! directory.
//!
//! A preopened directory hides a folder of its name in another one. So some files have no absolute
//! path, and [`canonicalize`] of such a file is an error.
//!
//! A path that no preopened directory leads to is a [`NotFound`](crate::io::ErrorKind::NotFound) error whose
//! `{:?}`, and so `main`'s error, names those that there are.
//!
//! # What a host can't do
//!
//! As under `std`: there are no permissions ([`set_permissions`] answers an error, and
//! [`Permissions::readonly`] is always true), no locks on files, no second descriptor for a file
//! ([`File::try_clone`]), and the time of creation is that of the last change of attributes. Hard and
//! symbolic links work as far as the host allows them; one that is absolute it refuses.
//!
//! # Without a heap
//!
//! Paths may be `&str`s, [`Entries`] lists a directory, and all that makes no [`PathBuf`](crate::path::PathBuf)
//! or `Vec` is there without the feature `alloc`, [`copy`] among it.
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
pub(crate) use open_options::Flag as OpenFlag;

use crate::io::{Error, Message, Result};
use crate::path::Path;
use crate::path_resolve::{self, Scratch};
use crate::sys::BorrowedFd;
use crate::sys::util::bytes::contains;

/// The preopened directory that leads to `path`, and the path from there.
fn resolve<'path>(
    path: &'path [u8],
    scratch: &'path mut Scratch,
) -> Result<(BorrowedFd<'static>, &'path [u8])> {
    Ok(path_resolve::resolve(path, scratch)?)
}

/// A path's bytes.
#[inline]
fn bytes(path: &Path) -> &[u8] {
    path.as_os_str().as_encoded_bytes()
}

/// A path's bytes for a host, if it has no NUL byte, where half of the hosts would cut it off.
pub(crate) fn without_nul(path: &Path) -> Result<&[u8]> {
    let bytes = bytes(path);
    if contains(bytes, 0) {
        return Err(Error::from_message(Message::NulInPath));
    }
    Ok(bytes)
}
