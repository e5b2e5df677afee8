//! Functions on an open descriptor: 21 of the 46.
//!
//! Every program with input or output uses some of them. The rules in the header of [`crate::raw`]
//! apply, which also explains "the caller's".

use crate::raw::{
    Advice, Ciovec, Dircookie, Fd, Fdflags, Fdstat, Filedelta, Filesize, Filestat, Fstflags, Iovec,
    Prestat, Rights, Size, Timestamp, Whence,
};

imports! {
    /// Announces how the program is going to access `len` bytes from `offset`
    /// (wasi_snapshot_preview1.witx 68).
    ///
    /// # Safety
    /// - `fd` is the caller's.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::{fd::AsRawFd, fs::File, raw::{self, Advice}};
    /// # fn main() -> nanowasi::io::Result<()> {
    ///
    /// let file = File::create("log.txt")?;
    /// let fd = file.as_raw_fd().cast_unsigned();
    /// // SAFETY: `file` keeps `fd` open.
    /// assert_eq!(unsafe { raw::fd_advise(fd, 0, 4096, Advice::SEQUENTIAL) }, 0);
    /// # Ok(())
    /// # }
    /// ```
    pub unsafe fn fd_advise(fd: Fd, offset: Filesize, len: Filesize, advice: Advice) -> i32;

    /// Reserves space on the device for `len` bytes from `offset`
    /// (wasi_snapshot_preview1.witx 81).
    ///
    /// wasmtime always returns `NOTSUP`.
    ///
    /// # Safety
    /// - `fd` is the caller's.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::{fd::AsRawFd, fs::File, raw::{self, Errno}};
    /// # fn main() -> nanowasi::io::Result<()> {
    ///
    /// let file = File::create("log.txt")?;
    /// let fd = file.as_raw_fd().cast_unsigned();
    /// // SAFETY: `file` keeps `fd` open.
    /// let errno = unsafe { raw::fd_allocate(fd, 0, 4096) };
    /// assert_eq!(errno, i32::from(Errno::NOTSUP.0)); // on wasmtime
    /// # Ok(())
    /// # }
    /// ```
    pub unsafe fn fd_allocate(fd: Fd, offset: Filesize, len: Filesize) -> i32;

    /// Closes a descriptor (wasi_snapshot_preview1.witx 92).
    ///
    /// The host may reuse the number immediately. So never close a descriptor twice, not even after
    /// an error.
    ///
    /// # Safety
    /// - `fd` is the caller's own, and nothing uses the number afterwards.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::{fd::IntoRawFd, fs::File, raw};
    /// # fn main() -> nanowasi::io::Result<()> {
    ///
    /// let fd = File::create("log.txt")?.into_raw_fd().cast_unsigned();
    /// // SAFETY: `into_raw_fd` has given up ownership, and nothing uses `fd` afterwards.
    /// assert_eq!(unsafe { raw::fd_close(fd) }, 0);
    /// # Ok(())
    /// # }
    /// ```
    pub unsafe fn fd_close(fd: Fd) -> i32;

    /// Blocks until the data that was written to a file is stored
    /// (wasi_snapshot_preview1.witx 99).
    ///
    /// # Safety
    /// - `fd` is the caller's.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::{fd::AsRawFd, fs::File, io::Write, raw};
    /// # fn main() -> nanowasi::io::Result<()> {
    ///
    /// let mut file = File::create("log.txt")?;
    /// file.write_all(b"started\n")?;
    /// // SAFETY: `file` keeps the descriptor open.
    /// assert_eq!(unsafe { raw::fd_datasync(file.as_raw_fd().cast_unsigned()) }, 0);
    /// # Ok(())
    /// # }
    /// ```
    pub unsafe fn fd_datasync(fd: Fd) -> i32;

    /// Returns the kind, the flags and the rights of a descriptor
    /// (wasi_snapshot_preview1.witx 106).
    ///
    /// # Safety
    /// - `fd` is the caller's.
    /// - `stat` is valid for writing an [`Fdstat`], and isn't read as initialized unless the call
    ///   returned 0.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::{mem, raw::{self, Fdstat, Rights}};
    ///
    /// // SAFETY: zeros are a valid `Fdstat`.
    /// let mut stat: Fdstat = unsafe { mem::zeroed() };
    /// // SAFETY: 0 is standard input, and `stat` is valid for the write.
    /// assert_eq!(unsafe { raw::fd_fdstat_get(0, &mut stat) }, 0);
    /// assert!(stat.fs_rights_base.contains(Rights::FD_READ));
    /// ```
    pub unsafe fn fd_fdstat_get(fd: Fd, stat: *mut Fdstat) -> i32;

    /// Sets the flags of a descriptor (wasi_snapshot_preview1.witx 114).
    ///
    /// The new flags replace all old ones. Most hosts reject `NONBLOCK` on standard input. Some
    /// accept it without effect.
    ///
    /// # Safety
    /// - `fd` is the caller's.
    /// - `flags` has no bit without a name, which a result of `fd_fdstat_get` can have.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::{fd::AsRawFd, fs::{self, File}, io::Write, raw::{self, Fdflags}};
    /// # fn main() -> nanowasi::io::Result<()> {
    ///
    /// let mut file = File::create("log.txt")?;
    /// let fd = file.as_raw_fd().cast_unsigned();
    /// // SAFETY: `file` keeps `fd` open.
    /// assert_eq!(unsafe { raw::fd_fdstat_set_flags(fd, Fdflags::APPEND) }, 0);
    /// fs::write("log.txt", "one ")?;
    /// file.write_all(b"two")?; // at the end, not at offset 0
    /// assert_eq!(fs::read_to_string("log.txt")?, "one two");
    /// # Ok(())
    /// # }
    /// ```
    pub unsafe fn fd_fdstat_set_flags(fd: Fd, flags: Fdflags) -> i32;

    /// Reduces the rights of a descriptor, and can't add any (wasi_snapshot_preview1.witx 123).
    ///
    /// wasmtime always returns `NOTSUP`.
    ///
    /// # Safety
    /// - `fd` is the caller's.
    /// - Neither argument has a bit without a name.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::{fd::AsRawFd, fs::File, raw::{self, Errno, Rights}};
    /// # fn main() -> nanowasi::io::Result<()> {
    ///
    /// let file = File::create("log.txt")?;
    /// let (fd, rights) = (file.as_raw_fd().cast_unsigned(), Rights::FD_WRITE);
    /// // SAFETY: `file` keeps `fd` open.
    /// let errno = unsafe { raw::fd_fdstat_set_rights(fd, rights, Rights::empty()) };
    /// assert_eq!(errno, i32::from(Errno::NOTSUP.0)); // on wasmtime
    /// # Ok(())
    /// # }
    /// ```
    pub unsafe fn fd_fdstat_set_rights(
        fd: Fd,
        fs_rights_base: Rights,
        fs_rights_inheriting: Rights,
    ) -> i32;

    /// Returns the attributes of an open file (wasi_snapshot_preview1.witx 132).
    ///
    /// # Safety
    /// - `fd` is the caller's.
    /// - `stat` is valid for writing a [`Filestat`], and isn't read as initialized unless the call
    ///   returned 0.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::{fd::AsRawFd, fs::File, io::Write, mem, raw::{self, Filestat}};
    /// # fn main() -> nanowasi::io::Result<()> {
    ///
    /// let mut file = File::create("log.txt")?;
    /// file.write_all(b"started\n")?;
    /// // SAFETY: zeros are a valid `Filestat`.
    /// let mut stat: Filestat = unsafe { mem::zeroed() };
    /// // SAFETY: `file` keeps the descriptor open, and `stat` is valid for the write.
    /// let errno = unsafe { raw::fd_filestat_get(file.as_raw_fd().cast_unsigned(), &mut stat) };
    /// assert_eq!((errno, stat.size), (0, 8));
    /// # Ok(())
    /// # }
    /// ```
    pub unsafe fn fd_filestat_get(fd: Fd, stat: *mut Filestat) -> i32;

    /// Truncates or extends an open file to `size` bytes; new bytes are 0
    /// (wasi_snapshot_preview1.witx 140).
    ///
    /// # Safety
    /// - `fd` is the caller's.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::{fd::AsRawFd, fs::File, raw};
    /// # fn main() -> nanowasi::io::Result<()> {
    ///
    /// let file = File::create("table")?;
    /// // SAFETY: `file` keeps the descriptor open.
    /// assert_eq!(unsafe { raw::fd_filestat_set_size(file.as_raw_fd().cast_unsigned(), 512) }, 0);
    /// assert_eq!(file.metadata()?.len(), 512);
    /// # Ok(())
    /// # }
    /// ```
    pub unsafe fn fd_filestat_set_size(fd: Fd, size: Filesize) -> i32;

    /// Sets the times of an open file that `fst_flags` names
    /// (wasi_snapshot_preview1.witx 149).
    ///
    /// # Safety
    /// - `fd` is the caller's.
    /// - `fst_flags` has no bit without a name.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::{fd::AsRawFd, fs::File, raw::{self, Fstflags}, time};
    /// # fn main() -> nanowasi::io::Result<()> {
    ///
    /// let file = File::create("log.txt")?;
    /// let (fd, second) = (file.as_raw_fd().cast_unsigned(), 1_000_000_000);
    /// // SAFETY: `file` keeps `fd` open.
    /// assert_eq!(unsafe { raw::fd_filestat_set_times(fd, 0, second, Fstflags::MTIM) }, 0);
    /// let modified = file.metadata()?.modified()?;
    /// assert_eq!(modified, time::UNIX_EPOCH + time::Duration::from_secs(1));
    /// # Ok(())
    /// # }
    /// ```
    pub unsafe fn fd_filestat_set_times(
        fd: Fd,
        atim: Timestamp,
        mtim: Timestamp,
        fst_flags: Fstflags,
    ) -> i32;

    /// Reads from `offset` in a file into several buffers, and leaves the descriptor's offset
    /// unchanged (wasi_snapshot_preview1.witx 162).
    ///
    /// # Safety
    /// - As for [`fd_read`].
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::{fd::AsRawFd, fs::{self, File}, raw::{self, Iovec}};
    /// # fn main() -> nanowasi::io::Result<()> {
    ///
    /// fs::write("log.txt", "one two")?;
    /// let file = File::open("log.txt")?;
    /// let (fd, mut buf, mut read) = (file.as_raw_fd().cast_unsigned(), [0; 8], 0);
    /// let iov = Iovec { buf: buf.as_mut_ptr(), buf_len: buf.len() };
    /// // SAFETY: `file` keeps `fd` open, and `iov` describes `buf`.
    /// assert_eq!(unsafe { raw::fd_pread(fd, &iov, 1, 4, &mut read) }, 0);
    /// assert_eq!(buf.get(..read), Some(&b"two"[..]));
    /// # Ok(())
    /// # }
    /// ```
    pub unsafe fn fd_pread(
        fd: Fd,
        iovs: *const Iovec,
        iovs_len: Size,
        offset: Filesize,
        nread: *mut Size,
    ) -> i32;

    /// Returns the kind of a preopened descriptor and the length of its name
    /// (wasi_snapshot_preview1.witx 173).
    ///
    /// For other descriptors, most hosts return `BADF`. node returns `INVAL`, and four hosts return
    /// success for the standard streams.
    ///
    /// # Safety
    /// - `fd` is any number: programs call this function to find the descriptors that they own.
    /// - `prestat` is valid for writing a [`Prestat`], and isn't read as initialized unless the
    ///   call returned 0.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::{mem, raw::{self, Errno, Prestat, Preopentype}};
    ///
    /// // SAFETY: zeros are a valid `Prestat`.
    /// let mut prestat: Prestat = unsafe { mem::zeroed() };
    /// // SAFETY: every number can be passed, and `prestat` is valid for the write.
    /// assert_eq!(unsafe { raw::fd_prestat_get(3, &mut prestat) }, 0);
    /// assert_eq!(prestat.tag, Preopentype::DIR);
    /// // SAFETY: as above.
    /// let errno = unsafe { raw::fd_prestat_get(4, &mut prestat) };
    /// assert_eq!(errno, i32::from(Errno::BADF.0));
    /// ```
    pub unsafe fn fd_prestat_get(fd: Fd, prestat: *mut Prestat) -> i32;

    /// Writes the name of a preopened directory (wasi_snapshot_preview1.witx 180).
    ///
    /// `path_len` must be exactly [`PrestatDir::pr_name_len`](crate::raw::PrestatDir::pr_name_len).
    /// wazero returns an error if it is more, and wasmer 1 panics. The name has no NUL at its end,
    /// except on a few hosts, which count the NUL.
    ///
    /// # Safety
    /// - `fd` is the caller's, and `fd_prestat_get` has returned 0 for it.
    /// - `path` is valid for writing `path_len` bytes, and isn't read as initialized unless the
    ///   call returned 0.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::{mem, raw::{self, Prestat}};
    ///
    /// // SAFETY: zeros are a valid `Prestat`.
    /// let mut prestat: Prestat = unsafe { mem::zeroed() };
    /// // SAFETY: `prestat` is valid for the write, and `dir` is the only member of the union.
    /// let len = unsafe {
    ///     assert_eq!(raw::fd_prestat_get(3, &mut prestat), 0);
    ///     prestat.u.dir.pr_name_len
    /// };
    /// let mut name = vec![0; len];
    /// // SAFETY: `name` is valid for a write of `len` bytes.
    /// assert_eq!(unsafe { raw::fd_prestat_dir_name(3, name.as_mut_ptr(), len) }, 0);
    /// assert_eq!(name, b".");
    /// ```
    pub unsafe fn fd_prestat_dir_name(fd: Fd, path: *mut u8, path_len: Size) -> i32;

    /// Writes several buffers at `offset` in a file, and leaves the descriptor's offset unchanged
    /// (wasi_snapshot_preview1.witx 190).
    ///
    /// # Safety
    /// - As for [`fd_write`].
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::{fd::AsRawFd, fs::{self, File}, raw::{self, Ciovec}};
    /// # fn main() -> nanowasi::io::Result<()> {
    ///
    /// let file = File::create("log.txt")?;
    /// let (fd, text, mut written) = (file.as_raw_fd().cast_unsigned(), "two", 0);
    /// let iov = Ciovec { buf: text.as_ptr(), buf_len: text.len() };
    /// // SAFETY: `file` keeps `fd` open, and `iov` describes `text`.
    /// assert_eq!(unsafe { raw::fd_pwrite(fd, &iov, 1, 4, &mut written) }, 0);
    /// assert_eq!(fs::read("log.txt")?, b"\0\0\0\0two");
    /// # Ok(())
    /// # }
    /// ```
    pub unsafe fn fd_pwrite(
        fd: Fd,
        iovs: *const Ciovec,
        iovs_len: Size,
        offset: Filesize,
        nwritten: *mut Size,
    ) -> i32;

    /// Reads into several buffers, one after the other (wasi_snapshot_preview1.witx 202).
    ///
    /// - 0 bytes mean the end of the file.
    /// - The host may read fewer bytes than fit. wasmtime fills only the first buffer.
    /// - Pass no empty buffer. On some hosts it looks like the end of the file. On wasmtime, a read
    ///   of standard input into an empty buffer returns `INTR` each time.
    ///
    /// # Safety
    /// - `fd` is the caller's.
    /// - `iovs` is valid for reading `iovs_len` records, at most 1,024.
    /// - Each record's `buf` is valid for writing `buf_len` bytes, and no two of them overlap.
    /// - `nread` is valid for writing a `Size`, outside the buffers.
    /// - Nothing is read as initialized unless the call returned 0, and of the buffers only the
    ///   first `nread` bytes, after that number was checked against their length.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::raw::{self, Iovec};
    ///
    /// let (mut buf, mut read) = ([0; 64], 0);
    /// let iov = Iovec { buf: buf.as_mut_ptr(), buf_len: buf.len() };
    /// // SAFETY: 0 is standard input, and `iov` describes `buf`.
    /// assert_eq!(unsafe { raw::fd_read(0, &iov, 1, &mut read) }, 0);
    /// let input = buf.get(..read).expect("an impossible count");
    /// assert!(input.starts_with(b"first"));
    /// ```
    pub unsafe fn fd_read(
        fd: Fd,
        iovs: *const Iovec,
        iovs_len: Size,
        nread: *mut Size,
    ) -> i32;

    /// Writes entries of a directory, starting at `cookie`: each is a
    /// [`Dirent`](crate::raw::Dirent) and then its name (wasi_snapshot_preview1.witx 220).
    ///
    /// - The host cuts the last entry off where the buffer ends.
    /// - Fewer than `buf_len` bytes should mean that the listing is complete. But deno and bun omit
    ///   an entry that does not fit.
    /// - wazero returns an error for a buffer of less than 24 bytes.
    /// - Half of the hosts list `.` and `..`.
    ///
    /// # Safety
    /// - `fd` is the caller's.
    /// - `buf` is valid for writing `buf_len` bytes.
    /// - `cookie` is 0, or came from this directory.
    /// - `bufused` is valid for writing a `Size`, outside the buffer.
    /// - Nothing is read as initialized unless the call returned 0, and of the buffer only the
    ///   first `bufused` bytes, after that number was checked against its length.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::{fs, mem, raw::{self, Dirent}};
    /// # fn main() -> nanowasi::io::Result<()> {
    ///
    /// fs::write("log.txt", "")?;
    /// let (mut buf, mut used) = ([0; 512], 0);
    /// // SAFETY: 3 is the preopened directory, and `buf` and `used` are valid for the writes.
    /// let errno = unsafe { raw::fd_readdir(3, buf.as_mut_ptr(), buf.len(), 0, &mut used) };
    /// assert_eq!(errno, 0);
    /// let mut entries = buf.get(..used).expect("an impossible count");
    /// let mut found = false;
    /// while let Some((header, rest)) = entries.split_at_checked(mem::size_of::<Dirent>()) {
    ///     // SAFETY: `header` has the length of a `Dirent`, and every bit pattern is valid.
    ///     let entry = unsafe { header.as_ptr().cast::<Dirent>().read_unaligned() };
    ///     let Some((name, rest)) = rest.split_at_checked(entry.d_namlen as usize) else { break };
    ///     found |= name == b"log.txt";
    ///     entries = rest;
    /// }
    /// assert!(found);
    /// # Ok(())
    /// # }
    /// ```
    pub unsafe fn fd_readdir(
        fd: Fd,
        buf: *mut u8,
        buf_len: Size,
        cookie: Dircookie,
        bufused: *mut Size,
    ) -> i32;

    /// Closes `to`, and moves the descriptor `fd` to that number
    /// (wasi_snapshot_preview1.witx 241).
    ///
    /// - Never pass the same number twice: half of the hosts close the descriptor.
    /// - `to` should be open. If it is free, some hosts move the descriptor, and others return an
    ///   error.
    /// - Some hosts copy the descriptor instead of moving it.
    ///
    /// # Safety
    /// - `fd` and `to` are the caller's own and differ, and nothing uses `fd` afterwards.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::{fd::IntoRawFd, fs::File, raw};
    /// # fn main() -> nanowasi::io::Result<()> {
    ///
    /// let old = File::create("old.txt")?.into_raw_fd().cast_unsigned();
    /// let new = File::create("new.txt")?.into_raw_fd().cast_unsigned();
    /// // SAFETY: this code owns both, and nothing uses `new` afterwards.
    /// assert_eq!(unsafe { raw::fd_renumber(new, old) }, 0);
    /// // SAFETY: `old` is new.txt now, and nothing uses it afterwards.
    /// assert_eq!(unsafe { raw::fd_close(old) }, 0);
    /// # Ok(())
    /// # }
    /// ```
    pub unsafe fn fd_renumber(fd: Fd, to: Fd) -> i32;

    /// Moves the offset of a descriptor, and returns the new offset from the start of the file
    /// (wasi_snapshot_preview1.witx 250).
    ///
    /// # Safety
    /// - `fd` is the caller's.
    /// - `newoffset` is valid for writing a `Filesize`, and isn't read as initialized unless the
    ///   call returned 0.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::{fd::AsRawFd, fs::{self, File}, raw::{self, Whence}};
    /// # fn main() -> nanowasi::io::Result<()> {
    ///
    /// fs::write("log.txt", "one two")?;
    /// let file = File::open("log.txt")?;
    /// let (fd, mut offset) = (file.as_raw_fd().cast_unsigned(), 0);
    /// // SAFETY: `file` keeps `fd` open, and `offset` is valid for the write.
    /// assert_eq!(unsafe { raw::fd_seek(fd, -3, Whence::END, &mut offset) }, 0);
    /// assert_eq!(offset, 4);
    /// # Ok(())
    /// # }
    /// ```
    pub unsafe fn fd_seek(
        fd: Fd,
        offset: Filedelta,
        whence: Whence,
        newoffset: *mut Filesize,
    ) -> i32;

    /// Blocks until the data and the attributes of a file are stored
    /// (wasi_snapshot_preview1.witx 262).
    ///
    /// # Safety
    /// - `fd` is the caller's.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::{fd::AsRawFd, fs::File, io::Write, raw};
    /// # fn main() -> nanowasi::io::Result<()> {
    ///
    /// let mut file = File::create("log.txt")?;
    /// file.write_all(b"started\n")?;
    /// // SAFETY: `file` keeps the descriptor open.
    /// assert_eq!(unsafe { raw::fd_sync(file.as_raw_fd().cast_unsigned()) }, 0);
    /// # Ok(())
    /// # }
    /// ```
    pub unsafe fn fd_sync(fd: Fd) -> i32;

    /// Returns the offset of a descriptor from the start of the file
    /// (wasi_snapshot_preview1.witx 269).
    ///
    /// # Safety
    /// - `fd` is the caller's.
    /// - `offset` is valid for writing a `Filesize`, and isn't read as initialized unless the call
    ///   returned 0.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::{fd::AsRawFd, fs::File, io::Write, raw};
    /// # fn main() -> nanowasi::io::Result<()> {
    ///
    /// let mut file = File::create("log.txt")?;
    /// file.write_all(b"started\n")?;
    /// let mut offset = 0;
    /// // SAFETY: `file` keeps the descriptor open, and `offset` is valid for the write.
    /// assert_eq!(unsafe { raw::fd_tell(file.as_raw_fd().cast_unsigned(), &mut offset) }, 0);
    /// assert_eq!(offset, 8);
    /// # Ok(())
    /// # }
    /// ```
    pub unsafe fn fd_tell(fd: Fd, offset: *mut Filesize) -> i32;

    /// Writes several buffers, one after the other (wasi_snapshot_preview1.witx 277).
    ///
    /// - The host may write fewer bytes than passed. wasmtime writes only the first buffer that is
    ///   not empty.
    /// - Pass no empty buffer: some hosts check its pointer and fail.
    ///
    /// # Safety
    /// - `fd` is the caller's.
    /// - `iovs` is valid for reading `iovs_len` records, at most 1,024.
    /// - Each record's `buf` is valid for reading `buf_len` bytes.
    /// - `nwritten` is valid for writing a `Size`, outside the buffers. It isn't read as
    ///   initialized unless the call returned 0, and is not trusted to be at most the buffers'
    ///   length.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::raw::{self, Ciovec};
    ///
    /// let (first, second) = ("one", " two\n");
    /// let iovs = [first, second].map(|text| Ciovec { buf: text.as_ptr(), buf_len: text.len() });
    /// let mut written = 0;
    /// // SAFETY: 1 is standard output, and `iovs` describe the two texts.
    /// assert_eq!(unsafe { raw::fd_write(1, iovs.as_ptr(), iovs.len(), &mut written) }, 0);
    /// assert!(written <= first.len() + second.len()); // 3 on wasmtime
    /// ```
    pub unsafe fn fd_write(
        fd: Fd,
        iovs: *const Ciovec,
        iovs_len: Size,
        nwritten: *mut Size,
    ) -> i32;
}
