//! Functions on a path below a directory that is open.
//!
//! They are apart from `fd.rs` because a program without a file system reaches none of them. They
//! stand on the rules in the header of [`crate::raw`], where it says what a path is and what "the
//! caller's" means.

use crate::raw::{Fd, Fdflags, Filestat, Fstflags, Lookupflags, Oflags, Rights, Size, Timestamp};

imports! {
    /// Makes a directory (wasi_snapshot_preview1.witx 286).
    ///
    /// # Safety
    /// - `fd` is the caller's.
    /// - `path` is valid for reading `path_len` bytes.
    pub unsafe fn path_create_directory(fd: Fd, path: *const u8, path_len: Size) -> i32;

    /// Tells the attributes of a file or directory (wasi_snapshot_preview1.witx 295).
    ///
    /// # Safety
    /// - `fd` is the caller's.
    /// - `path` is valid for reading `path_len` bytes.
    /// - `stat` is valid for writing a [`Filestat`], and isn't read as initialised unless the call
    ///   returned 0.
    pub unsafe fn path_filestat_get(
        fd: Fd,
        flags: Lookupflags,
        path: *const u8,
        path_len: Size,
        stat: *mut Filestat,
    ) -> i32;

    /// Sets the times of a file or directory; which of them, and whether to now, is in `fst_flags`
    /// (wasi_snapshot_preview1.witx 307).
    ///
    /// # Safety
    /// - `fd` is the caller's.
    /// - `path` is valid for reading `path_len` bytes.
    /// - `fst_flags` has no bit without a name.
    pub unsafe fn path_filestat_set_times(
        fd: Fd,
        flags: Lookupflags,
        path: *const u8,
        path_len: Size,
        atim: Timestamp,
        mtim: Timestamp,
        fst_flags: Fstflags,
    ) -> i32;

    /// Gives a file a second name, a hard link (wasi_snapshot_preview1.witx 324).
    ///
    /// `old_path` is below `old_fd`, `new_path` below `new_fd`. wasmtime refuses
    /// [`Lookupflags::SYMLINK_FOLLOW`] here.
    ///
    /// # Safety
    /// - `old_fd` and `new_fd` are the caller's.
    /// - `old_path` is valid for reading `old_path_len` bytes.
    /// - `new_path` is valid for reading `new_path_len` bytes.
    pub unsafe fn path_link(
        old_fd: Fd,
        old_flags: Lookupflags,
        old_path: *const u8,
        old_path_len: Size,
        new_fd: Fd,
        new_path: *const u8,
        new_path_len: Size,
    ) -> i32;

    /// Opens a file or directory, and tells its descriptor (wasi_snapshot_preview1.witx 346).
    ///
    /// The number is below 2³¹, and need not be the lowest free one. `fs_rights_base` is what the
    /// descriptor may be used for, `fs_rights_inheriting` what those opened through it may be. Ask
    /// for too few, and calls fail later with `NOTCAPABLE`; for more than the directory's
    /// `fs_rights_inheriting`, and the open fails on node and WAMR; for a bit without a name, and
    /// wasmtime traps. A directory opened with a right to write is `ISDIR`.
    ///
    /// # Safety
    /// - `fd` is the caller's.
    /// - `path` is valid for reading `path_len` bytes.
    /// - No flag or right is a bit without a name.
    /// - `opened_fd` is valid for writing an `Fd`, and isn't read as initialised unless the call
    ///   returned 0. The descriptor is then the caller's own.
    pub unsafe fn path_open(
        fd: Fd,
        dirflags: Lookupflags,
        path: *const u8,
        path_len: Size,
        oflags: Oflags,
        fs_rights_base: Rights,
        fs_rights_inheriting: Rights,
        fdflags: Fdflags,
        opened_fd: *mut Fd,
    ) -> i32;

    /// Reads where a symbolic link leads (wasi_snapshot_preview1.witx 372).
    ///
    /// A buffer that is too small gives the beginning, or on some hosts an error. There is no NUL
    /// at the end.
    ///
    /// # Safety
    /// - `fd` is the caller's.
    /// - `path` is valid for reading `path_len` bytes.
    /// - `buf` is valid for writing `buf_len` bytes, and doesn't overlap the path.
    /// - `bufused` is valid for writing a `Size`, outside the buffer.
    /// - Nothing is read as initialised unless the call returned 0, and of the buffer only the
    ///   first `bufused` bytes, once that number is known to be no more than it holds.
    pub unsafe fn path_readlink(
        fd: Fd,
        path: *const u8,
        path_len: Size,
        buf: *mut u8,
        buf_len: Size,
        bufused: *mut Size,
    ) -> i32;

    /// Removes a directory, which must be empty (wasi_snapshot_preview1.witx 386).
    ///
    /// # Safety
    /// - `fd` is the caller's.
    /// - `path` is valid for reading `path_len` bytes.
    pub unsafe fn path_remove_directory(fd: Fd, path: *const u8, path_len: Size) -> i32;

    /// Renames a file or directory (wasi_snapshot_preview1.witx 395).
    ///
    /// `old_path` is below `fd`, `new_path` below `new_fd`.
    ///
    /// # Safety
    /// - `fd` and `new_fd` are the caller's.
    /// - `old_path` is valid for reading `old_path_len` bytes.
    /// - `new_path` is valid for reading `new_path_len` bytes.
    pub unsafe fn path_rename(
        fd: Fd,
        old_path: *const u8,
        old_path_len: Size,
        new_fd: Fd,
        new_path: *const u8,
        new_path_len: Size,
    ) -> i32;

    /// Makes a symbolic link named `new_path`, which leads to `old_path`
    /// (wasi_snapshot_preview1.witx 408).
    ///
    /// `old_path` is stored as it is, and not looked up. Note the order: `fd` goes with `new_path`.
    ///
    /// # Safety
    /// - `fd` is the caller's.
    /// - `old_path` is valid for reading `old_path_len` bytes.
    /// - `new_path` is valid for reading `new_path_len` bytes.
    pub unsafe fn path_symlink(
        old_path: *const u8,
        old_path_len: Size,
        fd: Fd,
        new_path: *const u8,
        new_path_len: Size,
    ) -> i32;

    /// Removes the name of a file; a directory is `ISDIR` (wasi_snapshot_preview1.witx 421).
    ///
    /// # Safety
    /// - `fd` is the caller's.
    /// - `path` is valid for reading `path_len` bytes.
    pub unsafe fn path_unlink_file(fd: Fd, path: *const u8, path_len: Size) -> i32;
}
