//! queens [N]: counts the ways to place N queens, and prints the first.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::env;

#[derive(Default)]
struct Search {
    size: usize,
    columns: Vec<usize>,
    found: Vec<Vec<usize>>,
}

impl Search {
    fn is_safe(&self, column: usize) -> bool {
        let row = self.columns.len();
        !self
            .columns
            .iter()
            .enumerate()
            .any(|(r, &c)| c == column || c.abs_diff(column) == row - r)
    }

    fn run(&mut self) {
        if self.columns.len() == self.size {
            self.found.push(self.columns.clone());
            return;
        }
        for column in 0..self.size {
            if self.is_safe(column) {
                self.columns.push(column);
                self.run();
                self.columns.pop();
            }
        }
    }
}

fn main() -> Result<(), std::num::ParseIntError> {
    let size = env::args().nth(1).as_deref().unwrap_or("6").parse()?;
    let mut search = Search {
        size,
        ..Default::default()
    };
    search.run();
    println!("{} ways", search.found.len());
    if let Some(first) = search.found.first() {
        for &column in first {
            let row: Vec<_> = (0..size)
                .map(|c| if c == column { "Q" } else { "." })
                .collect();
            println!("{}", row.join(" "));
        }
    }
    Ok(())
}
