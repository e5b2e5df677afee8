//! What else is known of a file: [`MetadataExt`], [`FileTypeExt`], [`DirEntryExt`].

#[cfg(feature = "alloc")]
use crate::fs::DirEntry;
use crate::fs::{FileType, Metadata};
use crate::raw::Filetype;

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
