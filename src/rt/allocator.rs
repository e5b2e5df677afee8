//! The global allocator, which is talc. [`System`] is the same allocator for programs that wrap it.
//!
//! talc first gets the initial memory from `__heap_base` to `__heap_end`, which is up to 64 KiB.
//! `memory.size` is not used as the end. The host or an adapter can have grown memory before
//! `_start`, and owns those pages. After that, the memory grows by what a request needs. Pages that
//! follow the last heap extend it, and other pages become another heap.
//!
//! talc adds sizes to addresses and compares the sums, which can overflow near 4 GiB: see [`Bins`].
//!
//! Linked C code may have a heap of its own, wasi-libc's `malloc`, which also begins with the
//! memory after the program's data. That memory is left to C then. Both heaps grow memory, and
//! neither takes pages that the other has grown.
//!
//! The safety argument: nothing else uses the memory that talc gets here. There is one thread, and
//! no call of talc begins before another ends.

use core::alloc::{GlobalAlloc, Layout};
use core::cell::UnsafeCell;
use core::ptr::{self, NonNull};

use talc::base::{CHUNK_UNIT, Talc, binning::Binning};
use talc::source::Source;
use talc::wasm::WasmBinning;

use crate::sys::memory::{self, PAGE, User};
use crate::sys::sync::StaticCell;
use crate::sys::util::copy_bytes;

#[cfg(all(feature = "talc", not(nanowasi_std)))]
#[global_allocator]
static ALLOCATOR: System = System;

static HEAP: Heap = Heap(UnsafeCell::new(Talc::new(Pages)));

/// talc, in a `static`.
struct Heap(UnsafeCell<Talc<Pages, Bins>>);

// SAFETY: there is one thread (`sys/sync/static_cell.rs` checks it).
unsafe impl Sync for Heap {}

impl Heap {
    /// Borrows talc for one call.
    ///
    /// # Safety
    ///
    /// - No other reference returned by this function is alive. This holds if talc never calls the
    ///   caller. talc calls only [`Bins`] and [`Pages::acquire`].
    #[inline]
    #[expect(clippy::mut_from_ref, reason = "the purpose of a cell")]
    unsafe fn get(&self) -> &mut Talc<Pages, Bins> {
        // SAFETY: the caller guarantees that this is the only reference.
        unsafe { &mut *self.0.get() }
    }
}

/// The end address of the last heap, before which all free blocks begin. 0 means no heap yet. 1
/// means that the last `claim` failed.
static HEAP_END: StaticCell<usize> = StaticCell::new(0);

/// [`HEAP_END`] at the previous search. Later pages were added for the current request, and
/// [`grow`] ensures that its sums do not overflow there.
static SEARCHED_END: StaticCell<usize> = StaticCell::new(0);

/// The allocator of the feature `talc`, as [`std::alloc::System`].
///
/// With the feature `system` alone, it is not the global allocator, and a program can wrap it in
/// its own: see [`alloc`](crate::alloc).
///
/// # Examples
///
/// ```no_run
/// use nanowasi::alloc::{GlobalAlloc, Layout, System};
///
/// let layout = Layout::new::<[u64; 8]>();
/// // SAFETY: the size of the layout is not 0.
/// let block = unsafe { System.alloc(layout) };
/// assert!(!block.is_null());
/// // SAFETY: `block` was allocated with this layout, and nothing uses it afterwards.
/// unsafe { System.dealloc(block, layout) };
/// ```
///
/// [`std::alloc::System`]: https://doc.rust-lang.org/std/alloc/struct.System.html
#[derive(Clone, Copy, Debug, Default)]
pub struct System;

/// The most bytes that alignment can put between the start of a free block and that of the
/// requested block. (Free blocks start at multiples of 16.)
static ALIGN_PADDING: StaticCell<usize> = StaticCell::new(0);

/// talc's lists of free blocks by size, without those whose search could overflow.
///
/// talc adds the requested size to the aligned address of a free block, and compares the sum with
/// the end of the block. Near 4 GiB the sum can overflow, so that a small block seems large enough,
/// and the program overwrites the start of its memory. If a sum can overflow, talc searches only
/// lists whose blocks are all large enough. talc has two lists for each power of two above 256
/// bytes, so the largest block of a list can have almost 1.5 times the size of the smallest. So
/// near 4 GiB, a request can fail unless a free block has 1.5 times the size of request and
/// padding.
struct Bins;

impl Binning for Bins {
    type AvailabilityBitField = <WasmBinning as Binning>::AvailabilityBitField;

    #[inline]
    fn size_to_bin(size: usize) -> u32 {
        WasmBinning::size_to_bin(size)
    }

