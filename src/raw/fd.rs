//! Descriptors: their kind, their state, and the buffers of reads and writes.
//!
//! These are the types of the `fd_…` functions that do not depend on a file system. The types of
//! files and directories are in `file.rs`. The file uses the scalars of `mod.rs` and [`Rights`].

use super::{Rights, Size};

/// The kind of a descriptor or a file (typenames.witx 331).
///
/// Hosts guess: a pipe is [`UNKNOWN`](Self::UNKNOWN) on most hosts, but a character device on deno,
/// bun and wasmer.
///
/// # Examples
///
/// ```
/// use nanowasi::raw::Filetype;
///
/// // What a host returns is a number, so every `match` needs a default.
/// let kind = match Filetype(9) {
///     Filetype::REGULAR_FILE => "file",
///     Filetype::DIRECTORY => "directory",
///     _ => "other",
/// };
/// assert_eq!(kind, "other");
/// ```
#[repr(transparent)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Filetype(pub u8);

impl Filetype {
    /// The host does not know the kind, or the kind is not in this list (typenames.witx 334).
    pub const UNKNOWN: Self = Self(0);
    /// A block device (typenames.witx 336).
    pub const BLOCK_DEVICE: Self = Self(1);
    /// A character device, such as a terminal (typenames.witx 338).
    pub const CHARACTER_DEVICE: Self = Self(2);
    /// A directory (typenames.witx 340).
    pub const DIRECTORY: Self = Self(3);
    /// A regular file (typenames.witx 342).
    pub const REGULAR_FILE: Self = Self(4);
    /// A datagram socket (typenames.witx 344).
    pub const SOCKET_DGRAM: Self = Self(5);
    /// A byte-stream socket (typenames.witx 346).
    pub const SOCKET_STREAM: Self = Self(6);
    /// A symbolic link (typenames.witx 348).
    pub const SYMBOLIC_LINK: Self = Self(7);
}

bitflags::bitflags! {
    /// The mode in which a descriptor reads and writes (typenames.witx 385).
    ///
    /// Bits without a name are kept: node returns the `O_*` flags of its own operating system from
    /// `fd_fdstat_get`.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::raw::Fdflags;
    ///
    /// let flags = Fdflags::from_bits_retain(0x8001);
    /// assert!(flags.contains(Fdflags::APPEND));
    /// // A bit without a name must not be passed to a host.
    /// assert_eq!(Fdflags::from_bits_truncate(flags.bits()), Fdflags::APPEND);
    /// ```
    #[repr(transparent)]
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub struct Fdflags: u16 {
        /// Each write appends to the file, wherever the offset is (typenames.witx 388).
        const APPEND = 1 << 0;
        /// A write returns after its data is stored; its metadata may be stored later
        /// (typenames.witx 390).
        const DSYNC = 1 << 1;
        /// A call that would block returns [`Errno::AGAIN`](super::Errno::AGAIN) instead; few hosts
        /// do so (typenames.witx 392).
        const NONBLOCK = 1 << 2;
        /// A read waits for pending writes, as `DSYNC` and `SYNC` make a write wait
        /// (typenames.witx 394).
        const RSYNC = 1 << 3;
        /// A write returns after its data and the file's metadata are stored (typenames.witx 398).
        const SYNC = 1 << 4;
    }
}

/// The state of an open descriptor, as `fd_fdstat_get` reports it (typenames.witx 403).
///
/// # Examples
///
/// ```no_run
/// use nanowasi::{mem, raw::{self, Fdstat, Filetype, Rights}};
///
/// // SAFETY: zeros are a valid `Fdstat`.
/// let mut stat: Fdstat = unsafe { mem::zeroed() };
/// // SAFETY: 3 is the first preopened directory, and `stat` is valid for the write.
/// assert_eq!(unsafe { raw::fd_fdstat_get(3, &mut stat) }, 0);
/// assert_eq!(stat.fs_filetype, Filetype::DIRECTORY);
/// assert!(stat.fs_rights_base.contains(Rights::PATH_OPEN));
/// ```
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct Fdstat {
    /// The kind of the descriptor (typenames.witx 406).
    pub fs_filetype: Filetype,
    /// The mode in which it reads and writes (typenames.witx 408).
    pub fs_flags: Fdflags,
    /// The operations that it allows (typenames.witx 410).
    pub fs_rights_base: Rights,
    /// The rights that a descriptor opened through it can have at most; 0 on some hosts
    /// (typenames.witx 413).
    pub fs_rights_inheriting: Rights,
}

assert_layout!(struct Fdstat, size 24, align 8, {
    fs_filetype at 0,
    fs_flags at 2,
    fs_rights_base at 8,
    fs_rights_inheriting at 16,
});

/// The position that the distance of an `fd_seek` is relative to (typenames.witx 308).
///
/// # Examples
///
/// ```
/// use nanowasi::raw::Whence;
///
/// // The numbers are those of C's `SEEK_SET`, `SEEK_CUR` and `SEEK_END` on Linux.
/// assert_eq!([Whence::SET.0, Whence::CUR.0, Whence::END.0], [0, 1, 2]);
/// ```
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

/// The access pattern that a program announces with `fd_advise` (typenames.witx 367).
///
/// # Examples
///
/// ```
/// use nanowasi::raw::Advice;
///
/// let read_whole = true;
/// let advice = if read_whole { Advice::SEQUENTIAL } else { Advice::RANDOM };
/// assert_eq!(advice, Advice(1));
/// ```
#[repr(transparent)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Advice(pub u8);

