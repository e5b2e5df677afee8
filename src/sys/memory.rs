//! The memory of the heap, and of the strings that a program is started with.
//!
//! A module starts with memory after its data, from `__heap_base` to `__heap_end`, the end of the
//! last page. It is handed out from its start, and a static for each of its three users records how
//! much the user has. Where the rest is too small, the users grow memory. The heap takes no more
//! than it needs, so that strings which are read later find memory as well, even if it can't grow.
//!
//! There is a static for each user, because the optimizer drops those of a user that the program
//! does not have. A program without a heap and without an environment records nothing: 25 bytes
//! less.
//!
//! The safety argument: the linker leaves the memory between the two symbols to the program's heap,
//! and [`take`] returns none of it twice. Without the feature `talc`, another allocator may own
//! that memory, so the strings grow memory instead. With C's `malloc` the memory is C's.

#[cfg(all(target_arch = "wasm32", feature = "system"))]
use super::c_library;
use crate::sys::sync::StaticCell;

/// The size of a page in bytes. Memory grows by pages.
pub(crate) const PAGE: usize = 65_536;

/// The alignment of initial memory, and of each block of it, in bytes. The linker aligns
/// `__heap_base` to it, and `__heap_end` is the end of a page.
const ALIGN: usize = 16;

/// A user of initial memory.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum User {
    Args,
    Environ,
    #[cfg_attr(
        not(all(target_family = "wasm", feature = "system")),
        allow(dead_code, reason = "only an allocator uses it")
    )]
    Heap,
}

/// How many bytes of the initial memory each user has taken.
static ARGS: StaticCell<usize> = StaticCell::new(0);
static ENVIRON: StaticCell<usize> = StaticCell::new(0);
static HEAP: StaticCell<usize> = StaticCell::new(0);

/// Takes `min` to `max` bytes of the initial memory. Returns the start and the length, or `None` if
/// fewer than `min` bytes are left.
///
/// The memory is zeroed, and aligned to [`ALIGN`]. The arguments and the environment may take
/// memory once. The heap's `max` is a multiple of [`ALIGN`].
#[inline]
pub(crate) fn take(user: User, min: usize, max: usize) -> Option<(usize, usize)> {
    if user != User::Heap && cfg!(not(feature = "talc")) {
        return None;
    }
    // A user that takes once has taken nothing yet, which the optimizer does not know.
    let args = if user == User::Args { 0 } else { ARGS.get() };
    let environ = if user == User::Environ {
        0
    } else {
        ENVIRON.get()
    };
    let (start, len) = initial();
    let taken = args + environ + HEAP.get();
    // All three are multiples of `ALIGN`, and so is `len`. So a rounded size still fits.
    let left = len - taken;
    if left < min {
        return None;
    }
    let len = left.min(max);
    match user {
        User::Args => ARGS.set(len.next_multiple_of(ALIGN)),
        User::Environ => ENVIRON.set(len.next_multiple_of(ALIGN)),
        User::Heap => HEAP.set(HEAP.get() + len),
    }
    Some((start + taken, len))
}

/// Returns the start and the length of the memory that the module starts with and does not use.
#[inline]
fn initial() -> (usize, usize) {
    #[cfg(all(target_arch = "wasm32", feature = "system"))]
    {
        unsafe extern "C" {
            static __heap_base: u8;
            static __heap_end: u8;
        }
        let start = (&raw const __heap_base).expose_provenance();
        let len = (&raw const __heap_end).addr() - start;
        (start, c_library::own_initial_memory(len))
    }
    #[cfg(not(all(target_arch = "wasm32", feature = "system")))]
    (0, 0)
}

/// Allocates `bytes` zeroed bytes for the whole run, and returns their address.
///
/// `heap` is called last. It allocates from the heap, where the program has one, or returns `None`.
#[inline]
pub(super) fn alloc(
    user: User,
    bytes: usize,
    heap: impl FnOnce(usize) -> Option<usize>,
) -> Option<usize> {
    if let Some((start, _)) = take(user, bytes, bytes) {
        return Some(start);
    }
    // If `bytes` is a multiple of a page, this is a page more. So no block ends at address
    // 2^32.
    #[cfg(target_arch = "wasm32")]
    match core::arch::wasm32::memory_grow::<0>(bytes / PAGE + 1) {
        usize::MAX => {}
        before => return Some(before * PAGE),
    }
    heap(bytes)
}

/// Allocates `bytes` zeroed bytes from the program's heap, and returns their address.
#[cfg(feature = "alloc")]
pub(crate) fn alloc_from_heap(bytes: usize) -> Option<usize> {
    use core::alloc::Layout;

    let layout = Layout::from_size_align(bytes, ALIGN).ok()?;
    if bytes == 0 {
        return None;
    }
    // SAFETY: the size of the layout is not 0.
    let block = unsafe { alloc_crate::alloc::alloc_zeroed(layout) };
    (!block.is_null()).then(|| block.expose_provenance())
}
