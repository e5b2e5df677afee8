//! Cookies: listings that go in circles, whose cookies are any numbers, that change between calls,
//! or that never end.

use std::collections::HashSet;
use std::fs;

use nanowasi_test_host::build::Build;
use nanowasi_test_host::{OutOfBounds, Response, Run};

use crate::attempts::{Shared, run_attempts};
use crate::common::TempDir;
use crate::listing::{Entry, Reply, Request, bytes, list_directory, parse_names};
use crate::random::Random;

/// The ways to list a directory.
const METHODS: [&str; 3] = ["list", "entries:64", "entries:300"];

fn names(count: u64) -> Vec<String> {
    (0..count).map(|number| format!("name {number}")).collect()
}

/// A cookie that does not advance, or goes back, repeats entries for ever, however long the circle
/// is.
#[test]
fn cookies_that_go_in_a_circle_end_in_an_error() {
    const MAX_LEN: u64 = 20;
    let guest = Build::guest("listings").wasm();
    // After entry `from`, the cookie leads to entry `to`. A call returns `step` entries.
    let mut all = Vec::new();
    for from in 0..MAX_LEN {
        for to in 0..=from {
            all.extend([1, 2, 7, 100].map(|step| (from, to, step)));
        }
    }
    for method in METHODS {
        let circles = all.clone();
        let all_calls = Shared::<Vec<usize>>::default();
        let calls = all_calls.clone();
        calls.with(|calls| calls.resize(all.len(), 0));
        let test = format!("circle-{}", method.replace(':', "-"));
        let listed = list_directory(
            &guest,
            &test,
            vec![method; all.len()],
            move |request: Request| {
                let (from, to, step) = circles[request.attempt];
                calls.with(|calls| calls[request.attempt] = request.call);
                let mut entries = Entry::all(names(from + 1));
                entries[usize::try_from(from).unwrap()].next = to;
                let start = usize::try_from(request.cookie).unwrap();
                let end = entries.len().min(start + step);
                Reply::Bytes(bytes(&entries[start..end]))
            },
        );
        let report = listed.attempted.expect_all(all.len());
        for (number, (&(from, to, step), report)) in all.iter().zip(report).enumerate() {
            let (listed, error) = parse_names(&report);
            let what = format!("{method}: from {from} to {to}, {step} a call: {report}");
            assert_eq!(error, Some("29"), "{what}");
            let expected: Vec<Vec<u8>> = names(from + 1).into_iter().map(Vec::from).collect();
            assert!(listed.starts_with(&expected), "{what}");
            let calls = all_calls.with(|calls| calls[number]);
            let entries = usize::try_from(from + 1).unwrap();
            assert!(calls <= 4 * entries + 2, "{calls} calls, {what}");
        }
    }
}

/// WAMR's cookies are arbitrary 64-bit numbers. The guest must not rely on their order or value.
#[test]
fn cookies_may_be_any_number() {
    const COUNT: u64 = 60;
    let guest = Build::guest("listings").wasm();
    let mut all = Vec::new();
    for seed in 0..40 {
        let mut random = Random::new(seed);
        let mut cookies = vec![u64::MAX, i64::MAX.cast_unsigned(), 1 << 63, 1, u64::MAX - 1];
        cookies.extend((5..COUNT).map(|_| random.next()));
        // Each of the special numbers is used at several positions.
        cookies.rotate_left(usize::try_from(seed).unwrap());
        all.push((cookies, random.below(5) + 1));
    }
    for method in METHODS {
        let directories = all.clone();
        let test = format!("opaque-{}", method.replace(':', "-"));
        let listed = list_directory(
            &guest,
            &test,
            vec![method; all.len()],
            move |request: Request| {
                let (cookies, step) = &directories[request.attempt];
                let mut entries = Entry::all(names(COUNT));
                for (entry, cookie) in entries.iter_mut().zip(cookies) {
                    entry.next = *cookie;
                }
                let start = match request.cookie {
                    0 => 0,
                    other => cookies.iter().position(|cookie| *cookie == other).unwrap() + 1,
                };
                let end = entries.len().min(start + usize::try_from(*step).unwrap());
                Reply::Bytes(bytes(&entries[start..end]))
            },
        );
        let expected: Vec<Vec<u8>> = names(COUNT).into_iter().map(Vec::from).collect();
        for (seed, report) in listed
            .attempted
            .expect_all(all.len())
            .into_iter()
            .enumerate()
        {
            assert_eq!(
                parse_names(&report),
                (expected.clone(), None),
                "{method}, seed {seed}"
            );
        }
    }
}

