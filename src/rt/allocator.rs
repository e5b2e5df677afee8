//! The global allocator: talc, fed with the memory that the module has and can get; and `System`, the
//! same for a program that has another global allocator around it.
//!
//! First comes the rest of the memory that the module starts with, from the end of the program's
//! data to the end of the last page: it is up to 64 KiB that growing would leave unused. It is taken
//! by the linker's word for where it ends, not by the size of the memory: what a host or an adapter
//! has grown before the start belongs to them. After that the memory grows by what is needed;
//! pages behind the last ones make one heap larger, others become a heap of their own.
//!
//! The safety argument: the module's memory has one owner, and this is it. C code that is linked in and
//! brings a heap of its own, such as wasi-libc's `malloc`, starts at the same place: such a program has to do
//! without the features `talc` and `system`.

use core::alloc::{GlobalAlloc, Layout};

use talc::base::{Talc, binning::Binning};
use talc::cell::TalcSyncCell;
use talc::source::Source;
use talc::wasm::WasmBinning;

#[cfg_attr(feature = "talc", global_allocator)]
static ALLOCATOR: TalcSyncCell<Pages, WasmBinning> = TalcSyncCell::new_wasm(Pages { end: None });

/// The allocator of the feature `talc`, as [`std::alloc::System`].
///
/// Without that feature it is not the global allocator, but what one can be made of: see
/// [`alloc`](crate::alloc).
///
/// [`std::alloc::System`]: https://doc.rust-lang.org/std/alloc/struct.System.html
#[derive(Clone, Copy, Debug, Default)]
pub struct System;

// SAFETY: talc's promises are those of the trait.
unsafe impl GlobalAlloc for System {
    #[inline]
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller's promises are those of the trait.
        unsafe { ALLOCATOR.alloc(layout) }
    }

    #[inline]
    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        // SAFETY: the caller's promises are those of the trait.
        unsafe { ALLOCATOR.dealloc(block, layout) }
    }

    #[inline]
    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller's promises are those of the trait.
        unsafe { ALLOCATOR.alloc_zeroed(layout) }
    }

    #[inline]
    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // SAFETY: the caller's promises are those of the trait.
        unsafe { ALLOCATOR.realloc(block, layout, size) }
    }
}

const PAGE: usize = 65_536;

/// What talc needs beyond a request in a heap that is in use: its own fields at both ends, and rounding. (A first
/// heap needs more, for its lists: then it asks once more.)
const OVERHEAD: usize = 64;

/// Where talc's memory comes from.
#[derive(Debug)]
struct Pages {
    /// Where the last heap ends; nothing has been asked for yet if there is none.
    end: Option<core::ptr::NonNull<u8>>,
}

// SAFETY: touches no allocator but the one that it is given.
unsafe impl Source for Pages {
    fn acquire<B: Binning>(talc: &mut Talc<Self, B>, layout: Layout) -> Result<(), ()> {
        unsafe extern "C" {
            static __heap_base: u8;
            static __heap_end: u8;
        }
        let Some(end) = talc.source.end else {
            let base = &raw const __heap_base;
            let end = &raw const __heap_end;
            // SAFETY: the linker leaves the memory between the two to the heap, and this is the one heap of
            // the program: see the file's header.
            talc.source.end = unsafe { talc.claim(base.cast_mut(), end.addr() - base.addr()) };
            if talc.source.end.is_none() {
                // Too small to be a heap: an end that no page can begin at.
                talc.source.end = Some(core::ptr::NonNull::dangling());
            }
            return Ok(());
        };
        let bytes = layout
            .size()
            .checked_add(layout.align())
            .and_then(|bytes| bytes.checked_add(OVERHEAD))
            .ok_or(())?;
        let pages = bytes.div_ceil(PAGE);
        let before = core::arch::wasm32::memory_grow::<0>(pages);
        if before == usize::MAX {
            return Err(());
        }
        let base: *mut u8 = core::ptr::with_exposed_provenance_mut(before * PAGE);
        let size = pages * PAGE;
        // SAFETY: the pages are new, so nobody else's. `end` is where a heap ends, and is extended
        // only if the pages begin there; the end of the last page of all is the last address.
        let claimed = unsafe {
            if end.as_ptr() == base {
                let end_of_pages = base.with_addr(base.addr().saturating_add(size));
                Some(talc.extend(end, end_of_pages))
            } else {
                talc.claim(base, size)
            }
        };
        // Never none again: that would have the first memory taken twice.
        talc.source.end = Some(claimed.ok_or(())?);
        Ok(())
    }
}
