//! Functions on a socket that the host passed in.
//!
//! They are apart from the others because few hosts have sockets, and some lack `sock_accept` so
//! entirely that a module which imports it doesn't load. Only programs that name these functions
//! import them. They stand on the rules in the header of [`crate::raw`], where "the caller's" is
//! explained.

use crate::raw::{Ciovec, Fd, Fdflags, Iovec, Riflags, Roflags, Sdflags, Siflags, Size};

imports! {
    /// Accepts a connection, and tells its descriptor (wasi_snapshot_preview1.witx 478).
    ///
    /// `flags` are those of the new descriptor. The other address isn't told.
    ///
    /// # Safety
    /// - `fd` is the caller's.
    /// - `flags` has no bit without a name.
    /// - `accepted_fd` is valid for writing an `Fd`, and isn't read as initialised unless the call
    ///   returned 0. The descriptor is then the caller's own.
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
    /// - Nothing is read as initialised unless the call returned 0, and of the buffers only the
    ///   first `ro_datalen` bytes, once that number is known to be no more than they hold.
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
    /// - `so_datalen` is valid for writing a `Size`, outside the buffers; it isn't read as
    ///   initialised unless the call returned 0, nor trusted to be no more than the buffers hold.
    pub unsafe fn sock_send(
        fd: Fd,
        si_data: *const Ciovec,
        si_data_len: Size,
        si_flags: Siflags,
        so_datalen: *mut Size,
    ) -> i32;

    /// Ends receiving, sending or both (wasi_snapshot_preview1.witx 515).
    ///
    /// # Safety
    /// - `fd` is the caller's.
    /// - `how` has no bit without a name, and at least one with.
    pub unsafe fn sock_shutdown(fd: Fd, how: Sdflags) -> i32;
}
