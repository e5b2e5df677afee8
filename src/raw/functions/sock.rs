//! Functions on a socket that the host passes in.
//!
//! They are in a separate file because few hosts have sockets. Some lack `sock_accept` entirely,
//! and don't load a module that imports it. Only programs that call these functions import them.
//! The rules in the header of [`crate::raw`] apply, which also explains "the caller's".

use crate::raw::{Ciovec, Fd, Fdflags, Iovec, Riflags, Roflags, Sdflags, Siflags, Size};

imports! {
    /// Accepts a connection, and returns its descriptor (wasi_snapshot_preview1.witx 478).
    ///
    /// `flags` are those of the new descriptor. The host does not report the address of the other
    /// side.
    ///
    /// # Safety
    /// - `fd` is the caller's.
    /// - `flags` has no bit without a name.
    /// - `accepted_fd` is valid for writing an `Fd`, and isn't read as initialized unless the call
    ///   returned 0. The descriptor is then the caller's own.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # // guest: socket
    /// use nanowasi::raw::{self, Errno, Fdflags};
    ///
    /// let mut connection = raw::Fd::MAX;
    /// // SAFETY: 4 is a listening socket of this program, and `connection` is valid for the write.
    /// let errno = unsafe { raw::sock_accept(4, Fdflags::NONBLOCK, &mut connection) };
    /// assert!(errno == 0 || errno == i32::from(Errno::AGAIN.0));
    /// ```
    pub unsafe fn sock_accept(fd: Fd, flags: Fdflags, accepted_fd: *mut Fd) -> i32;

    /// Receives into several buffers, one after the other (wasi_snapshot_preview1.witx 490).
    ///
    /// # Safety
    /// - `fd` is the caller's.
    /// - `ri_data` is valid for reading `ri_data_len` records, at most 1,024.
    /// - Each record's `buf` is valid for writing `buf_len` bytes, and no two of them overlap.
    /// - `ri_flags` has no bit without a name.
    /// - `ro_datalen` is valid for writing a `Size`, and `ro_flags` for a [`Roflags`], both outside
    ///   the buffers.
    /// - Nothing is read as initialized unless the call returned 0, and of the buffers only the
    ///   first `ro_datalen` bytes, after that number was checked against their length.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # // guest: socket
    /// use nanowasi::raw::{self, Iovec, Riflags, Roflags};
    ///
    /// let mut buf = [0; 512];
    /// let iov = Iovec { buf: buf.as_mut_ptr(), buf_len: buf.len() };
    /// let (mut received, mut flags) = (0, Roflags::empty());
    /// // SAFETY: 5 is a connection of this program, and `iov` describes `buf`.
    /// let errno =
    ///     unsafe { raw::sock_recv(5, &iov, 1, Riflags::empty(), &mut received, &mut flags) };
    /// assert_eq!(errno, 0);
    /// let message = buf.get(..received).expect("an impossible count");
    /// ```
    pub unsafe fn sock_recv(
        fd: Fd,
        ri_data: *const Iovec,
        ri_data_len: Size,
        ri_flags: Riflags,
        ro_datalen: *mut Size,
        ro_flags: *mut Roflags,
    ) -> i32;

    /// Sends several buffers, one after the other (wasi_snapshot_preview1.witx 503).
    ///
    /// # Safety
    /// - `fd` is the caller's.
    /// - `si_data` is valid for reading `si_data_len` records, at most 1,024.
    /// - Each record's `buf` is valid for reading `buf_len` bytes.
    /// - `si_flags` is 0.
    /// - `so_datalen` is valid for writing a `Size`, outside the buffers. It isn't read as
    ///   initialized unless the call returned 0, and is not trusted to be at most the buffers'
    ///   length.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # // guest: socket
    /// use nanowasi::raw::{self, Ciovec};
    ///
    /// let reply = b"HTTP/1.0 204 No Content\r\n\r\n";
    /// let iov = Ciovec { buf: reply.as_ptr(), buf_len: reply.len() };
    /// let mut sent = 0;
    /// // SAFETY: 5 is a connection of this program, and `iov` describes `reply`.
    /// assert_eq!(unsafe { raw::sock_send(5, &iov, 1, 0, &mut sent) }, 0);
    /// assert!(sent <= reply.len()); // can be fewer
    /// ```
    pub unsafe fn sock_send(
        fd: Fd,
        si_data: *const Ciovec,
        si_data_len: Size,
        si_flags: Siflags,
        so_datalen: *mut Size,
    ) -> i32;

    /// Shuts down receiving, sending or both (wasi_snapshot_preview1.witx 515).
    ///
    /// # Safety
    /// - `fd` is the caller's.
    /// - `how` has at least one bit, and none without a name.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # // guest: socket
    /// use nanowasi::raw::{self, Sdflags};
    ///
    /// // SAFETY: 5 is a connection of this program.
    /// assert_eq!(unsafe { raw::sock_shutdown(5, Sdflags::WR) }, 0);
    /// ```
    pub unsafe fn sock_shutdown(fd: Fd, how: Sdflags) -> i32;
}
