//! Listings that go somewhere else: in a circle, by cookies that look like nothing, into a directory that changes
//! meanwhile, and on and on.

use std::collections::HashSet;
use std::fs;

use nanowasi_test_host::build::Build;
use nanowasi_test_host::{Answer, OutOfBounds, Run};

use crate::attempts::{Shared, attempts};
use crate::common::TempDir;
use crate::listing::{Asked, Entry, Reply, bytes, found, lists};
use crate::random::Random;

/// The ways to list a directory.
const WAYS: [&str; 3] = ["list", "entries:64", "entries:300"];

fn names(count: u64) -> Vec<String> {
    (0..count).map(|number| format!("name {number}")).collect()
}

/// A cookie that stays, or goes back, lists the same for ever, however long the circle is.
#[test]
fn a_circle_of_any_length_ends_in_an_error() {
    const MOST: u64 = 20;
    let guest = Build::guest("listings").wasm();
    // Behind entry `from`, the cookie leads to entry `to`; so many entries come in a call.
    let mut all = Vec::new();
    for from in 0..MOST {
        for to in 0..=from {
            all.extend([1, 2, 7, 100].map(|step| (from, to, step)));
        }
    }
    for way in WAYS {
        let circles = all.clone();
        let most = Shared::<Vec<usize>>::default();
        let calls = most.clone();
        calls.with(|calls| calls.resize(all.len(), 0));
        let test = format!("circle-{}", way.replace(':', "-"));
        let listed = lists(&guest, &test, vec![way; all.len()], move |asked: Asked| {
            let (from, to, step) = circles[asked.attempt];
            calls.with(|calls| calls[asked.attempt] = asked.call);
            let mut entries = Entry::all(names(from + 1));
            entries[usize::try_from(from).unwrap()].next = to;
            let start = usize::try_from(asked.cookie).unwrap();
            let end = entries.len().min(start + step);
            Reply::Bytes(bytes(&entries[start..end]))
        });
        let said = listed.attempted.all(all.len());
        for (number, (&(from, to, step), said)) in all.iter().zip(said).enumerate() {
            let (listed, error) = found(&said);
            let what = format!("{way}: from {from} to {to}, {step} a call: {said}");
            assert_eq!(error, Some("29"), "{what}");
            let expected: Vec<Vec<u8>> = names(from + 1).into_iter().map(Vec::from).collect();
            assert!(listed.starts_with(&expected), "{what}");
            let calls = most.with(|calls| calls[number]);
            let entries = usize::try_from(from + 1).unwrap();
            assert!(calls <= 4 * entries + 2, "{calls} calls, {what}");
        }
    }
}

/// WAMR's cookies are 64 bits of anything. Nothing is to be made of them: neither an order, nor a number.
#[test]
fn cookies_may_be_any_number() {
    const COUNT: u64 = 60;
    let guest = Build::guest("listings").wasm();
    let mut all = Vec::new();
    for seed in 0..40 {
        let mut random = Random::new(seed);
        let mut cookies = vec![u64::MAX, i64::MAX.cast_unsigned(), 1 << 63, 1, u64::MAX - 1];
        cookies.extend((5..COUNT).map(|_| random.next()));
        // None of the special ones is always at the same place.
        cookies.rotate_left(usize::try_from(seed).unwrap());
        all.push((cookies, random.below(5) + 1));
    }
    for way in WAYS {
        let directories = all.clone();
        let test = format!("opaque-{}", way.replace(':', "-"));
        let listed = lists(&guest, &test, vec![way; all.len()], move |asked: Asked| {
            let (cookies, step) = &directories[asked.attempt];
            let mut entries = Entry::all(names(COUNT));
            for (entry, cookie) in entries.iter_mut().zip(cookies) {
                entry.next = *cookie;
            }
            let start = match asked.cookie {
                0 => 0,
                other => cookies.iter().position(|cookie| *cookie == other).unwrap() + 1,
            };
            let end = entries.len().min(start + usize::try_from(*step).unwrap());
            Reply::Bytes(bytes(&entries[start..end]))
        });
        let expected: Vec<Vec<u8>> = names(COUNT).into_iter().map(Vec::from).collect();
        for (seed, said) in listed.attempted.all(all.len()).into_iter().enumerate() {
            assert_eq!(found(&said), (expected.clone(), None), "{way}, seed {seed}");
        }
    }
}

