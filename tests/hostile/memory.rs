//! Memory that ends, that is refused, that others have a part in; and the allocator against a model.

use std::env;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use nanowasi_test_host::build::{self, Mode};
use nanowasi_test_host::{Answer, Output, Run, Status};

use crate::document;
use crate::random::Random;

const PAGE: usize = 65_536;

/// More than `blocks` begins with, and little.
const LIMIT: usize = 4 << 20;

/// The most pages that the allocator asks for: see `src/rt/allocator.rs`.
const MOST: usize = 65_536 - 16;

fn blocks(args: &[&str]) -> Run {
    Run::new(build::guest("heap_blocks", Mode::Default))
        .args(args.to_vec())
        .import("test", "grow", |call| {
            let pages = u64::from(call.arg(0));
            assert!(call.grow_memory(pages), "the host has no {pages} pages");
            Answer::Errno(0)
        })
}

/// Each number of what was printed, in order.
#[track_caller]
fn numbers<const N: usize>(output: &Output) -> [usize; N] {
    assert_eq!(output.status, Status::Exit(0), "{output}");
    let text = output.stdout_str();
    let words = text.split(|c: char| !c.is_ascii_digit());
    let numbers: Vec<usize> = words.filter_map(|word| word.parse().ok()).collect();
    numbers.try_into().unwrap_or_else(|_| panic!("{output}"))
}

/// A block of nearly 2 GiB that lay behind one of 2 GiB used to be given where less was left: its end was past 4 GiB, at
/// the front of memory, and so were its bytes.
#[test]
fn a_block_is_right_or_refused_whatever_its_size_and_alignment() {
    const SIZES: [usize; 11] = [
        1,
        PAGE - 1,
        PAGE,
        PAGE + 1,
        16 << 20,
        1 << 30,
        3 << 29,
        15 << 27,
        (1 << 31) - PAGE,
        (1 << 31) - 16,
        (1 << 31) - 1,
    ];
    let mut rows = Vec::new();
    for size in SIZES {
        let mut cells = vec![size.to_string()];
        for limit in [usize::MAX, LIMIT] {
            let output = blocks(&["limits", &size.to_string()])
                .memory_limit(limit)
                .run();
            let text = output.stdout_str();
            let said = text.strip_suffix(" after it\n").expect("a line");
            assert!(said.ends_with(", true"), "nothing was left: {output}");
            let [given, refused, wrong, grown] = numbers(&output);
            assert_eq!(wrong, 0, "{output}");
            if size <= 16 << 20 && limit == usize::MAX {
                assert_eq!((refused, grown), (0, 1), "{output}");
            }
            cells.push(format!("{given} of {}", given + refused));
            cells.push(if grown == 1 { "yes" } else { "refused" }.to_owned());
        }
        rows.push(<[String; 5]>::try_from(cells).expect("five cells"));
    }
    document::table(
        "blocks",
        [
            "size",
            "alignments given",
            "a small block made as large",
            "with 4 MiB",
            "made as large",
        ],
        &rows,
    );
}

/// A block of a third of all memory could be had once, and again neither when it was freed nor in a gap of that size.
#[test]
fn what_was_freed_can_be_had_again() {
    let mut rows = Vec::new();
    for (mib, live) in [(1370, 0), (2000, 0), (700, 2560), (1000, 1900), (1, 3500)] {
        let output = blocks(&["again", &(mib << 20).to_string(), &live.to_string()]).run();
        assert_eq!(numbers(&output), [live, 5], "{mib} MiB: {output}");
        let [kept, given] = numbers(&output);
        rows.push([kept, mib, given].map(|number: usize| number.to_string()));
    }
    document::table("again", ["MiB in use", "MiB of the block", "given"], &rows);
}

/// A block that can't become larger where it lies was not looked for elsewhere, if its end would be past 4 GiB.
#[test]
fn a_block_near_the_end_becomes_larger_at_the_front() {
    let output = blocks(&["down", &(1300 << 20).to_string()]).run();
    assert_eq!(output.stdout_str(), "true, true\n", "{output}");
}

/// A sum of lengths that goes round is a small block for a large content.
#[test]
fn room_for_more_than_memory_has_is_an_error() {
    // Six numbers of bytes in six ways; and all memory has room for eight bytes less than 2 GiB, twice.
    for (limit, expected) in [(usize::MAX, 34), (LIMIT, 36)] {
        let output = blocks(&["lengths"]).memory_limit(limit).run();
        let [refused, wrong] = numbers(&output);
        assert_eq!((refused, wrong), (expected, 0), "{output}");
    }
}

