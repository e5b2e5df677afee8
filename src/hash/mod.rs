//! Hashing: what `core` has, and the hasher that hash maps take by default.
//!
//! As [`std::hash`].
//!
//! [`std::hash`]: https://doc.rust-lang.org/std/hash/index.html

mod random;

pub use core::hash::*;

pub use random::{DefaultHasher, RandomState};
