//! Arguments from a host that writes any addresses and any bytes, against a model that has a copy of the same
//! memory and numbers without an end.
//!
//! Where that memory comes from is not the code's own way, since there is nothing to grow natively: `tests/hostile`
//! has that.

use std::cell::{Cell, RefCell};

use arbtest::arbitrary::{Result, Unstructured};

use super::{Errno, OVERRUN_SLACK, Size, StringSource, StringTable, User, WORD};
use crate::fuzz::{Outcomes, fuzz};

const OUTCOMES: [&str; 12] = [
    "a text",
    "a text of no bytes",
    "a text that goes on to the end of the memory",
    "an address before the memory",
    "an address at its very end",
    "an address behind it",
    "no string of that number",
    "the host's error to how many",
    "the host's error to which",
    "none",
    "no memory",
    "asked once",
];

/// The pages that there are for one input; more are refused.
const PAGES: usize = 4;

/// What one host does, in a thread of its own.
struct Host {
    sizes: core::result::Result<(Size, Size), Errno>,
    answer: core::result::Result<(), Errno>,
    /// Where each string is said to be, from the start of the memory.
    places: Vec<isize>,
    /// Bytes that are written, each from where.
    texts: Vec<(usize, Vec<u8>)>,
    asked: u32,
    got: u32,
    given: usize,
}

thread_local! {
    static HOST: RefCell<Option<Host>> = const { RefCell::new(None) };
    static MEMORY: Cell<Option<usize>> = const { Cell::new(None) };
}

/// Where the memory of this thread begins: it is made once, and never given back. Behind what is given out of it
/// there is always more, which nobody is to read.
fn memory() -> *mut u8 {
    let start = MEMORY.get().unwrap_or_else(|| {
        let words = vec![0_u64; (PAGES + 1) * 65_536 / size_of::<u64>()].leak();
        words.as_mut_ptr().expose_provenance()
    });
    MEMORY.set(Some(start));
    core::ptr::with_exposed_provenance_mut(start)
}

/// In the place of [`memory::alloc`](crate::sys::memory::alloc).
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
    // SAFETY: the memory has a page more than that; what an input before had of it is gone.
    unsafe {
        start.write_bytes(0, bytes);
        start.add(bytes).write_bytes(b'!', 64);
    }
    HOST.with_borrow_mut(|host| {
        if let Some(host) = host {
            let (count, len) = host.sizes.expect("told before");
            let needed = (count as u128 + len as u128) * WORD as u128 + 2 * OVERRUN_SLACK as u128;
            assert_eq!(bytes as u128, needed);
            host.given = bytes;
        }
    });
    Some(start.addr())
}

/// How many bytes of the memory are for the strings: the addresses lie behind them.
fn strings(given: usize, count: usize) -> usize {
    given.saturating_sub(OVERRUN_SLACK + count * WORD)
}

enum Fake {}

impl StringSource for Fake {
    const USER: User = User::Args;

    fn sizes() -> core::result::Result<(Size, Size), Errno> {
        HOST.with_borrow_mut(|host| {
            let host = host.as_mut().expect("a host");
            host.asked += 1;
            host.sizes
        })
    }

