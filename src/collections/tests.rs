//! Hash map and hash set, compared with those of `std` operation by operation.

use core::hash::BuildHasherDefault;
use std::collections::{HashMap as StdMap, HashSet as StdSet};

use arbtest::arbitrary::{Result, Unstructured};

use super::hash_map::Entry;
use super::{HashMap, HashSet};
use crate::hash::DefaultHasher;

type Hasher = BuildHasherDefault<DefaultHasher>;
type Map = HashMap<u8, u32, Hasher>;
type Set = HashSet<u8, Hasher>;

fn sorted<T: Ord>(items: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut items: Vec<T> = items.into_iter().collect();
    items.sort();
    items
}

/// One random operation on both maps, whose results have to be equal.
fn step(u: &mut Unstructured<'_>, ours: &mut Map, theirs: &mut StdMap<u8, u32>) -> Result<()> {
    let (key, value): (u8, u32) = u.arbitrary()?;
    let key = key % 32;
    match u.int_in_range(0..=15)? {
        0..=3 => assert_eq!(ours.insert(key, value), theirs.insert(key, value)),
        4 => assert_eq!(ours.remove(&key), theirs.remove(&key)),
        5 => assert_eq!(ours.remove_entry(&key), theirs.remove_entry(&key)),
        6 => {
            *ours.entry(key).or_default() ^= value;
            *theirs.entry(key).or_default() ^= value;
        }
        7 => {
            let keep = |key: &u8, value: &mut u32| !value.is_multiple_of(3) || *key > 20;
            ours.retain(keep);
            theirs.retain(keep);
        }
        8 => {
            let take = |key: &u8, _: &mut u32| key % 3 == 1;
            assert_eq!(
                sorted(ours.extract_if(take)),
                sorted(theirs.extract_if(take))
            );
        }
        9 => {
            for value in ours.values_mut().chain(theirs.values_mut()) {
                *value = value.wrapping_mul(3);
            }
        }
        10 => {
            let more: Vec<(u8, u32)> = u.arbitrary()?;
            ours.extend(more.iter().copied());
            theirs.extend(more);
        }
        11 => match ours.entry(key) {
            Entry::Occupied(entry) => assert_eq!(Some(entry.remove()), theirs.remove(&key)),
            Entry::Vacant(entry) => {
                assert_eq!(entry.key(), &key);
                assert!(!theirs.contains_key(&key));
            }
        },
        12 => {
            ours.shrink_to_fit();
            assert!(ours.capacity() >= ours.len());
        }
        13 => assert_eq!(sorted(ours.drain()), sorted(theirs.drain())),
        14 => {
            // Dropped early, the iterator has to leave the other entries in the map.
            let take = |_: &u8, value: &mut u32| value.is_multiple_of(2);
            let quarter = ours.len() / 4;
            let some: Vec<_> = ours.extract_if(take).take(quarter).collect();
            for (key, value) in some {
                assert_eq!(theirs.remove(&key), Some(value));
            }
        }
        _ => {
            let copy = ours.clone();
            assert_eq!(*ours, copy);
            ours.clone_from(&copy);
        }
    }
    Ok(())
}

#[test]
fn map_matches_std() {
    arbtest::arbtest(|u| {
        let (mut ours, mut theirs) = (Map::default(), StdMap::new());
        while !u.is_empty() {
            step(u, &mut ours, &mut theirs)?;
            assert_eq!(ours.len(), theirs.len());
            assert_eq!(ours.iter().len(), theirs.len());
            assert_eq!(sorted(&ours), sorted(&theirs));
            for key in 0..32 {
                assert_eq!(ours.get(&key), theirs.get(&key));
                assert_eq!(ours.get_key_value(&key), theirs.get_key_value(&key));
            }
        }
        assert_eq!(
            sorted(ours.clone().into_keys()),
            sorted(theirs.keys().copied())
        );
        assert_eq!(sorted(ours.into_values()), sorted(theirs.into_values()));
        Ok(())
    });
}

#[test]
fn set_operations_match_std() {
    arbtest::arbtest(|u| {
        let (one, other): (Vec<u8>, Vec<u8>) = u.arbitrary()?;
        let [a, b] = [&one, &other].map(|values| values.iter().copied().collect::<Set>());
        let [c, d] = [&one, &other].map(|values| values.iter().copied().collect::<StdSet<u8>>());
        assert_eq!(sorted(&a & &b), sorted(&c & &d));
        assert_eq!(sorted(&a | &b), sorted(&c | &d));
        assert_eq!(sorted(&a ^ &b), sorted(&c ^ &d));
        assert_eq!(sorted(&a - &b), sorted(&c - &d));
        assert_eq!(a.is_subset(&b), c.is_subset(&d));
        assert_eq!(a.is_superset(&b), c.is_superset(&d));
        assert_eq!(a.is_disjoint(&b), c.is_disjoint(&d));
        assert_eq!(a == b, c == d);
        let (fewest, most) = a.difference(&b).size_hint();
        assert!((fewest..=most.unwrap_or(0)).contains(&(&a - &b).len()));
        Ok(())
    });
}

