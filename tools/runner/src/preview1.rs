//! Preview 1's functions, with the meaning of each argument.
//!
//! The types of the functions are not enough for a trace, which shows a pair of numbers as a path
//! and a bit as `creat`. Source: the `witx` of `wasi_snapshot_preview1`, with the pointer and the
//! length of a slice as one kind.

/// The module name of preview 1's imports.
pub const PREVIEW1: &str = "wasi_snapshot_preview1";

/// The meaning of an argument, or of a pointer and its length.
#[derive(Clone, Copy)]
pub enum Kind {
    /// A descriptor, a count, a size, an offset: in decimal.
    Number,
    /// A signed 64-bit offset.
    Offset,
    /// A 64-bit time in nanoseconds.
    Time,
    /// A pointer that the trace does not follow: in hexadecimal.
    Pointer,
    /// Rights: in hexadecimal.
    Rights,
    /// A number with names.
    Named(&'static [&'static str]),
    /// A set of bits with names.
    Flags(&'static [&'static str]),
    /// Pointer and length of a path.
    Path,
    /// Pointer and length of a buffer that the host fills. The next out-pointer has the number of
    /// bytes; without one, the host fills the whole buffer.
    Buffer,
    /// Pointer and count of buffers to write.
    Writes,
    /// Pointer and count of buffers to fill.
    Reads,
    /// `poll_oneoff`'s first three arguments.
    Subscriptions,
    /// An out-pointer.
    Out(Out),
}

impl Kind {
    /// Returns the number of arguments.
    pub fn width(self) -> usize {
        match self {
            Path | Buffer | Writes | Reads => 2,
            Subscriptions => 3,
            _ => 1,
        }
    }
}

/// The type of the value that the host stores through an out-pointer.
#[derive(Clone, Copy)]
pub enum Out {
    /// Two bytes: `sock_recv`'s flags.
    U16,
    /// Four bytes: a size, a count or a descriptor.
    U32,
    /// Eight bytes: a time or an offset.
    U64,
    /// A descriptor's type, flags and rights.
    Fdstat,
    /// A file's attributes.
    Filestat,
    /// A preopen's kind and the length of its name.
    Prestat,
}

use Kind::{
    Buffer, Flags, Named, Number, Offset, Path, Pointer, Reads, Rights, Subscriptions, Time, Writes,
};

const U16: Kind = Kind::Out(Out::U16);
const U32: Kind = Kind::Out(Out::U32);
const U64: Kind = Kind::Out(Out::U64);
const FDSTAT: Kind = Kind::Out(Out::Fdstat);
const FILESTAT: Kind = Kind::Out(Out::Filestat);
const PRESTAT: Kind = Kind::Out(Out::Prestat);

pub(crate) const CLOCKS: &[&str] = &["realtime", "monotonic", "process_cputime", "thread_cputime"];
const ADVICE: Kind = Named(&[
    "normal",
    "sequential",
    "random",
    "willneed",
    "dontneed",
    "noreuse",
]);
const CLOCK: Kind = Named(CLOCKS);
const WHENCE: Kind = Named(&["set", "cur", "end"]);
const FDFLAGS: Kind = Flags(FDFLAG_NAMES);
pub(crate) const FDFLAG_NAMES: &[&str] = &["append", "dsync", "nonblock", "rsync", "sync"];
const FSTFLAGS: Kind = Flags(&["atim", "atim_now", "mtim", "mtim_now"]);
const LOOKUP: Kind = Flags(&["symlink_follow"]);
const OFLAGS: Kind = Flags(&["creat", "directory", "excl", "trunc"]);
const RIFLAGS: Kind = Flags(&["peek", "waitall"]);
const SDFLAGS: Kind = Flags(&["rd", "wr"]);
pub(crate) const EVENTS: &[&str] = &["clock", "fd_read", "fd_write"];
pub(crate) const FILETYPES: &[&str] = &[
    "unknown",
    "block_device",
    "character_device",
    "directory",
    "regular_file",
    "socket_dgram",
    "socket_stream",
    "symbolic_link",
];

