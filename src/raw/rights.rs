//! Rights: the operations that a descriptor allows.
//!
//! Hosts disagree about rights more than about anything else. Old hosts (wasi-common, node, WAMR)
//! enforce rights. wasmtime ignores them, but traps on a bit that has no name here. `crate::sys`
//! decides which rights to request.

bitflags::bitflags! {
    /// The operations that a descriptor, or one that is opened through it, allows
    /// (typenames.witx 198).
    ///
    /// A host can report bits without a name, and they are kept. Never pass such a bit to a host.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::raw::Rights;
    ///
    /// // A host's rights, less the bits without a name.
    /// let from_host = Rights::from_bits_retain(u64::MAX);
    /// let named = Rights::from_bits_truncate(from_host.bits());
    /// assert_eq!(named, Rights::all());
    /// assert!(named.contains(Rights::FD_READ | Rights::FD_SEEK));
    /// ```
    #[repr(transparent)]
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub struct Rights: u64 {
        /// Call `fd_datasync`; with `PATH_OPEN`, also open with
        /// [`Fdflags::DSYNC`](super::Fdflags::DSYNC) (typenames.witx 204).
        const FD_DATASYNC = 1 << 0;
        /// Call `fd_read` and `sock_recv`; with `FD_SEEK`, also `fd_pread` (typenames.witx 208).
        const FD_READ = 1 << 1;
        /// Call `fd_seek`; includes `FD_TELL` (typenames.witx 210).
        const FD_SEEK = 1 << 2;
        /// Call `fd_fdstat_set_flags` (typenames.witx 212).
        const FD_FDSTAT_SET_FLAGS = 1 << 3;
        /// Call `fd_sync`; with `PATH_OPEN`, also open with
        /// [`Fdflags::RSYNC`](super::Fdflags::RSYNC) and [`Fdflags::DSYNC`](super::Fdflags::DSYNC)
        /// (typenames.witx 217).
        const FD_SYNC = 1 << 4;
        /// Call `fd_tell`, or `fd_seek` by 0 from the current offset
        /// (typenames.witx 221).
        const FD_TELL = 1 << 5;
        /// Call `fd_write` and `sock_send`; with `FD_SEEK`, also `fd_pwrite` (typenames.witx 224).
        const FD_WRITE = 1 << 6;
        /// Call `fd_advise` (typenames.witx 226).
        const FD_ADVISE = 1 << 7;
        /// Call `fd_allocate` (typenames.witx 228).
        const FD_ALLOCATE = 1 << 8;
        /// Call `path_create_directory` (typenames.witx 230).
        const PATH_CREATE_DIRECTORY = 1 << 9;
        /// With `PATH_OPEN`, open with [`Oflags::CREAT`](super::Oflags::CREAT)
        /// (typenames.witx 232).
        const PATH_CREATE_FILE = 1 << 10;
        /// Call `path_link` with this directory as that of the existing name
        /// (typenames.witx 235).
        const PATH_LINK_SOURCE = 1 << 11;
        /// Call `path_link` with this directory as that of the new name (typenames.witx 238).
        const PATH_LINK_TARGET = 1 << 12;
        /// Call `path_open` (typenames.witx 240).
        const PATH_OPEN = 1 << 13;
        /// Call `fd_readdir` (typenames.witx 242).
        const FD_READDIR = 1 << 14;
        /// Call `path_readlink` (typenames.witx 244).
        const PATH_READLINK = 1 << 15;
        /// Call `path_rename` with this directory as that of the old name
        /// (typenames.witx 246).
        const PATH_RENAME_SOURCE = 1 << 16;
        /// Call `path_rename` with this directory as that of the new name
        /// (typenames.witx 248).
        const PATH_RENAME_TARGET = 1 << 17;
        /// Call `path_filestat_get` (typenames.witx 250).
        const PATH_FILESTAT_GET = 1 << 18;
        /// With `PATH_OPEN`, open with [`Oflags::TRUNC`](super::Oflags::TRUNC); preview 1 has no
        /// function `path_filestat_set_size` (typenames.witx 253).
        const PATH_FILESTAT_SET_SIZE = 1 << 19;
        /// Call `path_filestat_set_times` (typenames.witx 255).
        const PATH_FILESTAT_SET_TIMES = 1 << 20;
        /// Call `fd_filestat_get` (typenames.witx 257).
        const FD_FILESTAT_GET = 1 << 21;
        /// Call `fd_filestat_set_size` (typenames.witx 259).
        const FD_FILESTAT_SET_SIZE = 1 << 22;
        /// Call `fd_filestat_set_times` (typenames.witx 261).
        const FD_FILESTAT_SET_TIMES = 1 << 23;
        /// Call `path_symlink` (typenames.witx 263).
        const PATH_SYMLINK = 1 << 24;
        /// Call `path_remove_directory` (typenames.witx 265).
        const PATH_REMOVE_DIRECTORY = 1 << 25;
        /// Call `path_unlink_file` (typenames.witx 267).
        const PATH_UNLINK_FILE = 1 << 26;
        /// Wait for the descriptor in `poll_oneoff`: to read with `FD_READ`, to write with
        /// `FD_WRITE` (typenames.witx 270).
        const POLL_FD_READWRITE = 1 << 27;
        /// Call `sock_shutdown` (typenames.witx 272).
        const SOCK_SHUTDOWN = 1 << 28;
        /// Call `sock_accept` (typenames.witx 274).
        const SOCK_ACCEPT = 1 << 29;
    }
}
