//! Guard zones: bytes around each buffer and each allocation that must not change.

use std::format;

use crate::test_imports::report;

/// Reports a count that is larger than requested, whatever the host returns.
pub fn check_count(what: &str, count: usize, max: usize) {
    if count > max {
        report(format!("{what}: {count} of {max}"));
    }
}

/// The byte of guard zones and of new memory.
const GUARD: u8 = 0xA7;

/// The width of a zone.
const ZONE: usize = 32;

/// Returns whether `len` bytes from an address on are unchanged.
///
/// # Safety
///
/// - The bytes must be readable.
unsafe fn is_unchanged(at: *const u8, len: usize) -> bool {
    // A volatile read, because as far as the compiler knows no code has written there.
    // SAFETY: the caller guarantees that the bytes are readable.
    (0..len).all(|offset| unsafe { at.add(offset).read_volatile() } == GUARD)
}

/// A buffer on the stack between two zones. All of it is a zone except for the part that is passed
/// to a call.
#[repr(C)]
pub struct GuardedBuffer<const N: usize> {
    before: [u8; ZONE],
    bytes: [u8; N],
    after: [u8; ZONE],
    borrowed: usize,
}

impl<const N: usize> GuardedBuffer<N> {
    pub fn new() -> Self {
        Self {
            before: [GUARD; ZONE],
            bytes: [GUARD; N],
            after: [GUARD; ZONE],
            borrowed: 0,
        }
    }

    /// Returns the first bytes, to be passed to a call.
    pub fn borrow(&mut self, len: usize) -> &mut [u8] {
        self.borrowed = self.borrowed.max(len.min(N));
        core::hint::black_box(&mut *self);
        &mut self.bytes[..len.min(N)]
    }

    /// Returns the bytes that were passed.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes[..self.borrowed]
    }
}

impl<const N: usize> Drop for GuardedBuffer<N> {
    fn drop(&mut self) {
        let rest = &raw const self.bytes[self.borrowed..];
        // SAFETY: the bytes are fields of `self`.
        let whole = unsafe {
            is_unchanged((&raw const self.before).cast(), ZONE)
                && is_unchanged(rest.cast(), N - self.borrowed)
                && is_unchanged((&raw const self.after).cast(), ZONE)
        };
        if !whole {
            report(format!(
                "a write outside of {} bytes of the stack",
                self.borrowed
            ));
        }
    }
}

/// Checks the zones of all allocations.
pub fn check() {
    #[cfg(all(feature = "system", not(feature = "talc")))]
    heap::check();
}

#[cfg(all(feature = "system", not(feature = "talc")))]
mod heap {
    use core::cell::UnsafeCell;
    use core::ptr::null_mut;

    use std::alloc::{GlobalAlloc, Layout, System};

    use super::{GUARD, ZONE, is_unchanged, report};

    const MAGIC: usize = 0x600D_B10C;

    /// The header of a block, before its zone. All blocks form a ring.
    #[repr(C)]
    struct Header {
        magic: usize,
        size: usize,
        before: *mut Header,
        next: *mut Header,
        header_offset: usize,
    }

    struct Guarding(UnsafeCell<*mut Header>);

    // SAFETY: the program has one thread.
    unsafe impl Sync for Guarding {}

    #[global_allocator]
    static GUARDING: Guarding = Guarding(UnsafeCell::new(null_mut()));

    /// Returns the offset of a block from its header: at least a zone, and aligned for the block.
    fn header_offset(layout: Layout) -> usize {
        (size_of::<Header>() + ZONE).next_multiple_of(layout.align())
    }

    fn whole(layout: Layout) -> Option<Layout> {
        let size = layout.size().checked_add(header_offset(layout) + ZONE)?;
        Layout::from_size_align(size, layout.align().max(align_of::<Header>())).ok()
    }

    /// Returns whether a block's header and its zones are unchanged.
    ///
    /// # Safety
    ///
    /// - `head` must point to a header, which is followed by the block that it describes.
    unsafe fn is_intact(head: *mut Header) -> bool {
        // SAFETY: the caller guarantees that the header and its block exist.
        unsafe {
            let start = head.cast::<u8>();
            let (size, header_offset) = ((*head).size, (*head).header_offset);
            (*head).magic == MAGIC
                && is_unchanged(
                    start.add(size_of::<Header>()),
                    header_offset - size_of::<Header>(),
                )
                && is_unchanged(start.add(header_offset + size), ZONE)
        }
    }

    // SAFETY: `System` provides the memory, and each block lies within it, between the zones.
    unsafe impl GlobalAlloc for Guarding {
        unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
            let Some(whole) = whole(layout) else {
                return null_mut();
            };
            let header_offset = header_offset(layout);
            // SAFETY: the layout's size is not 0, and the writes stay within the block of that
            // size.
            unsafe {
                let start = System.alloc(whole);
                if start.is_null() {
                    return start;
                }
                start.write_bytes(GUARD, whole.size());
                let head = start.cast::<Header>();
                let first = *self.0.get();
                head.write(Header {
                    magic: MAGIC,
                    size: layout.size(),
                    before: null_mut(),
                    next: first,
                    header_offset,
                });
                if !first.is_null() {
                    (*first).before = head;
                }
                *self.0.get() = head;
                start.add(header_offset)
            }
        }

        unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
            let Some(whole) = whole(layout) else {
                return report("a block of a size that none has");
            };
            // SAFETY: the block was returned by `alloc`, so its header is before it.
            unsafe {
                let start = block.sub(header_offset(layout));
                let head = start.cast::<Header>();
                if !is_intact(head) || (*head).size != layout.size() {
                    return report("a write outside of a block that is freed");
                }
                let (before, next) = ((*head).before, (*head).next);
                if before.is_null() {
                    *self.0.get() = next;
                } else {
                    (*before).next = next;
                }
                if !next.is_null() {
                    (*next).before = before;
                }
                // A later use of the block shows.
                start.write_bytes(0xDD, whole.size());
                System.dealloc(start, whole);
            }
        }
    }

    pub fn check() {
        // SAFETY: each block in the ring was returned by `alloc`.
        unsafe {
            let mut head = *GUARDING.0.get();
            while !head.is_null() {
                if !is_intact(head) {
                    return report("a write outside of a block");
                }
                head = (*head).next;
            }
        }
    }
}
