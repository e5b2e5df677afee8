//! The memory of a map: capacity, reserving and shrinking.

use alloc_crate::collections::TryReserveError;
use alloc_crate::vec::Vec;
use core::hash::{BuildHasher, Hash};

use super::HashMap;

impl<K, V, S> HashMap<K, V, S> {
    /// How many entries there is room for before more memory is needed; a lower bound.
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
    /// Makes room for `additional` more entries.
    ///
    /// # Panics
    ///
    /// If that is more than there can be memory for.
    #[inline]
    pub fn reserve(&mut self, additional: usize) {
        let hasher = &self.hash_builder;
        self.table
            .reserve(additional, |(key, _)| hasher.hash_one(key));
    }

    /// Makes room for `additional` more entries, if there is memory.
    ///
    /// # Errors
    ///
    /// That there is none.
    #[inline]
    pub fn try_reserve(&mut self, additional: usize) -> Result<(), TryReserveError> {
        let hasher = &self.hash_builder;
        self.table
            .try_reserve(additional, |(key, _)| hasher.hash_one(key))
            .map_err(to_alloc_error)
    }

    /// Gives back what memory can be given back.
    #[inline]
    pub fn shrink_to_fit(&mut self) {
        self.shrink_to(0);
    }

    /// Gives back what memory can be given back, but for that of `min_capacity` entries.
    #[inline]
    pub fn shrink_to(&mut self, min_capacity: usize) {
        let hasher = &self.hash_builder;
        self.table
            .shrink_to(min_capacity, |(key, _)| hasher.hash_one(key));
    }
}

/// The table's error as the one that all of `alloc` has, which nobody but `alloc` can make: so it is
/// asked for what has just been refused.
#[cold]
fn to_alloc_error(error: hashbrown::TryReserveError) -> TryReserveError {
    let size = match error {
        hashbrown::TryReserveError::CapacityOverflow => usize::MAX,
        hashbrown::TryReserveError::AllocError { layout } => layout.size(),
    };
    let refused = |size| Vec::<u8>::new().try_reserve_exact(size).err();
    match refused(size).or_else(|| refused(usize::MAX)) {
        Some(error) => error,
        // `usize::MAX` bytes are more than a `Vec` can ever have.
        None => unreachable!(),
    }
}
