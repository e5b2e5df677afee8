//! The iterators of a map: the table's, whose items are pairs of a key and a value.

use core::fmt::{self, Debug};
use core::iter::FusedIterator;

use hashbrown::{HashTable, hash_table};

use crate::collections::iterators::impl_iterators;

/// An iterator over the entries of a map, as [`std::collections::hash_map::Iter`].
///
/// Created by [`HashMap::iter`](super::HashMap::iter).
///
/// # Examples
///
/// ```
/// use nanowasi::collections::hash_map::{HashMap, Iter};
///
/// fn total(counts: Iter<'_, &str, u32>) -> u32 {
///     counts.map(|(_, count)| count).sum()
/// }
///
/// assert_eq!(total(HashMap::from([("apples", 3), ("pears", 4)]).iter()), 7);
/// ```
///
/// [`std::collections::hash_map::Iter`]: https://doc.rust-lang.org/std/collections/hash_map/struct.Iter.html
pub struct Iter<'a, K: 'a, V: 'a> {
    pub(super) inner: hash_table::Iter<'a, (K, V)>,
}

/// An iterator over the entries of a map, with mutable references to the values, as
/// [`std::collections::hash_map::IterMut`].
///
/// Created by [`HashMap::iter_mut`](super::HashMap::iter_mut).
///
/// # Examples
///
/// ```
/// use nanowasi::collections::hash_map::{HashMap, IterMut};
///
/// fn double(counts: IterMut<'_, &str, u32>) {
///     counts.for_each(|(_, count)| *count *= 2);
/// }
///
/// let mut stock = HashMap::from([("apples", 3)]);
/// double(stock.iter_mut());
/// assert_eq!(stock["apples"], 6);
/// ```
///
/// [`std::collections::hash_map::IterMut`]: https://doc.rust-lang.org/std/collections/hash_map/struct.IterMut.html
pub struct IterMut<'a, K: 'a, V: 'a> {
    pub(super) inner: hash_table::IterMut<'a, (K, V)>,
}

/// An iterator over the entries of a map that it owns, as [`std::collections::hash_map::IntoIter`].
///
/// Created by `into_iter` of a [`HashMap`](super::HashMap).
///
/// # Examples
///
/// ```
/// use nanowasi::collections::hash_map::{HashMap, IntoIter};
///
/// let mut entries: IntoIter<String, u32> = HashMap::from([("apples".to_owned(), 3)]).into_iter();
/// assert_eq!(entries.next(), Some(("apples".to_owned(), 3)));
/// assert_eq!(entries.next(), None);
/// ```
///
/// [`std::collections::hash_map::IntoIter`]: https://doc.rust-lang.org/std/collections/hash_map/struct.IntoIter.html
pub struct IntoIter<K, V> {
    pub(super) inner: hash_table::IntoIter<(K, V)>,
}

/// An iterator over the keys of a map, as [`std::collections::hash_map::Keys`].
///
/// Created by [`HashMap::keys`](super::HashMap::keys).
///
/// # Examples
///
/// ```
/// use nanowasi::collections::hash_map::{HashMap, Keys};
///
/// let stock = HashMap::from([("apples", 3)]);
/// let mut keys: Keys<'_, &str, u32> = stock.keys();
/// assert_eq!((keys.len(), keys.next()), (1, Some(&"apples")));
/// ```
///
/// [`std::collections::hash_map::Keys`]: https://doc.rust-lang.org/std/collections/hash_map/struct.Keys.html
pub struct Keys<'a, K: 'a, V: 'a> {
    pub(super) inner: Iter<'a, K, V>,
}

/// An iterator over the values of a map, as [`std::collections::hash_map::Values`].
///
/// Created by [`HashMap::values`](super::HashMap::values).
///
/// # Examples
///
/// ```
/// use nanowasi::collections::hash_map::{HashMap, Values};
///
/// let stock = HashMap::from([("apples", 3)]);
/// let mut values: Values<'_, &str, u32> = stock.values();
/// assert_eq!((values.len(), values.next()), (1, Some(&3)));
/// ```
///
/// [`std::collections::hash_map::Values`]: https://doc.rust-lang.org/std/collections/hash_map/struct.Values.html
pub struct Values<'a, K: 'a, V: 'a> {
    pub(super) inner: Iter<'a, K, V>,
}

