//! The loop that writes, and the static buffers of standard output and standard error.
//!
//! Every byte that leaves a program through `print!` or `write_all` passes through [`drain`]: the one
//! place that knows about short writes, lying counts, interruptions and hosts that are not ready.
//! The iovec and the count that the host reads and writes are part of a stream itself, so the common
//! path needs no stack frame, and a stream is all zeros at first, so that it takes no byte of the
//! module.
//!
//! The safety argument: a [`Stream`] hands out no reference to its inside and runs no foreign code, so
//! accesses don't overlap (natively a lock sees to it). Should the host call back into the module
//! in the middle of a write, the counters are read again after each call and stay inside the buffer, or inside the
//! bytes that are written past it.

use core::cell::UnsafeCell;

use crate::raw;
use crate::sys::retry::{self, carried_over, is_exhausted};
use crate::sys::sync::StaticCell;
use crate::sys::{BorrowedFd, Errno, INVALID_RESPONSE, UNSET, poll};

/// The bytes that wait to be written, and where the host puts the count of those that it took.
struct Pending {
    bytes: raw::Ciovec,
    written: raw::Size,
    /// How often in a row the host has retries; see [`carried_over`].
    retries: u32,
}

impl Pending {
    const fn new(buf: *const u8, buf_len: usize) -> Self {
        Self {
            bytes: raw::Ciovec { buf, buf_len },
            written: 0,
            retries: 0,
        }
    }
}

/// Writes until nothing waits or the host refuses, and answers like an import: 0, or an errno.
/// What was written no longer waits then.
///
/// # Safety
///
/// - `pending` is valid for reads and writes.
/// - `pending.bytes` is valid for reads of its length.
#[cfg_attr(nanowasi_std, optimize(size), inline(never))]
unsafe fn drain(fd: raw::Fd, pending: *mut Pending) -> i32 {
    // SAFETY: `pending` is valid, and `bytes` only ever shrinks by what lies inside it.
    unsafe {
        let mut retries = if retry::ENABLED {
            carried_over((*pending).retries)
        } else {
            0
        };
        let answer = loop {
            if (*pending).bytes.buf_len == 0 {
                break 0;
            }
            // What a host leaves unwritten must not be written for a count: neither for all, nor for nothing, which
            // would have the same written once more.
            (*pending).written = UNSET;
            let answer = raw::fd_write(
                fd,
                &raw const (*pending).bytes,
                1,
                &raw mut (*pending).written,
            );
            if answer == 0 {
                retries = 0;
                let written = (*pending).written;
                let len = (*pending).bytes.buf_len;
                let gone = written.min(len);
                (*pending).bytes.buf = (*pending).bytes.buf.add(gone);
                (*pending).bytes.buf_len = len - gone;
                // Nothing written would loop for ever. Of a count above what there was nobody knows what
                // it means, and writing the same again could show it twice: all of that is gone.
                if written.wrapping_sub(1) >= len {
                    break i32::from(INVALID_RESPONSE.code());
                }
                continue;
            }
            if !retry::ENABLED {
                break answer;
            }
            // Another errno counts as well: that costs nothing, and `carried_over` makes up for it.
            retries = retries.wrapping_add(1);
            if is_exhausted(retries) {
                break answer;
            }
            if answer == i32::from(Errno::INTR.code()) {
                continue;
            }
            if answer != i32::from(Errno::AGAIN.code()) {
                break answer;
            }
            poll::wait_writable(fd);
        };
        if retry::ENABLED {
            (*pending).retries = retries;
        }
        answer
    }
}

/// Writes bytes from where they are, while nothing else waits; none of them waits afterwards, whatever the answer,
/// since they are borrowed for this call.
///
/// # Safety
///
/// - `pending` is valid for reads and writes.
#[inline]
unsafe fn write_direct(fd: raw::Fd, pending: *mut Pending, bytes: &[u8]) -> i32 {
    // SAFETY: `pending` is valid, by the contract, and the bytes are borrowed as long as they wait.
    unsafe {
        (*pending).bytes.buf = bytes.as_ptr();
        (*pending).bytes.buf_len = bytes.len();
        let answer = drain(fd, pending);
        // Of what was written, nothing waits anyway: without a buffer, it is smaller to look.
        if answer != 0 || !cfg!(feature = "unbuffered") {
            (*pending).bytes.buf_len = 0;
        }
        answer
    }
}

