//! What WASI's files can do beyond those of other systems.
//!
//! As [`std::os::wasi::fs`], which is unstable in `std` and has changed its names: what it has now is here,
//! and what it had before where nothing took its place.
//!
//! # Paths below an open directory
//!
//! Every path is looked up below an open directory by a host; [`fs`] only picks one of the preopened.
//! A directory that is open as a [`File`] serves as well, and then names are safe from what happens to the
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

use crate::fs::{self, File, FileType, Metadata, OpenFlag, OpenOptions, without_nul};
#[cfg(feature = "alloc")]
use crate::fs::{DirEntry, path_buf, read_link_at};
use crate::io::{Error, ErrorKind, IoSlice, IoSliceMut, Read, Result, Write};
use crate::path::Path;
#[cfg(feature = "alloc")]
use crate::path::PathBuf;
use crate::raw::{Advice, Fdflags, Fdstat, Filetype, Lookupflags, Rights};
use crate::sys::{self, AsFd, Errno, Text};

/// More that can be done with a [`File`], as [`std::os::wasi::fs::FileExt`].
///
/// [`std::os::wasi::fs::FileExt`]: https://doc.rust-lang.org/std/os/wasi/fs/trait.FileExt.html
pub trait FileExt {
    /// Reads from a place in the file, and answers how many bytes that was. The place of the next
    /// [`read`](crate::io::Read::read) stays where it is.
    ///
    /// # Errors
    ///
    /// What the host answers.
    fn read_at(&self, buf: &mut [u8], offset: u64) -> Result<usize> {
        self.read_vectored_at(&mut [IoSliceMut::new(buf)], offset)
    }