/// `insert` keeps the equal value that the set has, `replace` takes the new one. Only values that
/// are equal without being identical show when the two are mixed up.
#[test]
fn insert_keeps_and_replace_swaps_equal_values() {
    #[derive(Debug)]
    struct Word(&'static str);
    impl PartialEq for Word {
        fn eq(&self, other: &Self) -> bool {
            self.0.eq_ignore_ascii_case(other.0)
        }
    }
    impl Eq for Word {}
    impl core::hash::Hash for Word {
        fn hash<H: core::hash::Hasher>(&self, state: &mut H) {
            self.0.len().hash(state);
        }
    }

    let mut words = HashSet::<Word, Hasher>::default();
    assert!(words.insert(Word("one")));
    assert!(!words.insert(Word("ONE")));
    assert_eq!(words.get(&Word("One")).map(|word| word.0), Some("one"));
    assert_eq!(words.replace(Word("ONE")).map(|word| word.0), Some("one"));
    assert_eq!(words.take(&Word("One")).map(|word| word.0), Some("ONE"));
    assert!(words.is_empty());
}

#[test]
fn get_disjoint_mut_returns_all_values() {
    let mut map: HashMap<&str, u32, Hasher> = [("one", 1), ("two", 2)].into_iter().collect();
    let [two, three, one] = map.get_disjoint_mut(["two", "three", "one"]);
    assert_eq!(three, None);
    core::mem::swap(one.unwrap(), two.unwrap());
    assert_eq!((map["one"], map["two"]), (2, 1));
}

/// A program for `std` that calls the unchecked method did not compile. Duplicate keys, which are
/// undefined behaviour in `std`, panic here.
#[test]
#[should_panic(expected = "duplicate keys found")]
#[allow(unsafe_code, reason = "the signature is `std`'s")]
fn get_disjoint_unchecked_mut_still_checks() {
    let mut map: HashMap<&str, u32, Hasher> = [("one", 1), ("two", 2)].into_iter().collect();
    // SAFETY: the keys are different.
    let found = unsafe { map.get_disjoint_unchecked_mut(["two", "three", "one"]) };
    assert_eq!(found, [Some(&mut 2), None, Some(&mut 1)]);
    // SAFETY: the keys are compared.
    let _ = unsafe { map.get_disjoint_unchecked_mut(["one", "one"]) };
}

#[test]
#[should_panic(expected = "duplicate keys found")]
fn get_disjoint_mut_rejects_duplicates() {
    let mut map: HashMap<&str, u32, Hasher> = [("one", 1)].into_iter().collect();
    let _ = map.get_disjoint_mut(["one", "one"]);
}

#[test]
fn formats_like_std() {
    let mut ours: HashMap<&str, u32, Hasher> = HashMap::default();
    let mut theirs: StdMap<&str, u32> = StdMap::new();
    assert_eq!(
        format!("{:?}", ours.entry("key")),
        format!("{:?}", theirs.entry("key"))
    );
    ours.insert("key", 1);
    theirs.insert("key", 1);
    assert_eq!(
        format!("{:?} {ours:?}", ours.clone().entry("key")),
        format!("{:?} {theirs:?}", theirs.clone().entry("key"))
    );
    assert_eq!(format!("{:?}", ours.keys()), format!("{:?}", theirs.keys()));
    assert_eq!(
        format!("{:?}", ours.into_iter()),
        format!("{:?}", theirs.into_iter())
    );
}

/// The error of `try_reserve` is a type of `alloc`, which this crate can't construct directly.
#[test]
fn try_reserve_error_matches_std() {
    let mut ours = Map::default();
    let error = ours.try_reserve(usize::MAX).unwrap_err();
    let theirs = StdMap::<u8, u32>::new().try_reserve(usize::MAX);
    assert_eq!(error.to_string(), theirs.unwrap_err().to_string());
}

/// Programs with `#![deny(warnings)]` that compile with `std` did not compile.
#[test]
#[deny(unused_must_use)]
fn methods_with_an_effect_may_be_called_for_it() {
    let mut map = HashMap::from([('a', 1), ('b', 2)]);
    map.entry('a').and_modify(|count| *count += 1);
    if let Entry::Occupied(entry) = map.entry('b') {
        entry.remove_entry();
    }
    assert_eq!(map, HashMap::from([('a', 2)]));
    crate::ffi::OsString::from("name").leak();
    crate::path::PathBuf::from("name").leak();
}
