//! The trait implementations of a set: comparing, formatting, collecting, cloning, and the
//! operators `|`, `&`, `^` and `-`.

use core::fmt::{self, Debug};
use core::hash::{BuildHasher, Hash};
use core::ops::{BitAnd, BitOr, BitXor, Sub};

use super::{HashMap, HashSet, IntoIter, Iter, RandomState};

impl<T: Clone, S: Clone> Clone for HashSet<T, S> {
    #[inline]
    fn clone(&self) -> Self {
        Self {
            map: self.map.clone(),
        }
    }

    /// Reuses the allocated memory if there is enough.
    #[inline]
    fn clone_from(&mut self, other: &Self) {
        self.map.clone_from(&other.map);
    }
}

impl<T, S> PartialEq for HashSet<T, S>
where
    T: Eq + Hash,
    S: BuildHasher,
{
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.is_subset(other)
    }
}

impl<T, S> Eq for HashSet<T, S>
where
    T: Eq + Hash,
    S: BuildHasher,
{
}

impl<T: Debug, S> Debug for HashSet<T, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

impl<T, S: Default> Default for HashSet<T, S> {
    /// Creates an empty set, without allocating.
    #[inline]
    fn default() -> Self {
        Self {
            map: HashMap::default(),
        }
    }
}

impl<T, const N: usize> From<[T; N]> for HashSet<T, RandomState>
where
    T: Eq + Hash,
{
    fn from(arr: [T; N]) -> Self {
        arr.into_iter().collect()
    }
}

impl<T, S> FromIterator<T> for HashSet<T, S>
where
    T: Eq + Hash,
    S: BuildHasher + Default,
{
    fn from_iter<I: IntoIterator<Item = T>>(iter: I) -> Self {
        let mut set = Self::default();
        set.extend(iter);
        set
    }
}

impl<T, S> Extend<T> for HashSet<T, S>
where
    T: Eq + Hash,
    S: BuildHasher,
{
    #[inline]
    fn extend<I: IntoIterator<Item = T>>(&mut self, iter: I) {
        self.map.extend(iter.into_iter().map(|value| (value, ())));
    }
}

impl<'a, T, S> Extend<&'a T> for HashSet<T, S>
where
    T: 'a + Eq + Hash + Copy,
    S: BuildHasher,
{
    #[inline]
    fn extend<I: IntoIterator<Item = &'a T>>(&mut self, iter: I) {
        self.extend(iter.into_iter().copied());
    }
}

impl<'a, T, S> IntoIterator for &'a HashSet<T, S> {
    type Item = &'a T;
    type IntoIter = Iter<'a, T>;

    #[inline]
    fn into_iter(self) -> Iter<'a, T> {
        self.iter()
    }
}

impl<T, S> IntoIterator for HashSet<T, S> {
    type Item = T;
    type IntoIter = IntoIter<T>;

    #[inline]
    fn into_iter(self) -> IntoIter<T> {
        IntoIter {
            inner: self.map.into_keys(),
        }
    }
}

/// Implements an operator on two sets by the method that does the same.
macro_rules! impl_operators {
    ($($operator:ident $function:ident: $method:ident, $doc:literal;)+) => {
        $(
            impl<T, S> $operator<&HashSet<T, S>> for &HashSet<T, S>
            where
                T: Eq + Hash + Clone,
                S: BuildHasher + Default,
            {
                type Output = HashSet<T, S>;

                #[doc = $doc]
                fn $function(self, rhs: &HashSet<T, S>) -> HashSet<T, S> {
                    self.$method(rhs).cloned().collect()
                }
            }
        )+
    };
}

impl_operators! {
    BitOr bitor: union, "Collects the values that at least one of the two sets has.";
    BitAnd bitand: intersection, "Collects the values that both sets have.";
    BitXor bitxor: symmetric_difference, "Collects the values that only one of the two sets has.";
    Sub sub: difference, "Collects the values of this set that the other does not have.";
}
