//! maze [FILE]: finds the shortest path through a maze, which it may generate itself.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::collections::{BTreeSet, VecDeque};
use std::error::Error;
use std::{env, fs};

struct Random(u32);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        self.0 as usize % bound
    }
}

fn make(width: usize, height: usize) -> Vec<Vec<char>> {
    let mut random = Random(2_463_534_242);
    let mut grid = vec![vec!['#'; 2 * width + 1]; 2 * height + 1];
    let mut path = vec![(0usize, 0usize)];
    grid[1][1] = ' ';
    while let Some(&(x, y)) = path.last() {
        let next: Vec<(usize, usize)> = [(-1, 0), (1, 0), (0, -1), (0, 1)]
            .iter()
            .filter_map(|&(dx, dy)| Some((x.checked_add_signed(dx)?, y.checked_add_signed(dy)?)))
            .filter(|&(x, y)| x < width && y < height && grid[2 * y + 1][2 * x + 1] == '#')
            .collect();
        if next.is_empty() {
            path.pop();
        } else {
            let (a, b) = next[random.below(next.len())];
            grid[y + b + 1][x + a + 1] = ' ';
            grid[2 * b + 1][2 * a + 1] = ' ';
            path.push((a, b));
        }
    }
    grid[1][0] = 'S';
    grid[2 * height - 1][2 * width] = 'E';
    grid
}

fn solve(grid: &mut [Vec<char>]) -> Option<usize> {
    let find = |wanted| {
        grid.iter()
            .enumerate()
            .find_map(|(y, row)| row.iter().position(|&c| c == wanted).map(|x| (x, y)))
    };
    let (start, end) = (find('S')?, find('E')?);
    let mut seen = BTreeSet::from([start]);
    let mut queue = VecDeque::from(vec![vec![start]]);
    while let Some(path) = queue.pop_front() {
        let &(x, y) = path.last()?;
        if (x, y) == end {
            for &(x, y) in &path[1..path.len() - 1] {
                grid[y][x] = '·';
            }
            return Some(path.len() - 1);
        }
        for (x, y) in [
            (x + 1, y),
            (x, y + 1),
            (x.wrapping_sub(1), y),
            (x, y.wrapping_sub(1)),
        ] {
            let open = grid
                .get(y)
                .and_then(|row| row.get(x))
                .is_some_and(|&c| c != '#');
            if open && seen.insert((x, y)) {
                queue.push_back([&path[..], &[(x, y)]].concat());
            }
        }
    }
    None
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut grid = match env::args().nth(1) {
        Some(name) => fs::read_to_string(name)?
            .lines()
            .map(|line| line.chars().collect())
            .collect(),
        None => make(15, 6),
    };
    let steps = solve(&mut grid);
    for row in &grid {
        println!("{}", row.iter().collect::<String>());
    }
    println!("{} steps", steps.ok_or("there is no way")?);
    Ok(())
}
