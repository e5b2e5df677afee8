//! Memory that runs out, that is refused, or that other code grows; and the allocator, compared
//! with a model.

use std::env;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use nanowasi_test_host::build::{self, Mode};
use nanowasi_test_host::{Output, Response, Run, Status};

use crate::document;
use crate::random::Random;

const PAGE: usize = 65_536;

/// A little more than `heap_blocks` begins with.
const LIMIT: usize = 4 << 20;

/// The number of pages that the allocator uses at most: see `src/rt/allocator.rs`.
const MAX_PAGES: usize = 65_536 - 16;

fn blocks(args: &[&str]) -> Run {
    Run::new(build::guest("heap_blocks", Mode::Default))
        .args(args.to_vec())
        .import("test", "grow", |call| {
            let pages = u64::from(call.arg(0));
            assert!(call.grow_memory(pages), "the host has no {pages} pages");
            Response::Errno(0)
        })
}

/// Returns the numbers in the output, in order.
#[track_caller]
fn numbers<const N: usize>(output: &Output) -> [usize; N] {
    assert_eq!(output.status, Status::Exit(0), "{output}");
    let text = output.stdout_str();
    let words = text.split(|c: char| !c.is_ascii_digit());
    let numbers: Vec<usize> = words.filter_map(|word| word.parse().ok()).collect();
    numbers.try_into().unwrap_or_else(|_| panic!("{output}"))
}

/// A block of nearly 2 GiB after one of 2 GiB was allocated where less was left. Its end wrapped
/// around at 4 GiB, and its bytes were at the front of memory.
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
            let messages = text.strip_suffix(" after it\n").expect("a line");
            assert!(messages.ends_with(", true"), "nothing was left: {output}");
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
            "alignments allocated",
            "reallocation",
            "alignments with 4 MiB",
            "reallocation with 4 MiB",
        ],
        &rows,
    );
}

/// A block of a third of all memory could be allocated once, but not again after it was freed.
#[test]
fn freed_memory_can_be_allocated_again() {
    let mut rows = Vec::new();
    for (mib, live) in [(1370, 0), (2000, 0), (700, 2560), (1000, 1900), (1, 3500)] {
        let output = blocks(&["again", &(mib << 20).to_string(), &live.to_string()]).run();
        assert_eq!(numbers(&output), [live, 5], "{mib} MiB: {output}");
        let [kept, given] = numbers(&output);
        rows.push([kept, mib, given].map(|number: usize| number.to_string()));
    }
    document::table(
        "reallocation",
        ["MiB in use", "MiB per block", "allocations"],
        &rows,
    );
}

/// A block that could not grow in place was not moved if its end would have been beyond 4 GiB.
#[test]
fn a_block_near_the_end_becomes_larger_at_the_front() {
    let output = blocks(&["down", &(1300 << 20).to_string()]).run();
    assert_eq!(output.stdout_str(), "true, true\n", "{output}");
}

/// A sum of lengths that wraps around would give a small block for a large content.
#[test]
fn a_capacity_beyond_memory_is_an_error() {
    // Six sizes in six ways. All memory holds two blocks of 2 GiB less eight bytes.
    for (limit, expected) in [(usize::MAX, 34), (LIMIT, 36)] {
        let output = blocks(&["lengths"]).memory_limit(limit).run();
        let [refused, wrong] = numbers(&output);
        assert_eq!((refused, wrong), (expected, 0), "{output}");
    }
}

/// All memory is used once, in blocks of any size and page by page, even if the host grew most of
/// it or grows it in between. After everything is freed, the same works again.
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
            // The last free block is less than 1.5 times as large as a block.
            assert!(second + 1 >= first, "{output}");
        }
        assert!(pages <= MAX_PAGES && first > 10, "{output}");
        if size <= PAGE {
            assert!(pages + 1 >= MAX_PAGES, "{output}");
        }
        let host = if foreign > 0 { foreign + 5 } else { 0 };
        rows.push([size, host, pages, first, second].map(|number| number.to_string()));
    }
    document::table(
        "fill",
        [
            "bytes per block",
            "pages grown by the host",
            "pages in total",
            "blocks",
            "blocks the second time",
        ],
        &rows,
    );
}

/// Which steps of growth are refused.
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

/// A program without `try_reserve` ends with a message after all output that it printed. A program
/// with it gets an error, and continues once there is memory.
#[test]
fn each_growth_of_memory_can_be_refused() {
    let mut rows = Vec::new();
    for (verb, what) in [("push", "`push`"), ("reserve", "`try_reserve`")] {
        let (whole, steps) = refuse(blocks(&[verb]), none());
        assert_eq!(whole.status, Status::Exit(0), "{whole}");
        assert!(steps > 20, "{steps} steps only");
        for which in [Refused::One, Refused::From] {
            let (mut finished, mut failed) = (0, 0);
            // The arguments fit into the initial memory, so no step is for them.
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
                // A refused allocation succeeds when it is repeated.
                ("reserve", false) => assert_eq!((finished, failed), (steps, 0)),
                _ => assert_eq!((finished, failed), (0, steps)),
            }
            rows.push([
                what.to_owned(),
                if from {
                    "this step and all later ones"
                } else {
                    "this step"
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
            "completed",
            "ended with an error",
        ],
        &rows,
    );
}

/// A tool as it is shipped: the output is sorted and complete, or there is none.
#[test]
fn a_tool_that_runs_out_of_memory_prints_no_wrong_output() {
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

/// `NANOWASI_OPERATIONS` sets the number of operations, for example ten million. At the end all
/// memory is one free block.
#[test]
fn the_allocator_agrees_with_the_model_and_frees_everything() {
    const COUNT: &str = "200000";
    let asked = env::var("NANOWASI_OPERATIONS");
    let count = asked.as_deref().unwrap_or(COUNT);
    let mut rows = Vec::new();
    for seed in 1..=2 {
        // The memory that the guest takes at its start: only blocks that it frees are available.
        let run = operations(&[&seed.to_string(), count]).memory_limit(132 << 20);
        let output = run.run();
        assert_eq!(output.status, Status::Exit(0), "{output}");
        let text = output.stdout_str();
        for line in [
            "first: as large as at the start: true",
            "first: 99% of it: true",
            "second: as large as at the start: true",
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
            "all, in one block".to_owned(),
        ]);
    }
    if asked.is_err() {
        document::table(
            "operations",
            ["seed", "operations", "number of each", "free at the end"],
            &rows,
        );
    }
}

/// With memory nearly full and blocks of up to 2 GiB, each of thirty programs got blocks that
/// overlapped.
#[test]
fn no_block_overlaps_another_one_near_4_gib() {
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
