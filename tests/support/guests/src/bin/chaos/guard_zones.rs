//! Guard zones: bytes around each buffer and each allocation that nobody may write to.

use std::format;

use crate::test_imports::report;

/// A count that no host can make larger than what was asked for.
pub fn counted(what: &str, count: usize, most: usize) {
    if count > most {
        report(format!("{what}: {count} of {most}"));
    }
}

/// What stands in a guard zone, and in new memory.
const GUARD: u8 = 0xA7;

/// How wide a zone is.
const ZONE: usize = 32;

/// Whether so many bytes from an address on are as they were.
///
/// # Safety
///
/// - They can be read.
unsafe fn is_whole(at: *const u8, len: usize) -> bool {
    // Volatile, for to the compiler nobody has written there.
    // SAFETY: by the contract.
    (0..len).all(|place| unsafe { at.add(place).read_volatile() } == GUARD)
}

/// A buffer on the stack between two zones. All of it is a zone but for what was lent.
#[repr(C)]
pub struct Room<const N: usize> {
    front: [u8; ZONE],
    bytes: [u8; N],
    behind: [u8; ZONE],
    lent: usize,
}

impl<const N: usize> Room<N> {
    pub fn new() -> Self {
        Self {
            front: [GUARD; ZONE],
            bytes: [GUARD; N],
            behind: [GUARD; ZONE],
            lent: 0,
        }
    }

    /// Lends the first bytes to a call.
    pub fn lend(&mut self, len: usize) -> &mut [u8] {
        self.lent = self.lent.max(len.min(N));
        core::hint::black_box(&mut *self);
        &mut self.bytes[..len.min(N)]
    }

    /// What was lent.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes[..self.lent]
    }
}

impl<const N: usize> Drop for Room<N> {
    fn drop(&mut self) {
        let rest = &raw const self.bytes[self.lent..];
        // SAFETY: they are parts of `self`.
        let whole = unsafe {
            is_whole((&raw const self.front).cast(), ZONE)
                && is_whole(rest.cast(), N - self.lent)
                && is_whole((&raw const self.behind).cast(), ZONE)
        };
        if !whole {
            report(format!(
                "a write outside of {} bytes of the stack",
                self.lent
            ));
        }
    }
}

/// Looks at the zones of all allocations there are.
pub fn check() {
    #[cfg(all(feature = "system", not(feature = "talc")))]
    heap::check();
}

#[cfg(all(feature = "system", not(feature = "talc")))]
mod heap {
    use core::cell::UnsafeCell;
    use core::ptr::null_mut;

    use std::alloc::{GlobalAlloc, Layout, System};

    use super::{GUARD, ZONE, is_whole, report};

    const MAGIC: usize = 0x600D_B10C;

    /// What stands in front of a block, before its zone: all blocks are a ring.
    #[repr(C)]
    struct Head {
        magic: usize,
        size: usize,
        before: *mut Head,
        next: *mut Head,
        front: usize,
    }

    struct Guarding(UnsafeCell<*mut Head>);

    // SAFETY: the program has one thread.
    unsafe impl Sync for Guarding {}

    #[global_allocator]
    static GUARDING: Guarding = Guarding(UnsafeCell::new(null_mut()));

    /// How far a block is behind its head: at least a zone, and aligned as the block.
    fn front(layout: Layout) -> usize {
        (size_of::<Head>() + ZONE).next_multiple_of(layout.align())
    }

    fn whole(layout: Layout) -> Option<Layout> {
        let size = layout.size().checked_add(front(layout) + ZONE)?;
        Layout::from_size_align(size, layout.align().max(align_of::<Head>())).ok()
    }

    /// Whether a block's head and its zones are as they were.
    ///
    /// # Safety
    ///
    /// - There is a head, and behind it what it says.
    unsafe fn is_good(head: *mut Head) -> bool {
        // SAFETY: by the contract.
        unsafe {
            let start = head.cast::<u8>();
            let (size, front) = ((*head).size, (*head).front);
            (*head).magic == MAGIC
                && is_whole(start.add(size_of::<Head>()), front - size_of::<Head>())
                && is_whole(start.add(front + size), ZONE)
        }
    }

    // SAFETY: `System` does the work; what is handed out lies within its block, between the zones.
    unsafe impl GlobalAlloc for Guarding {
        unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
            let Some(whole) = whole(layout) else {
                return null_mut();
            };
            let front = front(layout);
            // SAFETY: the layout is not empty, and the block is as large as it says.
            unsafe {
                let start = System.alloc(whole);
                if start.is_null() {
                    return start;
                }
                start.write_bytes(GUARD, whole.size());
                let head = start.cast::<Head>();
                let first = *self.0.get();
                head.write(Head {
                    magic: MAGIC,
                    size: layout.size(),
                    before: null_mut(),
                    next: first,
                    front,
                });
                if !first.is_null() {
                    (*first).before = head;
                }
                *self.0.get() = head;
                start.add(front)
            }
        }

        unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
            let Some(whole) = whole(layout) else {
                return report("a block of a size that none has");
            };
            // SAFETY: the block is one of `alloc`, with its head in front.
            unsafe {
                let start = block.sub(front(layout));
                let head = start.cast::<Head>();
                if !is_good(head) || (*head).size != layout.size() {
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
                // Who uses it still, sees it.
                start.write_bytes(0xDD, whole.size());
                System.dealloc(start, whole);
            }
        }
    }

    pub fn check() {
        // SAFETY: each block in the ring is one of `alloc`.
        unsafe {
            let mut head = *GUARDING.0.get();
            while !head.is_null() {
                if !is_good(head) {
                    return report("a write outside of a block");
                }
                head = (*head).next;
            }
        }
    }
}
