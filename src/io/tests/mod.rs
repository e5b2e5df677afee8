//! Comparisons with the real `std::io`, and tests of what differs from it.
//!
//! The same operations on a stream of this crate and on its counterpart have the same results, byte
//! for byte and call for call. A test is written once, as a macro over the crate whose `io` it
//! uses. The stream under a buffer is a [`script::Script`], which has short reads, interruptions
//! and errors as its script says, and logs its calls.

mod examples;
mod impls;
mod read;
mod readers;
mod script;
mod write;
mod writers;

use arbtest::arbitrary::{Result, Unstructured};

/// Returns a short text of few letters, so that searches often succeed. Some of it is not UTF-8.
fn bytes(u: &mut Unstructured<'_>, max_len: usize) -> Result<Vec<u8>> {
    let len = u.int_in_range(0..=max_len)?;
    (0..len)
        .map(|_| Ok(*u.choose(b"aaabbb\n\n\r\xC3\xA4\xFF")?))
        .collect()
}
