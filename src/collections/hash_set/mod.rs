//! [`HashSet`]: values, found by hash. A [`HashMap`] of keys alone.

mod iter;
mod set_ops;
mod traits;

use alloc_crate::collections::TryReserveError;
use core::borrow::Borrow;
use core::hash::{BuildHasher, Hash};

use super::HashMap;
use crate::hash::RandomState;

pub use iter::{Drain, ExtractIf, IntoIter, Iter};
pub use set_ops::{Difference, Intersection, SymmetricDifference, Union};

/// Values, found by hash, as [`std::collections::HashSet`].
///
/// ```
/// use nanowasi::collections::HashSet;
/// use nanowasi::hash::{BuildHasherDefault, DefaultHasher};
///
/// type Numbers = HashSet<u32, BuildHasherDefault<DefaultHasher>>;
/// let small: Numbers = (0..10).collect();
/// let even: Numbers = (0..20).step_by(2).collect();
/// assert_eq!(small.intersection(&even).count(), 5);
/// ```
///
/// [`new`](Self::new) takes a [`RandomState`], for which the host is asked for random bytes.
///
/// [`std::collections::HashSet`]: https://doc.rust-lang.org/std/collections/struct.HashSet.html
pub struct HashSet<T, S = RandomState> {
    map: HashMap<T, (), S>,
}

impl<T> HashSet<T, RandomState> {
    /// An empty set, which needs no memory yet.
    #[inline]
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// An empty set with room for `capacity` values.
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

impl<T, S> HashSet<T, S> {
    /// An empty set whose values are hashed by what `hasher` makes.
    #[inline]
    #[must_use]
    pub const fn with_hasher(hasher: S) -> Self {
        Self {
            map: HashMap::with_hasher(hasher),
        }
    }

    /// An empty set with room for `capacity` values, hashed by what `hasher` makes.
    ///
    /// # Panics
    ///
    /// If that is more than there can be memory for.
    #[inline]
    #[must_use]
    pub fn with_capacity_and_hasher(capacity: usize, hasher: S) -> Self {
        Self {
            map: HashMap::with_capacity_and_hasher(capacity, hasher),
        }
    }

    /// How many values there is room for before more memory is needed; a lower bound.
    #[inline]
    #[must_use]
    pub fn capacity(&self) -> usize {
        self.map.capacity()
    }

    /// The values, in any order.
    #[inline]
    pub fn iter(&self) -> Iter<'_, T> {
        Iter {
            inner: self.map.keys(),
        }
    }

    /// The number of values.
    #[inline]
    #[must_use]
    pub fn len(&self) -> usize {
        self.map.len()
    }

    /// Whether there are no values.
    #[inline]
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.map.is_empty()
    }

    /// Takes out all values, and keeps the memory.
    #[inline]
    pub fn drain(&mut self) -> Drain<'_, T> {
        Drain {
            inner: self.map.drain(),
        }
    }

    /// Takes out the values for which `pred` answers true, one at each step of the iterator: those that it
    /// doesn't come to stay.
    #[inline]
    pub fn extract_if<F>(&mut self, pred: F) -> ExtractIf<'_, T, F>
    where
        F: FnMut(&T) -> bool,
    {
        ExtractIf::new(&mut self.map, pred)
    }

    /// Keeps the values for which `f` answers true.
    #[inline]
    pub fn retain<F>(&mut self, mut f: F)
    where
        F: FnMut(&T) -> bool,
    {
        self.map.retain(|value, ()| f(value));
    }

    /// Removes all values, and keeps the memory.
    #[inline]
    pub fn clear(&mut self) {
        self.map.clear();
    }

    /// What makes the hashers.
    #[inline]
    #[must_use]
    pub fn hasher(&self) -> &S {
        self.map.hasher()
    }
}

