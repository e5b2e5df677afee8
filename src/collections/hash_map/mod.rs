//! [`HashMap`]: keys and their values, found by hash.
//!
//! The table is `hashbrown`'s, as in `std`; this module gives it the names, the iterators and the
//! entries that `std` gives it, and a hasher that nobody outside can foresee.

mod entry;
mod iter;
mod traits;

use alloc_crate::collections::TryReserveError;
use alloc_crate::vec::Vec;
use core::borrow::Borrow;
use core::hash::{BuildHasher, Hash};
use core::mem;

use hashbrown::HashTable;

pub use crate::hash::{DefaultHasher, RandomState};
pub use entry::{Entry, OccupiedEntry, VacantEntry};
pub(super) use iter::Buckets;
pub use iter::{
    Drain, ExtractIf, IntoIter, IntoKeys, IntoValues, Iter, IterMut, Keys, Values, ValuesMut,
};

/// Keys and their values, found by hash, as [`std::collections::HashMap`].
///
/// ```
/// use nanowasi::collections::HashMap;
///
/// let mut colours = HashMap::with_hasher(nanowasi::hash::BuildHasherDefault::<
///     nanowasi::hash::DefaultHasher,
/// >::new());
/// colours.insert("sky", "blue");
/// *colours.entry("grass").or_insert("grey") = "green";
/// assert_eq!(colours.get("grass"), Some(&"green"));
/// assert_eq!(colours.len(), 2);
/// ```
///
/// [`new`](Self::new) takes a [`RandomState`], for which the host is asked for random bytes.
///
/// [`std::collections::HashMap`]: https://doc.rust-lang.org/std/collections/struct.HashMap.html
pub struct HashMap<K, V, S = RandomState> {
    hash_builder: S,
    table: HashTable<(K, V)>,
}

impl<K, V> HashMap<K, V, RandomState> {
    /// An empty map, which needs no memory yet.
    #[inline]
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// An empty map with room for `capacity` entries.
    ///
    /// # Panics
    ///
    /// If that is more than there can be memory for.
    #[inline]
    #[must_use]
    pub fn with_capacity(capacity: usize) -> Self {
        Self::with_capacity_and_hasher(capacity, RandomState::new())
    }
}

impl<K, V, S> HashMap<K, V, S> {
    /// An empty map whose keys are hashed by what `hash_builder` makes.
    #[inline]
    #[must_use]
    pub const fn with_hasher(hash_builder: S) -> Self {
        Self {
            hash_builder,
            table: HashTable::new(),
        }
    }

    /// An empty map with room for `capacity` entries, hashed by what `hasher` makes.
    ///
    /// # Panics
    ///
    /// If that is more than there can be memory for.
    #[inline]
    #[must_use]
    pub fn with_capacity_and_hasher(capacity: usize, hasher: S) -> Self {
        Self {
            hash_builder: hasher,
            table: HashTable::with_capacity(capacity),
        }
    }

    /// How many entries there is room for before more memory is needed; a lower bound.
    #[inline]
    #[must_use]
    pub fn capacity(&self) -> usize {
        self.table.capacity()
    }

    /// The number of entries.
    #[inline]
    #[must_use]
    pub fn len(&self) -> usize {
        self.table.len()
    }

    /// Whether there are no entries.
    #[inline]
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.table.is_empty()
    }

    /// What makes the hashers.
    #[inline]
    #[must_use]
    pub fn hasher(&self) -> &S {
        &self.hash_builder
    }

    /// The keys, in any order.
    #[inline]
    pub fn keys(&self) -> Keys<'_, K, V> {
        Keys { inner: self.iter() }
    }

    /// The keys, in any order; consumes the map.
    #[inline]
    pub fn into_keys(self) -> IntoKeys<K, V> {
        IntoKeys {
            inner: self.into_iter(),
        }
    }

    /// The values, in any order.
    #[inline]
    pub fn values(&self) -> Values<'_, K, V> {
        Values { inner: self.iter() }
    }

    /// The values, to be changed, in any order.
    #[inline]
    pub fn values_mut(&mut self) -> ValuesMut<'_, K, V> {
        ValuesMut {
            inner: self.iter_mut(),
        }
    }

    /// The values, in any order; consumes the map.
    #[inline]
    pub fn into_values(self) -> IntoValues<K, V> {
        IntoValues {
            inner: self.into_iter(),
        }
    }

    /// The entries, in any order.
    #[inline]
    pub fn iter(&self) -> Iter<'_, K, V> {
        Iter {
            inner: self.table.iter(),
        }
    }

    /// The entries, their values to be changed, in any order.
    #[inline]
    pub fn iter_mut(&mut self) -> IterMut<'_, K, V> {
        IterMut {
            inner: self.table.iter_mut(),
        }
    }

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
    pub(super) fn buckets(&mut self) -> Buckets<'_, K, V> {
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
    /// Makes room for `additional` more entries.
    ///
    /// # Panics
    ///
    /// If that is more than there can be memory for.
    #[inline]
    pub fn reserve(&mut self, additional: usize) {
        let hasher = &self.hash_builder;
        self.table
            .reserve(additional, |(key, _)| hasher.hash_one(key));
    }

    /// Makes room for `additional` more entries, if there is memory.
    ///
    /// # Errors
    ///
    /// That there is none.
    #[inline]
    pub fn try_reserve(&mut self, additional: usize) -> Result<(), TryReserveError> {
        let hasher = &self.hash_builder;
        self.table
            .try_reserve(additional, |(key, _)| hasher.hash_one(key))
            .map_err(in_words_of_alloc)
    }

    /// Gives back what memory can be given back.
    #[inline]
    pub fn shrink_to_fit(&mut self) {
        self.shrink_to(0);
    }

    /// Gives back what memory can be given back, but for that of `min_capacity` entries.
    #[inline]
    pub fn shrink_to(&mut self, min_capacity: usize) {
        let hasher = &self.hash_builder;
        self.table
            .shrink_to(min_capacity, |(key, _)| hasher.hash_one(key));
    }

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
            .find(self.hash_builder.hash_one(k), is(k))
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
            .find_mut(self.hash_builder.hash_one(k), is(k))
            .map(|(_, value)| value)
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
        let entry = self.table.find_entry(hash, is(k)).ok()?;
        Some(entry.remove().0)
    }

    /// Puts `key` in place of the one that is equal to it, and answers that.
    pub(super) fn replace_key(&mut self, key: K, value: V) -> Option<K> {
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

/// Whether an entry has the key that is looked for.
#[inline]
fn is<K: Borrow<Q>, Q: Eq + ?Sized, V>(wanted: &Q) -> impl FnMut(&(K, V)) -> bool {
    move |(key, _)| key.borrow() == wanted
}

/// The table's error as the one that all of `alloc` has, which nobody but `alloc` can make: so it is
/// asked for what has just been refused.
#[cold]
fn in_words_of_alloc(error: hashbrown::TryReserveError) -> TryReserveError {
    let size = match error {
        hashbrown::TryReserveError::CapacityOverflow => usize::MAX,
        hashbrown::TryReserveError::AllocError { layout } => layout.size(),
    };
    let refused = |size| Vec::<u8>::new().try_reserve_exact(size).err();
    match refused(size).or_else(|| refused(usize::MAX)) {
        Some(error) => error,
        // `usize::MAX` bytes are more than a `Vec` can ever have.
        None => unreachable!(),
    }
}