/// A host that numbers its entries anew for each call omits or repeats some, which a guest cannot
/// prevent. But no entry is made up, and the listing ends when the directory does.
#[test]
fn a_directory_may_change_between_calls() {
    const SEEDS: usize = 300;
    let guest = Build::guest("listings").wasm();
    for method in [METHODS[0], METHODS[1], "remove"] {
        let there = Shared::<Vec<HashSet<Vec<u8>>>>::default();
        let listed_before = there.clone();
        listed_before.with(|listed_before| listed_before.resize(SEEDS, HashSet::new()));
        let mut random = Random::new(0);
        let mut entries: Vec<Vec<u8>> = Vec::new();
        let mut number = 0;
        let test = format!("changing-{}", method.replace(':', "-"));
        let listed = list_directory(&guest, &test, [method; SEEDS], move |request: Request| {
            if request.call == 1 {
                random = Random::new(request.attempt as u64);
                entries = names(random.below(40)).into_iter().map(Vec::from).collect();
            }
            for _ in 0..random.below(6) {
                let at = usize::try_from(random.below(entries.len() as u64 + 1)).unwrap();
                // The directory grows for 20 calls, and then shrinks.
                if random.below(3) < 2 && request.call < 20 {
                    number += 1;
                    entries.insert(at, format!("new {number}").into_bytes());
                } else if at < entries.len() {
                    entries.remove(at);
                }
            }
            listed_before.with(|listed_before| {
                listed_before[request.attempt].extend(entries.iter().cloned())
            });
            let start = usize::try_from(request.cookie).unwrap().min(entries.len());
            let mut bytes_written = Entry::all(&entries);
            let step = usize::try_from(random.below(9)).unwrap() + 1;
            bytes_written.truncate(start + step);
            Reply::Bytes(bytes(&bytes_written[start..]))
        });
        let report = listed.attempted.expect_all(SEEDS);
        for (seed, report) in report.iter().enumerate().filter(|_| method != "remove") {
            let (names, error) = parse_names(report);
            assert_eq!(error, None, "{method}, seed {seed}");
            let made_up = there.with(|there| names.iter().any(|name| !there[seed].contains(name)));
            assert!(!made_up, "{method}, seed {seed}: {report}");
        }
        assert!(method != "remove" || report.iter().all(|report| report == "done"));
        for (seed, name) in listed.removed {
            assert!(there.with(|there| there[seed].contains(&name)));
        }
    }
}

