//! [`HashMap`]: keys and their values, found by hash.
//!
//! The table is `hashbrown`'s, as in `std`; this module gives it the names, the iterators and the
//! entries that `std` gives it, and a hasher that nobody outside can foresee.

mod access;
mod capacity;
mod entry;
mod iter;
mod traits;
mod update;

use hashbrown::HashTable;

pub use crate::hash::{DefaultHasher, RandomState};
pub use entry::{Entry, OccupiedEntry, VacantEntry};
pub(super) use iter::Buckets;
pub use iter::{
    Drain, ExtractIf, IntoIter, IntoKeys, IntoValues, Iter, IterMut, Keys, Values, ValuesMut,
};

/// Keys and their values, found by hash, as [`std::collections::HashMap`].
///
/// ```
/// use nanowasi::collections::HashMap;
///
/// let mut colours = HashMap::with_hasher(nanowasi::hash::BuildHasherDefault::<
///     nanowasi::hash::DefaultHasher,
/// >::new());
/// colours.insert("sky", "blue");
/// *colours.entry("grass").or_insert("grey") = "green";
/// assert_eq!(colours.get("grass"), Some(&"green"));
/// assert_eq!(colours.len(), 2);
/// ```
///
/// [`new`](Self::new) takes a [`RandomState`], for which the host is asked for random bytes.
///
/// [`std::collections::HashMap`]: https://doc.rust-lang.org/std/collections/struct.HashMap.html
pub struct HashMap<K, V, S = RandomState> {
    hash_builder: S,
    table: HashTable<(K, V)>,
}

impl<K, V> HashMap<K, V, RandomState> {
    /// An empty map, which needs no memory yet.
    #[inline]
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// An empty map with room for `capacity` entries.
    ///
    /// # Panics
    ///
    /// If that is more than there can be memory for.
    #[inline]
    #[must_use]
    pub fn with_capacity(capacity: usize) -> Self {
        Self::with_capacity_and_hasher(capacity, RandomState::new())
    }
}

impl<K, V, S> HashMap<K, V, S> {
    /// An empty map whose keys are hashed by what `hash_builder` makes.
    #[inline]
    #[must_use]
    pub const fn with_hasher(hash_builder: S) -> Self {
        Self {
            hash_builder,
            table: HashTable::new(),
        }
    }

    /// An empty map with room for `capacity` entries, hashed by what `hasher` makes.
    ///
    /// # Panics
    ///
    /// If that is more than there can be memory for.
    #[inline]
    #[must_use]
    pub fn with_capacity_and_hasher(capacity: usize, hasher: S) -> Self {
        Self {
            hash_builder: hasher,
            table: HashTable::with_capacity(capacity),
        }
    }

    /// The number of entries.
    #[inline]
    #[must_use]
    pub fn len(&self) -> usize {
        self.table.len()
    }

    /// Whether there are no entries.
    #[inline]
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.table.is_empty()
    }

    /// What makes the hashers.
    #[inline]
    #[must_use]
    pub fn hasher(&self) -> &S {
        &self.hash_builder
    }

    /// The keys, in any order.
    #[inline]
    pub fn keys(&self) -> Keys<'_, K, V> {
        Keys { inner: self.iter() }
    }

    /// The keys, in any order; consumes the map.
    #[inline]
    pub fn into_keys(self) -> IntoKeys<K, V> {
        IntoKeys {
            inner: self.into_iter(),
        }
    }

    /// The values, in any order.
    #[inline]
    pub fn values(&self) -> Values<'_, K, V> {
        Values { inner: self.iter() }
    }

    /// The values, to be changed, in any order.
    #[inline]
    pub fn values_mut(&mut self) -> ValuesMut<'_, K, V> {
        ValuesMut {
            inner: self.iter_mut(),
        }
    }

    /// The values, in any order; consumes the map.
    #[inline]
    pub fn into_values(self) -> IntoValues<K, V> {
        IntoValues {
            inner: self.into_iter(),
        }
    }

    /// The entries, in any order.
    #[inline]
    pub fn iter(&self) -> Iter<'_, K, V> {
        Iter {
            inner: self.table.iter(),
        }
    }

    /// The entries, their values to be changed, in any order.
    #[inline]
    pub fn iter_mut(&mut self) -> IterMut<'_, K, V> {
        IterMut {
            inner: self.table.iter_mut(),
        }
    }
}
