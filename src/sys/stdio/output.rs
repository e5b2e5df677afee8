//! The loop that writes, and the static buffers of standard output and standard error.
//!
//! Every byte that a program writes by `print!` or [`write_all`] passes through [`drain`]. This one
//! loop handles short writes, impossible counts, interruptions and hosts that are not ready.
//!
//! The iovec and the count, which the host reads and writes, are a part of the stream. So the
//! common path needs no stack frame. A stream is all zeros at first, so it takes no space in the
//! module.
//!
//! The safety argument: the methods of [`Stream`] return no reference to its fields, and call no
//! code of the program. So accesses don't overlap. In a native build (unit tests), each access to
//! the fields that the host writes holds a lock. After each `fd_write`, `buf` and `buf_len` are
//! read again, because the host may call the module. They always describe bytes of the buffer, or
//! of the slice that bypasses it.

use core::cell::UnsafeCell;

use super::Part;
use crate::raw;
use crate::sys::fd::ZERO_FDSTAT;
use crate::sys::poll::wait_writable;
use crate::sys::response::{INVALID_RESPONSE, UNSET};
use crate::sys::retry::{self, carried_over, is_exhausted};
use crate::sys::sync::StaticCell;
use crate::sys::util::copy_bytes;
use crate::sys::{BorrowedFd, Errno};

/// Whether all buffers have a length of 0, so that each part bypasses them. A check of the length
/// instead takes 46 bytes more in a program that prints to both streams.
const UNBUFFERED: bool = cfg!(feature = "unbuffered");

/// The bytes that are to be written, and the count that the host writes.
struct Pending {
    bytes: raw::Ciovec,
    written: raw::Size,
    /// The number of consecutive refusals: see [`carried_over`].
    refusals: u32,
}

impl Pending {
    const fn new(buf: *const u8, buf_len: usize) -> Self {
        Self {
            bytes: raw::Ciovec { buf, buf_len },
            written: 0,
            refusals: 0,
        }
    }
}

/// Writes the pending bytes until none are left, or until the host returns an error that is not
/// retried. Returns 0 or the errno, as an import does.
///
/// Bytes that were written are no longer pending, also after an error.
///
/// # Safety
///
/// - `pending` is valid for reads and writes.
/// - `(*pending).bytes` is valid for reads of its length.
#[cfg_attr(nanowasi_std, optimize(size), inline(never))]
unsafe fn drain(fd: raw::Fd, pending: *mut Pending) -> i32 {
    // SAFETY: `pending` is valid by the contract. `bytes` only shrinks, by no more than its length,
    // so it stays valid.
    unsafe {
        let mut refusals = if retry::ENABLED {
            carried_over((*pending).refusals)
        } else {
            0
        };
        let errno = loop {
            if (*pending).bytes.buf_len == 0 {
                break 0;
            }
            // A host that leaves the count unwritten is detected. With the whole length here, its
            // write would look complete. With 0, the bytes would stay pending, and a later flush
            // would write them again.
            (*pending).written = UNSET;
            let errno = raw::fd_write(
                fd,
                &raw const (*pending).bytes,
                1,
                &raw mut (*pending).written,
            );
            if errno == 0 {
                refusals = 0;
                let written = (*pending).written;
                let len = (*pending).bytes.buf_len;
                let removed = written.min(len);
                (*pending).bytes.buf = (*pending).bytes.buf.add(removed);
                (*pending).bytes.buf_len = len - removed;
                // A count of 0 would loop forever, so it is an error. The bytes stay pending. A
                // count above the length is an error, too. The pending bytes are dropped, because
                // a second write could duplicate output.
                if written.wrapping_sub(1) >= len {
                    break i32::from(INVALID_RESPONSE.code());
                }
                continue;
            }
            if !retry::ENABLED {
                break errno;
            }
            // Other errnos are counted, too, which saves a branch. `carried_over` rounds the count
            // down at the next write.
            refusals = refusals.wrapping_add(1);
            if is_exhausted(refusals) {
                break errno;
            }
            if errno == i32::from(Errno::INTR.code()) {
                continue;
            }
            if errno != i32::from(Errno::AGAIN.code()) {
                break errno;
            }
            wait_writable(fd);
        };
        if retry::ENABLED {
            (*pending).refusals = refusals;
        }
        errno
    }
}

/// Writes `part` directly. Returns 0 or the errno.
///
/// The caller ensures that nothing is pending. Nothing is pending afterwards, also after an error,
/// because `part` is borrowed for this call.
///
/// # Safety
///
/// - `pending` is valid for reads and writes.
#[inline]
unsafe fn write_direct(fd: raw::Fd, pending: *mut Pending, part: Part<'_>) -> i32 {
    // SAFETY: `pending` is valid by the contract. `part` is borrowed as long as it is pending.
    unsafe {
        (*pending).bytes.buf = part.start();
        (*pending).bytes.buf_len = part.len();
        let errno = drain(fd, pending);
        // After a success, the length is 0 already. With `unbuffered`, testing `errno` takes less
        // code than an unconditional store.
        if errno != 0 || !UNBUFFERED {
            (*pending).bytes.buf_len = 0;
        }
        errno
    }
}

