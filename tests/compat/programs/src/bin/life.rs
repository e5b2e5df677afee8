//! life [-g GENERATIONS]: runs Conway's Game of Life on a board with connected edges.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::collections::{HashMap, HashSet};
use std::env;
use std::fmt;
use std::io::{self, BufRead};

#[derive(Clone, PartialEq, Eq)]
struct Board {
    width: i32,
    height: i32,
    alive: HashSet<(i32, i32)>,
}

impl Board {
    fn read(input: impl BufRead) -> io::Result<Self> {
        let lines: Vec<String> = input.lines().collect::<Result<_, _>>()?;
        let mut alive = HashSet::new();
        for (y, line) in lines.iter().enumerate() {
            let cells = line.chars().enumerate().filter(|&(_, c)| c == '#');
            alive.extend(cells.map(|(x, _)| (x as i32, y as i32)));
        }
        let width = lines.iter().map(|line| line.len()).max().unwrap_or(0);
        Ok(Self {
            width: width as i32,
            height: lines.len() as i32,
            alive,
        })
    }

    fn next(&self) -> Self {
        let mut neighbours: HashMap<(i32, i32), u8> = HashMap::new();
        for &(x, y) in &self.alive {
            for (dx, dy) in (-1..=1).flat_map(|dx| (-1..=1).map(move |dy| (dx, dy))) {
                if (dx, dy) != (0, 0) {
                    let place = (
                        (x + dx).rem_euclid(self.width),
                        (y + dy).rem_euclid(self.height),
                    );
                    *neighbours.entry(place).or_insert(0) += 1;
                }
            }
        }
        let alive = neighbours
            .into_iter()
            .filter(|(place, count)| *count == 3 || *count == 2 && self.alive.contains(place))
            .map(|(place, _)| place)
            .collect();
        Self { alive, ..*self }
    }
}

impl fmt::Display for Board {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for y in 0..self.height {
            for x in 0..self.width {
                let cell = if self.alive.contains(&(x, y)) {
                    '#'
                } else {
                    '.'
                };
                write!(f, "{cell}")?;
            }
            writeln!(f)?;
        }
        Ok(())
    }
}

fn main() -> io::Result<()> {
    let generations = match env::args().skip(1).collect::<Vec<_>>().as_slice() {
        [option, count] if option == "-g" => count.parse().unwrap_or(1),
        _ => 4,
    };
    let mut board = Board::read(io::stdin().lock())?;
    for generation in 1..=generations {
        let next = board.next();
        if next == board {
            println!("still from generation {generation} on");
            break;
        }
        board = next;
        println!("{generation}: {} alive\n{board}", board.alive.len());
    }
    Ok(())
}
