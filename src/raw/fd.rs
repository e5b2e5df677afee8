//! Descriptors: what one is, where it stands, and the buffers that go through it.
//!
//! These are the types of the `fd_…` functions that don't depend on what a file system is; files
//! and directories have `file.rs`. They stand on the scalars of `mod.rs` and on [`Rights`].

use super::{Rights, Size};

/// What a descriptor or a file is (typenames.witx 331).
///
/// Hosts guess: a pipe is [`UNKNOWN`](Self::UNKNOWN) on most, but a character device on deno, bun
/// and wasmer.
#[repr(transparent)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Filetype(pub u8);

impl Filetype {
    /// None of the others, or the host doesn't know (typenames.witx 334).
    pub const UNKNOWN: Self = Self(0);
    /// A block device (typenames.witx 336).
    pub const BLOCK_DEVICE: Self = Self(1);
    /// A character device, such as a terminal (typenames.witx 338).
    pub const CHARACTER_DEVICE: Self = Self(2);
    /// A directory (typenames.witx 340).
    pub const DIRECTORY: Self = Self(3);
    /// A regular file (typenames.witx 342).
    pub const REGULAR_FILE: Self = Self(4);
    /// A socket of datagrams (typenames.witx 344).
    pub const SOCKET_DGRAM: Self = Self(5);
    /// A socket that is a stream of bytes (typenames.witx 346).
    pub const SOCKET_STREAM: Self = Self(6);
    /// A symbolic link (typenames.witx 348).
    pub const SYMBOLIC_LINK: Self = Self(7);
}

bitflags::bitflags! {
    /// How a descriptor reads and writes (typenames.witx 385).
    ///
    /// Bits without a name are kept: node answers `fd_fdstat_get` with the `O_*` flags of the
    /// system that it runs on.
    #[repr(transparent)]
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub struct Fdflags: u16 {
        /// Each write goes to the end of the file, wherever the offset is (typenames.witx 388).
        const APPEND = 1 << 0;
        /// A write returns when its data, not necessarily its metadata, is stored
        /// (typenames.witx 390).
        const DSYNC = 1 << 1;
        /// A call that would wait gives [`Errno::AGAIN`](super::Errno::AGAIN) instead; few hosts do
        /// it (typenames.witx 392).
        const NONBLOCK = 1 << 2;
        /// A read waits for pending writes, as `DSYNC` and `SYNC` make a write wait
        /// (typenames.witx 394).
        const RSYNC = 1 << 3;
        /// A write returns when its data and the file's metadata are stored (typenames.witx 398).
        const SYNC = 1 << 4;
    }
}

/// What a host tells about an open descriptor (typenames.witx 403).
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct Fdstat {
    /// What the descriptor is (typenames.witx 406).
    pub fs_filetype: Filetype,
    /// How it reads and writes (typenames.witx 408).
    pub fs_flags: Fdflags,
    /// What it may be used for (typenames.witx 410).
    pub fs_rights_base: Rights,
    /// What descriptors opened through it may be used for, at most; 0 on some hosts
    /// (typenames.witx 413).
    pub fs_rights_inheriting: Rights,
}

assert_layout!(struct Fdstat, size 24, align 8, {
    fs_filetype at 0,
    fs_flags at 2,
    fs_rights_base at 8,
    fs_rights_inheriting at 16,
});

/// What the distance given to `fd_seek` counts from (typenames.witx 308).
#[repr(transparent)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Whence(pub u8);

impl Whence {
    /// The start of the file (typenames.witx 311).
    pub const SET: Self = Self(0);
    /// The current offset (typenames.witx 313).
    pub const CUR: Self = Self(1);
    /// The end of the file (typenames.witx 315).
    pub const END: Self = Self(2);
}

/// How a program is going to use a part of a file (typenames.witx 367).
#[repr(transparent)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Advice(pub u8);

impl Advice {
    /// In no particular way (typenames.witx 370).
    pub const NORMAL: Self = Self(0);
    /// From lower to higher offsets (typenames.witx 372).
    pub const SEQUENTIAL: Self = Self(1);
    /// In random order (typenames.witx 374).
    pub const RANDOM: Self = Self(2);
    /// Soon (typenames.witx 376).
    pub const WILLNEED: Self = Self(3);
    /// Not soon (typenames.witx 378).
    pub const DONTNEED: Self = Self(4);
    /// Once, and never again (typenames.witx 380).
    pub const NOREUSE: Self = Self(5);
}

/// One buffer of a read: where the host may write (typenames.witx 282).
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct Iovec {
    /// The first byte (typenames.witx 285).
    pub buf: *mut u8,
    /// How many bytes; not 0, since some hosts take an empty buffer for the end of the file
    /// (typenames.witx 287).
    pub buf_len: Size,
}

#[cfg(target_pointer_width = "32")]
assert_layout!(struct Iovec, size 8, align 4, { buf at 0, buf_len at 4 });

/// One buffer of a write: what the host may read (typenames.witx 292).
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct Ciovec {
    /// The first byte (typenames.witx 295).
    pub buf: *const u8,
    /// How many bytes; not 0, since some hosts check the pointer of an empty buffer too
    /// (typenames.witx 297).
    pub buf_len: Size,
}

#[cfg(target_pointer_width = "32")]
assert_layout!(struct Ciovec, size 8, align 4, { buf at 0, buf_len at 4 });

/// Which kind of thing was opened before the program started; the tag of [`Prestat`]
/// (typenames.witx 729).
#[repr(transparent)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Preopentype(pub u8);

impl Preopentype {
    /// A directory (typenames.witx 732).
    pub const DIR: Self = Self(0);
}

/// What a host tells about a directory that it opened before the program started
/// (typenames.witx 737).
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct PrestatDir {
    /// The exact length in bytes that `fd_prestat_dir_name` wants to be given (typenames.witx 740).
    pub pr_name_len: Size,
}

#[cfg(target_pointer_width = "32")]
assert_layout!(struct PrestatDir, size 4, align 4, { pr_name_len at 0 });

/// The contents of a [`Prestat`], told apart by its tag (typenames.witx 745).
#[repr(C)]
#[derive(Clone, Copy)]
pub union PrestatU {
    /// For [`Preopentype::DIR`] (typenames.witx 747).
    pub dir: PrestatDir,
}

#[cfg(target_pointer_width = "32")]
assert_layout!(union PrestatU, size 4, align 4, { dir at 0 });

/// What a host tells about a descriptor that it opened before the program started
/// (typenames.witx 745).
#[repr(C)]
#[derive(Clone, Copy)]
pub struct Prestat {
    /// Which member of `u` is meant (typenames.witx 746).
    pub tag: Preopentype,
    /// The contents (typenames.witx 745).
    pub u: PrestatU,
}

#[cfg(target_pointer_width = "32")]
assert_layout!(struct Prestat, size 8, align 4, { tag at 0, u at 4 });
