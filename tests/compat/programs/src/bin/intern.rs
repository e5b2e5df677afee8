//! intern: stores each word of standard input once, and counts the references.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::cell::{Cell, RefCell};
use std::collections::HashSet;
use std::io::BufRead;
use std::rc::{Rc, Weak};

#[derive(Default)]
struct Interner {
    words: RefCell<HashSet<Rc<str>>>,
    hits: Cell<u32>,
}

impl Interner {
    fn intern(&self, word: &str) -> Rc<str> {
        if let Some(known) = self.words.borrow().get(word) {
            self.hits.set(self.hits.get() + 1);
            return known.clone();
        }
        let word: Rc<str> = Rc::from(word);
        self.words.borrow_mut().insert(Rc::clone(&word));
        word
    }

    fn collect_garbage(&self) -> usize {
        let mut words = self.words.borrow_mut();
        let before = words.len();
        words.retain(|word| Rc::strong_count(word) > 1);
        before - words.len()
    }
}

struct Sentence {
    words: Vec<Rc<str>>,
    previous: Weak<Sentence>,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let interner = Interner::default();
    let mut sentences: Vec<Rc<Sentence>> = Vec::new();
    for line in std::io::stdin().lock().lines() {
        let words = line?
            .split_whitespace()
            .map(|word| interner.intern(word))
            .collect();
        let previous = sentences.last().map_or_else(Weak::new, Rc::downgrade);
        sentences.push(Rc::new(Sentence { words, previous }));
    }
    println!(
        "{} words, {} hits",
        interner.words.borrow().len(),
        interner.hits.take()
    );
    for sentence in &sentences {
        let shared: Vec<String> = sentence
            .words
            .iter()
            .map(|word| format!("{word}:{}", Rc::strong_count(word) - 1))
            .collect();
        let common = sentence.previous.upgrade().map(|previous| {
            previous
                .words
                .iter()
                .filter(|a| sentence.words.iter().any(|b| Rc::ptr_eq(a, b)))
                .count()
        });
        println!("{} | {common:?}", shared.join(" "));
    }
    sentences.truncate(1);
    println!("{} words gone", interner.collect_garbage());
    let mut rest: Vec<Rc<str>> = interner.words.into_inner().into_iter().collect();
    rest.sort();
    println!("{rest:?}");
    println!("{:?}", interner.hits);
    Ok(())
}