/// A host that numbers its entries anew at each call leaves some out, or tells them twice: that is its own. But nothing
/// is made up, and the listing ends when the directory does.
#[test]
fn a_directory_may_change_between_calls() {
    const SEEDS: usize = 300;
    let guest = Build::guest("listings").wasm();
    for way in [WAYS[0], WAYS[1], "remove"] {
        let there = Shared::<Vec<HashSet<Vec<u8>>>>::default();
        let known = there.clone();
        known.with(|known| known.resize(SEEDS, HashSet::new()));
        let mut random = Random::new(0);
        let mut entries: Vec<Vec<u8>> = Vec::new();
        let mut number = 0;
        let test = format!("changing-{}", way.replace(':', "-"));
        let listed = lists(&guest, &test, [way; SEEDS], move |asked: Asked| {
            if asked.call == 1 {
                random = Random::new(asked.attempt as u64);
                entries = names(random.below(40)).into_iter().map(Vec::from).collect();
            }
            for _ in 0..random.below(6) {
                let at = usize::try_from(random.below(entries.len() as u64 + 1)).unwrap();
                // It grows for a while, and then shrinks.
                if random.below(3) < 2 && asked.call < 20 {
                    number += 1;
                    entries.insert(at, format!("new {number}").into_bytes());
                } else if at < entries.len() {
                    entries.remove(at);
                }
            }
            known.with(|known| known[asked.attempt].extend(entries.iter().cloned()));
            let start = usize::try_from(asked.cookie).unwrap().min(entries.len());
            let mut given = Entry::all(&entries);
            let step = usize::try_from(random.below(9)).unwrap() + 1;
            given.truncate(start + step);
            Reply::Bytes(bytes(&given[start..]))
        });
        let said = listed.attempted.all(SEEDS);
        for (seed, said) in said.iter().enumerate().filter(|_| way != "remove") {
            let (names, error) = found(said);
            assert_eq!(error, None, "{way}, seed {seed}");
            let made_up = there.with(|there| names.iter().any(|name| !there[seed].contains(name)));
            assert!(!made_up, "{way}, seed {seed}: {said}");
        }
        assert!(way != "remove" || said.iter().all(|said| said == "done"));
        for (seed, name) in listed.removed {
            assert!(there.with(|there| there[seed].contains(&name)));
        }
    }
}

/// All of a directory is read before any of it is removed. One that never ends, or is in itself for ever, has to end
/// where memory does: in an error, not in a trap.
#[test]
fn a_tree_without_an_end_ends_in_an_error() {
    const DIRECTORY: u8 = 3;
    let guest = Build::guest("listings").wasm();
    for deep in [false, true] {
        let folder = TempDir::new(&format!("endless-{deep}"));
        fs::create_dir(folder.join("d")).unwrap();
        let run = Run::new(&guest).dir(&folder, ".").memory_limit(2 << 20);
        let closed = Shared::<Vec<u32>>::default();
        let closes = closed.clone();
        let attempted = attempts(run, ["remove"; 10], |run, current| {
            let mut next = 1000;
            run.fuel(1_000_000_000)
                .fault("fd_readdir", move |call| {
                    if let Err(end) = current.ask() {
                        return Ok(end);
                    }
                    let (buffer, cookie) = (call.lent()?.buffers[0], call.args()[3]);
                    let name = "n".repeat(3000);
                    let mut entry = Entry::new(name, cookie + 1);
                    entry.kind = DIRECTORY;
                    let given = bytes(&[entry]);
                    let used = if deep && cookie != 0 { 0 } else { given.len() };
                    call.write(buffer.address, &given[..used])?;
                    call.write_u32(call.arg(4), u32::try_from(used).unwrap())?;
                    Ok::<_, OutOfBounds>(Answer::Errno(0))
                })
                .fault("path_open", move |call| {
                    next += 1;
                    call.write_u32(call.arg(8), next)?;
                    Ok::<_, OutOfBounds>(0)
                })
                .fault("fd_close", move |call| {
                    closes.with(|closed| closed.push(call.arg(0)));
                    0
                })
        });
        let opened = attempted.output.count("path_open");
        // Memory is given back: the tenth attempt gets as far as the first.
        let said = attempted.all(10);
        assert_eq!(said, ["error:OutOfMemory"; 10], "deep: {deep}");
        assert!(opened > if deep { 1000 } else { 9 }, "{opened}");
        let closed = closed.with(std::mem::take);
        let each: HashSet<_> = closed.iter().collect();
        assert_eq!(
            (closed.len(), each.len()),
            (opened, opened),
            "each is closed, and once"
        );
    }
}

