//! Standard input's buffer: one for all its handles, in a static, all zeros at first.
//!
//! The safety argument: a slice of the buffer is only ever lent through a [`Lock`], of which there is one
//! at a time, for as long as that is borrowed. Its bytes are written by the lock itself, which can't be while
//! it lends them, or by [`Input::read`] while there is no lock. (Natively a mutex sees to it that
//! these two don't overlap.) Accesses run no foreign code.

use core::marker::PhantomData;

use crate::sys::stdio::output::Buffer;
use crate::sys::sync::{Flag, StaticCell};
use crate::sys::util::copy;
use crate::sys::{BorrowedFd, Errno, read};

/// A descriptor with a buffer behind it.
///
/// The parts are statics of their own, so that the optimizer knows `end` to stay 0 in a program that
/// never fills the buffer, and leaves out all that looks into it.
pub(crate) struct Input {
    pub(crate) fd: BorrowedFd<'static>,
    /// Where what has been read and not been taken begins.
    pub(crate) start: &'static StaticCell<usize>,
    /// And where it ends.
    pub(crate) end: &'static StaticCell<usize>,
    pub(crate) locked: &'static Flag,
    pub(crate) buffer: &'static Buffer<[u8]>,
    #[cfg(not(target_family = "wasm"))]
    pub(crate) held: &'static std::sync::Mutex<()>,
}

impl Input {
    /// How many bytes wait in the buffer.
    #[inline]
    pub(crate) fn buffered(&self) -> usize {
        let end = self.end.get();
        if end == 0 {
            return 0;
        }
        end.saturating_sub(self.start.get())
    }

    /// How long a read is that goes past the buffer, if nothing waits: so long that it is worth a call.
    #[inline]
    pub(crate) const fn direct_threshold(&self) -> usize {
        self.buffer.len() / 2
    }

    /// Reads into `buf`: what waits, or else what the host has; that may go through the buffer.
    pub(crate) fn read(&self, buf: &mut [u8]) -> Result<usize, Errno> {
        #[cfg(not(target_family = "wasm"))]
        let _held = self.held.lock();
        // Through the buffer of a lock, the slice that it may lend could be overwritten.
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

    /// Copies from what waits, as much as there is room for, and asks the host for nothing.
    #[cfg(feature = "alloc")]
    pub(crate) fn read_buffered(&self, buf: &mut [u8]) -> usize {
        #[cfg(not(target_family = "wasm"))]
        let _held = self.held.lock();
        self.copy_from(buf)
    }

    fn copy_from(&self, buf: &mut [u8]) -> usize {
        let start = self.start.get();
        // SAFETY: `fill` keeps `start` and `end` inside the buffer, and nothing writes to it now: see the
        // file's header.
        let count = copy(unsafe { self.buffer.slice(start, self.buffered()) }, buf);
        self.start.set(start + count);
        count
    }

    /// Reads into the buffer, in which nothing waits and of which nothing is lent.
    fn fill(&self) -> Result<(), Errno> {
        // Should the read fail, nothing waits.
        self.end.set(0);
        // SAFETY: nothing of the buffer is lent, and nothing else writes to it now: see the file's header.
        let count = read(self.fd, unsafe { self.buffer.slice_mut() })?;
        self.start.set(0);
        self.end.set(count);
        Ok(())
    }

    /// The right to look into the buffer, unless somebody has it.
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
            stays: PhantomData,
        })
    }
}

/// The right to look into the buffer, until it is dropped.
pub(crate) struct Lock {
    input: &'static Input,
    /// As in `std`, a lock is given back by the thread that took it.
    stays: PhantomData<*const ()>,
}

// SAFETY: a shared lock gives nothing.
unsafe impl Sync for Lock {}

impl Lock {
    /// As [`Input::read`], but always through the buffer if it is worth it: nothing is lent.
    pub(crate) fn read(&mut self, buf: &mut [u8]) -> Result<usize, Errno> {
        #[cfg(not(target_family = "wasm"))]
        let _held = self.input.held.lock();
        self.input.read_into(buf, true)
    }

    /// What waits; if nothing does, reads some first. Nothing at all is the end.
    pub(crate) fn fill_buf(&mut self) -> Result<&[u8], Errno> {
        let input = self.input;
        #[cfg(not(target_family = "wasm"))]
        let _held = input.held.lock();
        if input.buffered() == 0 {
            input.fill()?;
        }
        // SAFETY: `fill` keeps `start` and `end` inside the buffer; nothing writes to it while `self` is
        // borrowed: see the file's header.
        Ok(unsafe { input.buffer.slice(input.start.get(), input.buffered()) })
    }

    /// Takes bytes of what waits, or all of it.
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
