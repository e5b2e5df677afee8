//! two_heaps FIRST [ARG…]: fills blocks of C's heap and of nanowasi's in turn, beginning with FIRST
//! (`c` or `rust`), and reads its arguments in between. No two of them may share a byte.

#![cfg_attr(target_os = "wasi", no_std, no_main)]

#[cfg(target_os = "wasi")]
use nanowasi as std;
#[cfg(target_os = "wasi")]
use nanowasi::prelude::v1::*;

#[cfg(target_os = "wasi")]
nanowasi::main!(main);

/// A block of either heap, filled with its number.
#[cfg(target_os = "wasi")]
enum Block {
    C(*mut u8, usize),
    Rust(Vec<u8>),
}

#[cfg(target_os = "wasi")]
impl Block {
    fn c(len: usize, fill: u8) -> Self {
        // SAFETY: a block that is not null has that many bytes.
        unsafe {
            let block: *mut u8 = libc::malloc(len).cast();
            assert!(!block.is_null());
            block.write_bytes(fill, len);
            Self::C(block, len)
        }
    }

    fn rust(len: usize, fill: u8) -> Self {
        Self::Rust(vec![fill; len])
    }

    fn bytes(&self) -> &[u8] {
        match self {
            // SAFETY: the block is allocated and initialized.
            Self::C(block, len) => unsafe { core::slice::from_raw_parts(*block, *len) },
            Self::Rust(bytes) => bytes,
        }
    }

    /// Doubles the block, and fills all of it.
    fn double(&mut self, fill: u8) {
        match self {
            // SAFETY: C allocated the block, and it has that many bytes after the call.
            Self::C(block, len) => unsafe {
                *len *= 2;
                *block = libc::realloc(block.cast(), *len).cast();
                assert!(!block.is_null());
                block.write_bytes(fill, *len);
            },
            Self::Rust(bytes) => {
                let len = bytes.len() * 2;
                bytes.fill(fill);
                bytes.resize(len, fill);
            }
        }
    }
}

#[cfg(target_os = "wasi")]
fn main() {
    // The arguments are stored before, between or after the blocks.
    let c_first = !std::env::var("FIRST").is_ok_and(|first| first == "rust");
    let mut blocks = Vec::new();
    for number in 0..200_u8 {
        let len = 1 + usize::from(number) * 37 % 3000;
        blocks.push(if (number % 2 == 0) == c_first {
            Block::c(len, number)
        } else {
            Block::rust(len, number)
        });
    }
    let args: Vec<String> = std::env::args().skip(1).collect();
    for number in (0..200_u8).step_by(3) {
        blocks[usize::from(number)].double(number);
    }
    let broken = blocks
        .iter()
        .zip(0_u8..)
        .filter(|(block, number)| block.bytes().iter().any(|byte| byte != number))
        .count();
    println!("broken: {broken}, arguments: {args:?}");
    for block in blocks {
        if let Block::C(block, _) = block {
            // SAFETY: C allocated the block.
            unsafe { libc::free(block.cast()) };
        }
    }
}

#[cfg(not(target_os = "wasi"))]
fn main() {}
