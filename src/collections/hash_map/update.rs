//! The methods that insert and remove entries.

use core::borrow::Borrow;
use core::hash::{BuildHasher, Hash};
use core::mem;

use super::access::equivalent_key;
use super::{Buckets, Drain, Entry, ExtractIf, HashMap};

impl<K, V, S> HashMap<K, V, S> {
    /// Takes out all entries, and keeps the memory.
    #[inline]
    pub fn drain(&mut self) -> Drain<'_, K, V> {
        Drain {
            inner: self.table.drain(),
        }
    }

    /// Takes out the entries for which `pred` answers true, one at each step of the iterator: those that it
    /// doesn't come to stay.
    #[inline]
    pub fn extract_if<F>(&mut self, pred: F) -> ExtractIf<'_, K, V, F>
    where
        F: FnMut(&K, &mut V) -> bool,
    {
        ExtractIf {
            buckets: self.buckets(),
            pred,
        }
    }

    #[inline]
    pub(crate) fn buckets(&mut self) -> Buckets<'_, K, V> {
        Buckets::new(&mut self.table)
    }

    /// Keeps the entries for which `f` answers true.
    #[inline]
    pub fn retain<F>(&mut self, mut f: F)
    where
        F: FnMut(&K, &mut V) -> bool,
    {
        self.table.retain(|(key, value)| f(key, value));
    }

    /// Removes all entries, and keeps the memory.
    #[inline]
    pub fn clear(&mut self) {
        self.table.clear();
    }
}

impl<K, V, S> HashMap<K, V, S>
where
    K: Eq + Hash,
    S: BuildHasher,
{
    /// The place of a key, taken or not.
    ///
    /// ```
    /// # use nanowasi::{collections::HashMap, hash::{BuildHasherDefault, DefaultHasher}};
    /// let mut letters = HashMap::<_, _, BuildHasherDefault<DefaultHasher>>::default();
    /// for letter in "a short text".chars() {
    ///     *letters.entry(letter).or_insert(0) += 1;
    /// }
    /// assert_eq!(letters[&'t'], 3);
    /// ```
    #[inline]
    pub fn entry(&mut self, key: K) -> Entry<'_, K, V> {
        let hasher = &self.hash_builder;
        let hash = hasher.hash_one(&key);
        let entry = self.table.entry(
            hash,
            |(other, _)| *other == key,
            |(key, _)| hasher.hash_one(key),
        );
        Entry::new(entry, key)
    }

    /// Sets the value of a key, and answers the one that it had. The key that the map holds stays.
    #[inline]
    pub fn insert(&mut self, k: K, v: V) -> Option<V> {
        match self.entry(k) {
            Entry::Occupied(mut entry) => Some(entry.insert(v)),
            Entry::Vacant(entry) => {
                entry.insert(v);
                None
            }
        }
    }

    /// Removes a key, and answers its value.
    #[inline]
    pub fn remove<Q>(&mut self, k: &Q) -> Option<V>
    where
        K: Borrow<Q>,
        Q: Hash + Eq + ?Sized,
    {
        self.remove_entry(k).map(|(_, value)| value)
    }

    /// Removes a key, and answers the one that the map held with its value.
    #[inline]
    pub fn remove_entry<Q>(&mut self, k: &Q) -> Option<(K, V)>
    where
        K: Borrow<Q>,
        Q: Hash + Eq + ?Sized,
    {
        let hash = self.hash_builder.hash_one(k);
        let entry = self.table.find_entry(hash, equivalent_key(k)).ok()?;
        Some(entry.remove().0)
    }

    /// Puts `key` in place of the one that is equal to it, and answers that.
    pub(crate) fn replace_key(&mut self, key: K, value: V) -> Option<K> {
        let hash = self.hash_builder.hash_one(&key);
        match self.table.find_mut(hash, |(other, _)| *other == key) {
            Some((held, _)) => Some(mem::replace(held, key)),
            None => {
                self.insert(key, value);
                None
            }
        }
    }
}
