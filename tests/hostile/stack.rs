//! Programs that call themselves without an end: they trap, and write over nothing.
//!
//! The stack lies before all data: who goes past its end comes to an address below 0, which is one at the end
//! of 4 GiB, where there is no memory. So it is in either way to link a program.

use std::sync::{Arc, Mutex};

use nanowasi_test_host::build::{self, Mode};
use nanowasi_test_host::{Answer, OutOfBounds, Run, Status};

use crate::document;

/// The size of the stack, and so the first address behind it, unless a linker is told otherwise.
const STACK: u32 = 1 << 20;

/// What no memory may come to: 4 GiB but for the last page.
const FULL: usize = (1 << 32) - 65_536 + 1;

/// What is looked at of a memory, from its end, where that is all that there can be.
const ENDS: u32 = 1 << 20;

/// What a run has come to.
#[derive(Clone, Debug, Default)]
struct Seen {
    /// Where data begin, and where a variable on the stack is.
    data: u32,
    stack: u32,
    came_back: bool,
    /// The memory before the calls, from the first data on; and that many bytes of it have changed.
    before: Vec<u8>,
    size: usize,
    changed: usize,
}

/// The part of the memory that is compared: all data, or those at both ends of it.
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
    let (told, looked) = (Arc::clone(&seen), Arc::clone(&seen));
    let output = Run::new(guest)
        .args(args.to_vec())
        .import("test", "report", move |call| {
            let mut seen = told.lock().unwrap();
            if call.arg(1) != 8 {
                seen.came_back = true;
                return Ok(Answer::Errno(0));
            }
            seen.data = call.u32(call.arg(0))?;
            seen.stack = call.u32(call.arg(0) + 4)?;
            seen.size = call.memory_len();
            let from = seen.data;
            seen.before = part(seen.size, from, |at, len| call.bytes(at, len));
            Ok::<_, OutOfBounds>(Answer::Errno(0))
        })
        .after(move |memory| {
            let mut seen = looked.lock().unwrap();
            assert_eq!(memory.len(), seen.size, "memory has grown");
            let after = part(seen.size, seen.data, |at, len| {
                Ok(memory[at as usize..][..len as usize].to_vec())
            });
            // Mostly there is nothing to count.
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

/// What a trap is called, without its address.
fn called(status: &Status) -> &'static str {
    let Status::Trap(text) = status else {
        panic!("no trap: {status}");
    };
    let known = ["call stack exhausted", "out of bounds memory access"];
    let found = known.into_iter().find(|known| text.contains(known));
    found.unwrap_or_else(|| panic!("another trap: {status}"))
}

/// With the stack behind the data, as other linkers have it, a call too many writes over them, and the program
/// goes on with what it finds there. Before the data it needs an end of memory above: with a last page of all, the
/// first calls below 0 would write into it.
#[test]
fn calls_without_an_end_trap_and_write_over_nothing() {
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
                        let most = (4096 - 16) << 20;
                        assert!((most..FULL).contains(&seen.size), "{what}: {}", seen.size);
                    }
                    assert!(seen.before.len() > 500_000, "{what}: too little compared");
                    assert_eq!(seen.changed, 0, "{what}: data were written over");
                    called(&status)
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
            "bytes of stack a call",
            "of which it writes",
            "ends with",
            "with 4 GiB in use",
        ],
        &rows,
    );
}