/// An iterator over mutable references to the values of a map, as
/// [`std::collections::hash_map::ValuesMut`].
///
/// Created by [`HashMap::values_mut`](super::HashMap::values_mut).
///
/// # Examples
///
/// ```
/// use nanowasi::collections::hash_map::{HashMap, ValuesMut};
///
/// let mut stock = HashMap::from([("apples", 3)]);
/// let values: ValuesMut<'_, &str, u32> = stock.values_mut();
/// values.for_each(|count| *count += 1);
/// assert_eq!(stock["apples"], 4);
/// ```
///
/// [`std::collections::hash_map::ValuesMut`]: https://doc.rust-lang.org/std/collections/hash_map/struct.ValuesMut.html
pub struct ValuesMut<'a, K: 'a, V: 'a> {
    pub(super) inner: IterMut<'a, K, V>,
}

/// An iterator over the keys of a map that it owns, as [`std::collections::hash_map::IntoKeys`].
///
/// Created by [`HashMap::into_keys`](super::HashMap::into_keys).
///
/// # Examples
///
/// ```
/// use nanowasi::collections::hash_map::{HashMap, IntoKeys};
///
/// let mut keys: IntoKeys<&str, u32> = HashMap::from([("apples", 3)]).into_keys();
/// assert_eq!((keys.next(), keys.next()), (Some("apples"), None));
/// ```
///
/// [`std::collections::hash_map::IntoKeys`]: https://doc.rust-lang.org/std/collections/hash_map/struct.IntoKeys.html
pub struct IntoKeys<K, V> {
    pub(super) inner: IntoIter<K, V>,
}

/// An iterator over the values of a map that it owns, as
/// [`std::collections::hash_map::IntoValues`].
///
/// Created by [`HashMap::into_values`](super::HashMap::into_values).
///
/// # Examples
///
/// ```
/// use nanowasi::collections::hash_map::{HashMap, IntoValues};
///
/// let mut values: IntoValues<&str, u32> = HashMap::from([("apples", 3)]).into_values();
/// assert_eq!((values.next(), values.next()), (Some(3), None));
/// ```
///
/// [`std::collections::hash_map::IntoValues`]: https://doc.rust-lang.org/std/collections/hash_map/struct.IntoValues.html
pub struct IntoValues<K, V> {
    pub(super) inner: IntoIter<K, V>,
}

/// An iterator that removes all entries of a map, as [`std::collections::hash_map::Drain`].
///
/// Created by [`HashMap::drain`](super::HashMap::drain).
///
/// # Examples
///
/// ```
/// use nanowasi::collections::hash_map::{HashMap, Drain};
///
/// let mut stock = HashMap::from([("apples", 3), ("pears", 4)]);
/// let mut entries: Drain<'_, &str, u32> = stock.drain();
/// assert!(entries.next().is_some());
/// drop(entries); // removes the other entry too
/// assert!(stock.is_empty());
/// ```
///
/// [`std::collections::hash_map::Drain`]: https://doc.rust-lang.org/std/collections/hash_map/struct.Drain.html
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

/// Implements [`Clone`] for the iterators that return shared references.
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

/// Implements [`Default`], which is an iterator without items.
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

/// Implements [`Debug`] as the list of the remaining items.
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

/// The buckets of a table in order, to remove entries from. The `ExtractIf` of maps and of sets use
/// it.
pub(crate) struct Buckets<'a, K, V> {
    table: &'a mut HashTable<(K, V)>,
    /// The index of the next bucket. Removing an entry does not move the others.
    next: usize,
    /// The number of entries that were not visited yet.
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

    /// Removes and returns the next entry for which `pred` returns `true`.
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

/// An iterator that removes the entries for which a predicate returns `true`, as
/// [`std::collections::hash_map::ExtractIf`].
///
/// Created by [`HashMap::extract_if`](super::HashMap::extract_if).
///
/// # Examples
///
/// ```
/// use nanowasi::collections::hash_map::{HashMap, ExtractIf};
///
/// fn first<F: FnMut(&u32, &mut u32) -> bool>(
///     mut entries: ExtractIf<'_, u32, u32, F>,
/// ) -> Option<(u32, u32)> {
///     entries.next()
/// }
///
/// let mut squares: HashMap<u32, u32> = (0..9).map(|n| (n, n * n)).collect();
/// assert_eq!(first(squares.extract_if(|_, square| *square == 4)), Some((2, 4)));
/// assert_eq!(squares.len(), 8);
/// ```
///
/// [`std::collections::hash_map::ExtractIf`]: https://doc.rust-lang.org/std/collections/hash_map/struct.ExtractIf.html
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
