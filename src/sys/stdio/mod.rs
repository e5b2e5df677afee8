//! The static buffers of the standard streams, and the loop that writes a slice to a descriptor.
//!
//! # Safety
//!
//! A buffer is a static that the host reads from or writes to. `output.rs` returns no reference to
//! its buffers. `input.rs` returns one at a time, through a lock. Natively a mutex is held by each
//! access.

pub(crate) mod input;
pub(crate) mod output;
mod part;

pub use output::write_all;
pub(crate) use part::Part;