/// Writes all of `bytes`, however many calls the host makes of it.
///
/// # Errors
///
/// What the host answers; `IO` if it claims to have written nothing or more than it was given. `INTR` is
/// retried and `AGAIN` waited for, both with an end. How much was written is not told.
pub fn write_all(fd: BorrowedFd<'_>, bytes: &[u8]) -> Result<(), Errno> {
    let mut pending = Pending::new(bytes.as_ptr(), bytes.len());
    // SAFETY: `pending` is a local, and `bytes` is borrowed throughout.
    Errno::check(unsafe { drain(fd.raw(), &raw mut pending) })
}

/// A descriptor with a buffer in front of it.
///
/// What waits is not moved to the front of the buffer when some of it has been written: more goes
/// behind it as long as there is room, and the front is used again when there is none and nothing
/// waits. So a write that fails loses nothing, and the next one goes on where it stopped.
///
/// What waits ends where the room begins, of which `spare` knows. Only while bytes are written that don't fit the
/// buffer, what waits is those, where they are; there is no room then, so that nothing goes behind them.
///
/// The parts are statics of their own. `spare` is never seen by a host, so that the optimizer knows it
/// to stay 0 in a program that writes nothing, and drops [`flush`](Self::flush) with all beneath it.
pub(crate) struct Stream {
    pub(crate) fd: BorrowedFd<'static>,
    /// 0 as long as nothing has been written; then 1 more than there is room for behind what waits.
    pub(crate) spare: &'static StaticCell<usize>,
    pub(crate) shared: &'static Shared,
    pub(crate) buffer: &'static Buffer<[u8]>,
}

/// The part of a stream that the host reads and writes.
pub(crate) struct Shared {
    #[cfg(not(target_family = "wasm"))]
    lock: std::sync::Mutex<()>,
    pending: UnsafeCell<Pending>,
    /// What the descriptor is: its type is one of two once the host was asked, see
    /// [`Stream::is_terminal`].
    stat: UnsafeCell<raw::Fdstat>,
}

/// Memory for a stream's buffer.
pub(crate) struct Buffer<B: ?Sized>(UnsafeCell<B>);

// SAFETY: on wasm there is one thread (`static_cell.rs` checks it); natively a lock is held by each
// method of `Stream`, the only user. The pointer in it points into a static.
unsafe impl Sync for Shared {}

// SAFETY: as above.
unsafe impl<B: ?Sized> Sync for Buffer<B> {}

