//! Further attributes of files: [`MetadataExt`], [`FileTypeExt`] and `DirEntryExt`.

#[cfg(feature = "alloc")]
use crate::fs::DirEntry;
use crate::fs::{FileType, Metadata};
use crate::raw::Filetype;

/// Further attributes of a file, as `std::os::wasi::fs::MetadataExt`.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::fs;
/// use nanowasi::os::wasi::fs::MetadataExt;
///
/// # fn main() -> nanowasi::io::Result<()> {
/// fs::write("file", "text")?;
/// let metadata = fs::metadata("file")?;
/// assert_eq!((metadata.size(), metadata.nlink()), (4, 1));
/// # Ok(())
/// # }
/// ```
pub trait MetadataExt {
    /// Returns the number of the device that holds the file.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fs;
    /// use nanowasi::os::wasi::fs::MetadataExt;
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// fs::write("a", "")?;
    /// fs::write("b", "")?;
    /// assert_eq!(fs::metadata("a")?.dev(), fs::metadata("b")?.dev());
    /// # Ok(())
    /// # }
    /// ```
    fn dev(&self) -> u64;

    /// Returns the inode number of the file on its device.
    ///
    /// Two files are the same if both their device and their inode number are equal.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fs;
    /// use nanowasi::os::wasi::fs::MetadataExt;
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// fs::write("a", "")?;
    /// fs::hard_link("a", "b")?;
    /// assert_eq!(fs::metadata("a")?.ino(), fs::metadata("b")?.ino());
    /// # Ok(())
    /// # }
    /// ```
    fn ino(&self) -> u64;

    /// Returns the number of hard links to the file.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fs;
    /// use nanowasi::os::wasi::fs::MetadataExt;
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// fs::write("a", "")?;
    /// fs::hard_link("a", "b")?;
    /// assert_eq!(fs::metadata("a")?.nlink(), 2);
    /// # Ok(())
    /// # }
    /// ```
    fn nlink(&self) -> u64;

    /// Returns the length of the file in bytes. Not in the present `std`.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fs;
    /// use nanowasi::os::wasi::fs::MetadataExt;
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// fs::write("a", "text")?;
    /// assert_eq!(fs::metadata("a")?.size(), 4);
    /// # Ok(())
    /// # }
    /// ```
    fn size(&self) -> u64;

    /// Returns the time of the last read, in nanoseconds since 1970. Not in the present `std`.
    ///
    /// Many systems update the time rarely or never.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fs;
    /// use nanowasi::os::wasi::fs::MetadataExt;
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// fs::write("a", "text")?;
    /// assert!(fs::metadata("a")?.atim() > 1_700_000_000 * 1_000_000_000); // 2023
    /// # Ok(())
    /// # }
    /// ```
    fn atim(&self) -> u64;

    /// Returns the time of the last write, in nanoseconds since 1970. Not in the present `std`.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fs;
    /// use nanowasi::os::wasi::fs::MetadataExt;
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// fs::write("a", "old")?;
    /// let old = fs::metadata("a")?.mtim();
    /// fs::write("a", "new")?;
    /// assert!(fs::metadata("a")?.mtim() >= old);
    /// # Ok(())
    /// # }
    /// ```
    fn mtim(&self) -> u64;

    /// Returns the time of the last change of attributes, in nanoseconds since 1970. Not in the
    /// present `std`.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fs;
    /// use nanowasi::os::wasi::fs::MetadataExt;
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// fs::write("a", "text")?;
    /// let old = fs::metadata("a")?.ctim();
    /// fs::hard_link("a", "b")?;
    /// assert!(fs::metadata("a")?.ctim() >= old);
    /// # Ok(())
    /// # }
    /// ```
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

/// Further types of files, as `std::os::wasi::fs::FileTypeExt`.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::fs;
/// use nanowasi::os::wasi::fs::FileTypeExt;
///
/// # fn main() -> nanowasi::io::Result<()> {
/// let file_type = fs::metadata(".")?.file_type();
/// assert!(!file_type.is_char_device() && !file_type.is_socket());
/// # Ok(())
/// # }
/// ```
pub trait FileTypeExt {
    /// Returns whether the file is a block device.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fs;
    /// use nanowasi::os::wasi::fs::FileTypeExt;
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// assert!(!fs::metadata(".")?.file_type().is_block_device());
    /// # Ok(())
    /// # }
    /// ```
    fn is_block_device(&self) -> bool;

    /// Returns whether the file is a character device, such as a terminal.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fs;
    /// use nanowasi::os::wasi::fs::FileTypeExt;
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// assert!(!fs::metadata(".")?.file_type().is_char_device());
    /// # Ok(())
    /// # }
    /// ```
    fn is_char_device(&self) -> bool;

    /// Returns whether the file is a socket, for streams or for datagrams.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fs;
    /// use nanowasi::os::wasi::fs::FileTypeExt;
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// assert!(!fs::metadata(".")?.file_type().is_socket());
    /// # Ok(())
    /// # }
    /// ```
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

/// A further attribute of a directory's entry, as `std::os::wasi::fs::DirEntryExt`.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::fs;
/// use nanowasi::os::wasi::fs::{DirEntryExt, MetadataExt};
///
/// # fn main() -> nanowasi::io::Result<()> {
/// fs::write("file", "text")?;
/// for entry in fs::read_dir(".")? {
///     let entry = entry?;
///     assert_eq!(entry.ino(), entry.metadata()?.ino());
/// }
/// # Ok(())
/// # }
/// ```
#[cfg(feature = "alloc")]
pub trait DirEntryExt {
    /// Returns the inode number of the file, or 0 if the host does not report it.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fs;
    /// use nanowasi::os::wasi::fs::DirEntryExt;
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// # fs::write("file", "text")?;
    /// let entry = fs::read_dir(".")?.next().expect("a file exists")?;
    /// assert_ne!(entry.ino(), 0); // on wasmtime
    /// # Ok(())
    /// # }
    /// ```
    fn ino(&self) -> u64;
}

#[cfg(feature = "alloc")]
impl DirEntryExt for DirEntry {
    #[inline]
    fn ino(&self) -> u64 {
        self.serial()
    }
}
