//! memory: checks the C memory functions that the program is linked with against their definitions.
//!
//! All lengths from 0 to 64, all alignments to eight bytes, all overlaps; what stands before and
//! behind has to stay. Prints how many cases of each function were right, or the first that wasn't,
//! with status 1.
//!
//! The functions are called through pointers that the compiler can't see through, for it has
//! instructions of its own for most of them. It also knows a loop that copies when it sees one: so the
//! checks look at one byte at a time, and through volatile accesses.

#![no_std]
#![no_main]

use core::cmp::Ordering;
use core::hint::black_box;

use nanowasi::{println, process::ExitCode};

nanowasi::main!(main);

unsafe extern "C" {
    fn memcmp(a: *const u8, b: *const u8, n: usize) -> i32;
    fn bcmp(a: *const u8, b: *const u8, n: usize) -> i32;
    fn strlen(text: *const u8) -> usize;
    fn memcpy(to: *mut u8, from: *const u8, n: usize) -> *mut u8;
    fn memmove(to: *mut u8, from: *const u8, n: usize) -> *mut u8;
    fn memset(to: *mut u8, byte: i32, n: usize) -> *mut u8;
}

type Compare = unsafe extern "C" fn(*const u8, *const u8, usize) -> i32;
type Copy = unsafe extern "C" fn(*mut u8, *const u8, usize) -> *mut u8;

/// The longest that is tried: eight times the eight bytes that are done at once.
const LONGEST: usize = 64;

/// How many places in a row are tried, so that each alignment is among them.
const ALIGNMENTS: usize = 8;

/// How far from a buffer's ends the work is done, at least.
const MARGIN: usize = 8;

/// A case that came out wrong: three numbers that tell which.
type Wrong = [usize; 3];

fn main() -> ExitCode {
    let results = [
        ("memcmp", compare(black_box(memcmp as Compare), true)),
        ("bcmp", compare(black_box(bcmp as Compare), false)),
        ("strlen", length()),
        ("memcpy", copy(black_box(memcpy as Copy))),
        // What memcpy does, memmove does as well.
        ("memmove", copy(black_box(memmove as Copy))),
        ("memmove (overlapping)", overlap()),
        ("memset", fill()),
    ];
    let mut status = ExitCode::SUCCESS;
    for (name, result) in results {
        match result {
            Ok(cases) => println!("{}: {} cases", name, cases),
            Err([a, b, c]) => {
                println!("{}: wrong at {}, {}, {}", name, a, b, c);
                status = ExitCode::FAILURE;
            }
        }
    }
    status
}

/// Memory that is written and read one byte at a time.
#[repr(align(8))]
struct Bytes([u8; 256]);

impl Bytes {
    /// A different byte in each place.
    fn pattern(place: usize) -> u8 {
        (place % 256) as u8 ^ 0x5A
    }

    fn new() -> Self {
        Self(core::array::from_fn(Self::pattern))
    }

    fn at(&mut self, place: usize) -> *mut u8 {
        &raw mut self.0[place]
    }

    fn get(&self, place: usize) -> u8 {
        // SAFETY: a reference is valid for reads.
        unsafe { (&raw const self.0[place]).read_volatile() }
    }

    fn set(&mut self, place: usize, byte: u8) {
        // SAFETY: a reference is valid for writes.
        unsafe { (&raw mut self.0[place]).write_volatile(byte) }
    }

    /// Whether each byte is what it should be.
    fn are(&self, expected: impl Fn(usize) -> u8) -> bool {
        (0..self.0.len()).all(|place| self.get(place) == expected(place))
    }
}

/// Each length at each alignment.
fn places() -> impl Iterator<Item = [usize; 2]> {
    (0..=LONGEST).flat_map(|len| (0..ALIGNMENTS).map(move |a| [len, MARGIN + a]))
}

/// Each length at two alignments.
fn pairs() -> impl Iterator<Item = [usize; 3]> {
    places().flat_map(|[len, a]| (0..ALIGNMENTS).map(move |b| [len, a, MARGIN + b]))
}

