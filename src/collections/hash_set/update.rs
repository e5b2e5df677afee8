//! The methods that change a set: inserting, removing, and its memory.

use alloc_crate::collections::TryReserveError;
use core::borrow::Borrow;
use core::hash::{BuildHasher, Hash};

use super::{Drain, ExtractIf, HashSet};

impl<T, S> HashSet<T, S> {
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

    /// How many values there is room for before more memory is needed; a lower bound.
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
}
