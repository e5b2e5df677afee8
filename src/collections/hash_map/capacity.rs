//! The capacity of a map: reserving and releasing memory.

use alloc_crate::collections::TryReserveError;
use alloc_crate::vec::Vec;
use core::hash::{BuildHasher, Hash};

use super::HashMap;

impl<K, V, S> HashMap<K, V, S> {
    /// Returns the number of entries that the map can hold without growing, at least.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::collections::HashMap;
    ///
    /// let map = HashMap::<u32, u32>::with_capacity(10);
    /// assert!(map.capacity() >= 10);
    /// ```
    #[inline]
    #[must_use]
    pub fn capacity(&self) -> usize {
        self.table.capacity()
    }
}

impl<K, V, S> HashMap<K, V, S>
where
    K: Eq + Hash,
    S: BuildHasher,
{
    /// Reserves space for at least `additional` more entries.
    ///
    /// # Panics
    ///
    /// If the table needs more than `isize::MAX` bytes. A failed allocation ends the program.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::collections::HashMap;
    ///
    /// let mut map = HashMap::from([("one", 1)]);
    /// map.reserve(10);
    /// assert!(map.capacity() >= 11);
    /// ```
    #[inline]
    pub fn reserve(&mut self, additional: usize) {
        let hasher = &self.hash_builder;
        self.table
            .reserve(additional, |(key, _)| hasher.hash_one(key));
    }

    /// Reserves space for at least `additional` more entries, or leaves the map as it is.
    ///
    /// # Errors
    ///
    /// Returns [`TryReserveError`] if the table needs more than `isize::MAX` bytes, or the
    /// allocator fails.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::collections::HashMap;
    ///
    /// let mut map = HashMap::<u32, u32>::new();
    /// assert!(map.try_reserve(10).is_ok());
    /// assert!(map.try_reserve(usize::MAX).is_err());
    /// ```
    #[inline]
    pub fn try_reserve(&mut self, additional: usize) -> Result<(), TryReserveError> {
        let hasher = &self.hash_builder;
        self.table
            .try_reserve(additional, |(key, _)| hasher.hash_one(key))
            .map_err(to_alloc_error)
    }

    /// Shrinks the capacity to what the entries need.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::collections::HashMap;
    ///
    /// let mut map = HashMap::with_capacity(100);
    /// map.insert("one", 1);
    /// map.shrink_to_fit();
    /// assert!(map.capacity() < 100);
    /// ```
    #[inline]
    pub fn shrink_to_fit(&mut self) {
        self.shrink_to(0);
    }

    /// Shrinks the capacity to what the entries need, or `min_capacity` if that is more.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::collections::HashMap;
    ///
    /// let mut map = HashMap::with_capacity(100);
    /// map.insert("one", 1);
    /// map.shrink_to(10);
    /// assert!((10..100).contains(&map.capacity()));
    /// ```
    #[inline]
    pub fn shrink_to(&mut self, min_capacity: usize) {
        let hasher = &self.hash_builder;
        self.table
            .shrink_to(min_capacity, |(key, _)| hasher.hash_one(key));
    }
}

/// Converts the table's error to that of `alloc`, which only `alloc` can create.
///
/// A `Vec` creates it, by trying to reserve the size that was refused.
#[cold]
fn to_alloc_error(error: hashbrown::TryReserveError) -> TryReserveError {
    let size = match error {
        hashbrown::TryReserveError::CapacityOverflow => usize::MAX,
        hashbrown::TryReserveError::AllocError { layout } => layout.size(),
    };
    let refused = |size| Vec::<u8>::new().try_reserve_exact(size).err();
    match refused(size).or_else(|| refused(usize::MAX)) {
        Some(error) => error,
        // A `Vec` can't reserve more than `isize::MAX` bytes.
        None => unreachable!(),
    }
}
