//! panic HOW: ends with one of many panics.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::cell::RefCell;
use std::collections::HashMap;
use std::env;

fn main() {
    let how = env::args().nth(1).unwrap_or_default();
    let numbers: Vec<u32> = env::args().map(|arg| arg.len() as u32).collect();
    println!("about to panic: {how}");
    let answer: u32 = match how.as_str() {
        "index" => numbers[99],
        "slice" => numbers[5..].iter().sum(),
        "unwrap" => numbers.iter().copied().find(|&n| n > 1000).unwrap(),
        "expect" => how.parse().expect("a number"),
        "divide" => numbers[0] / (numbers.len() as u32 - 2),
        "borrow" => {
            let cell = RefCell::new(1);
            let _one = cell.borrow_mut();
            *cell.borrow()
        }
        "char" => how["chär".len() - 2..].len() as u32 + "chär"[3..].len() as u32,
        "key" => HashMap::from([("one", 1)])["two"],
        "assert" => {
            assert_eq!(numbers.len(), 1, "{} arguments", numbers.len());
            0
        }
        "unreachable" => unreachable!("{how}"),
        "todo" => todo!(),
        _ => panic!(),
    };
    println!("{answer}");
}
