//! Operations on two sets: union, intersection, differences and comparisons.

use core::fmt::{self, Debug};
use core::hash::{BuildHasher, Hash};
use core::iter::{Chain, FusedIterator};

use super::{HashSet, Iter};

impl<T, S> HashSet<T, S>
where
    T: Eq + Hash,
    S: BuildHasher,
{
    /// Returns an iterator over the values that at least one of the two sets has, each once.
    ///
    /// The `|` operator collects them into a new set.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::collections::HashSet;
    ///
    /// let (a, b) = (HashSet::from([1, 2, 3]), HashSet::from([2, 3, 4]));
    /// let mut values: Vec<_> = a.union(&b).copied().collect();
    /// values.sort();
    /// assert_eq!(values, [1, 2, 3, 4]);
    /// ```
    #[inline]
    pub fn union<'a>(&'a self, other: &'a HashSet<T, S>) -> Union<'a, T, S> {
        if self.len() >= other.len() {
            Union::new(self, other)
        } else {
            Union::new(other, self)
        }
    }

    /// Returns an iterator over the values that both sets have.
    ///
    /// Of two equal values it returns that of the smaller set. The `&` operator collects them into
    /// a new set.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::collections::HashSet;
    ///
    /// let (a, b) = (HashSet::from([1, 2, 3]), HashSet::from([2, 3, 4]));
    /// let mut values: Vec<_> = a.intersection(&b).copied().collect();
    /// values.sort();
    /// assert_eq!(values, [2, 3]);
    /// ```
    #[inline]
    pub fn intersection<'a>(&'a self, other: &'a HashSet<T, S>) -> Intersection<'a, T, S> {
        // Looks up each value of the smaller set.
        if self.len() <= other.len() {
            Intersection::new(self, other)
        } else {
            Intersection::new(other, self)
        }
    }

    /// Returns an iterator over the values of this set that `other` does not have.
    ///
    /// The `-` operator collects them into a new set.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::collections::HashSet;
    ///
    /// let (a, b) = (HashSet::from([1, 2, 3]), HashSet::from([2, 3, 4]));
    /// assert_eq!(a.difference(&b).collect::<Vec<_>>(), [&1]);
    /// assert_eq!(b.difference(&a).collect::<Vec<_>>(), [&4]);
    /// ```
    #[inline]
    pub fn difference<'a>(&'a self, other: &'a HashSet<T, S>) -> Difference<'a, T, S> {
        Difference::new(self, other)
    }

    /// Returns an iterator over the values that only one of the two sets has.
    ///
    /// The `^` operator collects them into a new set.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::collections::HashSet;
    ///
    /// let (a, b) = (HashSet::from([1, 2, 3]), HashSet::from([2, 3, 4]));
    /// let mut values: Vec<_> = a.symmetric_difference(&b).copied().collect();
    /// values.sort();
    /// assert_eq!(values, [1, 4]);
    /// ```
    #[inline]
    pub fn symmetric_difference<'a>(
        &'a self,
        other: &'a HashSet<T, S>,
    ) -> SymmetricDifference<'a, T, S> {
        SymmetricDifference::new(self, other)
    }

    /// Returns whether the two sets have no value in common.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::collections::HashSet;
    ///
    /// let (a, b) = (HashSet::from([1, 2, 3]), HashSet::from([2, 3, 4]));
    /// assert!(!a.is_disjoint(&b));
    /// assert!(a.is_disjoint(&HashSet::from([4, 5])));
    /// ```
    #[must_use]
    pub fn is_disjoint(&self, other: &HashSet<T, S>) -> bool {
        self.intersection(other).next().is_none()
    }

    /// Returns whether `other` has all values of this set.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::collections::HashSet;
    ///
    /// let small = HashSet::from([1, 2]);
    /// assert!(small.is_subset(&HashSet::from([1, 2, 3])));
    /// assert!(!small.is_subset(&HashSet::from([1])));
    /// ```
    #[must_use]
    pub fn is_subset(&self, other: &HashSet<T, S>) -> bool {
        self.len() <= other.len() && self.iter().all(|value| other.contains(value))
    }

    /// Returns whether this set has all values of `other`.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::collections::HashSet;
    ///
    /// let large = HashSet::from([1, 2, 3]);
    /// assert!(large.is_superset(&HashSet::from([1, 2])));
    /// assert!(!large.is_superset(&HashSet::from([4])));
    /// ```
    #[inline]
    #[must_use]
    pub fn is_superset(&self, other: &HashSet<T, S>) -> bool {
        other.is_subset(self)
    }
}

