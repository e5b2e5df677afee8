//! [`Entry`]: the entry of a key in a map, which is occupied or vacant.

mod occupied;
mod vacant;

use core::fmt::{self, Debug};

use hashbrown::hash_table;

pub use occupied::OccupiedEntry;
pub use vacant::VacantEntry;

/// The entry of a key in a map, as [`std::collections::hash_map::Entry`].
///
/// Created by [`HashMap::entry`](super::HashMap::entry).
///
/// # Examples
///
/// ```
/// use nanowasi::collections::hash_map::{Entry, HashMap};
///
/// let mut stock = HashMap::from([("apples", 3)]);
/// match stock.entry("apples") {
///     Entry::Occupied(mut entry) => *entry.get_mut() += 1,
///     Entry::Vacant(entry) => {
///         entry.insert(1);
///     }
/// }
/// assert_eq!(stock["apples"], 4);
/// ```
///
/// [`std::collections::hash_map::Entry`]: https://doc.rust-lang.org/std/collections/hash_map/enum.Entry.html
pub enum Entry<'a, K: 'a, V: 'a> {
    /// The map has the key.
    Occupied(OccupiedEntry<'a, K, V>),
    /// The map does not have the key.
    Vacant(VacantEntry<'a, K, V>),
}

impl<'a, K, V> Entry<'a, K, V> {
    #[inline]
    pub(super) fn new(entry: hash_table::Entry<'a, (K, V)>, key: K) -> Self {
        match entry {
            hash_table::Entry::Occupied(inner) => Self::Occupied(OccupiedEntry { inner }),
            hash_table::Entry::Vacant(inner) => Self::Vacant(VacantEntry { key, inner }),
        }
    }

    /// Inserts `default` if the entry is vacant. Returns a mutable reference to the value.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::collections::HashMap;
    ///
    /// let mut stock = HashMap::from([("apples", 3)]);
    /// *stock.entry("apples").or_insert(0) += 1;
    /// *stock.entry("pears").or_insert(0) += 1;
    /// assert_eq!((stock["apples"], stock["pears"]), (4, 1));
    /// ```
    #[inline]
    pub fn or_insert(self, default: V) -> &'a mut V {
        self.or_insert_with(|| default)
    }

    /// Inserts the result of `default` if the entry is vacant. Returns a mutable reference to the
    /// value.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::collections::HashMap;
    ///
    /// let mut groups: HashMap<usize, Vec<&str>> = HashMap::new();
    /// for word in ["one", "two", "three"] {
    ///     groups.entry(word.len()).or_insert_with(Vec::new).push(word);
    /// }
    /// assert_eq!(groups[&3], ["one", "two"]);
    /// ```
    #[inline]
    pub fn or_insert_with<F: FnOnce() -> V>(self, default: F) -> &'a mut V {
        self.or_insert_with_key(|_| default())
    }

    /// Inserts the result of `default`, which receives the key, if the entry is vacant. Returns a
    /// mutable reference to the value.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::collections::HashMap;
    ///
    /// let mut lengths = HashMap::new();
    /// assert_eq!(*lengths.entry("word").or_insert_with_key(|word| word.len()), 4);
    /// ```
    #[inline]
    pub fn or_insert_with_key<F: FnOnce(&K) -> V>(self, default: F) -> &'a mut V {
        match self {
            Self::Occupied(entry) => entry.into_mut(),
            Self::Vacant(entry) => {
                let value = default(entry.key());
                entry.insert(value)
            }
        }
    }

    /// Returns a reference to the key.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::collections::HashMap;
    ///
    /// let mut stock = HashMap::from([("apples", 3)]);
    /// assert_eq!(stock.entry("apples").key(), &"apples");
    /// assert_eq!(stock.entry("pears").key(), &"pears"); // vacant
    /// ```
    #[inline]
    #[must_use]
    pub fn key(&self) -> &K {
        match self {
            Self::Occupied(entry) => entry.key(),
            Self::Vacant(entry) => entry.key(),
        }
    }

    /// Calls `f` with the value if the entry is occupied. Returns the entry.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::collections::HashMap;
    ///
    /// let mut counts = HashMap::new();
    /// for word in ["a", "b", "a"] {
    ///     counts.entry(word).and_modify(|count| *count += 1).or_insert(1);
    /// }
    /// assert_eq!((counts["a"], counts["b"]), (2, 1));
    /// ```
    #[inline]
    #[allow(
        clippy::return_self_not_must_use,
        reason = "as in `std`: called for its effect"
    )]
    pub fn and_modify<F>(mut self, f: F) -> Self
    where
        F: FnOnce(&mut V),
    {
        if let Self::Occupied(entry) = &mut self {
            f(entry.get_mut());
        }
        self
    }

    /// Sets the value, and returns the entry, which is occupied then.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::collections::HashMap;
    ///
    /// let mut stock = HashMap::from([("apples", 3)]);
    /// let entry = stock.entry("apples").insert_entry(4);
    /// assert_eq!((entry.key(), entry.get()), (&"apples", &4));
    /// ```
    #[inline]
    pub fn insert_entry(self, value: V) -> OccupiedEntry<'a, K, V> {
        match self {
            Self::Occupied(mut entry) => {
                entry.insert(value);
                entry
            }
            Self::Vacant(entry) => entry.insert_entry(value),
        }
    }
}

impl<'a, K, V: Default> Entry<'a, K, V> {
    /// Inserts the default if the entry is vacant. Returns a mutable reference to the value.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::collections::HashMap;
    ///
    /// let mut groups: HashMap<char, Vec<&str>> = HashMap::new();
    /// groups.entry('w').or_default().push("word");
    /// assert_eq!(groups[&'w'], ["word"]);
    /// ```
    #[inline]
    pub fn or_default(self) -> &'a mut V {
        self.or_insert_with(V::default)
    }
}

impl<K: Debug, V: Debug> Debug for Entry<'_, K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Occupied(entry) => f.debug_tuple("Entry").field(entry).finish(),
            Self::Vacant(entry) => f.debug_tuple("Entry").field(entry).finish(),
        }
    }
}
