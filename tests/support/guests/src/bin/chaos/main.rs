//! chaos STEPS SEED: a random walk through the whole crate, on a host that may return anything.
//!
//! No step depends on a result, except for what must hold on every host: a count is at most what
//! was requested, and no byte after a buffer is written. A violation is reported through the import
//! `test.report`, to which no fault is applied. So is the message of a panic before the walk ends
//! with it. Invalid arguments are used as a seed.

#![no_std]
#![no_main]
extern crate nanowasi as std;
use std::prelude::v1::*;
std::main!(main);

mod descriptors;
mod file_contents;
mod guard_zones;
mod paths;
mod streams;
mod system;
#[path = "../../test_imports.rs"]
mod test_imports;

use std::collections::HashMap;
use std::fs::File;
use std::io;
use std::{env, process};

use test_imports::report;

/// A step of the walk.
type Step = fn(&mut Walk) -> io::Result<()>;

/// The state of a walk.
struct Walk {
    state: u64,
    files: Vec<File>,
    blocks: Vec<Vec<u8>>,
    map: Option<HashMap<u64, String>>,
}

impl Walk {
    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    fn chance(&mut self, of: usize) -> bool {
        self.below(of) == 0
    }

    fn one_of<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())]
    }

    /// Returns an offset or a length in a file: small, at a limit, or any.
    fn offset(&mut self) -> u64 {
        match self.below(6) {
            0 => self.next(),
            1 => self.one_of(&[u64::MAX, 1 << 63, (1 << 63) - 1, 1 << 32, u64::MAX - 1]),
            _ => self.below(3000) as u64,
        }
    }

    fn bytes(&mut self, max: usize) -> Vec<u8> {
        let len = self.below(max + 1);
        let byte = self.one_of(b"xyz\n");
        vec![byte; len]
    }
}

/// Makes a walk whose seed depends on all arguments.
fn walk() -> (usize, Walk) {
    let mut state = 0xCBF2_9CE4_8422_2325_u64;
    let mut steps = 20;
    for (offset, arg) in env::static_args().take(100).enumerate() {
        for byte in arg.bytes().take(1000) {
            state = (state ^ u64::from(byte)).wrapping_mul(0x100_0000_01B3);
        }
        if let (1, Ok(number)) = (offset, arg.parse()) {
            steps = number;
        }
    }
    let walk = Walk {
        state,
        files: Vec::new(),
        blocks: Vec::new(),
        map: None,
    };
    (steps.min(100), walk)
}

fn main() -> io::Result<()> {
    let (steps, mut walk) = walk();
    let all: [&[Step]; 5] = [
        file_contents::STEPS,
        descriptors::STEPS,
        paths::STEPS,
        streams::STEPS,
        system::STEPS,
    ];
    for _ in 0..steps {
        let steps = walk.one_of(&all);
        let step = walk.one_of(steps);
        if let Err(error) = step(&mut walk) {
            format_error(&mut walk, &error);
        }
        guard_zones::check();
        if walk.chance(200) {
            end(&mut walk)?;
        }
    }
    let last = if walk.chance(8) {
        end(&mut walk)
    } else {
        Ok(())
    };
    drop(walk);
    guard_zones::check();
    last
}

/// Formats an error in every way.
fn format_error(walk: &mut Walk, error: &io::Error) {
    let text = match walk.below(4) {
        0 => format!("{error}"),
        1 => format!("{error:?}"),
        2 => format!("{} {:?}", error.name(), error.kind()),
        _ => format!("{:?}", error.raw_os_error()),
    };
    if walk.chance(3) {
        eprintln!("chaos: {}", text);
    }
    if text.is_empty() {
        report("an error without a text");
    }
}

/// Panics when it is printed, and again when that panic is printed.
struct Panics;

impl std::fmt::Display for Panics {
    fn fmt(&self, _: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        panic!("{}", Self);
    }
}

/// Ends the program in one of many ways. A panic is announced before, with a part of its message,
/// so that an unexpected one is not mistaken for it.
fn end(walk: &mut Walk) -> io::Result<()> {
    match walk.below(9) {
        0 => process::exit(0),
        1 => process::exit(walk.one_of(&[1, 2, 42, 125])),
        2 => {
            report("ends: ");
            process::abort()
        }
        3 if walk.chance(2) => {
            // A panic without a message.
            report("ends: ");
            panic!("the walk ends with {}", Panics)
        }
        3 => {
            report("ends: the walk ends at ");
            panic!("the walk ends at {}", walk.state)
        }
        4 => Err(io::Error::other("the walk ends")),
        5 => {
            let nothing: Vec<u8> = Vec::new();
            let at = walk.below(10);
            report("ends: index out of bounds: the len is 0 ");
            println!("{}", nothing[at]);
            Ok(())
        }
        6 => {
            struct Prints;
            impl Drop for Prints {
                fn drop(&mut self) {
                    print!("dropped while {}", std::thread::panicking());
                }
            }
            let _prints = Prints;
            Err(io::Error::from(io::ErrorKind::InvalidData))
        }
        7 if walk.chance(2) => {
            report("ends: capacity overflow");
            walk.blocks.push(Vec::with_capacity(usize::MAX));
            Ok(())
        }
        7 => {
            report("ends: memory allocation of 2147483647 bytes failed");
            walk.blocks.push(Vec::with_capacity(isize::MAX as usize));
            Ok(())
        }
        _ => Err(io::Error::last_os_error()),
    }
}
