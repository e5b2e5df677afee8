//! [`OpenOptionsExt`]: further options for opening a file.

use super::lookup;
use crate::fs::{File, OpenFlag, OpenOptions, without_nul};
use crate::io::Result;
use crate::path::Path;
use crate::raw::Lookupflags;
use crate::sys::AsFd;

/// Further options for opening a file, as `std::os::wasi::fs::OpenOptionsExt`.
///
/// The methods for single flags set bits of [`custom_flags`](Self::custom_flags), which replaces
/// all of them.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::fs::{self, OpenOptions};
/// use nanowasi::os::wasi::fs::OpenOptionsExt;
///
/// # fn main() -> nanowasi::io::Result<()> {
/// fs::create_dir("data")?;
/// let dir = OpenOptions::new().read(true).directory(true).open("data")?;
/// let file = OpenOptions::new().write(true).create(true).open_at(&dir, "file")?;
/// assert!(fs::exists("data/file")?);
/// # Ok(())
/// # }
/// ```
pub trait OpenOptionsExt {
    /// Sets the flags of wasi-libc's `open`, except the access mode.
    ///
    /// - Bits 0 to 11: the bits of [`Fdflags`](crate::raw::Fdflags).
    /// - Bits 12 to 23: the bits of [`Oflags`](crate::raw::Oflags).
    /// - Bit 24: don't follow a symbolic link.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fs::OpenOptions;
    /// use nanowasi::os::wasi::fs::OpenOptionsExt;
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// const O_DIRECTORY: i32 = 2 << 12;
    /// let mut options = OpenOptions::new();
    /// options.read(true).custom_flags(O_DIRECTORY);
    /// assert!(options.open(".").is_ok());
    /// # nanowasi::fs::write("file", "")?;
    /// assert_eq!(options.open("file").unwrap_err().name(), "NOTDIR");
    /// # Ok(())
    /// # }
    /// ```
    fn custom_flags(&mut self, flags: i32) -> &mut Self;

    /// Sets the bits of [`Lookupflags`]: 1, the default, to follow a symbolic link, 0 to fail at
    /// it. Not in the present `std`.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fs::OpenOptions;
    /// use nanowasi::os::wasi::fs::OpenOptionsExt;
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// # nanowasi::fs::write("file", "")?;
    /// # nanowasi::os::wasi::fs::symlink_path("file", "link")?;
    /// let mut options = OpenOptions::new();
    /// assert!(options.read(true).open("link").is_ok());
    /// assert_eq!(options.lookup_flags(0).open("link").unwrap_err().name(), "LOOP");
    /// # Ok(())
    /// # }
    /// ```
    fn lookup_flags(&mut self, flags: u32) -> &mut Self;

    /// Sets whether to open a directory, and to fail if the path is no directory. Not in the
    /// present `std`.
    ///
    /// The descriptor has the rights for paths below the directory.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fs::OpenOptions;
    /// use nanowasi::os::wasi::fs::OpenOptionsExt;
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let dir = OpenOptions::new().read(true).directory(true).open(".")?;
    /// assert!(dir.metadata()?.is_dir());
    /// # Ok(())
    /// # }
    /// ```
    fn directory(&mut self, dir: bool) -> &mut Self;

    /// Sets whether each write waits until the content is stored. Not in the present `std`.
    ///
    /// wasmtime fails to open a file with this option.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fs::OpenOptions;
    /// use nanowasi::io::ErrorKind;
    /// use nanowasi::os::wasi::fs::OpenOptionsExt;
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let mut options = OpenOptions::new();
    /// options.write(true).create(true).dsync(true);
    /// match options.open("log") {
    ///     Ok(_) => {}
    ///     Err(error) => assert_eq!(error.kind(), ErrorKind::Unsupported), // wasmtime
    /// }
    /// # Ok(())
    /// # }
    /// ```
    fn dsync(&mut self, dsync: bool) -> &mut Self;

