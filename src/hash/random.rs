//! [`RandomState`]: keys that nobody outside can guess, so that nobody can choose values whose
//! hashes collide; and [`DefaultHasher`], which is keyed by them.

use core::fmt;
use core::hash::{BuildHasher, Hasher};

use siphasher::sip::SipHasher13;

#[cfg(target_family = "wasm")]
use crate::sys;
use crate::sys::sync::StaticCell;

/// What makes the hashers of a `HashMap`, as [`std::hash::RandomState`].
///
/// Its keys come from the host's `random_get`, which is called once in a program's run.
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
    /// A state with keys of its own.
    ///
    /// # Panics
    ///
    /// If the host has no random bytes to give: see [`collections`](crate::collections) for what to
    /// do there. `std` panics if the host returns an error, and uses keys of zeros if it leaves the
    /// bytes unwritten.
    #[must_use]
    pub fn new() -> Self {
        // One cell, so that no thread of a native test finds it seeded and without keys; and still empty if `seed`
        // panics.
        static KEYS: StaticCell<Option<[u64; 2]>> = StaticCell::new(None);
        let [first, second] = KEYS.get().unwrap_or_else(seed);
        // The next state is another one, and needs no call to the host.
        KEYS.set(Some([first.wrapping_add(1), second]));
        Self {
            keys: [first, second],
        }
    }
}

/// Two keys from `std`: natively there is no host.
#[cfg(not(target_family = "wasm"))]
fn seed() -> [u64; 2] {
    let state = std::hash::RandomState::new();
    [state.hash_one(0), state.hash_one(1)]
}

/// Two keys from the host.
#[cfg(target_family = "wasm")]
#[expect(
    clippy::panic,
    reason = "a map that anybody can slow down is no answer"
)]
fn seed() -> [u64; 2] {
    let mut bytes = [0; 16];
    if sys::random_get(&mut bytes).is_err() {
        panic!("the host gave no random bytes to key a hash map with");
    }
    let both = u128::from_le_bytes(bytes);
    #[expect(clippy::cast_possible_truncation, reason = "each half is meant")]
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
    /// Keeps the keys to itself.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RandomState").finish_non_exhaustive()
    }
}

/// The hasher of a `HashMap`, as [`std::hash::DefaultHasher`]: SipHash 1-3.
///
/// One that is made by [`new`](Self::new) gives the same hashes in each run, and the same as `std`'s.
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
    /// A hasher whose keys are 0.
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

    /// Natively the first map of a process used to panic, and the later ones to have keys of zeros.
    #[test]
    fn states_have_distinct_keys() {
        let [one, other] = [RandomState::new(), RandomState::new()];
        assert_ne!(one.keys, other.keys);
        assert_ne!(one.keys, [0, 0]);
        assert_ne!(one.hash_one(1), other.hash_one(1));
    }

    /// A program that prints or stores a hash has to see the number that it saw under `std`.
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
