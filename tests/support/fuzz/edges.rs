//! The branches of the code, as a compiler counts them that was told to: see `.ci/fuzz`.
//!
//! The pass `sancov-module` gives each branch a byte that is counted up whenever it is taken, and calls
//! the two functions here before `main`, once for each object file, to say where those bytes and the
//! addresses of their branches are.

#![allow(unsafe_code, reason = "the counters are handed over as addresses")]

use std::slice;
use std::sync::{Mutex, PoisonError};

/// Bytes from one address to before another.
static COUNTERS: Mutex<Vec<(usize, usize)>> = Mutex::new(Vec::new());

/// Pairs of words, an address of the code and flags: from one address to before another.
static PLACES: Mutex<Vec<(usize, usize)>> = Mutex::new(Vec::new());

/// What nothing was taken of looks like.
const ZEROS: [u8; 256] = [0; 256];

fn push(list: &Mutex<Vec<(usize, usize)>>, start: usize, end: usize) {
    let mut list = list.lock().unwrap_or_else(PoisonError::into_inner);
    if start < end && !list.contains(&(start, end)) {
        list.push((start, end));
    }
}

// SAFETY: the pass calls it by that name, and nothing else has it.
#[unsafe(no_mangle)]
extern "C" fn __sanitizer_cov_8bit_counters_init(start: *mut u8, end: *mut u8) {
    push(
        &COUNTERS,
        start.expose_provenance(),
        end.expose_provenance(),
    );
}

// SAFETY: as above.
#[unsafe(no_mangle)]
extern "C" fn __sanitizer_cov_pcs_init(start: *const usize, end: *const usize) {
    push(&PLACES, start.expose_provenance(), end.expose_provenance());
}

fn all(list: &Mutex<Vec<(usize, usize)>>) -> Vec<(usize, usize)> {
    list.lock().unwrap_or_else(PoisonError::into_inner).clone()
}

/// Sets all counters to zero.
pub(super) fn forget() {
    for (start, end) in all(&COUNTERS) {
        let counters = core::ptr::with_exposed_provenance_mut::<u8>(start);
        // SAFETY: these bytes are the counters' own, and one thread alone runs tests then.
        unsafe { counters.write_bytes(0, end - start) };
    }
}

/// Calls `f` with each branch that was taken, and how often.
pub(super) fn each_taken(mut f: impl FnMut(usize, u8)) {
    let mut first = 0;
    for (start, end) in all(&COUNTERS) {
        let counters = core::ptr::with_exposed_provenance::<u8>(start);
        // SAFETY: as above; the copy is not counted in.
        let counters = unsafe { slice::from_raw_parts(counters, end - start) }.to_vec();
        for (part, times) in counters.chunks(ZEROS.len()).enumerate() {
            if *times == ZEROS[..times.len()] {
                // As most are, of which a loop would take long to find that out.
                continue;
            }
            for (place, times) in times.iter().enumerate() {
                if *times != 0 {
                    f(first + part * ZEROS.len() + place, *times);
                }
            }
        }
        first += end - start;
    }
}

/// Calls `f` with each branch, and where it is in the executable's file.
pub(super) fn each_place(mut f: impl FnMut(usize, usize)) {
    // The first line of the map is the executable's own beginning.
    let map = std::fs::read_to_string("/proc/self/maps").unwrap_or_default();
    let base = map.split('-').next().unwrap_or_default();
    let base = usize::from_str_radix(base, 16).unwrap_or_default();
    let mut branch = 0;
    for (start, end) in all(&PLACES) {
        let places = core::ptr::with_exposed_provenance::<[usize; 2]>(start);
        let count = (end - start) / size_of::<[usize; 2]>();
        // SAFETY: so many pairs the pass has put there, for good.
        for [address, _] in unsafe { slice::from_raw_parts(places, count) } {
            f(branch, address.wrapping_sub(base));
            branch += 1;
        }
    }
}