    /// Sets whether reads and writes return `AGAIN` instead of blocking: see
    /// [`Fdflags::NONBLOCK`](crate::raw::Fdflags::NONBLOCK). Not in the present `std`.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fs::OpenOptions;
    /// use nanowasi::os::wasi::fs::OpenOptionsExt;
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let file = OpenOptions::new().write(true).create(true).nonblock(true).open("log")?;
    /// assert!(file.metadata()?.is_file());
    /// # Ok(())
    /// # }
    /// ```
    fn nonblock(&mut self, nonblock: bool) -> &mut Self;

    /// Sets whether each read waits until pending writes are stored. Not in the present `std`.
    ///
    /// wasmtime fails to open a file with this option.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fs::OpenOptions;
    /// use nanowasi::io::ErrorKind;
    /// use nanowasi::os::wasi::fs::OpenOptionsExt;
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let mut options = OpenOptions::new();
    /// options.write(true).create(true).rsync(true);
    /// match options.open("log") {
    ///     Ok(_) => {}
    ///     Err(error) => assert_eq!(error.kind(), ErrorKind::Unsupported), // wasmtime
    /// }
    /// # Ok(())
    /// # }
    /// ```
    fn rsync(&mut self, rsync: bool) -> &mut Self;

    /// Sets whether each write waits until content and attributes are stored. Not in the present
    /// `std`.
    ///
    /// wasmtime fails to open a file with this option.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fs::OpenOptions;
    /// use nanowasi::io::ErrorKind;
    /// use nanowasi::os::wasi::fs::OpenOptionsExt;
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let mut options = OpenOptions::new();
    /// options.write(true).create(true).sync(true);
    /// match options.open("log") {
    ///     Ok(_) => {}
    ///     Err(error) => assert_eq!(error.kind(), ErrorKind::Unsupported), // wasmtime
    /// }
    /// # Ok(())
    /// # }
    /// ```
    fn sync(&mut self, sync: bool) -> &mut Self;

    /// Sets the rights of the descriptor, instead of those that the options need. Not in the
    /// present `std`.
    ///
    /// `rights` are bits of [`Rights`](crate::raw::Rights). Bits that preview 1 does not define are
    /// dropped.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fs::OpenOptions;
    /// use nanowasi::os::wasi::fs::OpenOptionsExt;
    /// use nanowasi::raw::Rights;
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// # nanowasi::fs::write("file", "")?;
    /// let rights = (Rights::FD_READ | Rights::FD_SEEK).bits();
    /// let file = OpenOptions::new().read(true).fs_rights_base(rights).open("file")?;
    /// # Ok(())
    /// # }
    /// ```
    fn fs_rights_base(&mut self, rights: u64) -> &mut Self;

    /// Sets the rights of descriptors that are opened through this one. Not in the present `std`.
    ///
    /// Without this option a file passes on no rights, and a directory passes on all. Bits that
    /// preview 1 does not define are dropped.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fs::OpenOptions;
    /// use nanowasi::os::wasi::fs::OpenOptionsExt;
    /// use nanowasi::raw::Rights;
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let mut options = OpenOptions::new();
    /// options.write(true).create(true).fs_rights_inheriting(Rights::FD_WRITE.bits());
    /// let log = options.open("log")?; // wasmer keeps the right to write in `fd::renumber`
    /// # Ok(())
    /// # }
    /// ```
    fn fs_rights_inheriting(&mut self, rights: u64) -> &mut Self;

    /// Opens the file `path` below the open directory `file`. Not in the present `std`.
    ///
    /// # Errors
    ///
    /// As for [`OpenOptions::open`].
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fs::OpenOptions;
    /// use nanowasi::os::wasi::fs::OpenOptionsExt;
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let dir = OpenOptions::new().read(true).directory(true).open(".")?;
    /// let file = OpenOptions::new().write(true).create(true).open_at(&dir, "file")?;
    /// assert_eq!(file.metadata()?.len(), 0);
    /// # Ok(())
    /// # }
    /// ```
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
