//! The global allocator: talc, fed with the memory that the module has and can get; and `System`, the
//! same for a program that has another global allocator around it.
//!
//! First comes the rest of the memory that the module starts with, from the end of the program's
//! data to the end of the last page: it is up to 64 KiB that growing would leave unused. It is taken
//! by the linker's word for where it ends, not by the size of the memory: what a host or an adapter
//! has grown before the start belongs to them. After that the memory grows by what is needed;
//! pages behind the last ones make one heap larger, others become a heap of their own.
//!
//! talc compares addresses that it has added sizes to, which goes round at the end of 4 GiB: see [`Bins`].
//!
//! C code that is linked in may bring a heap of its own, wasi-libc's `malloc`, which also begins
//! with the memory after the program's data. That memory is left to C then. Both heaps grow memory,
//! and neither takes pages that the other one has grown.
//!
//! The safety argument: the module's memory has one owner, and this is it, but for what C's heap
//! takes.

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
    /// talc, for one call of it.
    ///
    /// # Safety
    ///
    /// - No call of talc is under way. (None runs code but [`Pages::acquire`], so that is so outside of it.)
    #[inline]
    #[expect(clippy::mut_from_ref, reason = "what a cell is for")]
    unsafe fn get(&self) -> &mut Talc<Pages, Bins> {
        // SAFETY: by the contract, this is the only reference.
        unsafe { &mut *self.0.get() }
    }
}

/// Where the last heap ends, and so before which address all gaps begin; 0 if nothing has been asked for yet.
static HEAP_END: StaticCell<usize> = StaticCell::new(0);

/// The same as it was at the last search: what has been grown since then is there for the next one.
static SEARCHED_END: StaticCell<usize> = StaticCell::new(0);

/// The allocator of the feature `talc`, as [`std::alloc::System`].
///
/// Without that feature it is not the global allocator, but what one can be made of: see
/// [`alloc`](crate::alloc).
///
/// [`std::alloc::System`]: https://doc.rust-lang.org/std/alloc/struct.System.html
#[derive(Clone, Copy, Debug, Default)]
pub struct System;

/// How far the block that is asked for may lie behind the beginning of a gap, for its alignment. (Gaps begin at
/// multiples of 16.)
static ALIGN_PADDING: StaticCell<usize> = StaticCell::new(0);

/// talc's lists of gaps by size, and which of them are searched.
///
/// talc adds the size of a block to the address of a gap, aligned, and compares the sum with the gap's end. At the end
/// of 4 GiB such a sum goes round, and a small gap is taken for a large one, with all that lies at the front of memory.
/// Where that can be, only lists are searched whose gaps are all large enough.
struct Bins;

impl Binning for Bins {
    type AvailabilityBitField = <WasmBinning as Binning>::AvailabilityBitField;

    #[inline]
    fn size_to_bin(size: usize) -> u32 {
        WasmBinning::size_to_bin(size)
    }

    /// The first list of which all gaps are large enough. talc 5.1.1 calls it once for each search, and looks through the
    /// list before as well, where some may be.
    #[inline]
    fn size_to_bin_ceil(size: usize) -> u32 {
        let searched_end = SEARCHED_END.get();
        SEARCHED_END.set(HEAP_END.get());
        let reach = size + ALIGN_PADDING.get();
        let may_overflow = searched_end.checked_add(reach).is_none();
        // The list before the one that is told then is the first where all are. No reach is more than 2 GiB and a bit, and
        // in the last list of all, which talc looks through when there is none behind, a gap has 3 GiB.
        let least = if may_overflow { reach } else { size };
        WasmBinning::size_to_bin_ceil(least) + u32::from(may_overflow)
    }
}

// None of its functions is `#[inline]`, so that they are compiled as this crate is, not as the program: a small program
// can have a fast allocator. Where the whole is optimized at once, as in `docs/size.md`, it makes no other difference.
//
// SAFETY: talc's promises are those of the trait, and so is what it asks of its caller. `Pages` allocates nothing, so each
// call of talc ends before the next begins.
unsafe impl GlobalAlloc for System {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        ALIGN_PADDING.set((layout.align() - 1) & !(CHUNK_UNIT - 1));
        // SAFETY: the layout isn't empty, says the caller.
        let block = unsafe { HEAP.get().allocate(layout) };
        block.map_or(ptr::null_mut(), NonNull::as_ptr)
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        // SAFETY: the block was allocated with that layout, says the caller.
        unsafe { HEAP.get().deallocate(block, layout) }
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // A block whose end went round would seem to end within the gap behind it.
        let has_end = size <= !block.addr() - OVERHEAD;
        // SAFETY: the block was allocated with that layout, and the new size is one with its alignment and not 0, says
        // the caller. What can't stay is to get larger, so that all of it is copied.
        unsafe {
            if has_end && HEAP.get().try_realloc_in_place(block, layout, size) {
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

/// How many pages there are at most: 1 MiB less than 4 GiB, whose addresses are also those that a stack comes to
/// which goes on below 0.
const MAX_PAGES: usize = 65_536 - 16;

/// What talc needs beyond a request in a heap that is in use: its own fields at both ends, and rounding. (A first
/// heap needs more, for its lists: then it asks once more.)
const OVERHEAD: usize = 64;

/// Returns the address of so many new pages.
fn grow(pages: usize) -> Result<usize, ()> {
    // So no sum of an address before them and of what is asked for goes round: see `Bins`.
    if core::arch::wasm32::memory_size::<0>() + pages > MAX_PAGES {
        return Err(());
    }
    match core::arch::wasm32::memory_grow::<0>(pages) {
        usize::MAX => Err(()),
        before => Ok(before * PAGE),
    }
}

/// Where talc's memory comes from.
#[derive(Debug)]
struct Pages;

// SAFETY: touches no allocator but the one that it is given.
unsafe impl Source for Pages {
    fn acquire<B: Binning>(talc: &mut Talc<Self, B>, layout: Layout) -> Result<(), ()> {
        // Whole pages; `next_multiple_of` costs 12 bytes more.
        let size = (layout.size() + layout.align() + (OVERHEAD + PAGE - 1)) & !(PAGE - 1);
        let (start, size) = match memory::take(User::Heap, 1, size) {
            // It may be less: then talc asks once more.
            Some(memory) => memory,
            None => (grow(size / PAGE)?, size),
        };
        let base: *mut u8 = ptr::with_exposed_provenance_mut(start);
        // SAFETY: the memory is new, so nothing else uses it. `HEAP_END` is where a heap ends, which is
        // extended only if the memory begins there.
        let end = unsafe {
            if start == HEAP_END.get() {
                Some(talc.extend(NonNull::new_unchecked(base), base.add(size)))
            } else {
                talc.claim(base, size)
            }
        };
        // If it is too small to be a heap, an end that no memory can begin at.
        HEAP_END.set(end.map_or(1, |end| end.as_ptr().expose_provenance()));
        Ok(())
    }
}
