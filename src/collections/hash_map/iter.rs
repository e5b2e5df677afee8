//! The iterators of a map: the table's, with keys and values told apart.

use core::fmt::{self, Debug};
use core::iter::FusedIterator;

use hashbrown::{HashTable, hash_table};

use crate::collections::iterators::impl_iterators;

/// The entries of a map, as `std::collections::hash_map::Iter`.
pub struct Iter<'a, K: 'a, V: 'a> {
    pub(super) inner: hash_table::Iter<'a, (K, V)>,
}

/// The entries of a map, their values to be changed, as `std::collections::hash_map::IterMut`.
pub struct IterMut<'a, K: 'a, V: 'a> {
    pub(super) inner: hash_table::IterMut<'a, (K, V)>,
}

/// The entries that a map had, as `std::collections::hash_map::IntoIter`.
pub struct IntoIter<K, V> {
    pub(super) inner: hash_table::IntoIter<(K, V)>,
}

/// The keys of a map, as `std::collections::hash_map::Keys`.
pub struct Keys<'a, K: 'a, V: 'a> {
    pub(super) inner: Iter<'a, K, V>,
}

/// The values of a map, as `std::collections::hash_map::Values`.
pub struct Values<'a, K: 'a, V: 'a> {
    pub(super) inner: Iter<'a, K, V>,
}

/// The values of a map, to be changed, as `std::collections::hash_map::ValuesMut`.
pub struct ValuesMut<'a, K: 'a, V: 'a> {
    pub(super) inner: IterMut<'a, K, V>,
}

/// The keys that a map had, as `std::collections::hash_map::IntoKeys`.
pub struct IntoKeys<K, V> {
    pub(super) inner: IntoIter<K, V>,
}

/// The values that a map had, as `std::collections::hash_map::IntoValues`.
pub struct IntoValues<K, V> {
    pub(super) inner: IntoIter<K, V>,
}

/// The entries that are taken out of a map, as `std::collections::hash_map::Drain`.
pub struct Drain<'a, K: 'a, V: 'a> {
    pub(super) inner: hash_table::Drain<'a, (K, V)>,
}

impl_iterators! {
    ['a, K, V] Iter<'a, K, V>: |(key, value)| (key, value) => (&'a K, &'a V);
    ['a, K, V] IterMut<'a, K, V>: |(key, value)| (&*key, value) => (&'a K, &'a mut V);
    [K, V] IntoIter<K, V>: |entry| entry => (K, V);
    ['a, K, V] Keys<'a, K, V>: |(key, _)| key => &'a K;
    ['a, K, V] Values<'a, K, V>: |(_, value)| value => &'a V;
    ['a, K, V] ValuesMut<'a, K, V>: |(_, value)| value => &'a mut V;
    [K, V] IntoKeys<K, V>: |(key, _)| key => K;
    [K, V] IntoValues<K, V>: |(_, value)| value => V;
    ['a, K, V] Drain<'a, K, V>: |entry| entry => (K, V);
}

/// Implements [`Clone`] for the iterators that only look.
macro_rules! impl_clone {
    ($($name:ident),+) => {
        $(
            impl<K, V> Clone for $name<'_, K, V> {
                #[inline]
                fn clone(&self) -> Self {
                    Self {
                        inner: self.inner.clone(),
                    }
                }
            }
        )+
    };
}

impl_clone!(Iter, Keys, Values);

/// Implements [`Default`], an iterator without items.
macro_rules! impl_default {
    ($($name:ty),+) => {
        $(
            impl<K, V> Default for $name {
                #[inline]
                fn default() -> Self {
                    Self {
                        inner: Default::default(),
                    }
                }
            }
        )+
    };
}

impl_default!(
    Iter<'_, K, V>,
    IterMut<'_, K, V>,
    IntoIter<K, V>,
    Keys<'_, K, V>,
    Values<'_, K, V>,
    ValuesMut<'_, K, V>,
    IntoKeys<K, V>,
    IntoValues<K, V>
);

impl<K, V> IterMut<'_, K, V> {
    fn iter(&self) -> Iter<'_, K, V> {
        Iter {
            inner: self.inner.iter(),
        }
    }
}

impl<K, V> IntoIter<K, V> {
    fn iter(&self) -> Iter<'_, K, V> {
        Iter {
            inner: self.inner.iter(),
        }
    }
}

impl<K, V> Drain<'_, K, V> {
    pub(crate) fn iter(&self) -> Iter<'_, K, V> {
        Iter {
            inner: self.inner.iter(),
        }
    }
}

