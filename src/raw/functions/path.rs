//! Functions on a path relative to an open directory.
//!
//! They are not in `fd.rs`, because a program without a file system uses none of them. The rules in
//! the header of [`crate::raw`] apply, which also explains the form of a path and "the caller's".

use crate::raw::{Fd, Fdflags, Filestat, Fstflags, Lookupflags, Oflags, Rights, Size, Timestamp};

imports! {
    /// Creates a directory (wasi_snapshot_preview1.witx 286).
    ///
    /// # Safety
    /// - `fd` is the caller's.
    /// - `path` is valid for reading `path_len` bytes.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::{fs, raw::{self, Errno}};
    ///
    /// let path = "cache";
    /// // SAFETY: 3 is the preopened directory, and `path` is valid for reads.
    /// let create = || unsafe { raw::path_create_directory(3, path.as_ptr(), path.len()) };
    /// assert_eq!(create(), 0);
    /// assert!(fs::metadata("cache").is_ok_and(|metadata| metadata.is_dir()));
    /// assert_eq!(create(), i32::from(Errno::EXIST.0));
    /// ```
    pub unsafe fn path_create_directory(fd: Fd, path: *const u8, path_len: Size) -> i32;

    /// Returns the attributes of a file or directory (wasi_snapshot_preview1.witx 295).
    ///
    /// # Safety
    /// - `fd` is the caller's.
    /// - `path` is valid for reading `path_len` bytes.
    /// - `stat` is valid for writing a [`Filestat`], and isn't read as initialized unless the call
    ///   returned 0.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::{mem, raw::{self, Errno, Filestat, Lookupflags}};
    ///
    /// let (path, follow) = ("missing.txt", Lookupflags::SYMLINK_FOLLOW);
    /// // SAFETY: zeros are a valid `Filestat`.
    /// let mut stat: Filestat = unsafe { mem::zeroed() };
    /// // SAFETY: 3 is the preopened directory, `path` is valid for reads and `stat` for the write.
    /// let errno =
    ///     unsafe { raw::path_filestat_get(3, follow, path.as_ptr(), path.len(), &mut stat) };
    /// assert_eq!(errno, i32::from(Errno::NOENT.0));
    /// ```
    pub unsafe fn path_filestat_get(
        fd: Fd,
        flags: Lookupflags,
        path: *const u8,
        path_len: Size,
        stat: *mut Filestat,
    ) -> i32;

    /// Sets the times of a file or directory that `fst_flags` names
    /// (wasi_snapshot_preview1.witx 307).
    ///
    /// # Safety
    /// - `fd` is the caller's.
    /// - `path` is valid for reading `path_len` bytes.
    /// - `fst_flags` has no bit without a name.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::{fs, raw::{self, Fstflags, Lookupflags}};
    /// # fn main() -> nanowasi::io::Result<()> {
    ///
    /// fs::write("stamp", "")?;
    /// let (path, follow) = ("stamp", Lookupflags::SYMLINK_FOLLOW);
    /// // SAFETY: 3 is the preopened directory, and `path` is valid for reads.
    /// let errno = unsafe {
    ///     raw::path_filestat_set_times(
    ///         3, follow, path.as_ptr(), path.len(), 0, 0, Fstflags::MTIM_NOW,
    ///     )
    /// };
    /// assert_eq!(errno, 0);
    /// # Ok(())
    /// # }
    /// ```
    pub unsafe fn path_filestat_set_times(
        fd: Fd,
        flags: Lookupflags,
        path: *const u8,
        path_len: Size,
        atim: Timestamp,
        mtim: Timestamp,
        fst_flags: Fstflags,
    ) -> i32;

    /// Creates a hard link to a file (wasi_snapshot_preview1.witx 324).
    ///
    /// `old_path` is relative to `old_fd`, `new_path` to `new_fd`. wasmtime rejects
    /// [`Lookupflags::SYMLINK_FOLLOW`] here.
    ///
    /// # Safety
    /// - `old_fd` and `new_fd` are the caller's.
    /// - `old_path` is valid for reading `old_path_len` bytes.
    /// - `new_path` is valid for reading `new_path_len` bytes.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::{fs, raw::{self, Lookupflags}};
    /// # fn main() -> nanowasi::io::Result<()> {
    ///
    /// fs::write("first", "text")?;
    /// let (old, new, flags) = ("first", "second", Lookupflags::empty());
    /// // SAFETY: 3 is the preopened directory, and both paths are valid for reads.
    /// let errno = unsafe {
    ///     raw::path_link(3, flags, old.as_ptr(), old.len(), 3, new.as_ptr(), new.len())
    /// };
    /// assert_eq!(errno, 0);
    /// assert_eq!(fs::read_to_string("second")?, "text");
    /// # Ok(())
    /// # }
    /// ```
    pub unsafe fn path_link(
        old_fd: Fd,
        old_flags: Lookupflags,
        old_path: *const u8,
        old_path_len: Size,
        new_fd: Fd,
        new_path: *const u8,
        new_path_len: Size,
    ) -> i32;

    /// Opens a file or directory, and returns its descriptor (wasi_snapshot_preview1.witx 346).
    ///
    /// The number is below 2³¹, and need not be the lowest free one. `fs_rights_base` are the
    /// rights of the descriptor. `fs_rights_inheriting` are the rights that descriptors opened
    /// through it can have.
    ///
    /// - If a right is missing, a later call fails with `NOTCAPABLE`.
    /// - If a right is not among the directory's `fs_rights_inheriting`, the open fails on node and
    ///   WAMR.
    /// - If a right has no name, wasmtime traps.
    /// - If a directory is opened with a right to write, the open fails with `ISDIR`.
    ///
    /// # Safety
    /// - `fd` is the caller's.
    /// - `path` is valid for reading `path_len` bytes.
    /// - No flag or right is a bit without a name.
    /// - `opened_fd` is valid for writing an `Fd`, and isn't read as initialized unless the call
    ///   returned 0. The descriptor is then the caller's own.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::raw::{self, Fdflags, Lookupflags, Oflags, Rights};
    ///
    /// let (path, follow) = ("log.txt", Lookupflags::SYMLINK_FOLLOW);
    /// let (oflags, rights) = (Oflags::CREAT | Oflags::TRUNC, Rights::FD_WRITE);
    /// let (inheriting, fdflags, mut fd) = (Rights::empty(), Fdflags::empty(), raw::Fd::MAX);
    /// // SAFETY: 3 is the preopened directory, `path` is valid for reads and `fd` for the write.
    /// let errno = unsafe {
    ///     raw::path_open(
    ///         3, follow, path.as_ptr(), path.len(), oflags, rights, inheriting, fdflags, &mut fd,
    ///     )
    /// };
    /// assert_eq!(errno, 0);
    /// // SAFETY: this code owns `fd`, and nothing uses it afterwards.
    /// assert_eq!(unsafe { raw::fd_close(fd) }, 0);
    /// ```
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

    /// Reads the target of a symbolic link (wasi_snapshot_preview1.witx 372).
    ///
    /// If the buffer is too small, most hosts write the beginning of the target, and some return an
    /// error. The target has no NUL at its end.
    ///
    /// # Safety
    /// - `fd` is the caller's.
    /// - `path` is valid for reading `path_len` bytes.
    /// - `buf` is valid for writing `buf_len` bytes, and doesn't overlap the path.
    /// - `bufused` is valid for writing a `Size`, outside the buffer.
    /// - Nothing is read as initialized unless the call returned 0, and of the buffer only the
    ///   first `bufused` bytes, after that number was checked against its length.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::{os::wasi::fs::symlink_path, raw};
    /// # fn main() -> nanowasi::io::Result<()> {
    ///
    /// symlink_path("log.txt", "latest")?;
    /// let (path, mut buf, mut used) = ("latest", [0; 64], 0);
    /// let (target, len) = (buf.as_mut_ptr(), buf.len());
    /// // SAFETY: 3 is the preopened directory, `path` is valid for reads, and `buf` and `used` for
    /// // the writes.
    /// let errno =
    ///     unsafe { raw::path_readlink(3, path.as_ptr(), path.len(), target, len, &mut used) };
    /// assert_eq!(errno, 0);
    /// assert_eq!(buf.get(..used), Some(&b"log.txt"[..]));
    /// # Ok(())
    /// # }
    /// ```
    pub unsafe fn path_readlink(
        fd: Fd,
        path: *const u8,
        path_len: Size,
        buf: *mut u8,
        buf_len: Size,
        bufused: *mut Size,
    ) -> i32;

    /// Removes an empty directory (wasi_snapshot_preview1.witx 386).
    ///
    /// # Safety
    /// - `fd` is the caller's.
    /// - `path` is valid for reading `path_len` bytes.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::{fs, raw::{self, Errno}};
    /// # fn main() -> nanowasi::io::Result<()> {
    ///
    /// fs::create_dir("cache")?;
    /// fs::write("cache/entry", "")?;
    /// let path = "cache";
    /// // SAFETY: 3 is the preopened directory, and `path` is valid for reads.
    /// let remove = || unsafe { raw::path_remove_directory(3, path.as_ptr(), path.len()) };
    /// assert_eq!(remove(), i32::from(Errno::NOTEMPTY.0));
    /// fs::remove_file("cache/entry")?;
    /// assert_eq!(remove(), 0);
    /// # Ok(())
    /// # }
    /// ```
    pub unsafe fn path_remove_directory(fd: Fd, path: *const u8, path_len: Size) -> i32;

    /// Renames a file or directory (wasi_snapshot_preview1.witx 395).
    ///
    /// `old_path` is relative to `fd`, `new_path` to `new_fd`.
    ///
    /// # Safety
    /// - `fd` and `new_fd` are the caller's.
    /// - `old_path` is valid for reading `old_path_len` bytes.
    /// - `new_path` is valid for reading `new_path_len` bytes.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::{fs, raw};
    /// # fn main() -> nanowasi::io::Result<()> {
    ///
    /// fs::write("draft", "text")?;
    /// let (old, new) = ("draft", "final");
    /// // SAFETY: 3 is the preopened directory, and both paths are valid for reads.
    /// let errno =
    ///     unsafe { raw::path_rename(3, old.as_ptr(), old.len(), 3, new.as_ptr(), new.len()) };
    /// assert_eq!(errno, 0);
    /// assert_eq!(fs::read_to_string("final")?, "text");
    /// # Ok(())
    /// # }
    /// ```
    pub unsafe fn path_rename(
        fd: Fd,
        old_path: *const u8,
        old_path_len: Size,
        new_fd: Fd,
        new_path: *const u8,
        new_path_len: Size,
    ) -> i32;

    /// Creates a symbolic link at `new_path`, with the target `old_path`
    /// (wasi_snapshot_preview1.witx 408).
    ///
    /// The host stores `old_path` unchanged, and does not resolve it. Note the order of the
    /// arguments: `fd` is the directory of `new_path`.
    ///
    /// # Safety
    /// - `fd` is the caller's.
    /// - `old_path` is valid for reading `old_path_len` bytes.
    /// - `new_path` is valid for reading `new_path_len` bytes.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::{fs, path::Path, raw};
    /// # fn main() -> nanowasi::io::Result<()> {
    ///
    /// let (target, link) = ("log.txt", "latest"); // log.txt does not exist
    /// // SAFETY: 3 is the preopened directory, and both paths are valid for reads.
    /// let errno = unsafe {
    ///     raw::path_symlink(target.as_ptr(), target.len(), 3, link.as_ptr(), link.len())
    /// };
    /// assert_eq!(errno, 0);
    /// assert_eq!(fs::read_link("latest")?, Path::new("log.txt"));
    /// # Ok(())
    /// # }
    /// ```
    pub unsafe fn path_symlink(
        old_path: *const u8,
        old_path_len: Size,
        fd: Fd,
        new_path: *const u8,
        new_path_len: Size,
    ) -> i32;

    /// Removes the name of a file; for a directory, fails with `ISDIR`
    /// (wasi_snapshot_preview1.witx 421).
    ///
    /// # Safety
    /// - `fd` is the caller's.
    /// - `path` is valid for reading `path_len` bytes.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::{fs, raw};
    /// # fn main() -> nanowasi::io::Result<()> {
    ///
    /// fs::write("log.txt", "")?;
    /// let path = "log.txt";
    /// // SAFETY: 3 is the preopened directory, and `path` is valid for reads.
    /// assert_eq!(unsafe { raw::path_unlink_file(3, path.as_ptr(), path.len()) }, 0);
    /// assert!(fs::metadata("log.txt").is_err());
    /// # Ok(())
    /// # }
    /// ```
    pub unsafe fn path_unlink_file(fd: Fd, path: *const u8, path_len: Size) -> i32;
}
