//! The iterators of a set: those of its map, without the values.

use core::fmt::{self, Debug};
use core::iter::FusedIterator;

use super::HashMap;
use crate::collections::hash_map;
use crate::collections::iterators::impl_iterators;

/// An iterator over the values of a set, as [`std::collections::hash_set::Iter`].
///
/// Created by [`HashSet::iter`](super::HashSet::iter).
///
/// # Examples
///
/// ```
/// use nanowasi::collections::hash_set::{HashSet, Iter};
///
/// fn total(numbers: Iter<'_, u32>) -> u32 {
///     numbers.sum()
/// }
///
/// assert_eq!(total(HashSet::from([1, 2, 3]).iter()), 6);
/// ```
///
/// [`std::collections::hash_set::Iter`]: https://doc.rust-lang.org/std/collections/hash_set/struct.Iter.html
pub struct Iter<'a, K: 'a> {
    pub(super) inner: hash_map::Keys<'a, K, ()>,
}

/// An iterator over the values of a set that it owns, as [`std::collections::hash_set::IntoIter`].
///
/// Created by `into_iter` of a [`HashSet`](super::HashSet).
///
/// # Examples
///
/// ```
/// use nanowasi::collections::hash_set::{HashSet, IntoIter};
///
/// let mut words: IntoIter<String> = HashSet::from(["one".to_owned()]).into_iter();
/// assert_eq!((words.next(), words.next()), (Some("one".to_owned()), None));
/// ```
///
/// [`std::collections::hash_set::IntoIter`]: https://doc.rust-lang.org/std/collections/hash_set/struct.IntoIter.html
pub struct IntoIter<K> {
    pub(super) inner: hash_map::IntoKeys<K, ()>,
}

/// An iterator that removes all values of a set, as [`std::collections::hash_set::Drain`].
///
/// Created by [`HashSet::drain`](super::HashSet::drain).
///
/// # Examples
///
/// ```
/// use nanowasi::collections::hash_set::{Drain, HashSet};
///
/// let mut numbers = HashSet::from([1, 2, 3]);
/// let mut values: Drain<'_, u32> = numbers.drain();
/// assert!(values.next().is_some());
/// drop(values); // removes the other values too
/// assert!(numbers.is_empty());
/// ```
///
/// [`std::collections::hash_set::Drain`]: https://doc.rust-lang.org/std/collections/hash_set/struct.Drain.html
pub struct Drain<'a, K: 'a> {
    pub(super) inner: hash_map::Drain<'a, K, ()>,
}

impl_iterators! {
    ['a, K] Iter<'a, K>: |value| value => &'a K;
    [K] IntoIter<K>: |value| value => K;
    ['a, K] Drain<'a, K>: |(value, ())| value => K;
}

impl<K> Clone for Iter<'_, K> {
    #[inline]
    fn clone(&self) -> Self {
        Self {
            inner: self.inner.clone(),
        }
    }
}

impl<K> Default for Iter<'_, K> {
    #[inline]
    fn default() -> Self {
        Self {
            inner: hash_map::Keys::default(),
        }
    }
}

impl<K> Default for IntoIter<K> {
    #[inline]
    fn default() -> Self {
        Self {
            inner: hash_map::IntoKeys::default(),
        }
    }
}

impl<K: Debug> Debug for Iter<'_, K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner.fmt(f)
    }
}

impl<K: Debug> Debug for IntoIter<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner.fmt(f)
    }
}

impl<K: Debug> Debug for Drain<'_, K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list()
            .entries(self.inner.iter().map(|(value, ())| value))
            .finish()
    }
}

/// An iterator that removes the values for which a predicate returns `true`, as
/// [`std::collections::hash_set::ExtractIf`].
///
/// Created by [`HashSet::extract_if`](super::HashSet::extract_if).
///
/// # Examples
///
/// ```
/// use nanowasi::collections::hash_set::{ExtractIf, HashSet};
///
/// fn first<F: FnMut(&u32) -> bool>(mut values: ExtractIf<'_, u32, F>) -> Option<u32> {
///     values.next()
/// }
///
/// let mut numbers = HashSet::from([1, 2, 3]);
/// assert_eq!(first(numbers.extract_if(|n| *n == 2)), Some(2));
/// assert_eq!(numbers.len(), 2);
/// ```
///
/// [`std::collections::hash_set::ExtractIf`]: https://doc.rust-lang.org/std/collections/hash_set/struct.ExtractIf.html
#[must_use = "iterators are lazy and do nothing unless consumed; use `retain` to remove and discard elements"]
pub struct ExtractIf<'a, K, F> {
    buckets: hash_map::Buckets<'a, K, ()>,
    pred: F,
}

impl<'a, K, F> ExtractIf<'a, K, F> {
    #[inline]
    pub(super) fn new<S>(map: &'a mut HashMap<K, (), S>, pred: F) -> Self {
        Self {
            buckets: map.buckets(),
            pred,
        }
    }
}

impl<K, F> Iterator for ExtractIf<'_, K, F>
where
    F: FnMut(&K) -> bool,
{
    type Item = K;

    #[inline]
    fn next(&mut self) -> Option<K> {
        let pred = &mut self.pred;
        self.buckets
            .take_if(|value, ()| pred(value))
            .map(|(value, ())| value)
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        self.buckets.size_hint()
    }
}

impl<K, F> FusedIterator for ExtractIf<'_, K, F> where F: FnMut(&K) -> bool {}

impl<K: Debug, F> Debug for ExtractIf<'_, K, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ExtractIf").finish_non_exhaustive()
    }
}
