//! c_allocator [ARG…]: has C's heap as the global allocator, and with the feature `system` uses
//! nanowasi's in turn with it. It has to be built without the feature `talc`, which would add a
//! second global allocator.

#![cfg_attr(target_os = "wasi", no_std, no_main)]

#[cfg(target_os = "wasi")]
nanowasi::main!(main);

#[cfg(all(target_os = "wasi", not(feature = "talc")))]
mod global {
    use core::alloc::{GlobalAlloc, Layout};

    struct C;

    // SAFETY: C's functions are a correct allocator. `aligned_alloc` accepts each power of two from
    // 8.
    unsafe impl GlobalAlloc for C {
        unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
            let align = layout.align().max(8);
            // SAFETY: `aligned_alloc` accepts any size.
            unsafe { libc::aligned_alloc(align, layout.size()).cast() }
        }

        unsafe fn dealloc(&self, block: *mut u8, _: Layout) {
            // SAFETY: the block was returned by the function above.
            unsafe { libc::free(block.cast()) }
        }
    }

    #[global_allocator]
    static GLOBAL: C = C;
}

#[cfg(all(target_os = "wasi", any(feature = "alloc", feature = "system")))]
fn main() {
    use nanowasi::prelude::v1::*;

    let mut blocks = Vec::new();
    for number in 0..100_u8 {
        blocks.push((number, Owned::new(10 + 31 * usize::from(number), number)));
        let grown = vec![number; 500];
        blocks.push((number, Owned::Global(grown)));
    }
    let args: Vec<String> = nanowasi::env::args().skip(1).collect();
    let broken = blocks
        .iter()
        .filter(|(number, block)| block.bytes().iter().any(|byte| byte != number))
        .count();
    println!("broken: {broken}, arguments: {args:?}");
}

/// A block of the global allocator, or of `System`. The latter are never freed.
#[cfg(all(target_os = "wasi", any(feature = "alloc", feature = "system")))]
enum Owned {
    Global(nanowasi::prelude::v1::Vec<u8>),
    #[cfg(feature = "system")]
    System(&'static [u8]),
}

#[cfg(all(target_os = "wasi", any(feature = "alloc", feature = "system")))]
impl Owned {
    #[cfg(feature = "system")]
    fn new(len: usize, fill: u8) -> Self {
        use nanowasi::alloc::{GlobalAlloc, Layout, System};

        // SAFETY: the layout's size is not 0, and a block that is not null has that many bytes.
        unsafe {
            let block = System.alloc(Layout::from_size_align_unchecked(len, 16));
            assert!(!block.is_null());
            block.write_bytes(fill, len);
            Self::System(core::slice::from_raw_parts(block, len))
        }
    }

    #[cfg(not(feature = "system"))]
    fn new(len: usize, fill: u8) -> Self {
        Self::Global(nanowasi::prelude::v1::vec![fill; len])
    }

    fn bytes(&self) -> &[u8] {
        match self {
            Self::Global(bytes) => bytes,
            #[cfg(feature = "system")]
            Self::System(bytes) => bytes,
        }
    }
}

#[cfg(all(target_os = "wasi", not(any(feature = "alloc", feature = "system"))))]
fn main() {}

#[cfg(not(target_os = "wasi"))]
fn main() {}
