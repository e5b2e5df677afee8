//! memory: checks the linked C memory functions against their definitions.
//!
//! It tries all lengths from 0 to 64, all alignments to eight bytes, and all overlaps; the bytes
//! before and after must not change. It prints the number of correct cases of each function, or the
//! first wrong case, with status 1.
//!
//! The compiler replaces calls of most of these functions by its own instructions, so they are
//! called through opaque pointers. It also recognizes loops that copy, so the checks access one
//! byte at a time, with volatile accesses.

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

/// The largest length: eight times the eight bytes of a step.
const MAX_LEN: usize = 64;

/// The number of consecutive offsets, which include each alignment.
const ALIGNMENTS: usize = 8;

/// The minimum distance from a buffer's ends.
const MARGIN: usize = 8;

/// Three numbers that identify a wrong case.
type Wrong = [usize; 3];

fn main() -> ExitCode {
    let results = [
        ("memcmp", compare(black_box(memcmp as Compare), true)),
        ("bcmp", compare(black_box(bcmp as Compare), false)),
        ("strlen", length()),
        ("memcpy", copy(black_box(memcpy as Copy))),
        // memmove does all that memcpy does.
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

/// Memory that is accessed one byte at a time.
#[repr(align(8))]
struct Bytes([u8; 256]);

impl Bytes {
    /// Returns a different byte for each offset.
    fn pattern(offset: usize) -> u8 {
        (offset % 256) as u8 ^ 0x5A
    }

    fn new() -> Self {
        Self(core::array::from_fn(Self::pattern))
    }

    fn at(&mut self, offset: usize) -> *mut u8 {
        &raw mut self.0[offset]
    }

    fn get(&self, offset: usize) -> u8 {
        // SAFETY: the reference is valid for reads.
        unsafe { (&raw const self.0[offset]).read_volatile() }
    }

    fn set(&mut self, offset: usize, byte: u8) {
        // SAFETY: the reference is valid for writes.
        unsafe { (&raw mut self.0[offset]).write_volatile(byte) }
    }

    /// Returns whether each byte is as expected.
    fn are(&self, expected: impl Fn(usize) -> u8) -> bool {
        (0..self.0.len()).all(|offset| self.get(offset) == expected(offset))
    }
}

/// Each length at each alignment.
fn lens_and_offsets() -> impl Iterator<Item = [usize; 2]> {
    (0..=MAX_LEN).flat_map(|len| (0..ALIGNMENTS).map(move |a| [len, MARGIN + a]))
}

/// Each length at two alignments.
fn pairs() -> impl Iterator<Item = [usize; 3]> {
    lens_and_offsets().flat_map(|[len, a]| (0..ALIGNMENTS).map(move |b| [len, a, MARGIN + b]))
}

/// Compares equal texts, and texts that differ at one offset and in the opposite way after it.
fn compare(function: Compare, ordered: bool) -> Result<usize, Wrong> {
    let (mut left, mut right) = (Bytes::new(), Bytes::new());
    let mut cases = 0;
    for [len, a, b] in pairs() {
        for offset in 0..len {
            left.set(a + offset, Bytes::pattern(offset));
            right.set(b + offset, Bytes::pattern(offset));
        }
        // They differ after the end, which must not count.
        left.set(a + len, 1);
        right.set(b + len, 2);
        // From the last offset to the first, each becomes the first difference.
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
            // SAFETY: both have `len` bytes from there.
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

/// Measures texts whose only zero is at their end.
fn length() -> Result<usize, Wrong> {
    let function = black_box(strlen as unsafe extern "C" fn(*const u8) -> usize);
    let mut bytes = Bytes::new();
    let mut cases = 0;
    for [len, a] in lens_and_offsets() {
        for offset in 0..bytes.0.len() {
            bytes.set(offset, (offset % 255) as u8 + 1);
        }
        bytes.set(a - 1, 0);
        bytes.set(a + len, 0);
        // SAFETY: the text contains a zero.
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
        // SAFETY: both have `len` bytes from there.
        let returned = unsafe { function(to.at(a), from.at(b), len) };
        let expected = |offset| match offset {
            _ if offset >= a && offset < a + len => Bytes::pattern(offset - a + b),
            _ => 0xEE,
        };
        if !to.are(expected) || !from.are(Bytes::pattern) || returned != to.at(a) {
            return Err([len, a, b]);
        }
        cases += 1;
    }
    Ok(cases)
}

/// Moves within a buffer, with each overlap and in both directions.
fn overlap() -> Result<usize, Wrong> {
    let function = black_box(memmove as Copy);
    let mut cases = 0;
    for len in 0..=MAX_LEN {
        for alignment in 0..ALIGNMENTS {
            let from = MAX_LEN + MARGIN + alignment;
            for to in from - MAX_LEN..=from + MAX_LEN {
                let mut bytes = Bytes::new();
                // SAFETY: the buffer has `len` bytes from both offsets.
                let returned = unsafe { function(bytes.at(to), bytes.at(from), len) };
                let expected = |offset| match offset {
                    _ if offset >= to && offset < to + len => Bytes::pattern(offset - to + from),
                    _ => Bytes::pattern(offset),
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

/// Fills with numbers, of which only the lowest eight bits count.
fn fill() -> Result<usize, Wrong> {
    let function = black_box(memset as unsafe extern "C" fn(*mut u8, i32, usize) -> *mut u8);
    let mut cases = 0;
    for [len, a] in lens_and_offsets() {
        for (number, byte) in [(0, 0), (0xA5, 0xA5), (-1, 0xFF), (0x1234, 0x34)] {
            let mut bytes = Bytes::new();
            // SAFETY: the buffer has `len` bytes from there.
            let returned = unsafe { function(bytes.at(a), number, len) };
            let expected = |offset| match offset {
                _ if offset >= a && offset < a + len => byte,
                _ => Bytes::pattern(offset),
            };
            if !bytes.are(expected) || returned != bytes.at(a) {
                return Err([len, a, usize::from(byte)]);
            }
            cases += 1;
        }
    }
    Ok(cases)
}