impl Shared {
    pub(crate) const fn new() -> Self {
        Self {
            #[cfg(not(target_family = "wasm"))]
            lock: std::sync::Mutex::new(()),
            pending: UnsafeCell::new(Pending::new(core::ptr::null(), 0)),
            stat: UnsafeCell::new(crate::sys::fd::NO_FDSTAT),
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

    /// Lends bytes of the buffer.
    ///
    /// # Safety
    ///
    /// - `start + len` is no more than the buffer's length.
    /// - Nothing writes to the buffer for the lifetime that the caller picks.
    #[inline]
    pub(super) const unsafe fn slice<'a>(&self, start: usize, len: usize) -> &'a [u8] {
        // SAFETY: by the contract, inside of the buffer, and nobody writes there.
        unsafe { core::slice::from_raw_parts(self.0.get().cast::<u8>().add(start), len) }
    }

    /// Lends the whole buffer, to be written to.
    ///
    /// # Safety
    ///
    /// - Nothing else accesses the buffer for the lifetime that the caller picks.
    #[inline]
    pub(super) const unsafe fn slice_mut<'a>(&self) -> &'a mut [u8] {
        // SAFETY: by the contract, this is the only reference to it.
        unsafe { &mut *self.0.get() }
    }
}

impl Stream {
    /// Takes all of `bytes`, into the buffer if they fit, past it if they never would, and answers
    /// like an import: 0, or an errno as of [`write_all`].
    ///
    /// Bytes that waited before and could not be written go on pending; of `bytes`, those that the host
    /// did not take are dropped.
    #[inline]
    pub(crate) fn write(&self, bytes: &[u8]) -> i32 {
        #[cfg(not(target_family = "wasm"))]
        let _held = self.shared.lock.lock();
        let pending = self.shared.pending.get();
        let buffer = self.buffer.0.get();
        let mut spare = self.spare.get();
        // SAFETY: nothing else accesses the stream now, see the file's header. What waits lies in the buffer, up to
        // where `spare - 1` bytes of room begin; the copy is no longer than that. Bytes that go past the buffer
        // are borrowed for as long as they wait, with no room behind them, and none of them waits afterwards.
        unsafe {
            if self.is_unbuffered() {
                return write_direct(self.fd.raw(), pending, bytes);
            }
            if bytes.len() >= spare {
                let answer = drain(self.fd.raw(), pending);
                if answer != 0 {
                    return answer;
                }
                if bytes.len() > buffer.len() {
                    self.spare.set(1);
                    return write_direct(self.fd.raw(), pending, bytes);
                }
                (*pending).bytes.buf = buffer.cast();
                spare = buffer.len() + 1;
            }
            let free = buffer.cast::<u8>().add(buffer.len() + 1 - spare);
            crate::sys::util::copy_bytes(bytes.as_ptr(), free, bytes.len());
            (*pending).bytes.buf_len += bytes.len();
        }
        self.spare.set(spare - bytes.len());
        0
    }

    /// Whether the buffer has no byte, so that all is written from where it is.
    #[inline]
    const fn is_unbuffered(&self) -> bool {
        self.buffer.len() == 0
    }

    /// Whether the descriptor is a terminal: a character device, as far as the host reports. The
    /// host is asked once. An error, and a type that the host leaves unwritten, mean that it is
    /// none.
    #[inline]
    pub(crate) fn is_terminal(&self) -> bool {
        const TERMINAL: u8 = raw::Filetype::CHARACTER_DEVICE.0;
        const OTHER: u8 = raw::Filetype::BLOCK_DEVICE.0;

        #[cfg(not(target_family = "wasm"))]
        let _held = self.shared.lock.lock();
        let stat = self.shared.stat.get();
        // SAFETY: nothing else accesses the stream now, and the record is valid for the host's write.
        unsafe {
            let filetype = &raw mut (*stat).fs_filetype.0;
            if *filetype == 0 {
                let errno = raw::fd_fdstat_get(self.fd.raw(), stat);
                // Both are 0, in one comparison. What the host reports otherwise is not kept.
                let is_terminal = errno | i32::from(*filetype ^ TERMINAL) == 0;
                *filetype = if is_terminal { TERMINAL } else { OTHER };
            }
            *filetype == TERMINAL
        }
    }

    /// Forgets what the host has written about the descriptor, because that is to become another
    /// file.
    pub(crate) fn invalidate_type(&self) {
        #[cfg(not(target_family = "wasm"))]
        let _held = self.shared.lock.lock();
        // SAFETY: nothing else accesses the stream now.
        unsafe { (*self.shared.stat.get()).fs_filetype.0 = 0 };
    }

    /// Has the host waited for as at first, however often it has retries since.
    #[inline]
    pub(crate) fn reset_retries(&self) {
        #[cfg(not(target_family = "wasm"))]
        let _held = self.shared.lock.lock();
        if retry::ENABLED {
            // SAFETY: nothing else accesses the stream now.
            unsafe { (*self.shared.pending.get()).retries = 0 };
        }
    }

    /// Writes what waits, and answers like an import. What the host did not take goes on pending.
    #[inline(always)]
    pub(crate) fn flush(&self) -> i32 {
        if self.spare.get() == 0 {
            return 0;
        }
        self.flush_written()
    }

    /// [`flush`](Self::flush), for a stream that has just been written to.
    #[inline(always)]
    pub(crate) fn flush_written(&self) -> i32 {
        #[cfg(not(target_family = "wasm"))]
        let _held = self.shared.lock.lock();
        if self.is_unbuffered() {
            return 0;
        }
        // SAFETY: nothing else accesses the stream now, see the file's header; what waits lies in
        // the buffer, by `write`.
        unsafe { drain(self.fd.raw(), self.shared.pending.get()) }
    }
}
