//! Comparisons with the real `std::io`: the same operations on a stream of ours and on its counterpart
//! have the same results, byte for byte and call for call.
//!
//! A test is written once, as a macro over the crate whose `io` it uses. What is behind a buffer is a
//! [`script::Script`], which reads short, is interrupted and fails as its script says, and keeps a log of what was
//! asked of it.

mod examples;
mod impls;
mod read;
mod readers;
mod script;
mod write;
mod writers;

use arbtest::arbitrary::{Result, Unstructured};

/// Short text of few letters, so that what is looked for is often there, with some that is not UTF-8.
fn bytes(u: &mut Unstructured<'_>, most: usize) -> Result<Vec<u8>> {
    let len = u.int_in_range(0..=most)?;
    (0..len)
        .map(|_| Ok(*u.choose(b"aaabbb\n\n\r\xC3\xA4\xFF")?))
        .collect()
}
