//! [`HashSet`]: values, found by hash. A [`HashMap`] of keys alone.

mod iter;
mod set_ops;
mod traits;
mod update;

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

    /// What makes the hashers.
    #[inline]
    #[must_use]
    pub fn hasher(&self) -> &S {
        self.map.hasher()
    }

    /// The values, in any order.
    #[inline]
    pub fn iter(&self) -> Iter<'_, T> {
        Iter {
            inner: self.map.keys(),
        }
    }
}

impl<T, S> HashSet<T, S>
where
    T: Eq + Hash,
    S: BuildHasher,
{
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
}
