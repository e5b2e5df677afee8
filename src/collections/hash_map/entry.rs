//! The place of a key in a map, taken or not: [`Entry`].

use core::fmt::{self, Debug};
use core::mem;

use hashbrown::hash_table;

/// The place of a key in a map, as `std::collections::hash_map::Entry`.
pub enum Entry<'a, K: 'a, V: 'a> {
    /// There is a value.
    Occupied(OccupiedEntry<'a, K, V>),
    /// There is none.
    Vacant(VacantEntry<'a, K, V>),
}

/// A place with a value, as `std::collections::hash_map::OccupiedEntry`.
pub struct OccupiedEntry<'a, K: 'a, V: 'a> {
    inner: hash_table::OccupiedEntry<'a, (K, V)>,
}

/// A place without a value, as `std::collections::hash_map::VacantEntry`.
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

    /// Puts `default` there if there is no value, and lends the value.
    #[inline]
    pub fn or_insert(self, default: V) -> &'a mut V {
        self.or_insert_with(|| default)
    }

    /// Puts what `default` makes there if there is no value, and lends the value.
    #[inline]
    pub fn or_insert_with<F: FnOnce() -> V>(self, default: F) -> &'a mut V {
        self.or_insert_with_key(|_| default())
    }

    /// Puts what `default` makes of the key there if there is no value, and lends the value.
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

    /// The key.
    #[inline]
    #[must_use]
    pub fn key(&self) -> &K {
        match self {
            Self::Occupied(entry) => entry.key(),
            Self::Vacant(entry) => entry.key(),
        }
    }

    /// Changes the value if there is one.
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

    /// Sets the value, and gives its place.
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
    /// Puts the default there if there is no value, and lends the value.
    #[inline]
    pub fn or_default(self) -> &'a mut V {
        self.or_insert_with(V::default)
    }
}

impl<'a, K, V> OccupiedEntry<'a, K, V> {
    /// The key that the map holds.
    #[inline]
    #[must_use]
    pub fn key(&self) -> &K {
        &self.inner.get().0
    }

    /// Removes it, and answers the key that the map held and the value.
    #[inline]
    #[must_use]
    pub fn remove_entry(self) -> (K, V) {
        self.inner.remove().0
    }

    /// The value.
    #[inline]
    #[must_use]
    pub fn get(&self) -> &V {
        &self.inner.get().1
    }

    /// The value, to be changed.
    #[inline]
    #[must_use]
    pub fn get_mut(&mut self) -> &mut V {
        &mut self.inner.get_mut().1
    }

    /// The value, to be changed for as long as the map is lent.
    #[inline]
    #[must_use]
    pub fn into_mut(self) -> &'a mut V {
        &mut self.inner.into_mut().1
    }

    /// Sets the value, and answers the one that it had.
    #[inline]
    pub fn insert(&mut self, value: V) -> V {
        mem::replace(self.get_mut(), value)
    }

    /// Removes it, and answers the value.
    #[inline]
    pub fn remove(self) -> V {
        self.remove_entry().1
    }
}

impl<'a, K: 'a, V: 'a> VacantEntry<'a, K, V> {
    /// The key that was looked for.
    #[inline]
    #[must_use]
    pub fn key(&self) -> &K {
        &self.key
    }

    /// Gives the key back.
    #[inline]
    #[must_use]
    pub fn into_key(self) -> K {
        self.key
    }

    /// Sets the value, and lends it.
    #[inline]
    pub fn insert(self, value: V) -> &'a mut V {
        self.insert_entry(value).into_mut()
    }

    /// Sets the value, and gives its place.
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
