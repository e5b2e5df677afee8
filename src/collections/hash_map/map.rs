//! [`HashMap`]: its constructors, its size and its iterators.

use hashbrown::HashTable;

use super::{IntoKeys, IntoValues, Iter, IterMut, Keys, RandomState, Values, ValuesMut};

/// A map from keys to values that are found by hash, as [`std::collections::HashMap`].
///
/// The order of iteration is arbitrary, and differs between runs. [`new`](Self::new) uses a
/// [`RandomState`], whose keys come from the host's `random_get`; see
/// [`collections`](crate::collections) for hosts without it.
///
/// # Examples
///
/// ```
/// use nanowasi::collections::HashMap;
///
/// let mut colours = HashMap::new();
/// colours.insert("sky", "blue");
/// *colours.entry("grass").or_insert("grey") = "green";
/// assert_eq!(colours.get("grass"), Some(&"green"));
/// assert_eq!(colours.get("sea"), None);
/// assert_eq!(colours.len(), 2);
/// ```
///
/// [`std::collections::HashMap`]: https://doc.rust-lang.org/std/collections/struct.HashMap.html
pub struct HashMap<K, V, S = RandomState> {
    pub(super) hash_builder: S,
    pub(super) table: HashTable<(K, V)>,
}

impl<K, V> HashMap<K, V, RandomState> {
    /// Creates an empty map, without allocating.
    ///
    /// # Panics
    ///
    /// If the host can't provide random bytes: see [`collections`](crate::collections).
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::collections::HashMap;
    ///
    /// let mut ages = HashMap::new();
    /// assert_eq!(ages.capacity(), 0);
    /// ages.insert("Ada", 36);
    /// ```
    #[inline]
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Creates an empty map with space for at least `capacity` entries.
    ///
    /// # Panics
    ///
    /// - If the table needs more than `isize::MAX` bytes. A failed allocation ends the program.
    /// - If the host can't provide random bytes: see [`collections`](crate::collections).
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::collections::HashMap;
    ///
    /// let mut squares = HashMap::with_capacity(100);
    /// let capacity = squares.capacity();
    /// squares.extend((0..100).map(|n| (n, n * n)));
    /// assert_eq!(squares.capacity(), capacity); // it did not grow
    /// ```
    #[inline]
    #[must_use]
    pub fn with_capacity(capacity: usize) -> Self {
        Self::with_capacity_and_hasher(capacity, RandomState::new())
    }
}

impl<K, V, S> HashMap<K, V, S> {
    /// Creates an empty map that hashes its keys with `hash_builder`, without allocating.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::collections::HashMap;
    /// use nanowasi::hash::{BuildHasherDefault, DefaultHasher};
    ///
    /// // Fixed keys: needs no random bytes, and hashes alike in each run.
    /// let mut counts = HashMap::with_hasher(BuildHasherDefault::<DefaultHasher>::new());
    /// counts.insert("word", 1);
    /// assert_eq!(counts["word"], 1);
    /// ```
    #[inline]
    #[must_use]
    pub const fn with_hasher(hash_builder: S) -> Self {
        Self {
            hash_builder,
            table: HashTable::new(),
        }
    }

    /// Creates an empty map with space for at least `capacity` entries, that hashes its keys with
    /// `hasher`.
    ///
    /// # Panics
    ///
    /// If the table needs more than `isize::MAX` bytes. A failed allocation ends the program.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::collections::HashMap;
    /// use nanowasi::hash::RandomState;
    ///
    /// let mut counts = HashMap::with_capacity_and_hasher(10, RandomState::new());
    /// counts.insert("word", 1);
    /// assert!(counts.capacity() >= 10);
    /// ```
    #[inline]
    #[must_use]
    pub fn with_capacity_and_hasher(capacity: usize, hasher: S) -> Self {
        Self {
            hash_builder: hasher,
            table: HashTable::with_capacity(capacity),
        }
    }

    /// Returns the number of entries.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::collections::HashMap;
    ///
    /// assert_eq!(HashMap::from([("one", 1), ("two", 2)]).len(), 2);
    /// ```
    #[inline]
    #[must_use]
    pub fn len(&self) -> usize {
        self.table.len()
    }

