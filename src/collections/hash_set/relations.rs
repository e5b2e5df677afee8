//! What two sets have in common, and what not: the iterators of set theory.

use core::fmt::{self, Debug};
use core::hash::{BuildHasher, Hash};
use core::iter::{Chain, FusedIterator};

use super::{HashSet, Iter};

/// The values that two sets have in common, as `std::collections::hash_set::Intersection`.
#[must_use = "this returns the intersection as an iterator, without modifying either input set"]
pub struct Intersection<'a, T: 'a, S: 'a> {
    values: Iter<'a, T>,
    other: &'a HashSet<T, S>,
}

/// The values that another set doesn't have, as `std::collections::hash_set::Difference`.
#[must_use = "this returns the difference as an iterator, without modifying either input set"]
pub struct Difference<'a, T: 'a, S: 'a> {
    values: Iter<'a, T>,
    other: &'a HashSet<T, S>,
}

/// The values that only one of two sets has, as `std::collections::hash_set::SymmetricDifference`.
#[must_use = "this returns the difference as an iterator, without modifying either input set"]
pub struct SymmetricDifference<'a, T: 'a, S: 'a> {
    values: Chain<Difference<'a, T, S>, Difference<'a, T, S>>,
}

/// The values that at least one of two sets has, as `std::collections::hash_set::Union`.
#[must_use = "this returns the union as an iterator, without modifying either input set"]
pub struct Union<'a, T: 'a, S: 'a> {
    values: Chain<Iter<'a, T>, Difference<'a, T, S>>,
}

impl<'a, T, S> Intersection<'a, T, S> {
    #[inline]
    pub(super) fn new(of: &'a HashSet<T, S>, other: &'a HashSet<T, S>) -> Self {
        Self {
            values: of.iter(),
            other,
        }
    }
}

impl<'a, T, S> Difference<'a, T, S> {
    #[inline]
    pub(super) fn new(of: &'a HashSet<T, S>, other: &'a HashSet<T, S>) -> Self {
        Self {
            values: of.iter(),
            other,
        }
    }
}

impl<'a, T: Eq + Hash, S: BuildHasher> SymmetricDifference<'a, T, S> {
    #[inline]
    pub(super) fn new(of: &'a HashSet<T, S>, other: &'a HashSet<T, S>) -> Self {
        Self {
            values: of.difference(other).chain(other.difference(of)),
        }
    }
}

impl<'a, T: Eq + Hash, S: BuildHasher> Union<'a, T, S> {
    #[inline]
    pub(super) fn new(of: &'a HashSet<T, S>, other: &'a HashSet<T, S>) -> Self {
        Self {
            values: of.iter().chain(other.difference(of)),
        }
    }
}

impl<'a, T: Eq + Hash, S: BuildHasher> Iterator for Intersection<'a, T, S> {
    type Item = &'a T;

    #[inline]
    fn next(&mut self) -> Option<&'a T> {
        let other = self.other;
        self.values.find(|value| other.contains(*value))
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        (0, self.values.size_hint().1)
    }
}

impl<'a, T: Eq + Hash, S: BuildHasher> Iterator for Difference<'a, T, S> {
    type Item = &'a T;

    #[inline]
    fn next(&mut self) -> Option<&'a T> {
        let other = self.other;
        self.values.find(|value| !other.contains(*value))
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        let most = self.values.len();
        (most.saturating_sub(self.other.len()), Some(most))
    }
}

impl<'a, T: Eq + Hash, S: BuildHasher> Iterator for SymmetricDifference<'a, T, S> {
    type Item = &'a T;

    #[inline]
    fn next(&mut self) -> Option<&'a T> {
        self.values.next()
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        self.values.size_hint()
    }

    #[inline]
    fn fold<B, F: FnMut(B, &'a T) -> B>(self, init: B, f: F) -> B {
        self.values.fold(init, f)
    }
}

impl<'a, T: Eq + Hash, S: BuildHasher> Iterator for Union<'a, T, S> {
    type Item = &'a T;

    #[inline]
    fn next(&mut self) -> Option<&'a T> {
        self.values.next()
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        self.values.size_hint()
    }

    #[inline]
    fn fold<B, F: FnMut(B, &'a T) -> B>(self, init: B, f: F) -> B {
        self.values.fold(init, f)
    }
}

impl<T, S> Clone for Intersection<'_, T, S> {
    #[inline]
    fn clone(&self) -> Self {
        Self {
            values: self.values.clone(),
            other: self.other,
        }
    }
}

impl<T, S> Clone for Difference<'_, T, S> {
    #[inline]
    fn clone(&self) -> Self {
        Self {
            values: self.values.clone(),
            other: self.other,
        }
    }
}

impl<T, S> Clone for SymmetricDifference<'_, T, S> {
    #[inline]
    fn clone(&self) -> Self {
        Self {
            values: self.values.clone(),
        }
    }
}

impl<T, S> Clone for Union<'_, T, S> {
    #[inline]
    fn clone(&self) -> Self {
        Self {
            values: self.values.clone(),
        }
    }
}

/// Implements what the four have in common: nothing follows their end, and they print as a list.
macro_rules! relations {
    ($($name:ident),+) => {
        $(
            impl<T: Eq + Hash, S: BuildHasher> FusedIterator for $name<'_, T, S> {}

            impl<T: Debug + Eq + Hash, S: BuildHasher> Debug for $name<'_, T, S> {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    f.debug_list().entries(self.clone()).finish()
                }
            }
        )+
    };
}

relations!(Intersection, Difference, SymmetricDifference, Union);
