//! [`HashSet`]: its constructors, its size, its iterator and its lookups.

use core::borrow::Borrow;
use core::hash::{BuildHasher, Hash};

use super::{HashMap, Iter, RandomState};

/// A set of values that are found by hash, as [`std::collections::HashSet`].
///
/// The order of iteration is arbitrary, and differs between runs. [`new`](Self::new) uses a
/// [`RandomState`], whose keys come from the host's `random_get`; see
/// [`collections`](crate::collections) for hosts without it.
///
/// # Examples
///
/// ```
/// use nanowasi::collections::HashSet;
///
/// let small: HashSet<u32> = (0..10).collect();
/// let even: HashSet<u32> = (0..20).step_by(2).collect();
/// assert!(small.contains(&3) && !even.contains(&3));
/// assert_eq!(small.intersection(&even).count(), 5);
/// ```
///
/// [`std::collections::HashSet`]: https://doc.rust-lang.org/std/collections/struct.HashSet.html
pub struct HashSet<T, S = RandomState> {
    pub(super) map: HashMap<T, (), S>,
}

impl<T> HashSet<T, RandomState> {
    /// Creates an empty set, without allocating.
    ///
    /// # Panics
    ///
    /// If the host can't provide random bytes: see [`collections`](crate::collections).
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::collections::HashSet;
    ///
    /// let mut words = HashSet::new();
    /// assert_eq!(words.capacity(), 0);
    /// words.insert("one");
    /// ```
    #[inline]
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Creates an empty set with space for at least `capacity` values.
    ///
    /// # Panics
    ///
    /// - If the table needs more than `isize::MAX` bytes. A failed allocation ends the program.
    /// - If the host can't provide random bytes: see [`collections`](crate::collections).
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::collections::HashSet;
    ///
    /// let mut numbers = HashSet::with_capacity(100);
    /// let capacity = numbers.capacity();
    /// numbers.extend(0..100);
    /// assert_eq!(numbers.capacity(), capacity); // it did not grow
    /// ```
    #[inline]
    #[must_use]
    pub fn with_capacity(capacity: usize) -> Self {
        Self::with_capacity_and_hasher(capacity, RandomState::new())
    }
}

impl<T, S> HashSet<T, S> {
    /// Creates an empty set that hashes its values with `hasher`, without allocating.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::collections::HashSet;
    /// use nanowasi::hash::{BuildHasherDefault, DefaultHasher};
    ///
    /// // Fixed keys: needs no random bytes, and hashes alike in each run.
    /// let mut words = HashSet::with_hasher(BuildHasherDefault::<DefaultHasher>::new());
    /// assert!(words.insert("one"));
    /// ```
    #[inline]
    #[must_use]
    pub const fn with_hasher(hasher: S) -> Self {
        Self {
            map: HashMap::with_hasher(hasher),
        }
    }

    /// Creates an empty set with space for at least `capacity` values, that hashes its values with
    /// `hasher`.
    ///
    /// # Panics
    ///
    /// If the table needs more than `isize::MAX` bytes. A failed allocation ends the program.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::collections::HashSet;
    /// use nanowasi::hash::RandomState;
    ///
    /// let mut words = HashSet::with_capacity_and_hasher(10, RandomState::new());
    /// words.insert("one");
    /// assert!(words.capacity() >= 10);
    /// ```
    #[inline]
    #[must_use]
    pub fn with_capacity_and_hasher(capacity: usize, hasher: S) -> Self {
        Self {
            map: HashMap::with_capacity_and_hasher(capacity, hasher),
        }
    }

    /// Returns the number of values.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::collections::HashSet;
    ///
    /// assert_eq!(HashSet::from(["one", "two", "one"]).len(), 2);
    /// ```
    #[inline]
    #[must_use]
    pub fn len(&self) -> usize {
        self.map.len()
    }

    /// Returns whether the set has no values.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::collections::HashSet;
    ///
    /// let mut words = HashSet::new();
    /// assert!(words.is_empty());
    /// words.insert("one");
    /// assert!(!words.is_empty());
    /// ```
    #[inline]
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.map.is_empty()
    }

    /// Returns the builder of the set's hashers.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::collections::HashSet;
    /// use nanowasi::hash::RandomState;
    ///
    /// let first: HashSet<&str> = HashSet::new();
    /// let state: RandomState = first.hasher().clone();
    /// let second: HashSet<&str> = HashSet::with_hasher(state); // hashes as `first` does
    /// ```
    #[inline]
    #[must_use]
    pub fn hasher(&self) -> &S {
        self.map.hasher()
    }

    /// Returns an iterator over the values, in arbitrary order.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::collections::HashSet;
    ///
    /// let numbers = HashSet::from([1, 2, 3]);
    /// assert_eq!(numbers.iter().sum::<u32>(), 6);
    /// ```
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
    /// Returns whether the set has this value.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::collections::HashSet;
    ///
    /// let words = HashSet::from(["one".to_owned()]);
    /// assert!(words.contains("one")); // a borrowed form of the value will do
    /// assert!(!words.contains("two"));
    /// ```
    #[inline]
    #[must_use]
    pub fn contains<Q>(&self, value: &Q) -> bool
    where
        T: Borrow<Q>,
        Q: Hash + Eq + ?Sized,
    {
        self.map.contains_key(value)
    }

    /// Returns a reference to the value of the set that is equal to `value`.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::collections::HashSet;
    ///
    /// let words = HashSet::from(["one".to_owned()]);
    /// let word: Option<&String> = words.get("one");
    /// assert_eq!(word.map(String::as_str), Some("one"));
    /// ```
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
