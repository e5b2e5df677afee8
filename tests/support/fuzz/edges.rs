//! Counts branches, with counters that the compiler inserts: see `.ci/fuzz`.
//!
//! The pass `sancov-module` gives each branch a one-byte counter. Before `main`, the generated code
//! calls the two functions below for each object file, with the addresses of the counters and of
//! their branches.

#![allow(unsafe_code, reason = "the counters are handed over as addresses")]

use std::slice;
use std::sync::{Mutex, PoisonError};

/// The counters: pairs of a start and an end address.
static COUNTERS: Mutex<Vec<(usize, usize)>> = Mutex::new(Vec::new());

/// The tables of branches: pairs of a start and an end address. An entry is an address in the code,
/// and flags.
static TABLES: Mutex<Vec<(usize, usize)>> = Mutex::new(Vec::new());

/// A block of counters without a taken branch.
const ZEROS: [u8; 256] = [0; 256];

fn push(list: &Mutex<Vec<(usize, usize)>>, start: usize, end: usize) {
    let mut list = list.lock().unwrap_or_else(PoisonError::into_inner);
    if start < end && !list.contains(&(start, end)) {
        list.push((start, end));
    }
}

// SAFETY: the generated code calls the function by this name, which no other symbol has.
#[unsafe(no_mangle)]
extern "C" fn __sanitizer_cov_8bit_counters_init(start: *mut u8, end: *mut u8) {
    push(
        &COUNTERS,
        start.expose_provenance(),
        end.expose_provenance(),
    );
}

// SAFETY: the generated code calls the function by this name, which no other symbol has.
#[unsafe(no_mangle)]
extern "C" fn __sanitizer_cov_pcs_init(start: *const usize, end: *const usize) {
    push(&TABLES, start.expose_provenance(), end.expose_provenance());
}

fn all(list: &Mutex<Vec<(usize, usize)>>) -> Vec<(usize, usize)> {
    list.lock().unwrap_or_else(PoisonError::into_inner).clone()
}

/// Sets all counters to zero.
pub(super) fn reset() {
    for (start, end) in all(&COUNTERS) {
        let counters = core::ptr::with_exposed_provenance_mut::<u8>(start);
        // SAFETY: the bytes belong to the counters, and tests run on one thread.
        unsafe { counters.write_bytes(0, end - start) };
    }
}

/// Calls `f` with the index of each branch that was taken, and how often.
pub(super) fn each_taken(mut f: impl FnMut(usize, u8)) {
    let mut first = 0;
    for (start, end) in all(&COUNTERS) {
        let counters = core::ptr::with_exposed_provenance::<u8>(start);
        // SAFETY: the bytes belong to the counters, and tests run on one thread. The copy itself is
        // not counted.
        let counters = unsafe { slice::from_raw_parts(counters, end - start) }.to_vec();
        for (part, times) in counters.chunks(ZEROS.len()).enumerate() {
            if *times == ZEROS[..times.len()] {
                // Most blocks are zero, and comparing them in one step saves time.
                continue;
            }
            for (offset, times) in times.iter().enumerate() {
                if *times != 0 {
                    f(first + part * ZEROS.len() + offset, *times);
                }
            }
        }
        first += end - start;
    }
}

/// Calls `f` with the index of each branch, and its address in the executable file.
pub(super) fn each_branch(mut f: impl FnMut(usize, usize)) {
    // The first line is the mapping of the executable's start.
    let map = std::fs::read_to_string("/proc/self/maps").unwrap_or_default();
    let base = map.split('-').next().unwrap_or_default();
    let base = usize::from_str_radix(base, 16).unwrap_or_default();
    let mut branch = 0;
    for (start, end) in all(&TABLES) {
        let entries = core::ptr::with_exposed_provenance::<[usize; 2]>(start);
        let count = (end - start) / size_of::<[usize; 2]>();
        // SAFETY: the generated code passed the addresses of a table with that many entries, which
        // is static.
        for [address, _] in unsafe { slice::from_raw_parts(entries, count) } {
            f(branch, address.wrapping_sub(base));
            branch += 1;
        }
    }
}
