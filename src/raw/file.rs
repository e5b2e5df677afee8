//! Files and directories: attributes, directory entries, and the flags of the `path_…` functions.
//!
//! These types exist apart from `fd.rs` because they only matter to a program that has a file
//! system. They stand on the scalars of `mod.rs` and on [`Filetype`].

use super::{Device, Dircookie, Dirnamlen, Filesize, Filetype, Inode, Linkcount, Timestamp};

/// What a host tells about a file (typenames.witx 461).
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct Filestat {
    /// The device that holds it (typenames.witx 464).
    pub dev: Device,
    /// Its serial number on that device (typenames.witx 466).
    pub ino: Inode,
    /// What it is (typenames.witx 468).
    pub filetype: Filetype,
    /// How many hard links lead to it (typenames.witx 470).
    pub nlink: Linkcount,
    /// Its length in bytes; of a symbolic link, the length of the path in it (typenames.witx 472).
    pub size: Filesize,
    /// When its data was last read, in nanoseconds since 1970 (typenames.witx 474).
    pub atim: Timestamp,
    /// When its data was last written, in nanoseconds since 1970 (typenames.witx 476).
    pub mtim: Timestamp,
    /// When its attributes last changed, in nanoseconds since 1970 (typenames.witx 478).
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
    /// Which of a file's times to set, and to what (typenames.witx 422).
    ///
    /// For one time, a value and "now" together are an error. Bits without a name can be held.
    #[repr(transparent)]
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub struct Fstflags: u16 {
        /// The time of the last read, to the value that is passed (typenames.witx 425).
        const ATIM = 1 << 0;
        /// The time of the last read, to now (typenames.witx 427).
        const ATIM_NOW = 1 << 1;
        /// The time of the last write, to the value that is passed (typenames.witx 429).
        const MTIM = 1 << 2;
        /// The time of the last write, to now (typenames.witx 431).
        const MTIM_NOW = 1 << 3;
    }
}

bitflags::bitflags! {
    /// How the last part of a path is resolved (typenames.witx 436).
    ///
    /// Bits without a name can be held.
    #[repr(transparent)]
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub struct Lookupflags: u32 {
        /// If it is a symbolic link, go where the link leads; without, it is the link itself
        /// (typenames.witx 439).
        const SYMLINK_FOLLOW = 1 << 0;
    }
}

bitflags::bitflags! {
    /// What `path_open` does besides opening (typenames.witx 444).
    ///
    /// Bits without a name can be held.
    #[repr(transparent)]
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub struct Oflags: u16 {
        /// Create the file if there is none (typenames.witx 447).
        const CREAT = 1 << 0;
        /// Fail unless it is a directory (typenames.witx 449).
        const DIRECTORY = 1 << 1;
        /// Fail if there is a file already; goes with `CREAT` (typenames.witx 451).
        const EXCL = 1 << 2;
        /// Cut the file to length 0 (typenames.witx 453).
        const TRUNC = 1 << 3;
    }
}

/// The head of one entry in what `fd_readdir` writes; the name follows without padding
/// (typenames.witx 353).
///
/// So the next head lies at any address: copy it out of the buffer, never point at it.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct Dirent {
    /// Where the listing goes on after this entry (typenames.witx 356).
    pub d_next: Dircookie,
    /// The file's serial number, or 0 where the host doesn't tell (typenames.witx 358).
    pub d_ino: Inode,
    /// How many bytes of name follow; more than are in the buffer if the entry was cut
    /// (typenames.witx 360).
    pub d_namlen: Dirnamlen,
    /// What the file is (typenames.witx 362).
    pub d_type: Filetype,
}

assert_layout!(struct Dirent, size 24, align 8, {
    d_next at 0,
    d_ino at 8,
    d_namlen at 16,
    d_type at 20,
});
