//! The buffer that a panic's message is written to with the feature `panic-trap`, and the export by
//! which the host finds it.
//!
//! The safety argument: one thread accesses the buffer, and no function returns a reference to it.
//! `LEN` is less than `CAPACITY`, so a copy of at most `CAPACITY - 1 - LEN` bytes ends before the
//! last byte, which stays 0.

use core::cell::UnsafeCell;
use core::cmp::min;

use super::sync::StaticCell;
use super::util::copy_bytes;

/// The size of the buffer in bytes, as that of standard error.
const CAPACITY: usize = 512;

static BUFFER: Buffer = Buffer(UnsafeCell::new([0; CAPACITY]));

/// The length of the message in bytes.
static LEN: StaticCell<usize> = StaticCell::new(0);

struct Buffer(UnsafeCell<[u8; CAPACITY]>);

// SAFETY: there is one thread (`sync/static_cell.rs` checks it).
unsafe impl Sync for Buffer {}

/// Appends a part of the message, as far as the buffer has space.
pub(crate) fn append(bytes: &[u8]) {
    let len = LEN.get();
    let count = min(bytes.len(), CAPACITY - 1 - len);
    // SAFETY: `bytes` is valid for reads of `count` bytes. The buffer is valid for writes from
    // `len` to `len + count`, which is at most `CAPACITY - 1`. Nothing refers to the buffer, so
    // `bytes` is elsewhere.
    unsafe { copy_bytes(bytes.as_ptr(), BUFFER.0.get().cast::<u8>().add(len), count) };
    LEN.set(len + count);
}

/// Returns the address of the message, which ends with a byte 0. It is empty before a panic.
///
/// With the feature `panic-trap`, a panic writes nothing to standard error. The host calls this
/// export after a trap, and reads the memory up to the byte 0. The text has at most 511 bytes. A
/// longer message is cut off, perhaps in the middle of a character, and a message with a byte 0
/// ends there.
#[unsafe(no_mangle)]
extern "C" fn nanowasi_panic_message() -> *const u8 {
    BUFFER.0.get().cast()
}
