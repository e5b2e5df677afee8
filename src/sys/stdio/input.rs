//! Standard input's buffer: a static for all handles, which is all zeros at first.
//!
//! The safety argument: a slice of the buffer is only ever returned by a [`Lock`], which is
//! borrowed as long as the slice. There is one `Lock` at a time. The buffer is written by the lock
//! itself, which needs it borrowed uniquely, or by [`Input::read`] while no lock exists. Natively a
//! mutex keeps these two from overlapping. No access runs code of the program.

use core::marker::PhantomData;

use super::output::Buffer;
use crate::sys::sync::{Flag, StaticCell};
use crate::sys::util::copy;
use crate::sys::{BorrowedFd, Errno, read};

/// A descriptor with an input buffer.
///
/// The parts are separate statics. So the optimizer sees that `end` stays 0 in a program that never
/// fills the buffer, and drops the code that reads from it.
pub(crate) struct Input {
    pub(crate) fd: BorrowedFd<'static>,
    /// The start of the buffered bytes: those that were read and not consumed.
    pub(crate) start: &'static StaticCell<usize>,
    /// The end of the buffered bytes.
    pub(crate) end: &'static StaticCell<usize>,
    /// Whether a [`Lock`] exists.
    pub(crate) locked: &'static Flag,
    pub(crate) buffer: &'static Buffer<[u8]>,
    #[cfg(not(target_family = "wasm"))]
    pub(crate) held: &'static std::sync::Mutex<()>,
}

impl Input {
    /// Returns the number of buffered bytes.
    #[inline]
    pub(crate) fn buffered(&self) -> usize {
        let end = self.end.get();
        if end == 0 {
            return 0;
        }
        end.saturating_sub(self.start.get())
    }

    /// Returns the length from which a read bypasses the empty buffer, because it is worth a call.
    #[inline]
    pub(crate) const fn direct_threshold(&self) -> usize {
        self.buffer.len() / 2
    }

    /// Reads into `buf`: the buffered bytes, or else what the host has.
    ///
    /// A short read of the host goes through the buffer, unless a [`Lock`] exists, which may have
    /// returned a slice of it.
    pub(crate) fn read(&self, buf: &mut [u8]) -> Result<usize, Errno> {
        #[cfg(not(target_family = "wasm"))]
        let _held = self.held.lock();
        self.read_into(buf, !self.locked.is_set())
    }

    fn read_into(&self, buf: &mut [u8], may_fill: bool) -> Result<usize, Errno> {
        if self.buffered() == 0 {
            if buf.len() >= self.direct_threshold() || buf.is_empty() || !may_fill {
                return read(self.fd, buf);
            }
            self.fill()?;
        }
        Ok(self.copy_from(buf))
    }

    /// Reads buffered bytes into `buf`, without a call to the host.
    #[cfg(feature = "alloc")]
    pub(crate) fn read_buffered(&self, buf: &mut [u8]) -> usize {
        #[cfg(not(target_family = "wasm"))]
        let _held = self.held.lock();
        self.copy_from(buf)
    }

    fn copy_from(&self, buf: &mut [u8]) -> usize {
        let start = self.start.get();
        // SAFETY: `fill` keeps `start` and `end` inside the buffer, and nothing writes to it now:
        // see the file's header.
        let count = copy(unsafe { self.buffer.slice(start, self.buffered()) }, buf);
        self.start.set(start + count);
        count
    }

    /// Reads into the buffer, which is empty, and of which no slice exists.
    fn fill(&self) -> Result<(), Errno> {
        // If the read fails, the buffer stays empty.
        self.end.set(0);
        // SAFETY: no slice of the buffer exists, and nothing else accesses it now: see the file's
        // header.
        let count = read(self.fd, unsafe { self.buffer.slice_mut() })?;
        self.start.set(0);
        self.end.set(count);
        Ok(())
    }

    /// Returns the only lock, or `None` if one exists.
    #[inline]
    pub(crate) fn lock(&'static self) -> Option<Lock> {
        #[cfg(not(target_family = "wasm"))]
        let _held = self.held.lock();
        if self.locked.is_set() {
            return None;
        }
        self.locked.set();
        Some(Lock {
            input: self,
            not_send: PhantomData,
        })
    }
}

/// The only access to the buffer's bytes, until it is dropped.
pub(crate) struct Lock {
    input: &'static Input,
    /// As in `std`, a lock is released by the thread that took it.
    not_send: PhantomData<*const ()>,
}

// SAFETY: each method needs a `Lock` that is borrowed uniquely, so a shared one gives no access.
unsafe impl Sync for Lock {}

impl Lock {
    /// As [`Input::read`], and a short read of the host always goes through the buffer: no slice of
    /// it exists, because `self` is borrowed uniquely.
    pub(crate) fn read(&mut self, buf: &mut [u8]) -> Result<usize, Errno> {
        #[cfg(not(target_family = "wasm"))]
        let _held = self.input.held.lock();
        self.input.read_into(buf, true)
    }

    /// Returns the buffered bytes. If there are none, reads some first. An empty slice means the
    /// end of the input.
    pub(crate) fn fill_buf(&mut self) -> Result<&[u8], Errno> {
        let input = self.input;
        #[cfg(not(target_family = "wasm"))]
        let _held = input.held.lock();
        if input.buffered() == 0 {
            input.fill()?;
        }
        // SAFETY: `fill` keeps `start` and `end` inside the buffer. Nothing writes to it while
        // `self` is borrowed: see the file's header.
        Ok(unsafe { input.buffer.slice(input.start.get(), input.buffered()) })
    }

    /// Marks bytes as consumed: `amount`, or all that are buffered.
    pub(crate) fn consume(&mut self, amount: usize) {
        let input = self.input;
        #[cfg(not(target_family = "wasm"))]
        let _held = input.held.lock();
        let amount = amount.min(input.buffered());
        input.start.set(input.start.get() + amount);
    }
}

impl Drop for Lock {
    #[inline]
    fn drop(&mut self) {
        self.input.locked.unset();
    }
}
