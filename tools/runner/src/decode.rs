//! Import calls as text: `fd_write(1, [14 "Hello, world!\n"]) = OK 14`.
//!
//! A failed test and `cargo guest --trace` show the records, paths and flags of a call by value and
//! name, not by address. [`inputs`] and [`outcome`] follow the table in
//! [`preview1`](crate::preview1). A guest may pass any number as a pointer, so every access to its
//! memory may fail; `?` is shown then.

use std::time::Duration;

use crate::preview1::{self, CLOCKS, EVENTS, FDFLAG_NAMES, FILETYPES, Kind, Out};
use crate::{errno, low};

/// The number of bytes of a buffer that a line shows.
const SHOWN_BYTES: usize = 32;
/// The number of bytes of a path that a line shows.
const SHOWN_PATH: usize = 256;
/// The number of items of a list that a line shows.
const SHOWN_ITEMS: usize = 8;

/// Returns the call as the guest made it: `fd_write(1, [14 "Hello, world!\n"])`.
///
/// The caller calls this before the import, which may overwrite its arguments in memory.
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

/// Returns the outcome of a call: `OK 14`, or `BADF`, or an empty text if the call returned
/// nothing.
///
/// The caller calls this after the import.
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
    // A filled buffer is shown after its count, which is a later argument.
    let mut filled = None;
    for_each(name, args, |kind, _, [first, second, third]| match kind {
        Kind::Buffer | Kind::Reads => filled = Some((kind, first, second)),
        Kind::Subscriptions => filled = Some((kind, second, third)),
        Kind::Out(out) => {
            shown.push(stored(memory, first, out).unwrap_or_else(unreadable));
            if let Some((kind, pointer, max)) = filled.take() {
                let count = u32_at(memory, first).unwrap_or(0);
                shown.push(contents(memory, kind, pointer, max, count));
            }
        }
        _ => {}
    });
    if let Some((kind, pointer, max)) = filled {
        shown.push(contents(memory, kind, pointer, max, max));
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

/// Returns a trace's line for a call. It is one string, because a single write is not split by the
/// guest's writes to the same stream.
pub fn line(text: &str, took: Duration) -> String {
    format!("{text} ({} µs)\n", took.as_micros())
}

/// Calls `each` for every [`Kind`] of the function's arguments, with the arguments themselves.
///
/// `each` receives the first argument as it is, and the low halves of the first three. A missing
/// argument is 0. The arguments of a function outside preview 1 are numbers.
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

/// Returns the contents of `max` bytes, buffers or events, of which the host has filled `count`.
fn contents(memory: &[u8], kind: Kind, pointer: u32, max: u32, count: u32) -> String {
    match kind {
        Kind::Reads => quoted(&gather(memory, pointer, max, count), SHOWN_BYTES),
        Kind::Subscriptions => list(max.min(count), |index| event(memory, pointer, index)),
        _ => bytes(memory, pointer, max.min(count))
            .map_or_else(unreadable, |bytes| quoted(bytes, SHOWN_PATH)),
    }
}

/// Returns the value at an out-pointer.
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

/// Returns a 48-byte subscription: a clock and a time, or a descriptor.
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

/// Returns a 32-byte event: its type, and its error if there is one.
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

/// Returns the buffer of one iovec in an array.
fn iovec(memory: &[u8], base: u32, index: u32) -> Option<&[u8]> {
    let at = base.checked_add(index.checked_mul(8)?)?;
    let (pointer, len) = (u32_at(memory, at)?, u32_at(memory, at.checked_add(4)?)?);
    bytes(memory, pointer, len)
}

/// Returns the first `total` bytes of the buffers, but no more than a line shows.
fn gather(memory: &[u8], base: u32, count: u32, total: u32) -> Vec<u8> {
    let total = (total as usize).min(SHOWN_BYTES + 1);
    (0..count)
        .map_while(|index| iovec(memory, base, index))
        .flatten()
        .copied()
        .take(total)
        .collect()
}

/// Returns `[a, b, c]`, cut after [`SHOWN_ITEMS`].
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

/// Returns the first `max` bytes as a string literal, followed by `…` if there are more.
fn quoted(text: &[u8], max: usize) -> String {
    let cut = text.len() > max;
    let text = &text[..text.len().min(max)];
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

/// Returns the text for a pointer that is out of bounds.
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
