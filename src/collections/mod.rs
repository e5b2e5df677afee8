//! The collections of `alloc`, and [`HashMap`] and [`HashSet`], whose table is `hashbrown`'s.
//!
//! As [`std::collections`].
//!
//! # Hosts without randomness
//!
//! `HashMap::new` and `HashSet::new` take their keys from the host's `random_get`. If the host
//! returns an error, or returns success and leaves the bytes zero, the program ends with a panic. A
//! [hook](crate::panic::set_hook) receives the message, with the feature `panic-message`.
//!
//! For such a host, pass another hasher. With the fixed keys below, an attacker who chooses the
//! map's keys can choose keys whose hashes collide, which makes the map slow. A `BTreeMap` needs no
//! hasher.
//!
//! ```
//! use nanowasi::collections::HashMap;
//! use nanowasi::hash::{BuildHasherDefault, DefaultHasher};
//!
//! let mut counts: HashMap<&str, u32, BuildHasherDefault<DefaultHasher>> = HashMap::default();
//! *counts.entry("word").or_default() += 1;
//! assert_eq!(counts["word"], 1);
//! ```
//!
//! [`std::collections`]: https://doc.rust-lang.org/std/collections/index.html

pub mod hash_map;
pub mod hash_set;
mod iterators;
#[cfg(test)]
mod tests;

#[cfg(nanowasi_std)]
pub use alloc_crate::collections::TryReserveErrorKind;
pub use alloc_crate::collections::{
    BTreeMap, BTreeSet, BinaryHeap, LinkedList, TryReserveError, VecDeque, binary_heap, btree_map,
    btree_set, linked_list, vec_deque,
};

pub use hash_map::HashMap;
pub use hash_set::HashSet;

/// `std` re-exports [`core::ops::Bound`] at this path, where it was first.
#[doc(hidden)]
pub use core::ops::Bound;
