//! hashes: computes hashes of values, and uses hash sets.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::collections::hash_map::{DefaultHasher, Entry};
use std::collections::{BTreeSet, HashMap, HashSet};
use std::hash::{BuildHasher, BuildHasherDefault, Hash, Hasher, RandomState};

#[derive(Clone, Debug, Eq)]
struct CaseLess(String);

impl PartialEq for CaseLess {
    fn eq(&self, other: &Self) -> bool {
        self.0.eq_ignore_ascii_case(&other.0)
    }
}

impl Hash for CaseLess {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0
            .bytes()
            .for_each(|byte| state.write_u8(byte.to_ascii_lowercase()));
    }
}

fn hash(value: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

fn sorted<T: Ord>(values: impl IntoIterator<Item = T>) -> Vec<T> {
    BTreeSet::from_iter(values).into_iter().collect()
}

fn main() {
    println!(
        "{:016x} {:016x} {:016x}",
        hash(1u8),
        hash("text"),
        hash((1, 'x', [true, false]))
    );
    println!(
        "{:016x} {:016x}",
        hash(Some(vec![1u64, 2])),
        hash(CaseLess("ABC".into()))
    );
    println!("{}", hash(String::from("same")) == hash("same"));
    let state = RandomState::new();
    println!("{}", state.hash_one("x") == state.hash_one("x"));

    let mut fixed: HashMap<CaseLess, usize, BuildHasherDefault<DefaultHasher>> = HashMap::default();
    for word in ["One", "TWO", "one", "Three", "two", "ONE"] {
        match fixed.entry(CaseLess(word.to_string())) {
            Entry::Occupied(mut entry) => *entry.get_mut() += 1,
            Entry::Vacant(entry) => {
                println!("first {:?}", entry.key().0);
                entry.insert(1);
            }
        }
    }
    println!(
        "{:?}",
        sorted(fixed.iter().map(|(word, count)| (*count, &word.0)))
    );

    let odd: HashSet<u32> = (1..20).step_by(2).collect();
    let three: HashSet<u32> = (0..20).step_by(3).collect();
    println!(
        "{:?} {:?}",
        sorted(&odd & &three),
        sorted(odd.difference(&three))
    );
    println!(
        "{:?} {:?}",
        sorted(&odd ^ &three).len(),
        sorted(odd.union(&three)).len()
    );
    println!(
        "{} {}",
        odd.is_subset(&three),
        three.is_superset(&HashSet::from([3, 9]))
    );

    let mut map: HashMap<&str, Vec<i32>> = HashMap::new();
    map.entry("a").or_default().extend([1, 2]);
    map.entry("b").or_insert_with(|| vec![0]).push(3);
    println!(
        "{:?} {:?} {:?}",
        map.get("a"),
        map.len(),
        map.get_key_value("b")
    );
    println!("{:?} {:?}", map.insert("a", vec![]), map.contains_key("a"));
    if let Some(list) = map.get_mut("b") {
        list.sort_by(|a, b| b.cmp(a));
    }
    map.values_mut().for_each(|list| list.push(-1));
    println!(
        "{:?} {}",
        sorted(map.clone()),
        map == HashMap::from([("b", vec![3, 0, -1]), ("a", vec![-1])])
    );
    map.retain(|key, _| *key > "a");
    println!("{map:?} {:?}", map.remove_entry("b"));
    map.reserve(100);
    println!("{} {} {map:?}", map.capacity() >= 100, map.is_empty());
    let big: HashMap<u64, u64> = (0..10_000).map(|n| (n, n * n)).collect();
    println!(
        "{} {}",
        big.len(),
        big.iter()
            .filter(|(key, _)| big.contains_key(*key))
            .map(|(_, square)| square)
            .sum::<u64>()
    );
}
