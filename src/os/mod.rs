//! What only some systems have.
//!
//! As [`std::os`].
//!
//! [`std::os`]: https://doc.rust-lang.org/std/os/index.html

pub mod wasi;
