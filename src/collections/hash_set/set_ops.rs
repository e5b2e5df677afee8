//! What two sets have in common, and what not: the iterators of set theory.

use core::fmt::{self, Debug};
use core::hash::{BuildHasher, Hash};
use core::iter::{Chain, FusedIterator};

use super::{HashSet, Iter};

impl<T, S> HashSet<T, S>
where
    T: Eq + Hash,
    S: BuildHasher,
{
    /// The values that at least one of the two sets has, each once.
    #[inline]
    pub fn union<'a>(&'a self, other: &'a HashSet<T, S>) -> Union<'a, T, S> {
        if self.len() >= other.len() {
            Union::new(self, other)
        } else {
            Union::new(other, self)
        }
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
}

/// Values of one set, and the other set in which they are looked for.
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
    /// The next value that the other set has, or has not.
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

/// The values that two sets have in common, as `std::collections::hash_set::Intersection`.
#[must_use = "this returns the intersection as an iterator, without modifying either input set"]
pub struct Intersection<'a, T: 'a, S: 'a>(Filtered<'a, T, S>);

/// The values that another set doesn't have, as `std::collections::hash_set::Difference`.
#[must_use = "this returns the difference as an iterator, without modifying either input set"]
pub struct Difference<'a, T: 'a, S: 'a>(Filtered<'a, T, S>);

/// The values that only one of two sets has, as `std::collections::hash_set::SymmetricDifference`.
#[must_use = "this returns the difference as an iterator, without modifying either input set"]
pub struct SymmetricDifference<'a, T: 'a, S: 'a>(Chain<Difference<'a, T, S>, Difference<'a, T, S>>);

/// The values that at least one of two sets has, as `std::collections::hash_set::Union`.
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

/// Implements [`Iterator`] for one list of values behind another.
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

/// Implements what the four have in common: they can be copied, nothing follows their end, and they print
/// as a list.
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
