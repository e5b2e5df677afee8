//! What belongs to this one system: descriptors, and what WASI has beyond other systems.
//!
//! As [`std::os`] on this target.
//!
//! [`std::os`]: https://doc.rust-lang.org/std/os/index.html

pub mod fd;
pub mod raw;
pub mod wasi;