    /// Reads into several slices, as if they were one.
    ///
    /// # Errors
    ///
    /// As [`read_at`](Self::read_at).
    fn read_vectored_at(&self, bufs: &mut [IoSliceMut<'_>], offset: u64) -> Result<usize>;

    /// Reads until `buf` is full.
    ///
    /// # Errors
    ///
    /// [`UnexpectedEof`](ErrorKind::UnexpectedEof) if the file ends before, or as [`read_at`](Self::read_at).
    fn read_exact_at(&self, buf: &mut [u8], offset: u64) -> Result<()> {
        At { file: self, offset }.read_exact(buf)
    }

    /// Writes to a place in the file, and answers how many bytes that was. The place of the next
    /// [`write`](crate::io::Write::write) stays where it is. Behind the end, zeros fill the gap.
    ///
    /// # Errors
    ///
    /// What the host answers.
    fn write_at(&self, buf: &[u8], offset: u64) -> Result<usize> {
        self.write_vectored_at(&[IoSlice::new(buf)], offset)
    }

    /// Writes from several slices, as if they were one.
    ///
    /// # Errors
    ///
    /// As [`write_at`](Self::write_at).
    fn write_vectored_at(&self, bufs: &[IoSlice<'_>], offset: u64) -> Result<usize>;

    /// Writes all of `buf`.
    ///
    /// # Errors
    ///
    /// [`WriteZero`](ErrorKind::WriteZero) if nothing more is taken, or as [`write_at`](Self::write_at).
    fn write_all_at(&self, buf: &[u8], offset: u64) -> Result<()> {
        At { file: self, offset }.write_all(buf)
    }

    /// The place of the next read or write.
    ///
    /// # Errors
    ///
    /// What the host answers.
    fn tell(&self) -> Result<u64>;

    /// What the descriptor is, its flags, and its rights. Not in `std`.
    ///
    /// # Errors
    ///
    /// What the host answers.
    fn fdstat_get(&self) -> Result<Fdstat>;

    /// Sets the descriptor's flags: the bits of [`Fdflags`]. Those without a name don't reach the host.
    ///
    /// # Errors
    ///
    /// What the host answers.
    fn fdstat_set_flags(&self, flags: u16) -> Result<()>;

    /// Gives up all rights but these: the bits of [`Rights`]. Those without a name don't reach the host.
    ///
    /// # Errors
    ///
    /// What the host answers.
    fn fdstat_set_rights(&self, rights: u64, inheriting: u64) -> Result<()>;

    /// Says how a part of the file is going to be used: the number of an [`Advice`].
    ///
    /// # Errors
    ///
    /// [`InvalidInput`](ErrorKind::InvalidInput) for a number that means nothing, or what the host answers.
    fn advise(&self, offset: u64, len: u64, advice: u8) -> Result<()>;

    /// Makes the file at least as long as `offset + len`, with its storage reserved.
    ///
    /// # Errors
    ///
    /// What the host answers; many don't offer it.
    fn allocate(&self, offset: u64, len: u64) -> Result<()>;

    /// Makes a directory in this one.
    ///
    /// # Errors
    ///
    /// What the host answers.
    fn create_directory<P: AsRef<Path>>(&self, dir: P) -> Result<()>;

    /// What a symbolic link says that is in this directory.
    ///
    /// # Errors
    ///
    /// What the host answers.
    #[cfg(feature = "alloc")]
    fn read_link<P: AsRef<Path>>(&self, path: P) -> Result<PathBuf>;

    /// The attributes of a file in this directory; `lookup_flags` are the bits of [`Lookupflags`].
    ///
    /// # Errors
    ///
    /// What the host answers.
    fn metadata_at<P: AsRef<Path>>(&self, lookup_flags: u32, path: P) -> Result<Metadata>;

    /// Removes a file, or a symbolic link, from this directory.
    ///
    /// # Errors
    ///
    /// What the host answers.
    fn remove_file<P: AsRef<Path>>(&self, path: P) -> Result<()>;

    /// Removes an empty directory from this one.
    ///
    /// # Errors
    ///
    /// What the host answers.
    fn remove_directory<P: AsRef<Path>>(&self, path: P) -> Result<()>;
}

/// A file from a place on, as a stream.
struct At<'file, F: ?Sized> {
    file: &'file F,
    offset: u64,
}

impl<F: FileExt + ?Sized> Read for At<'_, F> {
    fn read(&mut self, buf: &mut [u8]) -> Result<usize> {
        let count = self.file.read_at(buf, self.offset)?;
        self.offset = self.offset.saturating_add(count as u64);
        Ok(count)
    }
}

impl<F: FileExt + ?Sized> Write for At<'_, F> {
    fn write(&mut self, buf: &[u8]) -> Result<usize> {
        let count = self.file.write_at(buf, self.offset)?;
        self.offset = self.offset.saturating_add(count as u64);
        Ok(count)
    }

    fn flush(&mut self) -> Result<()> {
        Ok(())
    }
}

impl FileExt for File {
    fn read_vectored_at(&self, bufs: &mut [IoSliceMut<'_>], offset: u64) -> Result<usize> {
        Ok(sys::fd_pread(self.as_fd(), bufs, offset)?)
    }

    fn write_vectored_at(&self, bufs: &[IoSlice<'_>], offset: u64) -> Result<usize> {
        Ok(sys::fd_pwrite(self.as_fd(), bufs, offset)?)
    }

    fn tell(&self) -> Result<u64> {
        Ok(sys::fd_tell(self.as_fd())?)
    }

    fn fdstat_get(&self) -> Result<Fdstat> {
        Ok(sys::fd_fdstat_get(self.as_fd())?)
    }

    fn fdstat_set_flags(&self, flags: u16) -> Result<()> {
        let flags = Fdflags::from_bits_truncate(flags);
        Ok(sys::fd_fdstat_set_flags(self.as_fd(), flags)?)
    }

    fn fdstat_set_rights(&self, rights: u64, inheriting: u64) -> Result<()> {
        let [rights, inheriting] = [rights, inheriting].map(Rights::from_bits_truncate);
        Ok(sys::fd_fdstat_set_rights(self.as_fd(), rights, inheriting)?)
    }

    fn advise(&self, offset: u64, len: u64, advice: u8) -> Result<()> {
        static NO_ADVICE: Text = Text::new(
            ErrorKind::InvalidInput,
            Errno::INVAL,
            "invalid parameter 'advice'",
        );
        if advice > Advice::NOREUSE.0 {
            return Err(Error::text(&NO_ADVICE));
        }
        Ok(sys::fd_advise(self.as_fd(), offset, len, Advice(advice))?)
    }

    fn allocate(&self, offset: u64, len: u64) -> Result<()> {
        Ok(sys::fd_allocate(self.as_fd(), offset, len)?)
    }

    fn create_directory<P: AsRef<Path>>(&self, dir: P) -> Result<()> {
        let path = without_nul(dir.as_ref())?;
        Ok(sys::path_create_directory(self.as_fd(), path)?)
    }

    #[cfg(feature = "alloc")]
    fn read_link<P: AsRef<Path>>(&self, path: P) -> Result<PathBuf> {
        let path = without_nul(path.as_ref())?;
        read_link_at(self.as_fd(), path).map(path_buf)
    }

    fn metadata_at<P: AsRef<Path>>(&self, lookup_flags: u32, path: P) -> Result<Metadata> {
        let path = without_nul(path.as_ref())?;
        let stat = sys::path_filestat_get(self.as_fd(), lookup(lookup_flags), path)?;
        Ok(Metadata(stat))
    }

    fn remove_file<P: AsRef<Path>>(&self, path: P) -> Result<()> {
        let path = without_nul(path.as_ref())?;
        Ok(sys::path_unlink_file(self.as_fd(), path)?)
    }

    fn remove_directory<P: AsRef<Path>>(&self, path: P) -> Result<()> {
        let path = without_nul(path.as_ref())?;
        Ok(sys::path_remove_directory(self.as_fd(), path)?)
    }
}

/// The bits that have a name.
const fn lookup(flags: u32) -> Lookupflags {
    Lookupflags::from_bits_truncate(flags)
}

/// More that can be asked for when a file is opened, as `std::os::wasi::fs::OpenOptionsExt`.
///
/// The single flags are bits of [`custom_flags`](Self::custom_flags), which sets them all.
pub trait OpenOptionsExt {
    /// Sets the flags of wasi-libc's `open`, but for those that say whether to read or to write: the bits of
    /// [`Fdflags`] as they are, those of [`Oflags`](crate::raw::Oflags) 12 bits higher, and bit 24 for not
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

    /// That nothing waits: see [`Fdflags::NONBLOCK`]. Not in today's `std`.
    fn nonblock(&mut self, nonblock: bool) -> &mut Self;

    /// That each read waits as a write does. Not in today's `std`.
    fn rsync(&mut self, rsync: bool) -> &mut Self;

    /// That each write waits until content and attributes are stored. Not in today's `std`.
    fn sync(&mut self, sync: bool) -> &mut Self;

    /// The rights of the descriptor, instead of those that the options need: the bits of [`Rights`]. Not in today's
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

/// More that is known of a file, as `std::os::wasi::fs::MetadataExt`.
pub trait MetadataExt {
    /// The device that holds it.
    fn dev(&self) -> u64;

    /// Its serial number on that device.
    fn ino(&self) -> u64;

    /// How many names it has.
    fn nlink(&self) -> u64;

    /// Its length in bytes. Not in today's `std`.
    fn size(&self) -> u64;

    /// When its content was last read, in nanoseconds since 1970. Not in today's `std`.
    fn atim(&self) -> u64;

    /// When its content was last written, in nanoseconds since 1970. Not in today's `std`.
    fn mtim(&self) -> u64;

    /// When its attributes last changed, in nanoseconds since 1970. Not in today's `std`.
    fn ctim(&self) -> u64;
}

impl MetadataExt for Metadata {
    #[inline]
    fn dev(&self) -> u64 {
        self.0.dev
    }

    #[inline]
    fn ino(&self) -> u64 {
        self.0.ino
    }

    #[inline]
    fn nlink(&self) -> u64 {
        self.0.nlink
    }

    #[inline]
    fn size(&self) -> u64 {
        self.0.size
    }

    #[inline]
    fn atim(&self) -> u64 {
        self.0.atim
    }

    #[inline]
    fn mtim(&self) -> u64 {
        self.0.mtim
    }

    #[inline]
    fn ctim(&self) -> u64 {
        self.0.ctim
    }
}

/// More kinds of files, as `std::os::wasi::fs::FileTypeExt`.
pub trait FileTypeExt {
    /// Whether it is a block device.
    fn is_block_device(&self) -> bool;

    /// Whether it is a character device: a terminal, say.
    fn is_char_device(&self) -> bool;

    /// Whether it is a socket, of streams or of datagrams.
    fn is_socket(&self) -> bool;
}

impl FileTypeExt for FileType {
    #[inline]
    fn is_block_device(&self) -> bool {
        self.0 == Filetype::BLOCK_DEVICE
    }

    #[inline]
    fn is_char_device(&self) -> bool {
        self.0 == Filetype::CHARACTER_DEVICE
    }

    #[inline]
    fn is_socket(&self) -> bool {
        matches!(self.0, Filetype::SOCKET_DGRAM | Filetype::SOCKET_STREAM)
    }
}

/// More that is known of a directory's entry, as `std::os::wasi::fs::DirEntryExt`.
#[cfg(feature = "alloc")]
pub trait DirEntryExt {
    /// The file's serial number, or 0 where the host doesn't tell.
    fn ino(&self) -> u64;
}

#[cfg(feature = "alloc")]
impl DirEntryExt for DirEntry {
    #[inline]
    fn ino(&self) -> u64 {
        self.serial()
    }
}

/// Gives a file one more name, from one open directory to another. As `std::os::wasi::fs::link`.
///
/// `old_flags` are the bits of [`Lookupflags`].
///
/// # Errors
///
/// What the host answers.
pub fn link<P: AsRef<Path>, U: AsRef<Path>>(
    old_fd: &File,
    old_flags: u32,
    old_path: P,
    new_fd: &File,
    new_path: U,
) -> Result<()> {
    let old_path = without_nul(old_path.as_ref())?;
    let new_path = without_nul(new_path.as_ref())?;
    let flags = lookup(old_flags);
    Ok(sys::path_link(
        old_fd.as_fd(),
        flags,
        old_path,
        new_fd.as_fd(),
        new_path,
    )?)
}

/// Gives a file or a directory another name, from one open directory to another. As
/// `std::os::wasi::fs::rename`.
///
/// # Errors
///
/// What the host answers.
pub fn rename<P: AsRef<Path>, U: AsRef<Path>>(
    old_fd: &File,
    old_path: P,
    new_fd: &File,
    new_path: U,
) -> Result<()> {
    let old_path = without_nul(old_path.as_ref())?;
    let new_path = without_nul(new_path.as_ref())?;
    Ok(sys::path_rename(
        old_fd.as_fd(),
        old_path,
        new_fd.as_fd(),
        new_path,
    )?)
}

/// Makes a symbolic link that says `old_path`, in an open directory. As `std::os::wasi::fs::symlink`.
///
/// # Errors
///
/// What the host answers: most refuse one that is absolute.
pub fn symlink<P: AsRef<Path>, U: AsRef<Path>>(old_path: P, fd: &File, new_path: U) -> Result<()> {
    let old_path = without_nul(old_path.as_ref())?;
    let new_path = without_nul(new_path.as_ref())?;
    Ok(sys::path_symlink(old_path, fd.as_fd(), new_path)?)
}

/// Makes a symbolic link that says `old_path`. As `std::os::wasi::fs::symlink_path`.
///
/// # Errors
///
/// What the host answers: most refuse one that is absolute.
pub fn symlink_path<P: AsRef<Path>, U: AsRef<Path>>(old_path: P, new_path: U) -> Result<()> {
    fs::symlink(old_path.as_ref(), new_path.as_ref())
}
