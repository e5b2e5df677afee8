//! lru [CAPACITY]: runs `put k v` and `get k` on a cache that drops the least recently used entry.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::collections::HashMap;
use std::fmt::Debug;
use std::hash::Hash;
use std::io::{self, BufRead};

#[derive(Debug)]
struct Entry<K, V> {
    key: K,
    value: V,
    newer: Option<usize>,
    older: Option<usize>,
}

struct Cache<K, V> {
    capacity: usize,
    places: HashMap<K, usize>,
    entries: Vec<Entry<K, V>>,
    newest: Option<usize>,
    oldest: Option<usize>,
}

impl<K: Clone + Debug + Eq + Hash, V: Debug> Cache<K, V> {
    fn new(capacity: usize) -> Self {
        assert_ne!(capacity, 0);
        Self {
            capacity,
            places: HashMap::new(),
            entries: Vec::new(),
            newest: None,
            oldest: None,
        }
    }

    fn unlink(&mut self, at: usize) {
        let Entry { newer, older, .. } = self.entries[at];
        match newer {
            Some(newer) => self.entries[newer].older = older,
            None => self.newest = older,
        }
        match older {
            Some(older) => self.entries[older].newer = newer,
            None => self.oldest = newer,
        }
    }

    fn link(&mut self, at: usize) {
        let older = self.newest.replace(at);
        (self.entries[at].newer, self.entries[at].older) = (None, older);
        match older {
            Some(older) => self.entries[older].newer = Some(at),
            None => self.oldest = Some(at),
        }
    }

    fn get(&mut self, key: &K) -> Option<&V> {
        let at = *self.places.get(key)?;
        self.unlink(at);
        self.link(at);
        Some(&self.entries[at].value)
    }

    fn put(&mut self, key: K, value: V) -> Option<(K, V)> {
        if let Some(&at) = self.places.get(&key) {
            self.unlink(at);
            self.link(at);
            return Some((key, std::mem::replace(&mut self.entries[at].value, value)));
        }
        let entry = Entry {
            key: key.clone(),
            value,
            newer: None,
            older: None,
        };
        let (at, lost) = match self.oldest {
            Some(oldest) if self.entries.len() == self.capacity => {
                self.unlink(oldest);
                let lost = std::mem::replace(&mut self.entries[oldest], entry);
                self.places.remove(&lost.key);
                (oldest, Some((lost.key, lost.value)))
            }
            _ => {
                self.entries.push(entry);
                (self.entries.len() - 1, None)
            }
        };
        self.places.insert(key, at);
        self.link(at);
        lost
    }

    fn iter(&self) -> impl Iterator<Item = (&K, &V)> {
        std::iter::successors(self.newest, |&at| self.entries[at].older)
            .map(|at| (&self.entries[at].key, &self.entries[at].value))
    }
}

fn main() {
    let capacity = std::env::args()
        .nth(1)
        .map(|arg| arg.parse())
        .unwrap_or(Ok(3));
    let mut cache = Cache::new(capacity.expect("a capacity"));
    for line in io::stdin().lock().lines().map(Result::unwrap) {
        match line
            .split(' ')
            .map(String::from)
            .collect::<Vec<_>>()
            .as_mut_slice()
        {
            [put, key, value] if put == "put" => {
                match cache.put(std::mem::take(key), std::mem::take(value)) {
                    Some((key, value)) => println!("instead of {key} = {value}"),
                    None => println!("ok"),
                }
            }
            [get, key] if get == "get" => println!("{:?}", cache.get(key)),
            words => eprintln!("what is {words:?}?"),
        }
    }
    println!("{:?}", cache.iter().collect::<Vec<_>>());
}
