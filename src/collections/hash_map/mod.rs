//! [`HashMap`]: values that are found by the hash of their key.
//!
//! As in `std`, the table is `hashbrown`'s. This module adds the names, iterators and entries of
//! `std`, and a hasher whose keys an attacker can't predict.
//!
//! # Examples
//!
//! ```
//! use nanowasi::collections::hash_map::{Entry, HashMap};
//!
//! let mut stock = HashMap::from([("apples", 3)]);
//! if let Entry::Occupied(mut entry) = stock.entry("apples") {
//!     *entry.get_mut() -= 1;
//! }
//! assert_eq!(stock["apples"], 2);
//! ```

// First, because rustdoc lists the methods in the order of the modules.
mod map;

mod access;
mod capacity;
mod entry;
mod iter;
mod traits;
mod update;

pub use crate::hash::{DefaultHasher, RandomState};
pub use entry::{Entry, OccupiedEntry, VacantEntry};
pub(super) use iter::Buckets;
pub use iter::{
    Drain, ExtractIf, IntoIter, IntoKeys, IntoValues, Iter, IterMut, Keys, Values, ValuesMut,
};
pub use map::HashMap;