    /// Returns the list at which talc's search begins: the first one whose blocks are all large
    /// enough. talc 5.1.1 calls this function once for each search, and also searches the list
    /// before it, which has smaller and larger blocks. If a sum can overflow, the result is one
    /// list later.
    #[inline]
    fn size_to_bin_ceil(size: usize) -> u32 {
        let searched_end = SEARCHED_END.get();
        SEARCHED_END.set(HEAP_END.get());
        let reach = size + ALIGN_PADDING.get();
        let may_overflow = searched_end.checked_add(reach).is_none();
        // If a sum can overflow, the list before the returned one is the first whose blocks are all
        // large enough. If no list follows, talc searches the last one, whose blocks have at least
        // 3 GiB. `reach` is at most slightly more than 2 GiB.
        let least = if may_overflow { reach } else { size };
        WasmBinning::size_to_bin_ceil(least) + u32::from(may_overflow)
    }
}

// The functions are not `#[inline]`, so that they are compiled with the optimization level of this
// crate and not of the program: a small program can have a fast allocator. With fat LTO, as in
// `docs/size.md`, it makes no difference.
//
// SAFETY: a block of talc has the size and the alignment of its layout, overlaps no other block,
// and is valid until it is deallocated: talc gets only memory that nothing else uses
// (`Pages::acquire`), and no address overflows (`Bins`, `grow` and `realloc`). No function unwinds.
unsafe impl GlobalAlloc for System {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        ALIGN_PADDING.set((layout.align() - 1) & !(CHUNK_UNIT - 1));
        // SAFETY: the caller guarantees that the size is not 0. talc does not call this function,
        // so the reference is the only one.
        let block = unsafe { HEAP.get().allocate(layout) };
        block.map_or(ptr::null_mut(), NonNull::as_ptr)
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        // SAFETY: the caller guarantees that `alloc` or `realloc` returned the block for this
        // layout. talc does not call this function, so the reference is the only one.
        unsafe { HEAP.get().deallocate(block, layout) }
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // If `block + size` overflows, talc would take the wrapped end as inside the next free
        // block. So growth in place is not tried then.
        let end_fits = size <= !block.addr() - OVERHEAD;
        // SAFETY:
        // - The caller guarantees that `alloc` or `realloc` returned the block for this layout, and
        //   that `size` is not 0 and makes a layout with its alignment.
        // - talc does not call this function, and each reference is dropped before the next is
        //   made.
        // - The copy reads and writes `layout.size()` bytes, which both blocks have: the new block
        //   is larger, because a shrinking block is never copied. A shrinking block keeps an end
        //   that does not overflow; talc 5.1.1 always shrinks in place.
        unsafe {
            if end_fits && HEAP.get().try_realloc_in_place(block, layout, size) {
                return block;
            }
            let moved = self.alloc(Layout::from_size_align_unchecked(size, layout.align()));
            if !moved.is_null() {
                copy_bytes(block, moved, layout.size());
                self.dealloc(block, layout);
            }
            moved
        }
    }
}

/// The maximum size of the memory in pages: 4 GiB less 1 MiB. A stack that overflows below address
/// 0 continues in that last MiB, and traps there.
const MAX_PAGES: usize = 65_536 - 16;

/// The most bytes that talc needs in addition to a request, if a heap exists: its fields at both
/// ends, and rounding. (The first heap needs more, for the lists. Then talc calls `acquire` again.)
const OVERHEAD: usize = 64;

/// Grows the memory by `pages`, and returns the address of the first.
fn grow(pages: usize) -> Result<usize, ()> {
    // With this limit, a requested size does not overflow when it is added to an address before
    // these pages: see `Bins`.
    if core::arch::wasm32::memory_size::<0>() + pages > MAX_PAGES {
        return Err(());
    }
    match core::arch::wasm32::memory_grow::<0>(pages) {
        usize::MAX => Err(()),
        before => Ok(before * PAGE),
    }
}

/// The source of talc's memory.
#[derive(Debug)]
struct Pages;

// SAFETY: `acquire` uses talc only by its argument, and allocates nothing.
unsafe impl Source for Pages {
    fn acquire<B: Binning>(talc: &mut Talc<Self, B>, layout: Layout) -> Result<(), ()> {
        // Rounds up to whole pages. `next_multiple_of` would take 12 bytes more code.
        let size = (layout.size() + layout.align() + (OVERHEAD + PAGE - 1)) & !(PAGE - 1);
        let (start, size) = match memory::take(User::Heap, 1, size) {
            // The memory may be too small. Then talc calls this function again.
            Some(memory) => memory,
            None => (grow(size / PAGE)?, size),
        };
        let base: *mut u8 = ptr::with_exposed_provenance_mut(start);
        // SAFETY: nothing else uses the memory, because `take` and `grow` return no address twice.
        // A heap is extended only if the memory begins where the heap ends.
        let end = unsafe {
            if start == HEAP_END.get() {
                Some(talc.extend(NonNull::new_unchecked(base), base.add(size)))
            } else {
                talc.claim(base, size)
            }
        };
        // Memory that is too small for a heap is lost. 1 is an end at which no memory begins.
        HEAP_END.set(end.map_or(1, |end| end.as_ptr().expose_provenance()));
        Ok(())
    }
}