/// Equal texts, and texts that differ in each place, where what follows differs the other way round.
fn compare(function: Compare, ordered: bool) -> Result<usize, Wrong> {
    let (mut left, mut right) = (Bytes::new(), Bytes::new());
    let mut cases = 0;
    for [len, a, b] in pairs() {
        for place in 0..len {
            left.set(a + place, Bytes::pattern(place));
            right.set(b + place, Bytes::pattern(place));
        }
        // Behind the end they differ, which must not count.
        left.set(a + len, 1);
        right.set(b + len, 2);
        // From the last place to the first, each becomes the one that decides.
        for differing in (0..=len).rev() {
            let expected = if differing == len {
                Ordering::Equal
            } else if differing % 2 == 0 {
                left.set(a + differing, 0x7F);
                right.set(b + differing, 0x80);
                Ordering::Less
            } else {
                left.set(a + differing, 0xFF);
                right.set(b + differing, 0);
                Ordering::Greater
            };
            // SAFETY: both hold `len` bytes from there.
            let found = unsafe { function(left.at(a), right.at(b), len) }.cmp(&0);
            let is_right = if ordered {
                found == expected
            } else {
                found.is_eq() == expected.is_eq()
            };
            if !is_right {
                return Err([len, a, b]);
            }
            cases += 1;
        }
    }
    Ok(cases)
}

/// Texts without a zero but the one at their end.
fn length() -> Result<usize, Wrong> {
    let function = black_box(strlen as unsafe extern "C" fn(*const u8) -> usize);
    let mut bytes = Bytes::new();
    let mut cases = 0;
    for [len, a] in places() {
        for place in 0..bytes.0.len() {
            bytes.set(place, (place % 255) as u8 + 1);
        }
        bytes.set(a - 1, 0);
        bytes.set(a + len, 0);
        // SAFETY: there is a zero.
        if unsafe { function(bytes.at(a)) } != len {
            return Err([len, a, 0]);
        }
        cases += 1;
    }
    Ok(cases)
}

/// Copies between two buffers.
fn copy(function: Copy) -> Result<usize, Wrong> {
    let mut from = Bytes::new();
    let mut cases = 0;
    for [len, a, b] in pairs() {
        let mut to = Bytes([0xEE; 256]);
        // SAFETY: both hold `len` bytes from there.
        let returned = unsafe { function(to.at(a), from.at(b), len) };
        let expected = |place| match place {
            _ if place >= a && place < a + len => Bytes::pattern(place - a + b),
            _ => 0xEE,
        };
        if !to.are(expected) || !from.are(Bytes::pattern) || returned != to.at(a) {
            return Err([len, a, b]);
        }
        cases += 1;
    }
    Ok(cases)
}

/// Moves within one buffer, from as far before to as far behind as makes a difference.
fn overlap() -> Result<usize, Wrong> {
    let function = black_box(memmove as Copy);
    let mut cases = 0;
    for len in 0..=LONGEST {
        for alignment in 0..ALIGNMENTS {
            let from = LONGEST + MARGIN + alignment;
            for to in from - LONGEST..=from + LONGEST {
                let mut bytes = Bytes::new();
                // SAFETY: the buffer holds `len` bytes from either place.
                let returned = unsafe { function(bytes.at(to), bytes.at(from), len) };
                let expected = |place| match place {
                    _ if place >= to && place < to + len => Bytes::pattern(place - to + from),
                    _ => Bytes::pattern(place),
                };
                if !bytes.are(expected) || returned != bytes.at(to) {
                    return Err([len, from, to]);
                }
                cases += 1;
            }
        }
    }
    Ok(cases)
}

/// Fills with numbers of which only the lowest eight bits count.
fn fill() -> Result<usize, Wrong> {
    let function = black_box(memset as unsafe extern "C" fn(*mut u8, i32, usize) -> *mut u8);
    let mut cases = 0;
    for [len, a] in places() {
        for (number, byte) in [(0, 0), (0xA5, 0xA5), (-1, 0xFF), (0x1234, 0x34)] {
            let mut bytes = Bytes::new();
            // SAFETY: the buffer holds `len` bytes from there.
            let returned = unsafe { function(bytes.at(a), number, len) };
            let expected = |place| match place {
                _ if place >= a && place < a + len => byte,
                _ => Bytes::pattern(place),
            };
            if !bytes.are(expected) || returned != bytes.at(a) {
                return Err([len, a, usize::from(byte)]);
            }
            cases += 1;
        }
    }
    Ok(cases)
}
