//! The methods that find the value of a key.

use core::borrow::Borrow;
use core::hash::{BuildHasher, Hash};

use super::HashMap;

impl<K, V, S> HashMap<K, V, S>
where
    K: Eq + Hash,
    S: BuildHasher,
{
    /// The value of a key.
    #[inline]
    #[must_use]
    pub fn get<Q>(&self, k: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
        Q: Hash + Eq + ?Sized,
    {
        self.get_key_value(k).map(|(_, value)| value)
    }

    /// The value of a key, and the key that the map holds.
    #[inline]
    #[must_use]
    pub fn get_key_value<Q>(&self, k: &Q) -> Option<(&K, &V)>
    where
        K: Borrow<Q>,
        Q: Hash + Eq + ?Sized,
    {
        // Without an entry nothing needs to be hashed.
        if self.is_empty() {
            return None;
        }
        self.table
            .find(self.hash_builder.hash_one(k), equivalent_key(k))
            .map(|(key, value)| (key, value))
    }

    /// The values of several keys, to be changed.
    ///
    /// # Panics
    ///
    /// If two of the keys are the same, and in the map.
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

    /// Returns the values of several different keys, to be changed.
    ///
    /// Differs from `std` in comparing the keys all the same, as
    /// [`get_disjoint_mut`](Self::get_disjoint_mut) does.
    ///
    /// # Panics
    ///
    /// If two of the keys are the same, and in the map.
    ///
    /// # Safety
    ///
    /// - None here. In `std`, no two of the keys may be the same.
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

    /// Whether there is an entry with this key.
    #[inline]
    #[must_use]
    pub fn contains_key<Q>(&self, k: &Q) -> bool
    where
        K: Borrow<Q>,
        Q: Hash + Eq + ?Sized,
    {
        self.get_key_value(k).is_some()
    }

    /// The value of a key, to be changed.
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

/// Whether an entry has the key that is looked for.
#[inline]
pub(super) fn equivalent_key<K: Borrow<Q>, Q: Eq + ?Sized, V>(
    wanted: &Q,
) -> impl FnMut(&(K, V)) -> bool {
    move |(key, _)| key.borrow() == wanted
}
