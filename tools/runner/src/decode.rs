//! Import calls as text: `fd_write(1, [14 "Hello, world!\n"]) = OK 14`.
//!
//! A failed test and `cargo guest --trace` show calls to people, who know
//! preview 1's records and flags by name, not by address. [`inputs`] and
//! [`outcome`] follow the table in [`preview1`](crate::preview1). A guest may
//! pass any number as a pointer, so every look into memory may fail, and then
//! shows as `?`.

use std::time::Duration;

use crate::preview1::{self, CLOCKS, EVENTS, FDFLAG_NAMES, FILETYPES, Kind, Out};
use crate::{errno, low};

/// How much of a buffer, of a path and of a list a line shows.
const SHOWN_BYTES: usize = 32;
const SHOWN_PATH: usize = 256;
const SHOWN_ITEMS: usize = 8;

/// The call as the guest made it: `fd_write(1, [14 "Hello, world!\n"])`. To be
/// called before the host runs, which may overwrite what it read.
pub fn inputs(name: &str, args: &[u64], memory: &[u8]) -> String {
    let mut shown = Vec::new();
    for_each(name, args, |kind, wide, [first, second, third]| {
        shown.push(match kind {
            Kind::Number => wide.to_string(),
            Kind::Offset => wide.cast_signed().to_string(),
            Kind::Time => nanoseconds(wide),
            Kind::Pointer => format!("{first:#x}"),
            Kind::Rights => format!("{wide:#x}"),
            Kind::Named(names) => named(first, names),
            Kind::Flags(names) => flags(first, names),
            Kind::Path => bytes(memory, first, second)
                .map_or_else(unreadable, |path| quoted(path, SHOWN_PATH)),
            Kind::Buffer => format!("[{second}]"),
            Kind::Writes => list(second, |index| {
                let text = iovec(memory, first, index)?;
                Some(format!("{} {}", text.len(), quoted(text, SHOWN_BYTES)))
            }),
            Kind::Reads => list(second, |index| {
                Some(iovec(memory, first, index)?.len().to_string())
            }),
            Kind::Subscriptions => list(third, |index| subscription(memory, first, index)),
            Kind::Out(_) => return,
        });
    });
    format!("{name}({})", shown.join(", "))
}

/// What came of a call: `OK 14`, or `BADF`, or nothing if it returned nothing.
/// To be called after the host ran.
pub fn outcome(name: &str, args: &[u64], result: Option<i32>, memory: &[u8]) -> String {
    let Some(errno) = result else {
        return String::new();
    };
    if !preview1::has(name) {
        return errno.to_string();
    }
    if errno != 0 {
        return errno::describe(errno);
    }
    let mut shown = vec![errno::describe(errno)];
    // What the host filled is shown behind the count of it, which comes later.
    let mut filled = None;
    for_each(name, args, |kind, _, [first, second, third]| match kind {
        Kind::Buffer | Kind::Reads => filled = Some((kind, first, second)),
        Kind::Subscriptions => filled = Some((kind, second, third)),
        Kind::Out(out) => {
            shown.push(stored(memory, first, out).unwrap_or_else(unreadable));
            if let Some((kind, pointer, most)) = filled.take() {
                let count = u32_at(memory, first).unwrap_or(0);
                shown.push(contents(memory, kind, pointer, most, count));
            }
        }
        _ => {}
    });
    if let Some((kind, pointer, most)) = filled {
        shown.push(contents(memory, kind, pointer, most, most));
    }
    shown.join(" ")
}

/// Returns the call and its outcome as one text, without a line end.
pub fn text(inputs: &str, outcome: &str) -> String {
    if outcome.is_empty() {
        inputs.to_owned()
    } else {
        format!("{inputs} = {outcome}")
    }
}

/// Returns a trace's line for a call. It is one string, so that one write keeps it whole where the
/// guest writes to the same stream.
pub fn line(text: &str, took: Duration) -> String {
    format!("{text} ({} µs)\n", took.as_micros())
}

/// Calls `each` with every kind of the function's arguments, and the arguments
/// themselves: the first as it is, and the low halves of the first three, which
/// are zero where there is none. A function outside preview 1 takes numbers.
fn for_each(name: &str, args: &[u64], mut each: impl FnMut(Kind, u64, [u32; 3])) {
    let unknown = vec![Kind::Number; args.len()];
    let mut rest = args;
    for &kind in preview1::kinds(name).unwrap_or(&unknown) {
        let Some((&first, _)) = rest.split_first() else {
            return;
        };
        let at = |index| rest.get(index).copied().map_or(0, low);
        each(kind, first, [low(first), at(1), at(2)]);
        rest = rest.get(kind.width()..).unwrap_or_default();
    }
}

/// What the host has put into `most` bytes, buffers or events: it says `count`.
fn contents(memory: &[u8], kind: Kind, pointer: u32, most: u32, count: u32) -> String {
    match kind {
        Kind::Reads => quoted(&gather(memory, pointer, most, count), SHOWN_BYTES),
        Kind::Subscriptions => list(most.min(count), |index| event(memory, pointer, index)),
        _ => bytes(memory, pointer, most.min(count))
            .map_or_else(unreadable, |bytes| quoted(bytes, SHOWN_PATH)),
    }
}

