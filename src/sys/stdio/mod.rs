//! The static buffers of the standard streams, and the loop that writes a slice to a descriptor.
//!
//! # Safety
//!
//! A buffer is a `static` that the host reads from or writes to. `output.rs` hands out no reference
//! to its buffer. `input.rs` hands out one at a time, through a lock.

pub(crate) mod input;
pub(crate) mod output;
