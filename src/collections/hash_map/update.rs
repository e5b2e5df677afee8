//! Methods that insert and remove entries.

use core::borrow::Borrow;
use core::hash::{BuildHasher, Hash};
use core::mem;

use super::access::equivalent_key;
use super::{Buckets, Drain, Entry, ExtractIf, HashMap};

impl<K, V, S> HashMap<K, V, S> {
    /// Removes all entries, and returns an iterator over them. Keeps the allocated memory.
    ///
    /// Entries that the iterator has not returned when it is dropped are removed too.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::collections::HashMap;
    ///
    /// let mut stock = HashMap::from([("apples", 3), ("pears", 4)]);
    /// let total: u32 = stock.drain().map(|(_, count)| count).sum();
    /// assert_eq!(total, 7);
    /// assert!(stock.is_empty() && stock.capacity() != 0);
    /// ```
    #[inline]
    pub fn drain(&mut self) -> Drain<'_, K, V> {
        Drain {
            inner: self.table.drain(),
        }
    }

    /// Returns an iterator that removes the entries for which `pred` returns `true`.
    ///
    /// Each `next` removes one entry. Entries that the iterator has not reached when it is dropped
    /// stay in the map.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::collections::HashMap;
    ///
    /// let mut stock = HashMap::from([("apples", 3), ("pears", 0)]);
    /// let sold_out: Vec<_> = stock.extract_if(|_, count| *count == 0).collect();
    /// assert_eq!(sold_out, [("pears", 0)]);
    /// assert_eq!(stock.len(), 1);
    /// ```
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

    /// Returns the buckets of the table, to remove entries from.
    #[inline]
    pub(crate) fn buckets(&mut self) -> Buckets<'_, K, V> {
        Buckets::new(&mut self.table)
    }

    /// Removes the entries for which `f` returns `false`.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::collections::HashMap;
    ///
    /// let mut stock = HashMap::from([("apples", 3), ("pears", 0)]);
    /// stock.retain(|_, count| *count > 0);
    /// assert!(stock.contains_key("apples") && !stock.contains_key("pears"));
    /// ```
    #[inline]
    pub fn retain<F>(&mut self, mut f: F)
    where
        F: FnMut(&K, &mut V) -> bool,
    {
        self.table.retain(|(key, value)| f(key, value));
    }

    /// Removes all entries. Keeps the allocated memory.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::collections::HashMap;
    ///
    /// let mut stock = HashMap::from([("apples", 3)]);
    /// stock.clear();
    /// assert!(stock.is_empty() && stock.capacity() != 0);
    /// ```
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
    /// Returns the entry of a key, which is occupied or vacant.
    ///
    /// It hashes the key once, to read and to insert.
    ///
    /// # Panics
    ///
    /// If the table needs more than `isize::MAX` bytes. A failed allocation ends the program.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::collections::HashMap;
    ///
    /// let mut letters = HashMap::new();
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

    /// Sets the value of a key, and returns the previous one.
    ///
    /// If the map has an equal key already, it keeps that key.
    ///
    /// # Panics
    ///
    /// If the table needs more than `isize::MAX` bytes. A failed allocation ends the program.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::collections::HashMap;
    ///
    /// let mut stock = HashMap::new();
    /// assert_eq!(stock.insert("apples", 3), None);
    /// assert_eq!(stock.insert("apples", 4), Some(3));
    /// assert_eq!(stock["apples"], 4);
    /// ```
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

    /// Removes a key, and returns its value.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::collections::HashMap;
    ///
    /// let mut stock = HashMap::from([("apples", 3)]);
    /// assert_eq!(stock.remove("apples"), Some(3));
    /// assert_eq!(stock.remove("apples"), None);
    /// ```
    #[inline]
    pub fn remove<Q>(&mut self, k: &Q) -> Option<V>
    where
        K: Borrow<Q>,
        Q: Hash + Eq + ?Sized,
    {
        self.remove_entry(k).map(|(_, value)| value)
    }

    /// Removes a key, and returns the key that the map held with its value.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::collections::HashMap;
    ///
    /// let mut stock = HashMap::from([("apples".to_owned(), 3)]);
    /// assert_eq!(stock.remove_entry("apples"), Some(("apples".to_owned(), 3)));
    /// assert!(stock.is_empty());
    /// ```
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

    /// Replaces the equal key that the map holds, and returns that. Inserts `value` if it holds
    /// none.
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
