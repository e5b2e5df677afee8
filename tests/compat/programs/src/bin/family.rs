//! family: builds a tree whose nodes know their parents, from lines such as `Ada > Bob`.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io;
use std::rc::{Rc, Weak};

#[derive(Debug)]
struct Person {
    name: String,
    parent: RefCell<Weak<Person>>,
    children: RefCell<Vec<Rc<Person>>>,
}

impl Person {
    fn new(name: &str) -> Rc<Self> {
        Rc::new(Self {
            name: name.to_owned(),
            parent: RefCell::default(),
            children: RefCell::default(),
        })
    }

    fn adopt(self: &Rc<Self>, child: &Rc<Person>) -> Result<(), String> {
        let mut above = Some(self.clone());
        while let Some(person) = above {
            if Rc::ptr_eq(&person, child) {
                return Err(format!("{} is an ancestor of {}", child.name, self.name));
            }
            above = person.parent.borrow().upgrade();
        }
        if let Some(before) = child.parent.replace(Rc::downgrade(self)).upgrade() {
            before
                .children
                .borrow_mut()
                .retain(|it| !Rc::ptr_eq(it, child));
        }
        self.children.borrow_mut().push(child.clone());
        Ok(())
    }

    fn depth(&self) -> usize {
        self.parent
            .borrow()
            .upgrade()
            .map_or(0, |parent| parent.depth() + 1)
    }

    fn print(&self) {
        println!("{}{}", "  ".repeat(self.depth()), self.name);
        self.children
            .borrow()
            .iter()
            .for_each(|child| child.print());
    }
}

impl Drop for Person {
    fn drop(&mut self) {
        println!("{} is gone", self.name);
    }
}

fn main() {
    let mut people: BTreeMap<String, Rc<Person>> = BTreeMap::new();
    for line in io::stdin().lines().map_while(Result::ok) {
        let Some((parent, child)) = line.split_once(" > ") else {
            println!("skipped {line:?}");
            continue;
        };
        let [parent, child] = [parent, child].map(|name| {
            people
                .entry(name.to_string())
                .or_insert_with(|| Person::new(name))
                .clone()
        });
        if let Err(error) = parent.adopt(&child) {
            println!("{error}");
        }
    }
    let roots: Vec<Rc<Person>> = people
        .values()
        .filter(|it| it.depth() == 0)
        .cloned()
        .collect();
    for root in &roots {
        root.print();
    }
    let counts = people
        .values()
        .map(|it| (&it.name[..], Rc::strong_count(it), Rc::weak_count(it)));
    println!("{:?}", counts.collect::<Vec<_>>());
    drop(people);
    println!("and now the roots");
}
