//! Functions on a descriptor that is open: 21 of the 46.
//!
//! They are the ones that every program with input or output reaches. They stand on the rules in
//! the header of [`crate::raw`]; "the caller's" is explained there.

use crate::raw::{
    Advice, Ciovec, Dircookie, Fd, Fdflags, Fdstat, Filedelta, Filesize, Filestat, Fstflags, Iovec,
    Prestat, Rights, Size, Timestamp, Whence,
};

imports! {
    /// Tells the host how `len` bytes from `offset` are going to be used
    /// (wasi_snapshot_preview1.witx 68).
    ///
    /// # Safety
    /// - `fd` is the caller's.
    pub unsafe fn fd_advise(fd: Fd, offset: Filesize, len: Filesize, advice: Advice) -> i32;

    /// Makes sure that the device has room for `len` bytes from `offset`
    /// (wasi_snapshot_preview1.witx 81).
    ///
    /// wasmtime always refuses it.
    ///
    /// # Safety
    /// - `fd` is the caller's.
    pub unsafe fn fd_allocate(fd: Fd, offset: Filesize, len: Filesize) -> i32;

    /// Closes a descriptor (wasi_snapshot_preview1.witx 92).
    ///
    /// Its number may be given out again at once, so never close twice, not even after an error.
    ///
    /// # Safety
    /// - `fd` is the caller's own, and nothing uses the number afterwards.
    pub unsafe fn fd_close(fd: Fd) -> i32;

    /// Waits until what was written to a file is stored (wasi_snapshot_preview1.witx 99).
    ///
    /// # Safety
    /// - `fd` is the caller's.
    pub unsafe fn fd_datasync(fd: Fd) -> i32;

    /// Tells what a descriptor is and what it may be used for (wasi_snapshot_preview1.witx 106).
    ///
    /// # Safety
    /// - `fd` is the caller's.
    /// - `stat` is valid for writing an [`Fdstat`], and isn't read as initialised unless the call
    ///   returned 0.
    pub unsafe fn fd_fdstat_get(fd: Fd, stat: *mut Fdstat) -> i32;

    /// Changes how a descriptor reads and writes (wasi_snapshot_preview1.witx 114).
    ///
    /// The flags replace the old ones. Hosts mostly refuse `NONBLOCK` on standard input, and some
    /// accept it and do nothing.
    ///
    /// # Safety
    /// - `fd` is the caller's.
    /// - `flags` has no bit without a name, as an answer of `fd_fdstat_get` can have.
    pub unsafe fn fd_fdstat_set_flags(fd: Fd, flags: Fdflags) -> i32;

    /// Gives up rights of a descriptor; it can't get any (wasi_snapshot_preview1.witx 123).
    ///
    /// # Safety
    /// - `fd` is the caller's.
    /// - Neither argument has a bit without a name.
    pub unsafe fn fd_fdstat_set_rights(
        fd: Fd,
        fs_rights_base: Rights,
        fs_rights_inheriting: Rights,
    ) -> i32;

    /// Tells the attributes of an open file (wasi_snapshot_preview1.witx 132).
    ///
    /// # Safety
    /// - `fd` is the caller's.
    /// - `stat` is valid for writing a [`Filestat`], and isn't read as initialised unless the call
    ///   returned 0.
    pub unsafe fn fd_filestat_get(fd: Fd, stat: *mut Filestat) -> i32;

    /// Cuts or extends an open file to `size` bytes; new ones are 0
    /// (wasi_snapshot_preview1.witx 140).
    ///
    /// # Safety
    /// - `fd` is the caller's.
    pub unsafe fn fd_filestat_set_size(fd: Fd, size: Filesize) -> i32;

    /// Sets the times of an open file; which of them, and whether to now, is in `fst_flags`
    /// (wasi_snapshot_preview1.witx 149).
    ///
    /// # Safety
    /// - `fd` is the caller's.
    /// - `fst_flags` has no bit without a name.
    pub unsafe fn fd_filestat_set_times(
        fd: Fd,
        atim: Timestamp,
        mtim: Timestamp,
        fst_flags: Fstflags,
    ) -> i32;

    /// Reads from a place in a file into several buffers, and leaves the descriptor's offset
    /// (wasi_snapshot_preview1.witx 162).
    ///
    /// # Safety
    /// - The same as for [`fd_read`].
    pub unsafe fn fd_pread(
        fd: Fd,
        iovs: *const Iovec,
        iovs_len: Size,
        offset: Filesize,
        nread: *mut Size,
    ) -> i32;

    /// Tells whether a descriptor was opened before the program started, and how long its name is
    /// (wasi_snapshot_preview1.witx 173).
    ///
    /// For others the answer is `BADF` as a rule; node says `INVAL`, and four hosts say success for
    /// the standard streams.
    ///
    /// # Safety
    /// - `fd` is any number: programs find what they own by asking.
    /// - `prestat` is valid for writing a [`Prestat`], and isn't read as initialised unless the
    ///   call returned 0.
    pub unsafe fn fd_prestat_get(fd: Fd, prestat: *mut Prestat) -> i32;

    /// Writes the name of a directory that was opened before the program started
    /// (wasi_snapshot_preview1.witx 180).
    ///
    /// `path_len` is to be exactly [`PrestatDir::pr_name_len`](crate::raw::PrestatDir::pr_name_len):
    /// wazero refuses more, and wasmer 1 panics. There is no NUL at the end, except on a few hosts
    /// that count one.
    ///
    /// # Safety
    /// - `fd` is the caller's, and `fd_prestat_get` has described it.
    /// - `path` is valid for writing `path_len` bytes, and isn't read as initialised unless the
    ///   call returned 0.
    pub unsafe fn fd_prestat_dir_name(fd: Fd, path: *mut u8, path_len: Size) -> i32;

    /// Writes several buffers to a place in a file, and leaves the descriptor's offset
    /// (wasi_snapshot_preview1.witx 190).
    ///
    /// # Safety
    /// - The same as for [`fd_write`].
    pub unsafe fn fd_pwrite(
        fd: Fd,
        iovs: *const Ciovec,
        iovs_len: Size,
        offset: Filesize,
        nwritten: *mut Size,
    ) -> i32;

    /// Reads into several buffers, one after the other (wasi_snapshot_preview1.witx 202).
    ///
    /// wasmtime fills only the first buffer. An empty buffer among them can look like the end of
    /// the file, and an empty read of standard input is `INTR` for ever on wasmtime: pass none.
    ///
    /// # Safety
    /// - `fd` is the caller's.
    /// - `iovs` is valid for reading `iovs_len` records, at most 1,024.
    /// - Each record's `buf` is valid for writing `buf_len` bytes, and no two of them overlap.
    /// - `nread` is valid for writing a `Size`, outside the buffers.
    /// - Nothing is read as initialised unless the call returned 0, and of the buffers only the
    ///   first `nread` bytes, once that number is known to be no more than they hold.
    pub unsafe fn fd_read(
        fd: Fd,
        iovs: *const Iovec,
        iovs_len: Size,
        nread: *mut Size,
    ) -> i32;

    /// Writes entries of a directory, from `cookie` on: a [`Dirent`](crate::raw::Dirent), then its
    /// name, and so on (wasi_snapshot_preview1.witx 220).
    ///
    /// The last entry is cut where the buffer ends. Fewer than `buf_len` bytes should mean that the
    /// listing is complete, but deno and bun leave out an entry that doesn't fit whole, and wazero
    /// refuses a buffer of less than 24 bytes. `.` and `..` are listed by half of the hosts.
    ///
    /// # Safety
    /// - `fd` is the caller's.
    /// - `buf` is valid for writing `buf_len` bytes.
    /// - `cookie` is 0, or came from this directory.
    /// - `bufused` is valid for writing a `Size`, outside the buffer.
    /// - Nothing is read as initialised unless the call returned 0, and of the buffer only the
    ///   first `bufused` bytes, once that number is known to be no more than it holds.
    pub unsafe fn fd_readdir(
        fd: Fd,
        buf: *mut u8,
        buf_len: Size,
        cookie: Dircookie,
        bufused: *mut Size,
    ) -> i32;

    /// Closes `to`, and gives its number to what was `fd` (wasi_snapshot_preview1.witx 241).
    ///
    /// Never pass the same number twice: half of the hosts close it. `to` should be open; to a free
    /// number some hosts move, and others refuse. Some copy instead of moving.
    ///
    /// # Safety
    /// - `fd` and `to` are the caller's own and differ, and nothing uses `fd` afterwards.
    pub unsafe fn fd_renumber(fd: Fd, to: Fd) -> i32;

    /// Moves the offset of a descriptor, and tells where it is then, from the file's start
    /// (wasi_snapshot_preview1.witx 250).
    ///
    /// # Safety
    /// - `fd` is the caller's.
    /// - `newoffset` is valid for writing a `Filesize`, and isn't read as initialised unless the
    ///   call returned 0.
    pub unsafe fn fd_seek(
        fd: Fd,
        offset: Filedelta,
        whence: Whence,
        newoffset: *mut Filesize,
    ) -> i32;

    /// Waits until what was written to a file, and its attributes, are stored
    /// (wasi_snapshot_preview1.witx 262).
    ///
    /// # Safety
    /// - `fd` is the caller's.
    pub unsafe fn fd_sync(fd: Fd) -> i32;

    /// Tells where the offset of a descriptor is, from the file's start
    /// (wasi_snapshot_preview1.witx 269).
    ///
    /// # Safety
    /// - `fd` is the caller's.
    /// - `offset` is valid for writing a `Filesize`, and isn't read as initialised unless the call
    ///   returned 0.
    pub unsafe fn fd_tell(fd: Fd, offset: *mut Filesize) -> i32;

    /// Writes several buffers, one after the other (wasi_snapshot_preview1.witx 277).
    ///
    /// It may write less than all, and wasmtime writes only the first buffer that isn't empty. Pass
    /// no empty one: some hosts check its pointer and fail.
    ///
    /// # Safety
    /// - `fd` is the caller's.
    /// - `iovs` is valid for reading `iovs_len` records, at most 1,024.
    /// - Each record's `buf` is valid for reading `buf_len` bytes.
    /// - `nwritten` is valid for writing a `Size`, outside the buffers; it isn't read as
    ///   initialised unless the call returned 0, nor trusted to be no more than the buffers hold.
    pub unsafe fn fd_write(
        fd: Fd,
        iovs: *const Ciovec,
        iovs_len: Size,
        nwritten: *mut Size,
    ) -> i32;
}
