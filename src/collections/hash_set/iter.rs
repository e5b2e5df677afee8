//! The iterators of a set: those of the map beneath it, without the values.

use core::fmt::{self, Debug};
use core::iter::FusedIterator;

use super::HashMap;
use crate::collections::hash_map;
use crate::collections::iterators::impl_iterators;

/// The values of a set, as `std::collections::hash_set::Iter`.
pub struct Iter<'a, K: 'a> {
    pub(super) inner: hash_map::Keys<'a, K, ()>,
}

/// The values that a set had, as `std::collections::hash_set::IntoIter`.
pub struct IntoIter<K> {
    pub(super) inner: hash_map::IntoKeys<K, ()>,
}

/// The values that are taken out of a set, as `std::collections::hash_set::Drain`.
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

/// The values that are taken out of a set because a predicate says so, as
/// `std::collections::hash_set::ExtractIf`.
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
