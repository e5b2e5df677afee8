//! Compares the strings of hosts that write any addresses and any bytes with those of a model.
//!
//! The model has a copy of the same memory, and numbers that don't overflow. The memory is not
//! allocated as in a guest, because nothing grows natively. `tests/hostile` tests that.

use std::cell::{Cell, RefCell};

use arbtest::arbitrary::{Result, Unstructured};

use super::{Errno, OVERRUN_SLACK, Size, StringSource, StringTable, User, WORD};
use crate::fuzz::{Outcomes, fuzz};

const OUTCOMES: [&str; 12] = [
    "a string",
    "an empty string",
    "a string up to the end of the memory",
    "an address before the memory",
    "an address at the end of the memory",
    "an address after the memory",
    "an index without a string",
    "an error of the sizes",
    "an error of the strings",
    "no strings",
    "no memory",
    "the host is called once",
];

/// The most pages for one input. More memory is not allocated.
const PAGES: usize = 4;

/// The behaviour of a host, for one thread.
struct Host {
    sizes: core::result::Result<(Size, Size), Errno>,
    result: core::result::Result<(), Errno>,
    /// The addresses that the host writes, as offsets from the start of the memory.
    offsets: Vec<isize>,
    /// The bytes that the host writes, each with its offset.
    texts: Vec<(usize, Vec<u8>)>,
    /// How often the host was called for the sizes, and for the strings.
    sizes_calls: u32,
    get_calls: u32,
    /// The length of the allocated memory.
    allocated: usize,
}

thread_local! {
    static HOST: RefCell<Option<Host>> = const { RefCell::new(None) };
    static MEMORY: Cell<Option<usize>> = const { Cell::new(None) };
}

/// Returns the start of this thread's memory, which is allocated once and never freed. After the
/// part for an input, there is always more, which must not be read.
fn memory() -> *mut u8 {
    let start = MEMORY.get().unwrap_or_else(|| {
        let words = vec![0_u64; (PAGES + 1) * 65_536 / size_of::<u64>()].leak();
        words.as_mut_ptr().expose_provenance()
    });
    MEMORY.set(Some(start));
    core::ptr::with_exposed_provenance_mut(start)
}

/// Replaces [`memory::alloc`](crate::sys::memory::alloc) in tests.
pub(in crate::sys) fn alloc(
    _: User,
    bytes: usize,
    heap: impl FnOnce(usize) -> Option<usize>,
) -> Option<usize> {
    if bytes > PAGES * 65_536 {
        assert_eq!(heap(bytes), None);
        return None;
    }
    let start = memory();
    // SAFETY: the memory has a page more than that, and the table of an earlier input is not used
    // any more.
    unsafe {
        start.write_bytes(0, bytes);
        start.add(bytes).write_bytes(b'!', 64);
    }
    HOST.with_borrow_mut(|host| {
        if let Some(host) = host {
            let (count, len) = host.sizes.expect("sizes");
            let needed = (count as u128 + len as u128) * WORD as u128 + 2 * OVERRUN_SLACK as u128;
            assert_eq!(bytes as u128, needed);
            host.allocated = bytes;
        }
    });
    Some(start.addr())
}

/// Returns the length of the memory for the strings. The addresses follow.
fn strings_len(allocated: usize, count: usize) -> usize {
    allocated.saturating_sub(OVERRUN_SLACK + count * WORD)
}

enum Fake {}

impl StringSource for Fake {
    const USER: User = User::Args;

    fn sizes() -> core::result::Result<(Size, Size), Errno> {
        HOST.with_borrow_mut(|host| {
            let host = host.as_mut().expect("a host");
            host.sizes_calls += 1;
            host.sizes
        })
    }

    unsafe fn get(pointers: *mut *mut u8, bytes: *mut u8) -> core::result::Result<(), Errno> {
        HOST.with_borrow_mut(|host| {
            let host = host.as_mut().expect("a host");
            let start = memory();
            let count = host.sizes.expect("sizes").0;
            assert_eq!(bytes, start);
            assert_eq!(
                pointers.addr(),
                start.addr() + strings_len(host.allocated, count)
            );
            host.get_calls += 1;
            // SAFETY: all writes are inside of the memory. A guest can't survive others.
            unsafe {
                for (offset, text) in &host.texts {
                    let len = text.len().min(host.allocated - offset);
                    start.add(*offset).copy_from(text.as_ptr(), len);
                }
                for (offset, index) in host.offsets.iter().zip(0..count) {
                    pointers.add(index).write(start.wrapping_offset(*offset));
                }
            }
            host.result
        })
    }
}