/// `remove_dir_all` reads a whole directory before it removes anything. An endless directory, or
/// one that contains itself, has to end with an error when memory runs out, and not with a trap.
#[test]
fn an_endless_tree_ends_in_an_error() {
    const DIRECTORY: u8 = 3;
    let guest = Build::guest("listings").wasm();
    for deep in [false, true] {
        let folder = TempDir::new(&format!("endless-{deep}"));
        fs::create_dir(folder.join("d")).unwrap();
        let run = Run::new(&guest).dir(&folder, ".").memory_limit(2 << 20);
        let closed = Shared::<Vec<u32>>::default();
        let closes = closed.clone();
        let attempted = run_attempts(run, ["remove"; 10], |run, current| {
            let mut next = 1000;
            run.fuel(1_000_000_000)
                .fault("fd_readdir", move |call| {
                    if let Err(end) = current.count_call() {
                        return Ok(end);
                    }
                    let (buffer, cookie) = (call.out_pointers()?.buffers[0], call.args()[3]);
                    let name = "n".repeat(3000);
                    let mut entry = Entry::new(name, cookie + 1);
                    entry.kind = DIRECTORY;
                    let bytes_written = bytes(&[entry]);
                    let used = if deep && cookie != 0 {
                        0
                    } else {
                        bytes_written.len()
                    };
                    call.write(buffer.address, &bytes_written[..used])?;
                    call.write_u32(call.arg(4), u32::try_from(used).unwrap())?;
                    Ok::<_, OutOfBounds>(Response::Errno(0))
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
        // Memory is freed: the tenth attempt gets as far as the first.
        let report = attempted.expect_all(10);
        assert_eq!(report, ["error:OutOfMemory"; 10], "deep: {deep}");
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

/// An endless listing must not be read ahead until memory runs out, because a program that stops
/// after one entry would pay for all of it.
#[test]
fn a_listing_is_read_ahead_only_up_to_a_limit() {
    const AHEAD: usize = 4 << 20;
    const LARGEST_BUFFER: usize = 262_144;
    const NAME: usize = 2000;
    let guest = Build::guest("listings").wasm();
    // Returns what the guest reported, and how many bytes the host wrote.
    let list_ahead = |verb: &str, count: u64, memory: usize| {
        let folder = TempDir::new(&format!("ahead-{verb}-{memory}"));
        fs::create_dir(folder.join("d")).unwrap();
        let run = Run::new(&guest).dir(&folder, ".").memory_limit(memory);
        let seen = Shared::<(usize, usize)>::default();
        let shared = seen.clone();
        let attempted = run_attempts(run, [verb], |run, _| {
            run.fuel(1_000_000_000).fault("fd_readdir", move |call| {
                let (buffer, cookie) = (call.out_pointers()?.buffers[0], call.args()[3]);
                let len = buffer.len as usize;
                let end = count.min(cookie + len as u64 / (NAME as u64 + 24) + 1);
                let names = (cookie..end).map(|number| format!("{number:0NAME$}"));
                let mut bytes_written = Entry::all(names);
                bytes_written
                    .iter_mut()
                    .for_each(|entry| entry.next += cookie);
                let mut bytes_written = bytes(&bytes_written);
                bytes_written.truncate(len);
                call.write(buffer.address, &bytes_written)?;
                call.write_u32(call.arg(4), u32::try_from(bytes_written.len()).unwrap())?;
                shared.with(|(largest, written)| {
                    *largest = len.max(*largest);
                    *written += bytes_written.len();
                });
                Ok::<_, OutOfBounds>(Response::Errno(0))
            })
        });
        let report = attempted.expect_all(1).remove(0);
        let (largest, written) = seen.with(|seen| *seen);
        assert!(largest <= LARGEST_BUFFER, "{largest} bytes in a buffer");
        (report, written)
    };
    let (report, written) = list_ahead("first", u64::MAX, 64 << 20);
    assert_eq!(
        parse_names(&report).0,
        [format!("{:0NAME$}", 0).into_bytes()]
    );
    let limit = AHEAD + AHEAD / 10 + LARGEST_BUFFER;
    assert!((AHEAD..limit).contains(&written), "{written} bytes read");
    // Half as many bytes again as are read ahead.
    let (report, _) = list_ahead("count", 3000, 64 << 20);
    assert_eq!(report, "3000");
    let (report, written) = list_ahead("count", 3000, 3 << 20);
    let count = report.strip_suffix(" error:OutOfMemory").expect(&report);
    let count: usize = count.parse().unwrap();
    // The count covers most of what fits into memory.
    let least = written - LARGEST_BUFFER - 24 * count;
    assert!(
        count * NAME > least / 2 && count < 3000,
        "{count} of {written} bytes"
    );
}