    /// Returns whether the map has no entries.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::collections::HashMap;
    ///
    /// let mut map = HashMap::new();
    /// assert!(map.is_empty());
    /// map.insert("one", 1);
    /// assert!(!map.is_empty());
    /// ```
    #[inline]
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.table.is_empty()
    }

    /// Returns the builder of the map's hashers.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::collections::HashMap;
    /// use nanowasi::hash::RandomState;
    ///
    /// let first: HashMap<&str, u32> = HashMap::new();
    /// let state: RandomState = first.hasher().clone();
    /// let second: HashMap<&str, u32> = HashMap::with_hasher(state); // hashes as `first` does
    /// ```
    #[inline]
    #[must_use]
    pub fn hasher(&self) -> &S {
        &self.hash_builder
    }

    /// Returns an iterator over the keys, in arbitrary order.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::collections::HashMap;
    ///
    /// let map = HashMap::from([("one", 1), ("two", 2)]);
    /// let mut keys: Vec<_> = map.keys().copied().collect();
    /// keys.sort();
    /// assert_eq!(keys, ["one", "two"]);
    /// ```
    #[inline]
    pub fn keys(&self) -> Keys<'_, K, V> {
        Keys { inner: self.iter() }
    }

    /// Consumes the map and returns an iterator over its keys, in arbitrary order.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::collections::HashMap;
    ///
    /// let map = HashMap::from([("one".to_owned(), 1)]);
    /// let keys: Vec<String> = map.into_keys().collect();
    /// assert_eq!(keys, ["one"]);
    /// ```
    #[inline]
    pub fn into_keys(self) -> IntoKeys<K, V> {
        IntoKeys {
            inner: self.into_iter(),
        }
    }

    /// Returns an iterator over the values, in arbitrary order.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::collections::HashMap;
    ///
    /// let stock = HashMap::from([("apples", 3), ("pears", 4)]);
    /// assert_eq!(stock.values().sum::<u32>(), 7);
    /// ```
    #[inline]
    pub fn values(&self) -> Values<'_, K, V> {
        Values { inner: self.iter() }
    }

    /// Returns an iterator over mutable references to the values, in arbitrary order.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::collections::HashMap;
    ///
    /// let mut stock = HashMap::from([("apples", 3), ("pears", 4)]);
    /// stock.values_mut().for_each(|count| *count *= 2);
    /// assert_eq!(stock["pears"], 8);
    /// ```
    #[inline]
    pub fn values_mut(&mut self) -> ValuesMut<'_, K, V> {
        ValuesMut {
            inner: self.iter_mut(),
        }
    }

    /// Consumes the map and returns an iterator over its values, in arbitrary order.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::collections::HashMap;
    ///
    /// let map = HashMap::from([(1, "one".to_owned())]);
    /// let values: Vec<String> = map.into_values().collect();
    /// assert_eq!(values, ["one"]);
    /// ```
    #[inline]
    pub fn into_values(self) -> IntoValues<K, V> {
        IntoValues {
            inner: self.into_iter(),
        }
    }

    /// Returns an iterator over the entries, in arbitrary order.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::collections::HashMap;
    ///
    /// let stock = HashMap::from([("apples", 3), ("pears", 4)]);
    /// let most = stock.iter().max_by_key(|(_, count)| **count);
    /// assert_eq!(most, Some((&"pears", &4)));
    /// ```
    #[inline]
    pub fn iter(&self) -> Iter<'_, K, V> {
        Iter {
            inner: self.table.iter(),
        }
    }

    /// Returns an iterator over the entries, with mutable references to the values, in arbitrary
    /// order.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::collections::HashMap;
    ///
    /// let mut prices = HashMap::from([("apples", 3), ("pears", 4)]);
    /// for (name, price) in prices.iter_mut() {
    ///     *price += name.len();
    /// }
    /// assert_eq!(prices["apples"], 9);
    /// ```
    #[inline]
    pub fn iter_mut(&mut self) -> IterMut<'_, K, V> {
        IterMut {
            inner: self.table.iter_mut(),
        }
    }
}
