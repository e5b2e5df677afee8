//! Files and directories: attributes, directory entries, and the flags of the `path_…` functions.
//!
//! These types are not in `fd.rs`, because only a program with a file system needs them. The file
//! uses the scalars of `mod.rs` and [`Filetype`].

use super::{Device, Dircookie, Dirnamlen, Filesize, Filetype, Inode, Linkcount, Timestamp};

/// The attributes of a file (typenames.witx 461).
///
/// # Examples
///
/// ```no_run
/// use nanowasi::{mem, raw::{self, Filestat, Filetype, Lookupflags}};
/// # fn main() -> nanowasi::io::Result<()> {
/// # nanowasi::fs::write("notes.txt", "hello")?;
///
/// let path = "notes.txt";
/// // SAFETY: zeros are a valid `Filestat`.
/// let mut stat: Filestat = unsafe { mem::zeroed() };
/// let follow = Lookupflags::SYMLINK_FOLLOW;
/// // SAFETY: 3 is the preopened directory, `path` is valid for reads and `stat` for the write.
/// let errno =
///     unsafe { raw::path_filestat_get(3, follow, path.as_ptr(), path.len(), &mut stat) };
/// assert_eq!((errno, stat.filetype, stat.size), (0, Filetype::REGULAR_FILE, 5));
/// # Ok(())
/// # }
/// ```
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct Filestat {
    /// The device that holds the file (typenames.witx 464).
    pub dev: Device,
    /// The serial number of the file on that device (typenames.witx 466).
    pub ino: Inode,
    /// The kind of the file (typenames.witx 468).
    pub filetype: Filetype,
    /// The number of hard links to the file (typenames.witx 470).
    pub nlink: Linkcount,
    /// The length in bytes; for a symbolic link, the length of its target (typenames.witx 472).
    pub size: Filesize,
    /// The time of the last read, in nanoseconds since 1970 (typenames.witx 474).
    pub atim: Timestamp,
    /// The time of the last write, in nanoseconds since 1970 (typenames.witx 476).
    pub mtim: Timestamp,
    /// The time of the last change of the attributes, in nanoseconds since 1970
    /// (typenames.witx 478).
    pub ctim: Timestamp,
}

assert_layout!(struct Filestat, size 64, align 8, {
    dev at 0,
    ino at 8,
    filetype at 16,
    nlink at 24,
    size at 32,
    atim at 40,
    mtim at 48,
    ctim at 56,
});

bitflags::bitflags! {
    /// The times of a file to set, and their source (typenames.witx 422).
    ///
    /// It is an error to set a time both to a given value and to the current time. The type can
    /// hold bits without a name.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::raw::Fstflags;
    ///
    /// // Leaves the time of the last read unchanged, and sets that of the last write.
    /// let touch = Fstflags::MTIM_NOW;
    /// assert!(!touch.intersects(Fstflags::ATIM | Fstflags::ATIM_NOW));
    /// ```
    #[repr(transparent)]
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub struct Fstflags: u16 {
        /// Set the time of the last read to the value that is passed (typenames.witx 425).
        const ATIM = 1 << 0;
        /// Set the time of the last read to the current time (typenames.witx 427).
        const ATIM_NOW = 1 << 1;
        /// Set the time of the last write to the value that is passed (typenames.witx 429).
        const MTIM = 1 << 2;
        /// Set the time of the last write to the current time (typenames.witx 431).
        const MTIM_NOW = 1 << 3;
    }
}

bitflags::bitflags! {
    /// How the last component of a path is resolved (typenames.witx 436).
    ///
    /// The type can hold bits without a name.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::raw::Lookupflags;
    ///
    /// // As `fs::symlink_metadata`: the attributes of a link, not of its target.
    /// let no_follow = Lookupflags::empty();
    /// assert_eq!(no_follow.bits(), 0);
    /// ```
    #[repr(transparent)]
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub struct Lookupflags: u32 {
        /// Follow a symbolic link; without this flag, the call is about the link itself
        /// (typenames.witx 439).
        const SYMLINK_FOLLOW = 1 << 0;
    }
}

bitflags::bitflags! {
    /// The ways in which `path_open` creates, checks or truncates a file (typenames.witx 444).
    ///
    /// The type can hold bits without a name.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::raw::Oflags;
    ///
    /// let create_new = Oflags::CREAT | Oflags::EXCL; // as `OpenOptions::create_new`
    /// let create = Oflags::CREAT | Oflags::TRUNC; // as `File::create`
    /// assert_eq!(create & create_new, Oflags::CREAT);
    /// ```
    #[repr(transparent)]
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub struct Oflags: u16 {
        /// Create the file if it does not exist (typenames.witx 447).
        const CREAT = 1 << 0;
        /// Fail if the file is not a directory (typenames.witx 449).
        const DIRECTORY = 1 << 1;
        /// With `CREAT`, fail if the file already exists (typenames.witx 451).
        const EXCL = 1 << 2;
        /// Truncate the file to length 0 (typenames.witx 453).
        const TRUNC = 1 << 3;
    }
}

/// The header of a directory entry from `fd_readdir`; the name follows without padding
/// (typenames.witx 353).
///
/// The next header is therefore not aligned. Copy it out of the buffer instead of making a
/// reference.
///
/// # Examples
///
/// ```
/// use nanowasi::{mem, raw::Dirent};
///
/// fn header(entries: &[u8]) -> Option<Dirent> {
///     let bytes = entries.get(..mem::size_of::<Dirent>())?;
///     // SAFETY: the slice has the length of a `Dirent`, and every bit pattern is valid.
///     Some(unsafe { bytes.as_ptr().cast::<Dirent>().read_unaligned() })
/// }
/// assert!(header(&[0; 23]).is_none()); // a header cut off at the end of the buffer
/// assert_eq!(header(&[1; 30]).unwrap().d_namlen, 0x0101_0101);
/// ```
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct Dirent {
    /// The cookie that continues the listing after this entry (typenames.witx 356).
    pub d_next: Dircookie,
    /// The serial number of the file, or 0 if the host does not report it (typenames.witx 358).
    pub d_ino: Inode,
    /// The length of the name in bytes; the buffer has fewer if it ends within the entry
    /// (typenames.witx 360).
    pub d_namlen: Dirnamlen,
    /// The kind of the file (typenames.witx 362).
    pub d_type: Filetype,
}

assert_layout!(struct Dirent, size 24, align 8, {
    d_next at 0,
    d_ino at 8,
    d_namlen at 16,
    d_type at 20,
});
