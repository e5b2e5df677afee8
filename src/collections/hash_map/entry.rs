//! [`Entry`]: the entry of a key in a map, which is occupied or vacant.

use core::fmt::{self, Debug};
use core::mem;

use hashbrown::hash_table;

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
    inner: hash_table::OccupiedEntry<'a, (K, V)>,
}

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
    key: K,
    inner: hash_table::VacantEntry<'a, (K, V)>,
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
    #[must_use]
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
    #[must_use]
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

impl<'a, K: 'a, V: 'a> VacantEntry<'a, K, V> {
    /// Returns a reference to the key that was passed to [`entry`](super::HashMap::entry).
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

    /// Returns the key that was passed to [`entry`](super::HashMap::entry). Inserts nothing.
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

impl<K: Debug, V: Debug> Debug for Entry<'_, K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Occupied(entry) => f.debug_tuple("Entry").field(entry).finish(),
            Self::Vacant(entry) => f.debug_tuple("Entry").field(entry).finish(),
        }
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

impl<K: Debug, V> Debug for VacantEntry<'_, K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("VacantEntry").field(self.key()).finish()
    }
}
