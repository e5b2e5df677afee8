//! Methods that change a set, or its capacity.

use alloc_crate::collections::TryReserveError;
use core::borrow::Borrow;
use core::hash::{BuildHasher, Hash};

use super::{Drain, ExtractIf, HashSet};

impl<T, S> HashSet<T, S> {
    /// Removes all values, and returns an iterator over them. Keeps the allocated memory.
    ///
    /// Values that the iterator has not returned when it is dropped are removed too.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::collections::HashSet;
    ///
    /// let mut numbers = HashSet::from([1, 2, 3]);
    /// assert_eq!(numbers.drain().sum::<u32>(), 6);
    /// assert!(numbers.is_empty() && numbers.capacity() != 0);
    /// ```
    #[inline]
    pub fn drain(&mut self) -> Drain<'_, T> {
        Drain {
            inner: self.map.drain(),
        }
    }

    /// Returns an iterator that removes the values for which `pred` returns `true`.
    ///
    /// Each `next` removes one value. Values that the iterator has not reached when it is dropped
    /// stay in the set.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::collections::HashSet;
    ///
    /// let mut numbers = HashSet::from([1, 2, 3]);
    /// let even: Vec<_> = numbers.extract_if(|n| n % 2 == 0).collect();
    /// assert_eq!(even, [2]);
    /// assert_eq!(numbers, HashSet::from([1, 3]));
    /// ```
    #[inline]
    pub fn extract_if<F>(&mut self, pred: F) -> ExtractIf<'_, T, F>
    where
        F: FnMut(&T) -> bool,
    {
        ExtractIf::new(&mut self.map, pred)
    }

    /// Removes the values for which `f` returns `false`.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::collections::HashSet;
    ///
    /// let mut numbers = HashSet::from([1, 2, 3]);
    /// numbers.retain(|n| n % 2 == 1);
    /// assert_eq!(numbers, HashSet::from([1, 3]));
    /// ```
    #[inline]
    pub fn retain<F>(&mut self, mut f: F)
    where
        F: FnMut(&T) -> bool,
    {
        self.map.retain(|value, ()| f(value));
    }

    /// Removes all values. Keeps the allocated memory.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::collections::HashSet;
    ///
    /// let mut numbers = HashSet::from([1, 2, 3]);
    /// numbers.clear();
    /// assert!(numbers.is_empty() && numbers.capacity() != 0);
    /// ```
    #[inline]
    pub fn clear(&mut self) {
        self.map.clear();
    }

    /// Returns the number of values that the set can hold without growing, at least.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::collections::HashSet;
    ///
    /// let words = HashSet::<&str>::with_capacity(10);
    /// assert!(words.capacity() >= 10);
    /// ```
    #[inline]
    #[must_use]
    pub fn capacity(&self) -> usize {
        self.map.capacity()
    }
}

impl<T, S> HashSet<T, S>
where
    T: Eq + Hash,
    S: BuildHasher,
{
    /// Adds a value, and returns whether it is new.
    ///
    /// If the set has an equal value already, it keeps that value.
    ///
    /// # Panics
    ///
    /// If the table needs more than `isize::MAX` bytes. A failed allocation ends the program.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::collections::HashSet;
    ///
    /// let mut words = HashSet::new();
    /// assert!(words.insert("one"));
    /// assert!(!words.insert("one"));
    /// ```
    #[inline]
    pub fn insert(&mut self, value: T) -> bool {
        self.map.insert(value, ()).is_none()
    }

    /// Adds a value, and returns the equal value that it replaces.
    ///
    /// # Panics
    ///
    /// If the table needs more than `isize::MAX` bytes. A failed allocation ends the program.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::collections::HashSet;
    ///
    /// let mut words = HashSet::new();
    /// assert_eq!(words.replace("one".to_owned()), None);
    /// assert_eq!(words.replace("one".to_owned()), Some("one".to_owned()));
    /// assert_eq!(words.len(), 1);
    /// ```
    #[inline]
    pub fn replace(&mut self, value: T) -> Option<T> {
        self.map.replace_key(value, ())
    }

    /// Removes a value, and returns whether the set had it.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::collections::HashSet;
    ///
    /// let mut words = HashSet::from(["one"]);
    /// assert!(words.remove("one"));
    /// assert!(!words.remove("one"));
    /// ```
    #[inline]
    pub fn remove<Q>(&mut self, value: &Q) -> bool
    where
        T: Borrow<Q>,
        Q: Hash + Eq + ?Sized,
    {
        self.map.remove(value).is_some()
    }

    /// Removes a value, and returns it.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::collections::HashSet;
    ///
    /// let mut words = HashSet::from(["one".to_owned()]);
    /// assert_eq!(words.take("one"), Some("one".to_owned()));
    /// assert_eq!(words.take("one"), None);
    /// ```
    #[inline]
    pub fn take<Q>(&mut self, value: &Q) -> Option<T>
    where
        T: Borrow<Q>,
        Q: Hash + Eq + ?Sized,
    {
        self.map.remove_entry(value).map(|(held, ())| held)
    }

    /// Reserves space for at least `additional` more values.
    ///
    /// # Panics
    ///
    /// If the table needs more than `isize::MAX` bytes. A failed allocation ends the program.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::collections::HashSet;
    ///
    /// let mut words = HashSet::from(["one"]);
    /// words.reserve(10);
    /// assert!(words.capacity() >= 11);
    /// ```
    #[inline]
    pub fn reserve(&mut self, additional: usize) {
        self.map.reserve(additional);
    }

    /// Reserves space for at least `additional` more values, or leaves the set as it is.
    ///
    /// # Errors
    ///
    /// Returns [`TryReserveError`] if the table needs more than `isize::MAX` bytes, or the
    /// allocator fails.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::collections::HashSet;
    ///
    /// let mut words = HashSet::<&str>::new();
    /// assert!(words.try_reserve(10).is_ok());
    /// assert!(words.try_reserve(usize::MAX).is_err());
    /// ```
    #[inline]
    pub fn try_reserve(&mut self, additional: usize) -> Result<(), TryReserveError> {
        self.map.try_reserve(additional)
    }

    /// Shrinks the capacity to what the values need.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::collections::HashSet;
    ///
    /// let mut words = HashSet::with_capacity(100);
    /// words.insert("one");
    /// words.shrink_to_fit();
    /// assert!(words.capacity() < 100);
    /// ```
    #[inline]
    pub fn shrink_to_fit(&mut self) {
        self.map.shrink_to_fit();
    }

    /// Shrinks the capacity to what the values need, or `min_capacity` if that is more.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::collections::HashSet;
    ///
    /// let mut words = HashSet::with_capacity(100);
    /// words.insert("one");
    /// words.shrink_to(10);
    /// assert!((10..100).contains(&words.capacity()));
    /// ```
    #[inline]
    pub fn shrink_to(&mut self, min_capacity: usize) {
        self.map.shrink_to(min_capacity);
    }
}