/// Implements [`Debug`] as the list of what is still to come.
macro_rules! impl_debug {
    ($($name:ty where [$($bounds:tt)*]: |$iter:ident| $entries:expr;)+) => {
        $(
            impl<$($bounds)*> Debug for $name {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    let $iter = self;
                    f.debug_list().entries($entries).finish()
                }
            }
        )+
    };
}

impl_debug! {
    Iter<'_, K, V> where [K: Debug, V: Debug]: |iter| iter.clone();
    IterMut<'_, K, V> where [K: Debug, V: Debug]: |iter| iter.iter();
    IntoIter<K, V> where [K: Debug, V: Debug]: |iter| iter.iter();
    Keys<'_, K, V> where [K: Debug, V]: |iter| iter.clone();
    Values<'_, K, V> where [K, V: Debug]: |iter| iter.clone();
    ValuesMut<'_, K, V> where [K, V: Debug]: |iter| iter.inner.iter().map(|(_, value)| value);
    IntoKeys<K, V> where [K: Debug, V]: |iter| iter.inner.iter().map(|(key, _)| key);
    IntoValues<K, V> where [K, V: Debug]: |iter| iter.inner.iter().map(|(_, value)| value);
    Drain<'_, K, V> where [K: Debug, V: Debug]: |iter| iter.iter();
}

/// The buckets of a table, one after the other, to take entries out of: what a map's and a set's
/// `ExtractIf` stand on.
pub(crate) struct Buckets<'a, K, V> {
    table: &'a mut HashTable<(K, V)>,
    /// The number of the bucket to look at next: what is taken out leaves the others where they are.
    next: usize,
    /// How many entries are still to be looked at.
    remaining: usize,
}

impl<'a, K, V> Buckets<'a, K, V> {
    #[inline]
    pub(super) fn new(table: &'a mut HashTable<(K, V)>) -> Self {
        let remaining = table.len();
        Self {
            table,
            next: 0,
            remaining,
        }
    }

    /// Takes out the next entry for which `pred` answers true.
    pub(crate) fn take_if(&mut self, mut pred: impl FnMut(&K, &mut V) -> bool) -> Option<(K, V)> {
        while self.remaining != 0 && self.next < self.table.num_buckets() {
            let bucket = self.next;
            self.next += 1;
            if let Ok(mut entry) = self.table.get_bucket_entry(bucket) {
                self.remaining -= 1;
                let (key, value) = entry.get_mut();
                if pred(key, value) {
                    return Some(entry.remove().0);
                }
            }
        }
        None
    }

    #[inline]
    pub(crate) const fn size_hint(&self) -> (usize, Option<usize>) {
        (0, Some(self.remaining))
    }
}

/// The entries that are taken out of a map because a predicate says so, as
/// `std::collections::hash_map::ExtractIf`.
#[must_use = "iterators are lazy and do nothing unless consumed; use `retain` to remove and discard elements"]
pub struct ExtractIf<'a, K, V, F> {
    pub(super) buckets: Buckets<'a, K, V>,
    pub(super) pred: F,
}

impl<K, V, F> Iterator for ExtractIf<'_, K, V, F>
where
    F: FnMut(&K, &mut V) -> bool,
{
    type Item = (K, V);

    #[inline]
    fn next(&mut self) -> Option<(K, V)> {
        self.buckets.take_if(&mut self.pred)
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        self.buckets.size_hint()
    }
}

impl<K, V, F> FusedIterator for ExtractIf<'_, K, V, F> where F: FnMut(&K, &mut V) -> bool {}

impl<K: Debug, V: Debug, F> Debug for ExtractIf<'_, K, V, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ExtractIf").finish_non_exhaustive()
    }
}