    unsafe fn get(pointers: *mut *mut u8, bytes: *mut u8) -> core::result::Result<(), Errno> {
        HOST.with_borrow_mut(|host| {
            let host = host.as_mut().expect("a host");
            let start = memory();
            let count = host.sizes.expect("told before").0;
            assert_eq!(bytes, start);
            assert_eq!(pointers.addr(), start.addr() + strings(host.given, count));
            host.got += 1;
            // SAFETY: all of it lies within the memory: what a host does outside is not the guest's to survive.
            unsafe {
                for (at, text) in &host.texts {
                    let len = text.len().min(host.given - at);
                    start.add(*at).copy_from(text.as_ptr(), len);
                }
                for (place, pointer) in host.places.iter().zip(0..count) {
                    pointers.add(pointer).write(start.wrapping_offset(*place));
                }
            }
            host.answer
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
    let answer = error(u)?;

    let given = (count + len) * WORD + 2 * OVERRUN_SLACK;
    // Where there is no memory for it, any will do.
    let end = strings(given.min(PAGES * 65_536), count).max(256);
    let mut texts = Vec::new();
    if u.arbitrary()? {
        // No zero up to the end.
        let len = u.int_in_range(1..=64)?;
        texts.push((end - len, vec![b'e'; len]));
    }
    let mut places = Vec::new();
    for _ in 0..u.int_in_range(0..=8)? {
        let at = u.int_in_range(0..=200)?;
        let mut text = vec![b't'; u.int_in_range(0..=20)?];
        if u.arbitrary()? {
            let len = u.int_in_range(0..=20)?;
            text = u.bytes(len)?.to_vec();
        }
        texts.push((at, text));
        places.push(match u.int_in_range(0..=15)? {
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
        answer,
        places,
        texts,
        asked: 0,
        got: 0,
        given: 0,
    })
}

/// What is expected of a number, by the memory as the host has left it.
fn expected(
    memory: &[u8],
    start: usize,
    count: usize,
    number: usize,
    outcomes: &mut Outcomes,
) -> Vec<u8> {
    let pointer = &memory[strings(memory.len(), count) + number * WORD..][..WORD];
    let address = pointer
        .iter()
        .rev()
        .fold(0, |sum, byte| sum * 256 + u128::from(*byte));
    let end = strings(memory.len(), count);
    let rest = &memory[..end];
    let (start, end) = (start as u128, (start + end) as u128);
    if address < start {
        outcomes.saw("an address before the memory");
        return Vec::new();
    }
    if address >= end {
        let at_end = address == end;
        outcomes.saw(if at_end {
            "an address at its very end"
        } else {
            "an address behind it"
        });
        return Vec::new();
    }
    let rest = &rest[(address - start) as usize..];
    let text: Vec<u8> = rest.iter().copied().take_while(|byte| *byte != 0).collect();
    outcomes.saw(match () {
        () if text.is_empty() => "a text of no bytes",
        () if text.len() == rest.len() => "a text that goes on to the end of the memory",
        () => "a text",
    });
    text
}

/// No string of any host has a byte that is not in the memory it was given, nor fewer than it should have.
#[test]
fn strings_are_those_of_the_model() {
    fuzz("strings", &OUTCOMES, |u, outcomes| {
        let made = host(u)?;
        let (sizes, answer) = (made.sizes, made.answer);
        HOST.set(Some(made));
        let strings = StringTable::<Fake>::new();
        // Before anything is known, there is nothing.
        assert_eq!(strings.get(0), b"");
        let counted = strings.count(|_| None);
        let count = counted.unwrap_or_default();
        let (asked, got, given) = HOST.with_borrow(|host| {
            let host = host.as_ref().expect("a host");
            (host.asked, host.got, host.given)
        });
        let told = match sizes {
            Err(_) => {
                outcomes.saw("the host's error to how many");
                0
            }
            Ok((0, _)) => {
                outcomes.saw("none");
                0
            }
            Ok(_) if given == 0 => {
                outcomes.saw("no memory");
                0
            }
            Ok(_) if answer.is_err() => {
                outcomes.saw("the host's error to which");
                0
            }
            Ok((told, _)) => told,
        };
        assert_eq!(count, told);
        let no_memory = sizes.is_ok_and(|(told, _)| told != 0) && given == 0;
        assert_eq!(counted.is_none(), no_memory);
        assert_eq!((asked, got), (1, u32::from(given != 0)));

        let start = memory();
        // SAFETY: the thread's memory has more bytes, and nothing writes to it now.
        let memory = unsafe { core::slice::from_raw_parts(start, given) }.to_vec();
        for number in (0..count.min(12)).chain(count.checked_sub(1)) {
            let expected = expected(&memory, start.addr(), count, number, outcomes);
            assert_eq!(strings.get(number), expected, "string {number} of {count}");
        }
        for number in [
            count,
            count + 1,
            count + u.int_in_range(0..=100_000)?,
            usize::MAX,
        ] {
            assert_eq!(strings.get(number), b"");
            outcomes.saw("no string of that number");
        }
        // The host is asked once, be it with or without success.
        assert_eq!(strings.count(|_| None), Some(count));
        assert_eq!(
            HOST.take().map(|host| (host.asked, host.got)),
            Some((asked, got))
        );
        outcomes.saw("asked once");
        Ok(())
    });
}