fn host(u: &mut Unstructured<'_>) -> Result<Host> {
    let count = match u.int_in_range(0..=15)? {
        0 => 0,
        1 => u.arbitrary::<u32>()? as usize,
        2 => u.int_in_range(0..=40_000)?,
        _ => u.int_in_range(1..=8)?,
    };
    let len = match u.int_in_range(0..=15)? {
        0 => u.arbitrary::<u32>()? as usize,
        1 => u.int_in_range(0..=100_000)?,
        _ => u.int_in_range(0..=100)?,
    };
    let error = |u: &mut Unstructured<'_>| -> Result<_> {
        let fails = u.int_in_range(0..=15)? == 0;
        Ok(if fails {
            Err(Errno(u.arbitrary()?))
        } else {
            Ok(())
        })
    };
    let sizes = error(u)?.map(|()| (count, len));
    let result = error(u)?;

    let allocated = (count + len) * WORD + 2 * OVERRUN_SLACK;
    // If the memory is not allocated, any offset is as good.
    let end = strings_len(allocated.min(PAGES * 65_536), count).max(256);
    let mut texts = Vec::new();
    if u.arbitrary()? {
        // No NUL up to the end.
        let len = u.int_in_range(1..=64)?;
        texts.push((end - len, vec![b'e'; len]));
    }
    let mut offsets = Vec::new();
    for _ in 0..u.int_in_range(0..=8)? {
        let at = u.int_in_range(0..=200)?;
        let mut text = vec![b't'; u.int_in_range(0..=20)?];
        if u.arbitrary()? {
            let len = u.int_in_range(0..=20)?;
            text = u.bytes(len)?.to_vec();
        }
        texts.push((at, text));
        offsets.push(match u.int_in_range(0..=15)? {
            0 => u.int_in_range(0..=16)?,
            1 => -1 - u.int_in_range(0..=16)?,
            2 => end as isize,
            3 => end as isize + u.int_in_range(0..=16)?,
            4 | 5 => end as isize - u.int_in_range(1..=70)?,
            6 => u.arbitrary()?,
            _ => at as isize + u.int_in_range(0..=4)?,
        });
    }
    Ok(Host {
        sizes,
        result,
        offsets,
        texts,
        sizes_calls: 0,
        get_calls: 0,
        allocated: 0,
    })
}

/// Returns the string at `index` by the model, for the memory as the host has left it.
fn model_string(
    memory: &[u8],
    start: usize,
    count: usize,
    index: usize,
    outcomes: &mut Outcomes,
) -> Vec<u8> {
    let pointer = &memory[strings_len(memory.len(), count) + index * WORD..][..WORD];
    let address = pointer
        .iter()
        .rev()
        .fold(0, |sum, byte| sum * 256 + u128::from(*byte));
    let end = strings_len(memory.len(), count);
    let rest = &memory[..end];
    let (start, end) = (start as u128, (start + end) as u128);
    if address < start {
        outcomes.saw("an address before the memory");
        return Vec::new();
    }
    if address >= end {
        let at_end = address == end;
        outcomes.saw(if at_end {
            "an address at the end of the memory"
        } else {
            "an address after the memory"
        });
        return Vec::new();
    }
    let rest = &rest[(address - start) as usize..];
    let text: Vec<u8> = rest.iter().copied().take_while(|byte| *byte != 0).collect();
    outcomes.saw(match () {
        () if text.is_empty() => "an empty string",
        () if text.len() == rest.len() => "a string up to the end of the memory",
        () => "a string",
    });
    text
}

/// A string that had bytes from outside of its memory, or lacked some, would leak or lose data.
#[test]
fn strings_are_those_of_the_model() {
    fuzz("strings", &OUTCOMES, |u, outcomes| {
        let host = host(u)?;
        let (sizes, result) = (host.sizes, host.result);
        HOST.set(Some(host));
        let table = StringTable::<Fake>::new();
        // Before the host is called, the table is empty.
        assert_eq!(table.get(0), b"");
        let counted = table.count(|_| None);
        let count = counted.unwrap_or_default();
        let (sizes_calls, get_calls, allocated) = HOST.with_borrow(|host| {
            let host = host.as_ref().expect("a host");
            (host.sizes_calls, host.get_calls, host.allocated)
        });
        let expected = match sizes {
            Err(_) => {
                outcomes.saw("an error of the sizes");
                0
            }
            Ok((0, _)) => {
                outcomes.saw("no strings");
                0
            }
            Ok(_) if allocated == 0 => {
                outcomes.saw("no memory");
                0
            }
            Ok(_) if result.is_err() => {
                outcomes.saw("an error of the strings");
                0
            }
            Ok((count, _)) => count,
        };
        assert_eq!(count, expected);
        let no_memory = sizes.is_ok_and(|(count, _)| count != 0) && allocated == 0;
        assert_eq!(counted.is_none(), no_memory);
        assert_eq!((sizes_calls, get_calls), (1, u32::from(allocated != 0)));

        let start = memory();
        // SAFETY: the thread's memory has at least so many bytes, and nothing writes to it now.
        let memory = unsafe { core::slice::from_raw_parts(start, allocated) }.to_vec();
        for index in (0..count.min(12)).chain(count.checked_sub(1)) {
            let expected = model_string(&memory, start.addr(), count, index, outcomes);
            assert_eq!(table.get(index), expected, "string {index} of {count}");
        }
        for index in [
            count,
            count + 1,
            count + u.int_in_range(0..=100_000)?,
            usize::MAX,
        ] {
            assert_eq!(table.get(index), b"");
            outcomes.saw("an index without a string");
        }
        // The host is called once, with or without success.
        assert_eq!(table.count(|_| None), Some(count));
        assert_eq!(
            HOST.take().map(|host| (host.sizes_calls, host.get_calls)),
            Some((sizes_calls, get_calls))
        );
        outcomes.saw("the host is called once");
        Ok(())
    });
}
