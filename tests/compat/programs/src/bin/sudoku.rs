//! sudoku: solves the grids of standard input, one a line, with `.` for an empty cell.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::convert::TryFrom;
use std::fmt;
use std::io;

#[derive(Clone, Copy)]
struct Grid([[u8; 9]; 9]);

enum BadGrid {
    Length(usize),
    Cell(char),
}

impl TryFrom<&str> for Grid {
    type Error = BadGrid;

    fn try_from(text: &str) -> Result<Self, BadGrid> {
        let mut cells = text
            .chars()
            .map(|c| match c {
                '.' => Ok(0),
                '1'..='9' => Ok(c as u8 - b'0'),
                c => Err(BadGrid::Cell(c)),
            })
            .collect::<Result<Vec<u8>, _>>()?
            .into_iter();
        if cells.len() != 81 {
            return Err(BadGrid::Length(cells.len()));
        }
        Ok(Grid(std::array::from_fn(|_| {
            std::array::from_fn(|_| cells.next().unwrap_or(0))
        })))
    }
}

impl Grid {
    fn allowed(&self, row: usize, column: usize) -> impl Iterator<Item = u8> + use<> {
        let mut used = [false; 10];
        for at in 0..9 {
            used[self.0[row][at] as usize] = true;
            used[self.0[at][column] as usize] = true;
            used[self.0[row / 3 * 3 + at / 3][column / 3 * 3 + at % 3] as usize] = true;
        }
        (1..=9).filter(move |&digit| !used[digit as usize])
    }

    fn solve(&mut self, tried: &mut u64) -> bool {
        let empty = (0..81)
            .map(|at| (at / 9, at % 9))
            .filter(|&(row, column)| self.0[row][column] == 0)
            .min_by_key(|&(row, column)| self.allowed(row, column).count());
        let Some((row, column)) = empty else {
            return true;
        };
        for digit in self.allowed(row, column) {
            *tried += 1;
            self.0[row][column] = digit;
            if self.solve(tried) {
                return true;
            }
        }
        self.0[row][column] = 0;
        false
    }
}

impl fmt::Display for Grid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, row) in self.0.iter().enumerate() {
            if at == 3 || at == 6 {
                f.write_str("------+-------+------\n")?;
            }
            let [a, b, c, d, e, g, h, i, j] = row;
            writeln!(f, "{a} {b} {c} | {d} {e} {g} | {h} {i} {j}")?;
        }
        Ok(())
    }
}

fn main() {
    for line in io::stdin().lines().map_while(Result::ok) {
        match Grid::try_from(line.trim()) {
            Ok(mut grid) => {
                let mut tried = 0;
                match grid.solve(&mut tried) {
                    true => println!("{grid}after {tried} tries"),
                    false => println!("not solvable, after {tried} tries"),
                }
            }
            Err(BadGrid::Length(length)) => println!("{length} cells are no grid"),
            Err(BadGrid::Cell(c)) => println!("{c:?} is no cell"),
        }
    }
}