/// All memory is used, in pieces of any size, and by one page at a time, also where the host has grown most of it or grows
/// it in between; and none of it twice. A second time it is the same.
#[test]
fn memory_is_used_up_to_its_end_and_again() {
    let mut rows = Vec::new();
    for (size, foreign) in [
        (100_000_000, 0),
        (1_000_000, 0),
        (300_000, 50_000),
        (65_000, 64_000),
        (1000, 65_400),
    ] {
        let args = ["fill", &size.to_string(), &foreign.to_string()];
        let output = blocks(&args).run();
        let [
            first,
            wrong,
            left,
            pages,
            second,
            wrong_again,
            left_again,
            pages_again,
        ] = numbers(&output);
        assert_eq!([wrong, left, wrong_again, left_again], [0; 4], "{output}");
        assert_eq!(pages, pages_again, "{output}");
        if size <= 1 << 20 {
            assert_eq!(first, second, "{output}");
        } else {
            // The last gap is not half as large again as a block.
            assert!(second + 1 >= first, "{output}");
        }
        assert!(pages <= MOST && first > 10, "{output}");
        if size <= PAGE {
            assert!(pages + 1 >= MOST, "{output}");
        }
        let host = if foreign > 0 { foreign + 5 } else { 0 };
        rows.push([size, host, pages, first, second].map(|number| number.to_string()));
    }
    document::table(
        "fill",
        [
            "bytes of a block",
            "pages of the host's in between",
            "pages in all",
            "blocks",
            "the second time",
        ],
        &rows,
    );
}

/// Which steps of growing are refused.
#[derive(Clone, Copy, Debug)]
enum Refused {
    One(usize),
    From(usize),
}

/// Refuses some steps, and counts all.
fn refuse(run: Run, refused: Refused) -> (Output, usize) {
    let steps = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&steps);
    let output = run
        .growth(move |now, _| {
            if now == 0 {
                return true;
            }
            let step = counter.fetch_add(1, Relaxed) + 1;
            match refused {
                Refused::One(number) => step != number,
                Refused::From(first) => step < first,
            }
        })
        .run();
    let steps = steps.load(Relaxed);
    (output, steps)
}

fn none() -> Refused {
    Refused::From(usize::MAX)
}

/// A program that knows no errors of memory ends with the message, and with all that it had printed before; one
/// that asks first gets an error, and goes on once there is memory.
#[test]
fn each_step_of_growing_can_be_refused() {
    let mut rows = Vec::new();
    for (verb, what) in [("push", "pushes"), ("reserve", "asks first")] {
        let (whole, steps) = refuse(blocks(&[verb]), none());
        assert_eq!(whole.status, Status::Exit(0), "{whole}");
        assert!(steps > 20, "{steps} steps only");
        for which in [Refused::One, Refused::From] {
            let (mut finished, mut failed) = (0, 0);
            // None of them is for the arguments, which are in the memory that the program begins
            // with.
            for step in 1..=steps {
                let (output, _) = refuse(blocks(&[verb]), which(step));
                let (text, all) = (output.stdout_str(), whole.stdout_str());
                match output.status {
                    Status::Exit(0) => {
                        assert_eq!(text, all, "step {step}: {output}");
                        finished += 1;
                    }
                    Status::Exit(101) if verb == "push" => {
                        let error = output.stderr_str();
                        assert!(
                            error.contains(": memory allocation of "),
                            "step {step}: {output}"
                        );
                        assert!(error.ends_with(" bytes failed\n"), "step {step}: {output}");
                        assert!(all.starts_with(&*text), "step {step}: {output}");
                        failed += 1;
                    }
                    Status::Exit(3) if verb == "reserve" => {
                        assert!(
                            text.ends_with("\nthe others are there: true\n"),
                            "step {step}: {output}"
                        );
                        failed += 1;
                    }
                    _ => panic!("{which:?} of {step}: {output}", which = which(step)),
                }
            }
            let from = matches!(which(1), Refused::From(_));
            match (verb, from) {
                // What is asked for once more after a refusal is there.
                ("reserve", false) => assert_eq!((finished, failed), (steps, 0)),
                _ => assert_eq!((finished, failed), (0, steps)),
            }
            rows.push([
                what.to_owned(),
                if from {
                    "it and all behind it"
                } else {
                    "that one"
                }
                .to_owned(),
                steps.to_string(),
                finished.to_string(),
                failed.to_string(),
            ]);
        }
    }
    document::table(
        "growth",
        [
            "the program",
            "refused",
            "steps",
            "went on to its end",
            "ended with the error",
        ],
        &rows,
    );
}

