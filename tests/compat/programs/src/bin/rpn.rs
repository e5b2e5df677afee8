//! rpn: calculates in reverse Polish notation, with a stack and user-defined words.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::collections::HashMap;
use std::io::{self, BufRead};

type Operation = fn(&mut Vec<f64>) -> Option<()>;

fn binary(stack: &mut Vec<f64>, f: impl Fn(f64, f64) -> f64) -> Option<()> {
    let (b, a) = (stack.pop()?, stack.pop()?);
    stack.push(f(a, b));
    Some(())
}

fn operations() -> HashMap<&'static str, Operation> {
    HashMap::from([
        ("+", (|stack| binary(stack, |a, b| a + b)) as Operation),
        ("-", |stack| binary(stack, |a, b| a - b)),
        ("*", |stack| binary(stack, |a, b| a * b)),
        ("/", |stack| binary(stack, |a, b| a / b)),
        ("^", |stack| binary(stack, f64::powf)),
        ("max", |stack| binary(stack, f64::max)),
        ("sqrt", |stack| {
            let top = stack.last_mut()?;
            *top = top.sqrt();
            Some(())
        }),
        ("dup", |stack| {
            let top = *stack.last()?;
            stack.push(top);
            Some(())
        }),
        ("swap", |stack| {
            let length = stack.len();
            stack.swap(length.checked_sub(2)?, length - 1);
            Some(())
        }),
        ("sum", |stack| {
            let sum = stack.drain(..).sum();
            stack.push(sum);
            Some(())
        }),
    ])
}

fn main() -> io::Result<()> {
    let operations = operations();
    let mut words: HashMap<String, Vec<String>> = HashMap::new();
    let mut stack = Vec::new();
    for line in io::stdin().lock().lines() {
        let line = line?;
        if let Some(definition) = line.strip_prefix(": ") {
            let mut parts = definition.split(' ').map(str::to_string);
            if let Some(name) = parts.next() {
                words.insert(name, parts.collect());
            }
            continue;
        }
        let mut todo: Vec<&str> = line.split_whitespace().rev().collect();
        while let Some(word) = todo.pop() {
            if let Ok(number) = word.parse() {
                stack.push(number);
            } else if let Some(operation) = operations.get(word) {
                if operation(&mut stack).is_none() {
                    println!("{word}: the stack is too short");
                }
            } else if let Some(definition) = words.get(word) {
                todo.extend(definition.iter().rev().map(String::as_str));
            } else {
                println!("{word}: no such word");
            }
        }
        println!("{stack:?}");
    }
    Ok(())
}