impl Advice {
    /// No particular pattern (typenames.witx 370).
    pub const NORMAL: Self = Self(0);
    /// From lower to higher offsets (typenames.witx 372).
    pub const SEQUENTIAL: Self = Self(1);
    /// In random order (typenames.witx 374).
    pub const RANDOM: Self = Self(2);
    /// In the near future (typenames.witx 376).
    pub const WILLNEED: Self = Self(3);
    /// Not in the near future (typenames.witx 378).
    pub const DONTNEED: Self = Self(4);
    /// Once, and never again (typenames.witx 380).
    pub const NOREUSE: Self = Self(5);
}

/// One buffer of a read, which the host fills (typenames.witx 282).
///
/// # Examples
///
/// ```
/// use nanowasi::raw::Iovec;
///
/// let mut buf = [0; 64];
/// let iov = Iovec { buf: buf.as_mut_ptr(), buf_len: buf.len() };
/// assert_eq!(iov.buf_len, 64);
/// ```
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct Iovec {
    /// The address of the first byte (typenames.witx 285).
    pub buf: *mut u8,
    /// The length in bytes; not 0, because some hosts take an empty buffer for the end of the file
    /// (typenames.witx 287).
    pub buf_len: Size,
}

#[cfg(target_pointer_width = "32")]
assert_layout!(struct Iovec, size 8, align 4, { buf at 0, buf_len at 4 });

/// One buffer of a write, which the host reads (typenames.witx 292).
///
/// # Examples
///
/// ```
/// use nanowasi::raw::Ciovec;
///
/// let text = "two fragments";
/// let (first, second) = text.split_at(4);
/// let iovs = [first, second].map(|part| Ciovec { buf: part.as_ptr(), buf_len: part.len() });
/// assert_eq!(iovs[0].buf_len + iovs[1].buf_len, text.len());
/// ```
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct Ciovec {
    /// The address of the first byte (typenames.witx 295).
    pub buf: *const u8,
    /// The length in bytes; not 0, because some hosts check the pointer of an empty buffer too
    /// (typenames.witx 297).
    pub buf_len: Size,
}

#[cfg(target_pointer_width = "32")]
assert_layout!(struct Ciovec, size 8, align 4, { buf at 0, buf_len at 4 });

/// The kind of a preopened descriptor, which is the tag of [`Prestat`] (typenames.witx 729).
///
/// # Examples
///
/// ```
/// use nanowasi::raw::Preopentype;
///
/// assert_eq!(Preopentype::DIR, Preopentype(0));
/// ```
#[repr(transparent)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Preopentype(pub u8);

impl Preopentype {
    /// A directory (typenames.witx 732).
    pub const DIR: Self = Self(0);
}

/// A description of a preopened directory (typenames.witx 737).
///
/// # Examples
///
/// ```no_run
/// use nanowasi::{mem, raw};
///
/// // SAFETY: zeros are a valid `Prestat`, and `prestat` is valid for the write.
/// let prestat = unsafe {
///     let mut prestat = mem::zeroed();
///     assert_eq!(raw::fd_prestat_get(3, &mut prestat), 0);
///     prestat
/// };
/// // SAFETY: `dir` is the only member of the union.
/// let raw::PrestatDir { pr_name_len } = unsafe { prestat.u.dir };
/// assert_eq!(pr_name_len, ".".len());
/// ```
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct PrestatDir {
    /// The length of the name in bytes, which `fd_prestat_dir_name` takes unchanged
    /// (typenames.witx 740).
    pub pr_name_len: Size,
}

#[cfg(target_pointer_width = "32")]
assert_layout!(struct PrestatDir, size 4, align 4, { pr_name_len at 0 });

/// The payload of a [`Prestat`]; its tag says which member is valid (typenames.witx 745).
///
/// # Examples
///
/// ```
/// use nanowasi::raw::{PrestatDir, PrestatU};
///
/// let u = PrestatU { dir: PrestatDir { pr_name_len: 4 } };
/// // SAFETY: `dir` is the member that was written.
/// assert_eq!(unsafe { u.dir }.pr_name_len, 4);
/// ```
#[repr(C)]
#[derive(Clone, Copy)]
pub union PrestatU {
    /// For [`Preopentype::DIR`] (typenames.witx 747).
    pub dir: PrestatDir,
}

#[cfg(target_pointer_width = "32")]
assert_layout!(union PrestatU, size 4, align 4, { dir at 0 });

/// A description of a preopened descriptor, as `fd_prestat_get` reports it (typenames.witx 745).
///
/// # Examples
///
/// ```no_run
/// use nanowasi::{mem, raw::{self, Preopentype, Prestat}};
///
/// // Preopened descriptors have consecutive numbers, and 3 is the first.
/// let mut count = 0;
/// loop {
///     // SAFETY: zeros are a valid `Prestat`.
///     let mut prestat: Prestat = unsafe { mem::zeroed() };
///     // SAFETY: every number can be passed, and `prestat` is valid for the write.
///     if unsafe { raw::fd_prestat_get(3 + count, &mut prestat) } != 0 {
///         break;
///     }
///     assert_eq!(prestat.tag, Preopentype::DIR);
///     count += 1;
/// }
/// assert_eq!(count, 1);
/// ```
#[repr(C)]
#[derive(Clone, Copy)]
pub struct Prestat {
    /// The member of `u` that is valid (typenames.witx 746).
    pub tag: Preopentype,
    /// The payload (typenames.witx 745).
    pub u: PrestatU,
}

#[cfg(target_pointer_width = "32")]
assert_layout!(struct Prestat, size 8, align 4, { tag at 0, u at 4 });
