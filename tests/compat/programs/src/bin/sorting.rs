//! sorting: uses stable and unstable sorts, searches, and other methods of slices.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::cmp::{Ordering, Reverse};
use std::ops::ControlFlow;

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Person {
    name: &'static str,
    age: u8,
}

fn describe(numbers: &[i32]) -> String {
    match numbers {
        [] => "nothing".into(),
        [one] => format!("only {one}"),
        [first, .., last] if first == last => format!("{first} at both ends"),
        [first, middle @ .., last] => format!("{first}, {} between, {last}", middle.len()),
    }
}

fn main() {
    let names = ["Ada", "Bob", "Cleo", "Dan", "Eve", "Finn", "Gus", "Hal"];
    let mut people: Vec<Person> = names
        .iter()
        .enumerate()
        .map(|(at, name)| Person {
            name,
            age: 30 + at as u8 % 3,
        })
        .collect();
    people.sort_by_key(|person| Reverse(person.age));
    println!(
        "{}",
        people
            .iter()
            .map(|it| format!("{}{}", it.name, it.age))
            .collect::<Vec<_>>()
            .join(" ")
    );
    people.sort_unstable();
    println!("{:?}", people.binary_search_by(|it| it.name.cmp("Eve")));
    println!("{:?}", people.binary_search_by_key(&"Dora", |it| it.name));
    println!(
        "{:?} {:?}",
        people.iter().min_by_key(|it| (it.age, Reverse(it.name))),
        people.iter().max()
    );

    let mut state = 12345u32;
    let mut numbers: Vec<i32> = std::iter::repeat_with(|| {
        state = state.wrapping_mul(1_103_515_245).wrapping_add(12345);
        (state >> 16) as i32 % 1000
    })
    .take(200)
    .collect();
    let mut sorted = numbers.clone();
    sorted.sort();
    println!("{} {:?}", sorted.is_sorted(), &sorted[..8]);
    println!(
        "{} {}",
        sorted.partition_point(|&n| n < 500),
        numbers.select_nth_unstable(100).1
    );
    numbers.sort_unstable_by(|a, b| (a % 10).cmp(&(b % 10)).then_with(|| b.cmp(a)));
    println!(
        "{:?}",
        numbers
            .chunk_by(|a, b| a % 10 == b % 10)
            .map(<[_]>::len)
            .collect::<Vec<_>>()
    );
    sorted.dedup();
    println!(
        "{} {:?}",
        sorted.len(),
        sorted
            .chunks_exact(40)
            .map(|chunk| chunk.iter().sum::<i32>())
            .collect::<Vec<_>>()
    );
    println!("{:?}", sorted.iter().rev().step_by(50).collect::<Vec<_>>());
    let mut cached: Vec<String> = sorted.iter().take(9).map(i32::to_string).collect();
    cached.sort_by_cached_key(|text| text.chars().rev().collect::<String>());
    println!("{cached:?}");
    let mut floats = [2.5, f64::NAN, -0.0, f64::NEG_INFINITY, 0.0];
    floats.sort_by(f64::total_cmp);
    println!("{floats:?} {:?}", 1.0f64.partial_cmp(&f64::NAN));

    for numbers in [&[][..], &[1], &[1, 2, 1], &[1, 2, 3, 4]] {
        println!("{}", describe(numbers));
    }
    let found = sorted.iter().try_fold(0, |sum, &n| {
        if sum > 5000 {
            ControlFlow::Break(n)
        } else {
            ControlFlow::Continue(sum + n)
        }
    });
    println!("{found:?}");
    let mut ring = [1, 2, 3, 4, 5, 6];
    ring.rotate_left(2);
    ring[1..4].fill(0);
    ring.copy_within(4.., 0);
    ring.swap(2, 5);
    println!(
        "{ring:?} {:?} {:?}",
        ring.split_at(2),
        ring.concat_with(&[9])
    );
    println!(
        "{:?} {:?}",
        "b".cmp("a"),
        [1, 2][..].cmp(&[1, 2, 0]) == Ordering::Less
    );
    let mut grown = vec!['a', 'b', 'c'];
    grown.splice(1..2, ['x', 'y']);
    grown.insert(0, '0');
    println!(
        "{:?} {:?} {grown:?}",
        grown.drain(..2).collect::<String>(),
        grown.iter().rposition(|&c| c == 'y')
    );
}

trait ConcatWith {
    fn concat_with(&self, other: &Self) -> Vec<i32>;
}

impl ConcatWith for [i32] {
    fn concat_with(&self, other: &Self) -> Vec<i32> {
        [self, other].concat()
    }
}
