//! [`OccupiedEntry`]: the entry of a key that the map has.

use core::fmt::{self, Debug};
use core::mem;

use hashbrown::hash_table;

/// The entry of a key that the map has, as [`std::collections::hash_map::OccupiedEntry`].
///
/// # Examples
///
/// ```
/// use nanowasi::collections::hash_map::{Entry, HashMap, OccupiedEntry};
///
/// fn take_one(mut entry: OccupiedEntry<'_, &str, u32>) {
///     match *entry.get() {
///         0 | 1 => drop(entry.remove()),
///         _ => *entry.get_mut() -= 1,
///     }
/// }
///
/// let mut stock = HashMap::from([("apples", 1)]);
/// if let Entry::Occupied(entry) = stock.entry("apples") {
///     take_one(entry);
/// }
/// assert!(stock.is_empty());
/// ```
///
/// [`std::collections::hash_map::OccupiedEntry`]: https://doc.rust-lang.org/std/collections/hash_map/struct.OccupiedEntry.html
pub struct OccupiedEntry<'a, K: 'a, V: 'a> {
    pub(super) inner: hash_table::OccupiedEntry<'a, (K, V)>,
}

impl<'a, K, V> OccupiedEntry<'a, K, V> {
    /// Returns a reference to the key that the map holds.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::collections::hash_map::{Entry, HashMap};
    ///
    /// let mut stock = HashMap::from([("apples", 3)]);
    /// let Entry::Occupied(entry) = stock.entry("apples") else {
    ///     panic!("no apples")
    /// };
    /// assert_eq!(entry.key(), &"apples");
    /// ```
    #[inline]
    #[must_use]
    pub fn key(&self) -> &K {
        &self.inner.get().0
    }

    /// Removes the entry from the map, and returns the key that the map held and the value.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::collections::hash_map::{Entry, HashMap};
    ///
    /// let mut stock = HashMap::from([("apples", 3)]);
    /// let Entry::Occupied(entry) = stock.entry("apples") else {
    ///     panic!("no apples")
    /// };
    /// assert_eq!(entry.remove_entry(), ("apples", 3));
    /// assert!(stock.is_empty());
    /// ```
    #[inline]
    #[allow(
        clippy::must_use_candidate,
        reason = "as in `std`: called for its effect"
    )]
    pub fn remove_entry(self) -> (K, V) {
        self.inner.remove().0
    }

    /// Returns a reference to the value.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::collections::hash_map::{Entry, HashMap};
    ///
    /// let mut stock = HashMap::from([("apples", 3)]);
    /// let Entry::Occupied(entry) = stock.entry("apples") else {
    ///     panic!("no apples")
    /// };
    /// assert_eq!(entry.get(), &3);
    /// ```
    #[inline]
    #[must_use]
    pub fn get(&self) -> &V {
        &self.inner.get().1
    }

    /// Returns a mutable reference to the value.
    ///
    /// Use [`into_mut`](Self::into_mut) for a reference that outlives the entry.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::collections::hash_map::{Entry, HashMap};
    ///
    /// let mut stock = HashMap::from([("apples", 3)]);
    /// let Entry::Occupied(mut entry) = stock.entry("apples") else {
    ///     panic!("no apples")
    /// };
    /// *entry.get_mut() += 1;
    /// *entry.get_mut() *= 2;
    /// assert_eq!(stock["apples"], 8);
    /// ```
    #[inline]
    #[must_use]
    pub fn get_mut(&mut self) -> &mut V {
        &mut self.inner.get_mut().1
    }

    /// Converts the entry into a mutable reference to the value, which lives as long as the borrow
    /// of the map.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::collections::hash_map::{Entry, HashMap};
    ///
    /// fn count<'a>(stock: &'a mut HashMap<char, u32>, name: char) -> Option<&'a mut u32> {
    ///     match stock.entry(name) {
    ///         Entry::Occupied(entry) => Some(entry.into_mut()),
    ///         Entry::Vacant(_) => None,
    ///     }
    /// }
    ///
    /// let mut stock = HashMap::from([('a', 3)]);
    /// assert_eq!(count(&mut stock, 'a'), Some(&mut 3));
    /// ```
    #[inline]
    #[must_use]
    pub fn into_mut(self) -> &'a mut V {
        &mut self.inner.into_mut().1
    }

    /// Sets the value, and returns the previous one.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::collections::hash_map::{Entry, HashMap};
    ///
    /// let mut stock = HashMap::from([("apples", 3)]);
    /// let Entry::Occupied(mut entry) = stock.entry("apples") else {
    ///     panic!("no apples")
    /// };
    /// assert_eq!(entry.insert(4), 3);
    /// assert_eq!(stock["apples"], 4);
    /// ```
    #[inline]
    pub fn insert(&mut self, value: V) -> V {
        mem::replace(self.get_mut(), value)
    }

    /// Removes the entry from the map, and returns the value.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::collections::hash_map::{Entry, HashMap};
    ///
    /// let mut stock = HashMap::from([("apples", 3)]);
    /// let Entry::Occupied(entry) = stock.entry("apples") else {
    ///     panic!("no apples")
    /// };
    /// assert_eq!(entry.remove(), 3);
    /// assert!(stock.is_empty());
    /// ```
    #[inline]
    pub fn remove(self) -> V {
        self.remove_entry().1
    }
}

impl<K: Debug, V: Debug> Debug for OccupiedEntry<'_, K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OccupiedEntry")
            .field("key", self.key())
            .field("value", self.get())
            .finish_non_exhaustive()
    }
}