/// Writes all of `bytes`, in as many calls as the host needs.
///
/// - A short write is continued.
/// - After `INTR`, the call is repeated immediately, and after `AGAIN` when the host is ready. The
///   call is made at most 1,024 times without progress, and with the feature `no-wait` once.
/// - An empty slice makes no call.
/// - After an error, an unknown number of bytes was written.
///
/// # Errors
///
/// As for [`fd_write`](crate::sys::fd_write), and:
///
/// - `IO`: the host returned success and a count of 0, or one above the number of bytes. This crate
///   reports it.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::sys::{self, STDERR};
/// # fn main() -> nanowasi::io::Result<()> {
///
/// sys::write_all(STDERR, b"warning: no configuration\n")?;
/// # Ok(())
/// # }
/// ```
pub fn write_all(fd: BorrowedFd<'_>, bytes: &[u8]) -> Result<(), Errno> {
    let mut pending = Pending::new(bytes.as_ptr(), bytes.len());
    // SAFETY: `pending` is a local, and `bytes` is borrowed for the call.
    Errno::check(unsafe { drain(fd.raw(), &raw mut pending) })
}

/// A descriptor with an output buffer.
///
/// Pending bytes are not moved to the start of the buffer after a short write. More bytes are added
/// after them as long as there is space. The start is used again when the space is used up and
/// nothing is pending. After an errno, the unwritten bytes stay pending, and the next write begins
/// with them. After a count above the length, all pending bytes are dropped.
///
/// After the first write, `spare - 1` bytes at the end of the buffer are free. Pending bytes end
/// there. `spare` is 0 before the first write. While a slice bypasses the buffer, the pending bytes
/// are those of the slice, and `spare` is 1, so nothing is added after them.
///
/// The parts are separate statics. The host never has a pointer to `spare`. So the optimizer sees
/// that it stays 0 in a program that writes nothing, and drops [`flush`](Self::flush) with all that
/// it calls.
pub(crate) struct Stream {
    pub(crate) fd: BorrowedFd<'static>,
    /// 0 until the first write. Then 1 more than the number of free bytes after the pending ones.
    pub(crate) spare: &'static StaticCell<usize>,
    pub(crate) shared: &'static Shared,
    pub(crate) buffer: &'static Buffer<[u8]>,
}

/// The part of a stream that the host reads and writes.
pub(crate) struct Shared {
    #[cfg(not(target_family = "wasm"))]
    lock: std::sync::Mutex<()>,
    pending: UnsafeCell<Pending>,
    /// The result of `fd_fdstat_get`. [`Stream::is_terminal`] replaces its file type by `TERMINAL`
    /// or `OTHER`.
    stat: UnsafeCell<raw::Fdstat>,
}

/// The memory of a stream's buffer.
pub(crate) struct Buffer<B: ?Sized>(UnsafeCell<B>);

// SAFETY: on wasm there is one thread (`sys/sync/static_cell.rs` checks it). In a native build,
// each method that accesses `pending` or `stat` holds the lock. Between calls, the pointer in
// `pending` is dereferenced only if `buf_len` is not 0. It then points into the static buffer.
unsafe impl Sync for Shared {}

// SAFETY: on wasm there is one thread. Natively each user holds a lock: that of `Shared`, or that
// of `Input`.
unsafe impl<B: ?Sized> Sync for Buffer<B> {}

impl Shared {
    pub(crate) const fn new() -> Self {
        Self {
            #[cfg(not(target_family = "wasm"))]
            lock: std::sync::Mutex::new(()),
            pending: UnsafeCell::new(Pending::new(core::ptr::null(), 0)),
            stat: UnsafeCell::new(ZERO_FDSTAT),
        }
    }
}

impl<const N: usize> Buffer<[u8; N]> {
    pub(crate) const fn new() -> Self {
        Self(UnsafeCell::new([0; N]))
    }
}

impl Buffer<[u8]> {
    #[inline]
    pub(super) const fn len(&self) -> usize {
        self.0.get().len()
    }

    /// Returns `len` bytes of the buffer from `start` on.
    ///
    /// # Safety
    ///
    /// - `start + len` is at most the buffer's length.
    /// - Nothing writes to the buffer for the lifetime that the caller picks.
    #[inline]
    pub(super) const unsafe fn slice<'a>(&self, start: usize, len: usize) -> &'a [u8] {
        // SAFETY: by the contract, the bytes are inside the buffer, and nothing writes to them.
        unsafe { core::slice::from_raw_parts(self.0.get().cast::<u8>().add(start), len) }
    }