/// The values of one set, filtered by whether another set has them.
struct Filtered<'a, T, S> {
    values: Iter<'a, T>,
    other: &'a HashSet<T, S>,
}

impl<'a, T, S> Filtered<'a, T, S> {
    #[inline]
    fn new(set: &'a HashSet<T, S>, other: &'a HashSet<T, S>) -> Self {
        Self {
            values: set.iter(),
            other,
        }
    }
}

impl<'a, T: Eq + Hash, S: BuildHasher> Filtered<'a, T, S> {
    /// Returns the next value that the other set has (`has`) or does not have.
    #[inline]
    fn next(&mut self, has: bool) -> Option<&'a T> {
        let other = self.other;
        self.values.find(|value| other.contains(*value) == has)
    }
}

impl<T, S> Clone for Filtered<'_, T, S> {
    #[inline]
    fn clone(&self) -> Self {
        Self {
            values: self.values.clone(),
            other: self.other,
        }
    }
}

/// An iterator over the values that two sets have in common, as
/// [`std::collections::hash_set::Intersection`].
///
/// Created by [`HashSet::intersection`].
///
/// # Examples
///
/// ```
/// use nanowasi::collections::hash_set::{HashSet, Intersection};
///
/// let (a, b) = (HashSet::from([1, 2, 3]), HashSet::from([2, 3, 4]));
/// let both: Intersection<'_, u32, _> = a.intersection(&b);
/// assert_eq!(both.count(), 2);
/// ```
///
/// [`std::collections::hash_set::Intersection`]: https://doc.rust-lang.org/std/collections/hash_set/struct.Intersection.html
#[must_use = "this returns the intersection as an iterator, without modifying either input set"]
pub struct Intersection<'a, T: 'a, S: 'a>(Filtered<'a, T, S>);

/// An iterator over the values of a set that another does not have, as
/// [`std::collections::hash_set::Difference`].
///
/// Created by [`HashSet::difference`].
///
/// # Examples
///
/// ```
/// use nanowasi::collections::hash_set::{Difference, HashSet};
///
/// let (a, b) = (HashSet::from([1, 2, 3]), HashSet::from([2, 3, 4]));
/// let mut rest: Difference<'_, u32, _> = a.difference(&b);
/// assert_eq!((rest.next(), rest.next()), (Some(&1), None));
/// ```
///
/// [`std::collections::hash_set::Difference`]: https://doc.rust-lang.org/std/collections/hash_set/struct.Difference.html
#[must_use = "this returns the difference as an iterator, without modifying either input set"]
pub struct Difference<'a, T: 'a, S: 'a>(Filtered<'a, T, S>);

/// An iterator over the values that only one of two sets has, as
/// [`std::collections::hash_set::SymmetricDifference`].
///
/// Created by [`HashSet::symmetric_difference`].
///
/// # Examples
///
/// ```
/// use nanowasi::collections::hash_set::{HashSet, SymmetricDifference};
///
/// let (a, b) = (HashSet::from([1, 2, 3]), HashSet::from([2, 3, 4]));
/// let one: SymmetricDifference<'_, u32, _> = a.symmetric_difference(&b);
/// assert_eq!(one.sum::<u32>(), 5);
/// ```
///
/// [`std::collections::hash_set::SymmetricDifference`]: https://doc.rust-lang.org/std/collections/hash_set/struct.SymmetricDifference.html
#[must_use = "this returns the difference as an iterator, without modifying either input set"]
pub struct SymmetricDifference<'a, T: 'a, S: 'a>(Chain<Difference<'a, T, S>, Difference<'a, T, S>>);

