//! Unlimited recursion traps, and overwrites nothing.
//!
//! The stack is placed before all data. An overflow leads to an address below 0, which wraps around
//! to the end of 4 GiB, where there is no memory. This holds for both link modes.

use std::sync::{Arc, Mutex};

use nanowasi_test_host::build::{self, Mode};
use nanowasi_test_host::{OutOfBounds, Response, Run, Status};

use crate::document;

/// The size of the stack, and so the first address after it, unless linker flags change it.
const STACK: u32 = 1 << 20;

/// The size that no memory may reach: 4 GiB less the last page.
const FULL: usize = (1 << 32) - 65_536 + 1;

/// The number of bytes at each end that are compared if the memory has its maximum size.
const ENDS: u32 = 1 << 20;

/// The results of a run.
#[derive(Clone, Debug, Default)]
struct Seen {
    /// The addresses of the first data, and of a variable on the stack.
    data: u32,
    stack: u32,
    came_back: bool,
    /// The memory before the recursion, from the first data on, and the number of bytes that
    /// changed.
    before: Vec<u8>,
    size: usize,
    changed: usize,
}

/// Returns the part of memory that is compared: all data, or both ends.
fn part(
    size: usize,
    data: u32,
    mut read: impl FnMut(u32, u32) -> Result<Vec<u8>, OutOfBounds>,
) -> Vec<u8> {
    let end = u32::try_from(size).unwrap_or(u32::MAX);
    let len = (end - data).min(ENDS);
    let ends = [read(data, len), read(end - len, len)];
    ends.map(|end| end.expect("memory")).concat()
}

fn run(guest: &[u8], args: &[&str]) -> (Status, Seen) {
    let seen = Arc::new(Mutex::new(Seen::default()));
    let (shared, looked) = (Arc::clone(&seen), Arc::clone(&seen));
    let output = Run::new(guest)
        .args(args.to_vec())
        .import("test", "report", move |call| {
            let mut seen = shared.lock().unwrap();
            if call.arg(1) != 8 {
                seen.came_back = true;
                return Ok(Response::Errno(0));
            }
            seen.data = call.u32(call.arg(0))?;
            seen.stack = call.u32(call.arg(0) + 4)?;
            seen.size = call.memory_len();
            let from = seen.data;
            seen.before = part(seen.size, from, |at, len| call.bytes(at, len));
            Ok::<_, OutOfBounds>(Response::Errno(0))
        })
        .after(move |memory| {
            let mut seen = looked.lock().unwrap();
            assert_eq!(memory.len(), seen.size, "memory has grown");
            let after = part(seen.size, seen.data, |at, len| {
                Ok(memory[at as usize..][..len as usize].to_vec())
            });
            // Usually nothing differs, and there is nothing to count.
            if seen.before != after {
                let pairs = seen.before.iter().zip(&after);
                seen.changed = pairs.filter(|(before, after)| before != after).count();
            }
        })
        .run();
    assert_eq!(output.statuses.len(), 1, "{output}");
    let seen = seen.lock().unwrap().clone();
    (output.status, seen)
}

/// Returns the name of a trap, without its address.
fn name_of_trap(status: &Status) -> &'static str {
    let Status::Trap(text) = status else {
        panic!("no trap: {status}");
    };
    let known = ["call stack exhausted", "out of bounds memory access"];
    let found = known.into_iter().find(|known| text.contains(known));
    found.unwrap_or_else(|| panic!("another trap: {status}"))
}

/// If the stack were after the data, as with other linkers, an overflow would overwrite them, and
/// the program would continue. With the stack first, memory must not reach 4 GiB: with the last
/// page of all, the first frames below 0 would be written into it.
#[test]
fn unlimited_recursion_traps_and_overwrites_nothing() {
    let mut rows = Vec::new();
    for frame in ["0", "64", "1024", "16384", "65000", "1000000"] {
        for written in ["dense", "sparse"] {
            let mut cells = vec![frame.to_owned()];
            cells.push(
                if written == "dense" {
                    "all"
                } else {
                    "the first"
                }
                .to_owned(),
            );
            for memory in ["", "full"] {
                let ends = [Mode::Default, Mode::Tiny].map(|mode| {
                    let guest = build::guest("deep_recursion", mode);
                    let (status, seen) = run(&guest, &[frame, written, memory]);
                    let what = format!("{mode:?}, {frame}, {written}, {memory}: {status}");
                    assert!(!seen.came_back, "{what}");
                    assert!(seen.data >= STACK && seen.stack < STACK, "{what}");
                    if memory == "full" {
                        let full_size = (4096 - 16) << 20;
                        assert!(
                            (full_size..FULL).contains(&seen.size),
                            "{what}: {}",
                            seen.size
                        );
                    }
                    assert!(seen.before.len() > 500_000, "{what}: too little compared");
                    assert_eq!(seen.changed, 0, "{what}: data were written over");
                    name_of_trap(&status)
                });
                assert_eq!(ends[0], ends[1], "{frame}, {written}, {memory}");
                cells.push(ends[0].to_owned());
            }
            rows.push(<[String; 4]>::try_from(cells).expect("four cells"));
        }
    }
    document::table(
        "stack",
        [
            "bytes of stack per call",
            "written",
            "trap",
            "trap with 4 GiB in use",
        ],
        &rows,
    );
}
