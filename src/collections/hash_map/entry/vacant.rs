//! [`VacantEntry`]: the entry of a key that the map does not have.

use core::fmt::{self, Debug};

use hashbrown::hash_table;

use super::OccupiedEntry;

/// The entry of a key that the map does not have, as [`std::collections::hash_map::VacantEntry`].
///
/// # Examples
///
/// ```
/// use nanowasi::collections::hash_map::{Entry, HashMap};
///
/// let mut lengths = HashMap::new();
/// if let Entry::Vacant(entry) = lengths.entry("word") {
///     let length = entry.key().len();
///     entry.insert(length);
/// }
/// assert_eq!(lengths["word"], 4);
/// ```
///
/// [`std::collections::hash_map::VacantEntry`]: https://doc.rust-lang.org/std/collections/hash_map/struct.VacantEntry.html
pub struct VacantEntry<'a, K: 'a, V: 'a> {
    pub(super) key: K,
    pub(super) inner: hash_table::VacantEntry<'a, (K, V)>,
}

impl<'a, K: 'a, V: 'a> VacantEntry<'a, K, V> {
    /// Returns a reference to the key that was passed to
    /// [`HashMap::entry`](crate::collections::HashMap::entry).
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::collections::hash_map::{Entry, HashMap};
    ///
    /// let mut stock: HashMap<&str, u32> = HashMap::new();
    /// let Entry::Vacant(entry) = stock.entry("pears") else {
    ///     panic!("pears already")
    /// };
    /// assert_eq!(entry.key(), &"pears");
    /// ```
    #[inline]
    #[must_use]
    pub fn key(&self) -> &K {
        &self.key
    }

    /// Returns the key that was passed to [`HashMap::entry`](crate::collections::HashMap::entry).
    ///
    /// Inserts nothing.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::collections::hash_map::{Entry, HashMap};
    ///
    /// let mut stock: HashMap<&str, u32> = HashMap::new();
    /// let Entry::Vacant(entry) = stock.entry("pears") else {
    ///     panic!("pears already")
    /// };
    /// assert_eq!(entry.into_key(), "pears");
    /// assert!(stock.is_empty());
    /// ```
    #[inline]
    #[must_use]
    pub fn into_key(self) -> K {
        self.key
    }

    /// Inserts the key with a value. Returns a mutable reference to the value.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::collections::hash_map::{Entry, HashMap};
    ///
    /// let mut stock: HashMap<&str, u32> = HashMap::new();
    /// let Entry::Vacant(entry) = stock.entry("pears") else {
    ///     panic!("pears already")
    /// };
    /// *entry.insert(1) += 1;
    /// assert_eq!(stock["pears"], 2);
    /// ```
    #[inline]
    pub fn insert(self, value: V) -> &'a mut V {
        self.insert_entry(value).into_mut()
    }

    /// Inserts the key with a value. Returns the entry, which is occupied then.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::collections::hash_map::{Entry, HashMap};
    ///
    /// let mut stock: HashMap<&str, u32> = HashMap::new();
    /// let Entry::Vacant(entry) = stock.entry("pears") else {
    ///     panic!("pears already")
    /// };
    /// let entry = entry.insert_entry(1);
    /// assert_eq!(entry.remove(), 1);
    /// assert!(stock.is_empty());
    /// ```
    #[inline]
    pub fn insert_entry(self, value: V) -> OccupiedEntry<'a, K, V> {
        OccupiedEntry {
            inner: self.inner.insert((self.key, value)),
        }
    }
}

impl<K: Debug, V> Debug for VacantEntry<'_, K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("VacantEntry").field(self.key()).finish()
    }
}