/// All functions of preview 1, sorted by name.
const FUNCTIONS: &[(&str, &[Kind])] = &[
    ("args_get", &[Pointer, Pointer]),
    ("args_sizes_get", &[U32, U32]),
    ("clock_res_get", &[CLOCK, U64]),
    ("clock_time_get", &[CLOCK, Time, U64]),
    ("environ_get", &[Pointer, Pointer]),
    ("environ_sizes_get", &[U32, U32]),
    ("fd_advise", &[Number, Number, Number, ADVICE]),
    ("fd_allocate", &[Number, Number, Number]),
    ("fd_close", &[Number]),
    ("fd_datasync", &[Number]),
    ("fd_fdstat_get", &[Number, FDSTAT]),
    ("fd_fdstat_set_flags", &[Number, FDFLAGS]),
    ("fd_fdstat_set_rights", &[Number, Rights, Rights]),
    ("fd_filestat_get", &[Number, FILESTAT]),
    ("fd_filestat_set_size", &[Number, Number]),
    ("fd_filestat_set_times", &[Number, Time, Time, FSTFLAGS]),
    ("fd_pread", &[Number, Reads, Number, U32]),
    ("fd_prestat_dir_name", &[Number, Buffer]),
    ("fd_prestat_get", &[Number, PRESTAT]),
    ("fd_pwrite", &[Number, Writes, Number, U32]),
    ("fd_read", &[Number, Reads, U32]),
    ("fd_readdir", &[Number, Buffer, Number, U32]),
    ("fd_renumber", &[Number, Number]),
    ("fd_seek", &[Number, Offset, WHENCE, U64]),
    ("fd_sync", &[Number]),
    ("fd_tell", &[Number, U64]),
    ("fd_write", &[Number, Writes, U32]),
    ("path_create_directory", &[Number, Path]),
    ("path_filestat_get", &[Number, LOOKUP, Path, FILESTAT]),
    (
        "path_filestat_set_times",
        &[Number, LOOKUP, Path, Time, Time, FSTFLAGS],
    ),
    ("path_link", &[Number, LOOKUP, Path, Number, Path]),
    (
        "path_open",
        &[Number, LOOKUP, Path, OFLAGS, Rights, Rights, FDFLAGS, U32],
    ),
    ("path_readlink", &[Number, Path, Buffer, U32]),
    ("path_remove_directory", &[Number, Path]),
    ("path_rename", &[Number, Path, Number, Path]),
    ("path_symlink", &[Path, Number, Path]),
    ("path_unlink_file", &[Number, Path]),
    ("poll_oneoff", &[Subscriptions, U32]),
    ("proc_exit", &[Number]),
    ("proc_raise", &[Number]),
    ("random_get", &[Buffer]),
    ("sched_yield", &[]),
    ("sock_accept", &[Number, FDFLAGS, U32]),
    ("sock_recv", &[Number, Reads, RIFLAGS, U32, U16]),
    ("sock_send", &[Number, Writes, Number, U32]),
    ("sock_shutdown", &[Number, SDFLAGS]),
];

impl Out {
    /// Returns the size in bytes.
    pub fn size(self) -> u32 {
        match self {
            Self::U16 => 2,
            Self::U32 => 4,
            Self::U64 | Self::Prestat => 8,
            Self::Fdstat => 24,
            Self::Filestat => 64,
        }
    }
}

/// Returns the names of all functions of preview 1, sorted.
///
/// ```
/// assert_eq!(nanowasi_runner::preview1::functions().count(), 46);
/// ```
pub fn functions() -> impl Iterator<Item = &'static str> {
    FUNCTIONS.iter().map(|(name, _)| *name)
}

/// Whether preview 1 has a function of this name.
pub fn has(name: &str) -> bool {
    kinds(name).is_some()
}

/// Returns the meaning of the arguments of a function of preview 1, in order.
pub fn kinds(name: &str) -> Option<&'static [Kind]> {
    let at = FUNCTIONS
        .binary_search_by(|(known, _)| (*known).cmp(name))
        .ok()?;
    Some(FUNCTIONS[at].1)
}
