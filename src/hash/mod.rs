//! Hashing: the traits of `core`, and the default hasher of hash maps.
//!
//! As [`std::hash`].
//!
//! [`std::hash`]: https://doc.rust-lang.org/std/hash/index.html

mod random;

pub use core::hash::*;

pub use random::{DefaultHasher, RandomState};
