//! Collections: those of `alloc`, and [`HashMap`] and [`HashSet`], whose table is `hashbrown`'s.
//!
//! As [`std::collections`].
//!
//! [`std::collections`]: https://doc.rust-lang.org/std/collections/index.html

pub mod hash_map;
pub mod hash_set;
mod iterators;
#[cfg(test)]
mod tests;

pub use alloc_crate::collections::{
    BTreeMap, BTreeSet, BinaryHeap, LinkedList, TryReserveError, VecDeque, binary_heap, btree_map,
    btree_set, linked_list, vec_deque,
};

pub use hash_map::HashMap;
pub use hash_set::HashSet;

/// Where `std` once had [`core::ops::Bound`], and still does.
#[doc(hidden)]
pub use core::ops::Bound;