/// What an out-pointer's target holds.
fn stored(memory: &[u8], pointer: u32, out: Out) -> Option<String> {
    Some(match out {
        Out::U16 => u16::from_le_bytes(array(memory, pointer)?).to_string(),
        Out::U32 => u32_at(memory, pointer)?.to_string(),
        Out::U64 => u64_at(memory, pointer)?.to_string(),
        Out::Fdstat => {
            let [filetype, _, low, high] = array::<4>(memory, pointer)?;
            let flags = flags(u32::from(u16::from_le_bytes([low, high])), FDFLAG_NAMES);
            format!(
                "{{{}, flags {flags}, rights {:#x}, inheriting {:#x}}}",
                named(u32::from(filetype), FILETYPES),
                u64_at(memory, pointer.checked_add(8)?)?,
                u64_at(memory, pointer.checked_add(16)?)?,
            )
        }
        Out::Filestat => format!(
            "{{{}, size {}, ino {}}}",
            named(
                u32::from(array::<1>(memory, pointer.checked_add(16)?)?[0]),
                FILETYPES
            ),
            u64_at(memory, pointer.checked_add(32)?)?,
            u64_at(memory, pointer.checked_add(8)?)?,
        ),
        Out::Prestat => format!(
            "{{{}, name of {}}}",
            named(u32::from(array::<1>(memory, pointer)?[0]), &["dir"]),
            u32_at(memory, pointer.checked_add(4)?)?,
        ),
    })
}

/// A 48-byte subscription: a clock and its time, or a descriptor to wait for.
fn subscription(memory: &[u8], base: u32, index: u32) -> Option<String> {
    let at = base.checked_add(index.checked_mul(48)?)?;
    let record: [u8; 48] = array(memory, at)?;
    let kind = named(u32::from(record[8]), EVENTS);
    if record[8] != 0 {
        return Some(format!("{kind} {}", u32_at(&record, 16)?));
    }
    let absolute = record[40] & 1 != 0;
    Some(format!(
        "{kind} {} {}{}",
        named(u32_at(&record, 16)?, CLOCKS),
        if absolute { "at " } else { "+" },
        nanoseconds(u64_at(&record, 24)?),
    ))
}

/// A 32-byte event: what happened, and its own error.
fn event(memory: &[u8], base: u32, index: u32) -> Option<String> {
    let at = base.checked_add(index.checked_mul(32)?)?;
    let record: [u8; 32] = array(memory, at)?;
    let error = i32::from(u16::from_le_bytes([record[8], record[9]]));
    let kind = named(u32::from(record[10]), EVENTS);
    Some(if error == 0 {
        kind
    } else {
        format!("{kind} {}", errno::describe(error))
    })
}

/// The buffer that an iovec of an array is about.
fn iovec(memory: &[u8], base: u32, index: u32) -> Option<&[u8]> {
    let at = base.checked_add(index.checked_mul(8)?)?;
    let (pointer, len) = (u32_at(memory, at)?, u32_at(memory, at.checked_add(4)?)?);
    bytes(memory, pointer, len)
}

/// The first `total` bytes that were read into buffers; no more than a line shows.
fn gather(memory: &[u8], base: u32, count: u32, total: u32) -> Vec<u8> {
    let total = (total as usize).min(SHOWN_BYTES + 1);
    (0..count)
        .map_while(|index| iovec(memory, base, index))
        .flatten()
        .copied()
        .take(total)
        .collect()
}

/// `[a, b, c]`, cut after a few items.
fn list(count: u32, item: impl Fn(u32) -> Option<String>) -> String {
    let mut items: Vec<String> = (0..count)
        .take(SHOWN_ITEMS)
        .map(|index| item(index).unwrap_or_else(unreadable))
        .collect();
    if count as usize > SHOWN_ITEMS {
        items.push(format!("… {count} in all"));
    }
    format!("[{}]", items.join(", "))
}

/// The beginning of some bytes as a string literal, with `…` if it was cut.
fn quoted(text: &[u8], most: usize) -> String {
    let cut = text.len() > most;
    let text = &text[..text.len().min(most)];
    let mut shown = String::from("\"");
    for chunk in text.utf8_chunks() {
        let valid = format!("{:?}", chunk.valid());
        shown.push_str(&valid[1..valid.len() - 1]);
        shown.extend(chunk.invalid().escape_ascii().map(char::from));
    }
    shown.push('"');
    if cut {
        shown.push('…');
    }
    shown
}

fn named(value: u32, names: &[&str]) -> String {
    names
        .get(value as usize)
        .map_or_else(|| value.to_string(), |name| (*name).to_owned())
}

fn flags(value: u32, names: &[&str]) -> String {
    let known = (1u32 << names.len()) - 1;
    let mut set: Vec<String> = (0..names.len())
        .filter(|bit| value >> bit & 1 == 1)
        .map(|bit| names[bit].to_owned())
        .collect();
    if value & !known != 0 || set.is_empty() {
        set.push(if value == 0 {
            "0".to_owned()
        } else {
            format!("{:#x}", value & !known)
        });
    }
    set.join("|")
}

fn nanoseconds(time: u64) -> String {
    match time {
        0 => "0".to_owned(),
        t if t % 1_000_000 == 0 => format!("{} ms", t / 1_000_000),
        t => format!("{t} ns"),
    }
}

/// What a trace shows for a pointer that leads out of memory.
fn unreadable() -> String {
    "?".to_owned()
}

fn bytes(memory: &[u8], pointer: u32, len: u32) -> Option<&[u8]> {
    memory.get(pointer as usize..)?.get(..len as usize)
}

fn array<const N: usize>(memory: &[u8], pointer: u32) -> Option<[u8; N]> {
    memory.get(pointer as usize..)?.first_chunk().copied()
}

fn u32_at(memory: &[u8], pointer: u32) -> Option<u32> {
    array(memory, pointer).map(u32::from_le_bytes)
}

fn u64_at(memory: &[u8], pointer: u32) -> Option<u64> {
    array(memory, pointer).map(u64::from_le_bytes)
}
