//! [`RandomState`], which has random keys, and [`DefaultHasher`], which uses them.
//!
//! An attacker who does not know the keys cannot choose values whose hashes collide.

use core::fmt;
use core::hash::{BuildHasher, Hasher};

use siphasher::sip::SipHasher13;

#[cfg(all(target_family = "wasm", not(feature = "fixed-keys")))]
use crate::sys;
use crate::sys::sync::StaticCell;

/// The default hash state of a `HashMap`, with random keys, as [`std::hash::RandomState`].
///
/// The keys are from the host's `random_get`, which is called once in the run of a program. With
/// the feature `fixed-keys`, they are the same in each run, and the host is not called.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::hash::{BuildHasher, RandomState};
///
/// let state = RandomState::new();
/// assert_eq!(state.hash_one("same"), state.hash_one("same"));
/// ```
///
/// [`std::hash::RandomState`]: https://doc.rust-lang.org/std/hash/struct.RandomState.html
#[derive(Clone)]
pub struct RandomState {
    keys: [u64; 2],
}

impl RandomState {
    /// Returns a state with keys that no other state has.
    ///
    /// Unlike here, `std` uses keys of zeros if the host reports success but leaves the bytes
    /// unwritten.
    ///
    /// # Panics
    ///
    /// - If the host returns no random bytes. See [`collections`](crate::collections) for maps on
    ///   such a host.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::hash::{BuildHasher, RandomState};
    ///
    /// let (one, other) = (RandomState::new(), RandomState::new());
    /// assert_ne!(one.hash_one("same"), other.hash_one("same"));
    /// ```
    #[must_use]
    pub fn new() -> Self {
        // One cell holds both keys, so that no thread of a native test finds only one of them. It
        // remains empty if `seed` panics.
        static KEYS: StaticCell<Option<[u64; 2]>> = StaticCell::new(None);
        let [first, second] = KEYS.get().unwrap_or_else(seed);
        // The next state differs, and needs no call to the host.
        KEYS.set(Some([first.wrapping_add(1), second]));
        Self {
            keys: [first, second],
        }
    }
}

/// Returns two keys from `std`, because a native build has no host.
#[cfg(not(target_family = "wasm"))]
fn seed() -> [u64; 2] {
    let state = std::hash::RandomState::new();
    [state.hash_one(0), state.hash_one(1)]
}

/// Returns two constant keys.
#[cfg(all(target_family = "wasm", feature = "fixed-keys"))]
const fn seed() -> [u64; 2] {
    [1, 2]
}

/// Returns two keys from the host.
#[cfg(all(target_family = "wasm", not(feature = "fixed-keys")))]
#[expect(
    clippy::panic,
    reason = "with known keys, an attacker could slow the map down"
)]
fn seed() -> [u64; 2] {
    let mut bytes = [0; 16];
    if sys::random_get(&mut bytes).is_err() {
        panic!("the host gave no random bytes to key a hash map with");
    }
    let both = u128::from_le_bytes(bytes);
    #[expect(clippy::cast_possible_truncation, reason = "takes each half")]
    [both as u64, (both >> 64) as u64]
}

impl Default for RandomState {
    /// As [`new`](Self::new).
    #[inline]
    fn default() -> Self {
        Self::new()
    }
}

impl BuildHasher for RandomState {
    type Hasher = DefaultHasher;

    #[inline]
    fn build_hasher(&self) -> DefaultHasher {
        let [first, second] = self.keys;
        DefaultHasher(SipHasher13::new_with_keys(first, second))
    }
}

impl fmt::Debug for RandomState {
    /// Prints no keys.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RandomState").finish_non_exhaustive()
    }
}

/// The default hasher of a `HashMap`, SipHash 1-3, as [`std::hash::DefaultHasher`].
///
/// A hasher from [`new`](Self::new) returns the same hashes in each run, which are those of `std`.
///
/// # Examples
///
/// ```
/// use nanowasi::hash::{DefaultHasher, Hasher};
///
/// let mut hasher = DefaultHasher::new();
/// assert_eq!(hasher.finish(), 15_130_871_412_783_076_140);
/// hasher.write(b"more");
/// assert_ne!(hasher.finish(), 15_130_871_412_783_076_140);
/// ```
///
/// [`std::hash::DefaultHasher`]: https://doc.rust-lang.org/std/hash/struct.DefaultHasher.html
#[derive(Clone, Debug)]
pub struct DefaultHasher(SipHasher13);

impl DefaultHasher {
    /// Returns a hasher whose keys are 0.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::hash::{DefaultHasher, Hash, Hasher};
    ///
    /// let hash = |value: &str| {
    ///     let mut hasher = DefaultHasher::new();
    ///     value.hash(&mut hasher);
    ///     hasher.finish()
    /// };
    /// assert_eq!(hash("a"), hash("a"));
    /// assert_ne!(hash("a"), hash("b"));
    /// ```
    #[inline]
    #[must_use]
    pub fn new() -> Self {
        Self(SipHasher13::new_with_keys(0, 0))
    }
}

impl Default for DefaultHasher {
    /// As [`new`](Self::new).
    #[inline]
    fn default() -> Self {
        Self::new()
    }
}

impl Hasher for DefaultHasher {
    #[inline]
    fn write(&mut self, bytes: &[u8]) {
        self.0.write(bytes);
    }

    #[inline]
    fn finish(&self) -> u64 {
        self.0.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use core::hash::Hash;

    fn hash(value: impl Hash) -> u64 {
        let mut hasher = DefaultHasher::new();
        value.hash(&mut hasher);
        hasher.finish()
    }

    fn std_hash(value: impl Hash) -> u64 {
        let mut hasher = std::hash::DefaultHasher::new();
        value.hash(&mut hasher);
        hasher.finish()
    }

    /// Guards against equal or zero keys. Natively, the first map of a process once panicked, and
    /// the later ones had keys of zeros.
    #[test]
    fn states_have_distinct_keys() {
        let [one, other] = [RandomState::new(), RandomState::new()];
        assert_ne!(one.keys, other.keys);
        assert_ne!(one.keys, [0, 0]);
        assert_ne!(one.hash_one(1), other.hash_one(1));
    }

    /// Guards against another hash than with `std`, which a program may have stored or printed.
    #[test]
    fn hashes_are_those_of_std() {
        arbtest::arbtest(|u| {
            let text: (String, Vec<(u16, u32)>, Option<[u8; 3]>) = u.arbitrary()?;
            assert_eq!(hash(&text), std_hash(&text));
            let numbers: (u8, i64, u128, bool, char) = u.arbitrary()?;
            assert_eq!(hash(numbers), std_hash(numbers));
            Ok(())
        });
    }
}