    /// Returns the whole buffer, for writes.
    ///
    /// # Safety
    ///
    /// - Nothing else accesses the buffer for the lifetime that the caller picks.
    #[inline]
    pub(super) const unsafe fn slice_mut<'a>(&self) -> &'a mut [u8] {
        // SAFETY: by the contract, this is the only reference to the buffer.
        unsafe { &mut *self.0.get() }
    }
}

impl Stream {
    /// Appends `part` to the buffer. If the free space is too small, writes the pending bytes
    /// first. Writes a part longer than the buffer directly. Returns 0 or the errno.
    ///
    /// After an errno of the host, the unwritten bytes of the buffer stay pending. The bytes of
    /// `part` that were not written are dropped.
    #[inline]
    pub(crate) fn write(&self, part: Part<'_>) -> i32 {
        #[cfg(not(target_family = "wasm"))]
        let _held = self.shared.lock.lock();
        let pending = self.shared.pending.get();
        let buffer = self.buffer.0.get();
        let mut spare = self.spare.get();
        // SAFETY: nothing else accesses the stream now: see the file's header. Pending bytes are in
        // the buffer, and `spare - 1` free bytes follow them. The copy is no longer than that. A
        // slice that bypasses the buffer is borrowed as long as it is pending.
        unsafe {
            if UNBUFFERED {
                return write_direct(self.fd.raw(), pending, part);
            }
            if part.len() >= spare {
                let errno = drain(self.fd.raw(), pending);
                if errno != 0 {
                    return errno;
                }
                if part.len() > buffer.len() {
                    self.spare.set(1);
                    return write_direct(self.fd.raw(), pending, part);
                }
                (*pending).bytes.buf = buffer.cast();
                spare = buffer.len() + 1;
            }
            let free = buffer.cast::<u8>().add(buffer.len() + 1 - spare);
            copy_bytes(part.start(), free, part.len());
            (*pending).bytes.buf_len += part.len();
        }
        self.spare.set(spare - part.len());
        0
    }

    /// Returns whether the descriptor is a terminal: a character device, as far as the host
    /// reports.
    ///
    /// The host is called once. After an error, and if the host leaves the type unwritten, the
    /// descriptor is no terminal.
    #[inline]
    pub(crate) fn is_terminal(&self) -> bool {
        const TERMINAL: u8 = raw::Filetype::CHARACTER_DEVICE.0;
        const OTHER: u8 = raw::Filetype::BLOCK_DEVICE.0;

        #[cfg(not(target_family = "wasm"))]
        let _held = self.shared.lock.lock();
        let stat = self.shared.stat.get();
        // SAFETY: nothing else accesses the stream now, and `stat` is valid for the host's write.
        unsafe {
            let filetype = &raw mut (*stat).fs_filetype.0;
            if *filetype == 0 {
                let errno = raw::fd_fdstat_get(self.fd.raw(), stat);
                // One comparison: both are 0 for a terminal. Other types are not kept.
                let is_terminal = errno | i32::from(*filetype ^ TERMINAL) == 0;
                *filetype = if is_terminal { TERMINAL } else { OTHER };
            }
            *filetype == TERMINAL
        }
    }

    /// Forgets the descriptor's type, because another file is about to get its number.
    pub(crate) fn invalidate_type(&self) {
        #[cfg(not(target_family = "wasm"))]
        let _held = self.shared.lock.lock();
        // SAFETY: nothing else accesses the stream now.
        unsafe { (*self.shared.stat.get()).fs_filetype.0 = 0 };
    }

    /// Gives the next write the full number of attempts, however often the host has refused before.
    #[inline]
    pub(crate) fn reset_retries(&self) {
        #[cfg(not(target_family = "wasm"))]
        let _held = self.shared.lock.lock();
        if retry::ENABLED {
            // SAFETY: nothing else accesses the stream now.
            unsafe { (*self.shared.pending.get()).refusals = 0 };
        }
    }

    /// Writes the pending bytes. Returns 0 or the errno. After an error, the bytes that were not
    /// written stay pending.
    #[inline(always)]
    pub(crate) fn flush(&self) -> i32 {
        if self.spare.get() == 0 {
            return 0;
        }
        self.flush_written()
    }

    /// [`flush`](Self::flush), for a stream that was written to before.
    #[inline(always)]
    pub(crate) fn flush_written(&self) -> i32 {
        #[cfg(not(target_family = "wasm"))]
        let _held = self.shared.lock.lock();
        if UNBUFFERED {
            return 0;
        }
        // SAFETY: nothing else accesses the stream now: see the file's header. Pending bytes are in
        // the buffer, by `write`.
        unsafe { drain(self.fd.raw(), self.shared.pending.get()) }
    }
}