/// A tool as it is shipped: sorted, or not at all.
#[test]
fn a_tool_that_runs_out_of_memory_says_so_and_prints_nothing_wrong() {
    let mut random = Random::new(1);
    let lines = (0..30_000).map(|_| format!("{}\n", random.of_any_size()));
    let input: String = lines.collect();
    let sort = || Run::new(build::example("sort", Mode::Tiny)).stdin(input.clone());
    let (whole, steps) = refuse(sort(), none());
    assert_eq!(whole.status, Status::Exit(0), "{whole}");
    let mut sorted: Vec<&str> = input.lines().collect();
    sorted.sort_unstable();
    assert!(whole.stdout_str().lines().eq(sorted));
    assert!(steps > 2, "{steps} steps only");
    for step in 1..=steps {
        for refused in [Refused::One(step), Refused::From(step)] {
            let (output, _) = refuse(sort(), refused);
            if output.status == Status::Exit(0) {
                assert!(matches!(refused, Refused::One(_)), "{output}");
                assert_eq!(
                    output.stdout, whole.stdout,
                    "{refused:?}: {}",
                    output.status
                );
            } else {
                assert!(
                    matches!(output.status, Status::Exit(1 | 101)),
                    "{refused:?}: {output}"
                );
                assert!(!output.stderr.is_empty(), "{refused:?}: {output}");
                assert_eq!(output.stdout, b"", "{refused:?}: {output}");
            }
        }
    }
}

fn operations(args: &[&str]) -> Run {
    Run::new(build::guest("operations", Mode::Default))
        .args(args.to_vec())
        .no_timeout()
}

/// Ten million operations on demand, with `NANOWASI_OPERATIONS`; and after them all memory is in one piece again.
#[test]
fn the_allocator_does_as_the_model_and_gives_everything_back() {
    const COUNT: &str = "200000";
    let asked = env::var("NANOWASI_OPERATIONS");
    let count = asked.as_deref().unwrap_or(COUNT);
    let mut rows = Vec::new();
    for seed in 1..=2 {
        // No more than the guest makes of it at its start: what it frees is all that there is.
        let run = operations(&[&seed.to_string(), count]).memory_limit(132 << 20);
        let output = run.run();
        assert_eq!(output.status, Status::Exit(0), "{output}");
        let text = output.stdout_str();
        for line in [
            "first: in one piece as at the start: true",
            "first: 99% of it: true",
            "second: in one piece as at the start: true",
            "second: 99% of it: true",
        ] {
            assert!(text.lines().any(|found| found == line), "{line}: {output}");
        }
        let first = text.lines().next().unwrap_or_default();
        let first = first.strip_prefix("first: ").expect("what was done");
        let (done, pages) = first.rsplit_once("; pages ").expect("pages");
        assert_eq!(pages, "0 more", "{output}");
        let pages = text
            .lines()
            .find_map(|line| line.strip_prefix("pages before and after: "));
        let (before, after) = pages
            .and_then(|pages| pages.split_once(' '))
            .expect("pages");
        assert_eq!(before, after, "{output}");
        println!("{first}");
        rows.push([
            seed.to_string(),
            count.to_owned(),
            done.to_owned(),
            "all, in one piece".to_owned(),
        ]);
    }
    if asked.is_err() {
        document::table(
            "operations",
            ["seed", "operations", "what they were", "free at the end"],
            &rows,
        );
    }
}

/// With memory full most of the time, and blocks up to 2 GiB: each of thirty programs used to get blocks that lay over
/// others.
#[test]
fn no_block_lies_over_another_one_where_4_gib_end() {
    for seed in 1..=30 {
        let output = operations(&[&seed.to_string(), "20000", "brim"]).run();
        assert_eq!(output.status, Status::Exit(0), "seed {seed}: {output}");
        let text = output.stdout_str();
        let refused = text
            .lines()
            .find_map(|line| line.strip_prefix("first: refused "));
        let refused: u32 = refused
            .and_then(|text| text.parse().ok())
            .expect("a number");
        assert!((100..3000).contains(&refused), "seed {seed}: {output}");
    }
}