impl<T, S> HashSet<T, S>
where
    T: Eq + Hash,
    S: BuildHasher,
{
    /// Makes room for `additional` more values.
    ///
    /// # Panics
    ///
    /// If that is more than there can be memory for.
    #[inline]
    pub fn reserve(&mut self, additional: usize) {
        self.map.reserve(additional);
    }

    /// Makes room for `additional` more values, if there is memory.
    ///
    /// # Errors
    ///
    /// That there is none.
    #[inline]
    pub fn try_reserve(&mut self, additional: usize) -> Result<(), TryReserveError> {
        self.map.try_reserve(additional)
    }

    /// Gives back what memory can be given back.
    #[inline]
    pub fn shrink_to_fit(&mut self) {
        self.map.shrink_to_fit();
    }

    /// Gives back what memory can be given back, but for that of `min_capacity` values.
    #[inline]
    pub fn shrink_to(&mut self, min_capacity: usize) {
        self.map.shrink_to(min_capacity);
    }

    /// The values of this set that `other` doesn't have.
    #[inline]
    pub fn difference<'a>(&'a self, other: &'a HashSet<T, S>) -> Difference<'a, T, S> {
        Difference::new(self, other)
    }

    /// The values that only one of the two sets has.
    #[inline]
    pub fn symmetric_difference<'a>(
        &'a self,
        other: &'a HashSet<T, S>,
    ) -> SymmetricDifference<'a, T, S> {
        SymmetricDifference::new(self, other)
    }

    /// The values that both sets have, as this set has them or as `other` has them.
    #[inline]
    pub fn intersection<'a>(&'a self, other: &'a HashSet<T, S>) -> Intersection<'a, T, S> {
        // The fewer there are to look up, the better.
        if self.len() <= other.len() {
            Intersection::new(self, other)
        } else {
            Intersection::new(other, self)
        }
    }

    /// The values that at least one of the two sets has, each once.
    #[inline]
    pub fn union<'a>(&'a self, other: &'a HashSet<T, S>) -> Union<'a, T, S> {
        if self.len() >= other.len() {
            Union::new(self, other)
        } else {
            Union::new(other, self)
        }
    }

    /// Whether the set has this value.
    #[inline]
    #[must_use]
    pub fn contains<Q>(&self, value: &Q) -> bool
    where
        T: Borrow<Q>,
        Q: Hash + Eq + ?Sized,
    {
        self.map.contains_key(value)
    }

    /// The value of the set that is equal to this one.
    #[inline]
    #[must_use]
    pub fn get<Q>(&self, value: &Q) -> Option<&T>
    where
        T: Borrow<Q>,
        Q: Hash + Eq + ?Sized,
    {
        self.map.get_key_value(value).map(|(held, ())| held)
    }

    /// Whether the two sets have no value in common.
    #[must_use]
    pub fn is_disjoint(&self, other: &HashSet<T, S>) -> bool {
        self.intersection(other).next().is_none()
    }

    /// Whether `other` has all values of this set.
    #[must_use]
    pub fn is_subset(&self, other: &HashSet<T, S>) -> bool {
        self.len() <= other.len() && self.iter().all(|value| other.contains(value))
    }

    /// Whether this set has all values of `other`.
    #[inline]
    #[must_use]
    pub fn is_superset(&self, other: &HashSet<T, S>) -> bool {
        other.is_subset(self)
    }

    /// Adds a value, and answers whether it is new. One that is there already stays.
    #[inline]
    pub fn insert(&mut self, value: T) -> bool {
        self.map.insert(value, ()).is_none()
    }

    /// Adds a value, and answers the one that it takes the place of.
    #[inline]
    pub fn replace(&mut self, value: T) -> Option<T> {
        self.map.replace_key(value, ())
    }

    /// Removes a value, and answers whether it was there.
    #[inline]
    pub fn remove<Q>(&mut self, value: &Q) -> bool
    where
        T: Borrow<Q>,
        Q: Hash + Eq + ?Sized,
    {
        self.map.remove(value).is_some()
    }

    /// Removes a value, and answers it.
    #[inline]
    pub fn take<Q>(&mut self, value: &Q) -> Option<T>
    where
        T: Borrow<Q>,
        Q: Hash + Eq + ?Sized,
    {
        self.map.remove_entry(value).map(|(held, ())| held)
    }
}
