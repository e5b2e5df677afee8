//! [`OpenOptionsExt`]: what else can be asked for when a file is opened.

use super::lookup;
use crate::fs::{File, OpenFlag, OpenOptions, without_nul};
use crate::io::Result;
use crate::path::Path;
use crate::raw::Lookupflags;
use crate::sys::AsFd;

/// More that can be asked for when a file is opened, as `std::os::wasi::fs::OpenOptionsExt`.
///
/// The single flags are bits of [`custom_flags`](Self::custom_flags), which sets them all.
pub trait OpenOptionsExt {
    /// Sets the flags of wasi-libc's `open`, but for those that say whether to read or to write: the bits of
    /// [`Fdflags`](crate::raw::Fdflags) as they are, those of [`Oflags`](crate::raw::Oflags) 12 bits higher, and bit 24 for not
    /// following a symbolic link.
    fn custom_flags(&mut self, flags: i32) -> &mut Self;

    /// The bits of [`Lookupflags`]: 1, which it is at first, to follow a symbolic link, 0 not to. Not in today's
    /// `std`.
    fn lookup_flags(&mut self, flags: u32) -> &mut Self;

    /// To open a directory, with the rights to use it for paths below it, and to fail if it is none. Not in
    /// today's `std`.
    fn directory(&mut self, dir: bool) -> &mut Self;

    /// That each write waits until the content is stored. Not in today's `std`.
    fn dsync(&mut self, dsync: bool) -> &mut Self;

    /// That nothing waits: see [`Fdflags::NONBLOCK`](crate::raw::Fdflags::NONBLOCK). Not in today's `std`.
    fn nonblock(&mut self, nonblock: bool) -> &mut Self;

    /// That each read waits as a write does. Not in today's `std`.
    fn rsync(&mut self, rsync: bool) -> &mut Self;

    /// That each write waits until content and attributes are stored. Not in today's `std`.
    fn sync(&mut self, sync: bool) -> &mut Self;

    /// The rights of the descriptor, instead of those that the options need: the bits of [`Rights`](crate::raw::Rights). Not in today's
    /// `std`.
    fn fs_rights_base(&mut self, rights: u64) -> &mut Self;

    /// The rights of descriptors that are opened through it, of which a file has none, and a directory all. Not in
    /// today's `std`.
    fn fs_rights_inheriting(&mut self, rights: u64) -> &mut Self;

    /// Opens what is below an open directory. Not in today's `std`.
    ///
    /// # Errors
    ///
    /// As [`OpenOptions::open`].
    fn open_at<P: AsRef<Path>>(&self, file: &File, path: P) -> Result<File>;
}

impl OpenOptionsExt for OpenOptions {
    fn custom_flags(&mut self, flags: i32) -> &mut Self {
        self.set_custom_flags(flags);
        self
    }

    fn lookup_flags(&mut self, flags: u32) -> &mut Self {
        let follow = lookup(flags).contains(Lookupflags::SYMLINK_FOLLOW);
        self.set_flag(OpenFlag::NoFollow, !follow);
        self
    }

    fn directory(&mut self, dir: bool) -> &mut Self {
        self.set_flag(OpenFlag::Directory, dir);
        self
    }

    fn dsync(&mut self, dsync: bool) -> &mut Self {
        self.set_flag(OpenFlag::Dsync, dsync);
        self
    }

    fn nonblock(&mut self, nonblock: bool) -> &mut Self {
        self.set_flag(OpenFlag::Nonblock, nonblock);
        self
    }

    fn rsync(&mut self, rsync: bool) -> &mut Self {
        self.set_flag(OpenFlag::Rsync, rsync);
        self
    }

    fn sync(&mut self, sync: bool) -> &mut Self {
        self.set_flag(OpenFlag::Sync, sync);
        self
    }

    fn fs_rights_base(&mut self, rights: u64) -> &mut Self {
        self.set_rights(Some(rights), None);
        self
    }

    fn fs_rights_inheriting(&mut self, rights: u64) -> &mut Self {
        self.set_rights(None, Some(rights));
        self
    }

    fn open_at<P: AsRef<Path>>(&self, file: &File, path: P) -> Result<File> {
        self.open_path_at(file.as_fd(), without_nul(path.as_ref())?)
    }
}