/// An iterator over the values that at least one of two sets has, as
/// [`std::collections::hash_set::Union`].
///
/// Created by [`HashSet::union`].
///
/// # Examples
///
/// ```
/// use nanowasi::collections::hash_set::{HashSet, Union};
///
/// let (a, b) = (HashSet::from([1, 2, 3]), HashSet::from([2, 3, 4]));
/// let any: Union<'_, u32, _> = a.union(&b);
/// assert_eq!(any.count(), 4);
/// ```
///
/// [`std::collections::hash_set::Union`]: https://doc.rust-lang.org/std/collections/hash_set/struct.Union.html
#[must_use = "this returns the union as an iterator, without modifying either input set"]
pub struct Union<'a, T: 'a, S: 'a>(Chain<Iter<'a, T>, Difference<'a, T, S>>);

impl<'a, T, S> Intersection<'a, T, S> {
    #[inline]
    pub(super) fn new(set: &'a HashSet<T, S>, other: &'a HashSet<T, S>) -> Self {
        Self(Filtered::new(set, other))
    }
}

impl<'a, T, S> Difference<'a, T, S> {
    #[inline]
    pub(super) fn new(set: &'a HashSet<T, S>, other: &'a HashSet<T, S>) -> Self {
        Self(Filtered::new(set, other))
    }
}

impl<'a, T: Eq + Hash, S: BuildHasher> SymmetricDifference<'a, T, S> {
    #[inline]
    pub(super) fn new(set: &'a HashSet<T, S>, other: &'a HashSet<T, S>) -> Self {
        Self(set.difference(other).chain(other.difference(set)))
    }
}

impl<'a, T: Eq + Hash, S: BuildHasher> Union<'a, T, S> {
    #[inline]
    pub(super) fn new(set: &'a HashSet<T, S>, other: &'a HashSet<T, S>) -> Self {
        Self(set.iter().chain(other.difference(set)))
    }
}

impl<'a, T: Eq + Hash, S: BuildHasher> Iterator for Intersection<'a, T, S> {
    type Item = &'a T;

    #[inline]
    fn next(&mut self) -> Option<&'a T> {
        self.0.next(true)
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        (0, Some(self.0.values.len()))
    }
}

impl<'a, T: Eq + Hash, S: BuildHasher> Iterator for Difference<'a, T, S> {
    type Item = &'a T;

    #[inline]
    fn next(&mut self) -> Option<&'a T> {
        self.0.next(false)
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        let max = self.0.values.len();
        (max.saturating_sub(self.0.other.len()), Some(max))
    }
}

/// Implements [`Iterator`] for a chain of two iterators.
macro_rules! impl_chain {
    ($($name:ident),+) => {
        $(
            impl<'a, T: Eq + Hash, S: BuildHasher> Iterator for $name<'a, T, S> {
                type Item = &'a T;

                #[inline]
                fn next(&mut self) -> Option<&'a T> {
                    self.0.next()
                }

                #[inline]
                fn size_hint(&self) -> (usize, Option<usize>) {
                    self.0.size_hint()
                }

                #[inline]
                fn fold<B, F: FnMut(B, &'a T) -> B>(self, init: B, f: F) -> B {
                    self.0.fold(init, f)
                }
            }
        )+
    };
}

impl_chain!(SymmetricDifference, Union);

/// Implements [`Clone`], [`FusedIterator`] and [`Debug`], as the list of the remaining values.
macro_rules! impl_set_op {
    ($($name:ident),+) => {
        $(
            impl<T, S> Clone for $name<'_, T, S> {
                #[inline]
                fn clone(&self) -> Self {
                    Self(self.0.clone())
                }
            }

            impl<T: Eq + Hash, S: BuildHasher> FusedIterator for $name<'_, T, S> {}

            impl<T: Debug + Eq + Hash, S: BuildHasher> Debug for $name<'_, T, S> {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    f.debug_list().entries(self.clone()).finish()
                }
            }
        )+
    };
}

impl_set_op!(Intersection, Difference, SymmetricDifference, Union);
