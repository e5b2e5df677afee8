//! stack: implements a linked stack with the iterators of a collection.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::collections::{BTreeSet, LinkedList, VecDeque};
use std::fmt;
use std::iter::FusedIterator;

struct Stack<T> {
    head: Option<Box<Node<T>>>,
    length: usize,
}

struct Node<T> {
    value: T,
    next: Option<Box<Node<T>>>,
}

impl<T> Stack<T> {
    const fn new() -> Self {
        Self {
            head: None,
            length: 0,
        }
    }

    fn push(&mut self, value: T) {
        let next = self.head.take();
        self.head = Some(Box::new(Node { value, next }));
        self.length += 1;
    }

    fn pop(&mut self) -> Option<T> {
        let node = self.head.take()?;
        self.head = node.next;
        self.length -= 1;
        Some(node.value)
    }

    fn peek_mut(&mut self) -> Option<&mut T> {
        self.head.as_deref_mut().map(|node| &mut node.value)
    }

    fn iter(&self) -> Iter<'_, T> {
        Iter {
            next: self.head.as_deref(),
            left: self.length,
        }
    }
}

impl<T> Drop for Stack<T> {
    fn drop(&mut self) {
        while self.pop().is_some() {}
    }
}

struct Iter<'a, T> {
    next: Option<&'a Node<T>>,
    left: usize,
}

impl<'a, T> Iterator for Iter<'a, T> {
    type Item = &'a T;

    fn next(&mut self) -> Option<&'a T> {
        let node = self.next?;
        self.next = node.next.as_deref();
        self.left -= 1;
        Some(&node.value)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }
}

impl<T> ExactSizeIterator for Iter<'_, T> {}
impl<T> FusedIterator for Iter<'_, T> {}

struct IntoIter<T>(Stack<T>);

impl<T> Iterator for IntoIter<T> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        self.0.pop()
    }
}

impl<T> IntoIterator for Stack<T> {
    type Item = T;
    type IntoIter = IntoIter<T>;

    fn into_iter(self) -> IntoIter<T> {
        IntoIter(self)
    }
}

impl<'a, T> IntoIterator for &'a Stack<T> {
    type Item = &'a T;
    type IntoIter = Iter<'a, T>;

    fn into_iter(self) -> Iter<'a, T> {
        self.iter()
    }
}

impl<T> Extend<T> for Stack<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, values: I) {
        values.into_iter().for_each(|value| self.push(value));
    }
}

impl<T> FromIterator<T> for Stack<T> {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Self {
        let mut stack = Stack::new();
        stack.extend(values);
        stack
    }
}

impl<T: fmt::Debug> fmt::Debug for Stack<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self).finish()
    }
}

struct Loud(char);

impl Drop for Loud {
    fn drop(&mut self) {
        print!("{} ", self.0);
    }
}

fn main() {
    let mut stack: Stack<u64> = (1..=5).collect();
    stack.extend([10, 20]);
    if let Some(top) = stack.peek_mut() {
        *top *= 2;
    }
    println!("{stack:?} {} {:?}", stack.iter().len(), stack.pop());
    println!(
        "{:?}",
        stack
            .iter()
            .zip(stack.iter().skip(1))
            .map(|(a, b)| a - b)
            .collect::<Vec<_>>()
    );
    println!("{:?}", stack.iter().rev_sorted().collect::<VecDeque<_>>());
    println!(
        "{:#?}",
        stack
            .iter()
            .partition::<LinkedList<u64>, _>(|n| *n % 2 == 0)
    );
    let words: Stack<String> = "to be or not to be".split(' ').map(str::to_owned).collect();
    let (longest, set) = (
        words.iter().max_by_key(|word| word.len()),
        words.iter().collect::<BTreeSet<_>>(),
    );
    println!("{longest:?} {set:?}");
    println!("{}", words.into_iter().collect::<Vec<_>>().join(" "));
    let loud: Stack<Loud> = ('a'..='e').map(Loud).collect();
    let kept: Vec<Loud> = loud.into_iter().take(2).collect();
    println!("| {}", kept.len());
    drop(kept);
    println!();
    let deep: Stack<u8> = std::iter::repeat_n(0, 100_000).collect();
    println!("{}", deep.iter().count());
}

trait RevSorted: Iterator + Sized {
    fn rev_sorted(self) -> std::vec::IntoIter<Self::Item>
    where
        Self::Item: Ord,
    {
        let mut values: Vec<Self::Item> = self.collect();
        values.sort_by(|a, b| b.cmp(a));
        values.into_iter()
    }
}

impl<I: Iterator> RevSorted for I {}
