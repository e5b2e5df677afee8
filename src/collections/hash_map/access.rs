//! Methods that find the value of a key.

use core::borrow::Borrow;
use core::hash::{BuildHasher, Hash};

use super::HashMap;

impl<K, V, S> HashMap<K, V, S>
where
    K: Eq + Hash,
    S: BuildHasher,
{
    /// Returns a reference to the value of a key.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::collections::HashMap;
    ///
    /// let stock = HashMap::from([("apples".to_owned(), 3)]);
    /// assert_eq!(stock.get("apples"), Some(&3)); // a borrowed form of the key will do
    /// assert_eq!(stock.get("pears"), None);
    /// ```
    #[inline]
    #[must_use]
    pub fn get<Q>(&self, k: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
        Q: Hash + Eq + ?Sized,
    {
        self.get_key_value(k).map(|(_, value)| value)
    }

    /// Returns references to the key that the map holds and to its value.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::collections::HashMap;
    ///
    /// let stock = HashMap::from([("apples".to_owned(), 3)]);
    /// let (key, count) = stock.get_key_value("apples").unwrap();
    /// assert_eq!((key.as_str(), *count), ("apples", 3));
    /// ```
    #[inline]
    #[must_use]
    pub fn get_key_value<Q>(&self, k: &Q) -> Option<(&K, &V)>
    where
        K: Borrow<Q>,
        Q: Hash + Eq + ?Sized,
    {
        // An empty map needs no hash.
        if self.is_empty() {
            return None;
        }
        self.table
            .find(self.hash_builder.hash_one(k), equivalent_key(k))
            .map(|(key, value)| (key, value))
    }

    /// Returns mutable references to the values of several keys.
    ///
    /// A key that the map does not have is `None`.
    ///
    /// # Panics
    ///
    /// If two of the keys are equal and the map has them.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::collections::HashMap;
    ///
    /// let mut stock = HashMap::from([("apples", 3), ("pears", 4)]);
    /// if let [Some(apples), Some(pears)] = stock.get_disjoint_mut(["apples", "pears"]) {
    ///     nanowasi::mem::swap(apples, pears);
    /// }
    /// assert_eq!(stock["apples"], 4);
    /// ```
    pub fn get_disjoint_mut<Q, const N: usize>(&mut self, ks: [&Q; N]) -> [Option<&'_ mut V>; N]
    where
        K: Borrow<Q>,
        Q: Hash + Eq + ?Sized,
    {
        let hashes = ks.map(|key| self.hash_builder.hash_one(key));
        let found = self.table.get_disjoint_mut(hashes, |number, (key, _)| {
            ks.get(number).is_some_and(|wanted| key.borrow() == *wanted)
        });
        found.map(|found| found.map(|(_, value)| value))
    }

    /// Returns mutable references to the values of several different keys.
    ///
    /// Unlike `std`, it compares the keys, as [`get_disjoint_mut`](Self::get_disjoint_mut) does.
    ///
    /// # Panics
    ///
    /// If two of the keys are equal and the map has them.
    ///
    /// # Safety
    ///
    /// None here. In `std`:
    ///
    /// - No two of the keys are equal.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::collections::HashMap;
    ///
    /// let mut stock = HashMap::from([("apples", 3), ("pears", 4)]);
    /// // SAFETY: the keys are different.
    /// let counts = unsafe { stock.get_disjoint_unchecked_mut(["apples", "plums"]) };
    /// assert_eq!(counts, [Some(&mut 3), None]);
    /// ```
    #[inline]
    #[allow(unsafe_code, reason = "the signature is `std`'s")]
    pub unsafe fn get_disjoint_unchecked_mut<Q, const N: usize>(
        &mut self,
        ks: [&Q; N],
    ) -> [Option<&'_ mut V>; N]
    where
        K: Borrow<Q>,
        Q: Hash + Eq + ?Sized,
    {
        self.get_disjoint_mut(ks)
    }

    /// Returns whether the map has an entry with this key.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::collections::HashMap;
    ///
    /// let stock = HashMap::from([("apples", 3)]);
    /// assert!(stock.contains_key("apples"));
    /// assert!(!stock.contains_key("pears"));
    /// ```
    #[inline]
    #[must_use]
    pub fn contains_key<Q>(&self, k: &Q) -> bool
    where
        K: Borrow<Q>,
        Q: Hash + Eq + ?Sized,
    {
        self.get_key_value(k).is_some()
    }

    /// Returns a mutable reference to the value of a key.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::collections::HashMap;
    ///
    /// let mut stock = HashMap::from([("apples", 3)]);
    /// if let Some(count) = stock.get_mut("apples") {
    ///     *count -= 1;
    /// }
    /// assert_eq!(stock["apples"], 2);
    /// ```
    #[inline]
    #[must_use]
    pub fn get_mut<Q>(&mut self, k: &Q) -> Option<&mut V>
    where
        K: Borrow<Q>,
        Q: Hash + Eq + ?Sized,
    {
        if self.is_empty() {
            return None;
        }
        self.table
            .find_mut(self.hash_builder.hash_one(k), equivalent_key(k))
            .map(|(_, value)| value)
    }
}

/// Returns a predicate that is true for the entry with this key.
#[inline]
pub(super) fn equivalent_key<K: Borrow<Q>, Q: Eq + ?Sized, V>(
    wanted: &Q,
) -> impl FnMut(&(K, V)) -> bool {
    move |(key, _)| key.borrow() == wanted
}