/// A listing that never ends would be read ahead until memory does, and one for which there is no
/// memory would end without a word. A program that leaves a listing after one entry would have paid
/// for all of it.
#[test]
fn no_more_is_read_ahead_than_was_promised() {
    const AHEAD: usize = 4 << 20;
    const LARGEST_BUFFER: usize = 262_144;
    const NAME: usize = 2000;
    let guest = Build::guest("listings").wasm();
    // Returns what the guest said, the size of the largest buffer, and how much was written.
    let lists = |verb: &str, count: u64, memory: usize| {
        let folder = TempDir::new(&format!("ahead-{verb}-{memory}"));
        fs::create_dir(folder.join("d")).unwrap();
        let run = Run::new(&guest).dir(&folder, ".").memory_limit(memory);
        let seen = Shared::<(usize, usize)>::default();
        let sees = seen.clone();
        let attempted = attempts(run, [verb], |run, _| {
            run.fuel(1_000_000_000).fault("fd_readdir", move |call| {
                let (buffer, cookie) = (call.lent()?.buffers[0], call.args()[3]);
                let len = buffer.len as usize;
                let end = count.min(cookie + len as u64 / (NAME as u64 + 24) + 1);
                let names = (cookie..end).map(|number| format!("{number:0NAME$}"));
                let mut given = Entry::all(names);
                given.iter_mut().for_each(|entry| entry.next += cookie);
                let mut given = bytes(&given);
                given.truncate(len);
                call.write(buffer.address, &given)?;
                call.write_u32(call.arg(4), u32::try_from(given.len()).unwrap())?;
                sees.with(|(largest, written)| {
                    *largest = len.max(*largest);
                    *written += given.len();
                });
                Ok::<_, OutOfBounds>(Answer::Errno(0))
            })
        });
        let said = attempted.all(1).remove(0);
        let (largest, written) = seen.with(|seen| *seen);
        assert!(largest <= LARGEST_BUFFER, "{largest} bytes in a buffer");
        (said, written)
    };
    let (said, written) = lists("first", u64::MAX, 64 << 20);
    assert_eq!(found(&said).0, [format!("{:0NAME$}", 0).into_bytes()]);
    let most = AHEAD + AHEAD / 10 + LARGEST_BUFFER;
    assert!((AHEAD..most).contains(&written), "{written} bytes read");
    // Half as much again as is read ahead.
    let (said, _) = lists("count", 3000, 64 << 20);
    assert_eq!(said, "3000");
    let (said, written) = lists("count", 3000, 3 << 20);
    let count = said.strip_suffix(" error:OutOfMemory").expect(&said);
    let count: usize = count.parse().unwrap();
    // All that there was memory for.
    let least = written - LARGEST_BUFFER - 24 * count;
    assert!(
        count * NAME > least / 2 && count < 3000,
        "{count} of {written} bytes"
    );
}
