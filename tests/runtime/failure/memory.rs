//! Programs that run out of memory, and programs that share their memory with other code.

use nanowasi_test_host::build::{self, Mode};
use nanowasi_test_host::{Module, Output, Run, Status};

use super::{LOCATION, OWN_HEAP, with_features};

const PAGE: usize = 65_536;

/// More than `heap` begins with, and small enough to be used up quickly.
const LIMIT: usize = 4 << 20;

fn heap(args: &[&str]) -> Run {
    Run::new(build::guest("heap", Mode::Default)).args(args.to_vec())
}

fn run(args: &[&str]) -> Output {
    let output = heap(args).run();
    assert_eq!(output.status, Status::Exit(0), "{output}");
    output
}

/// A `Vec` cannot report that it failed to grow. The program ends with the size in its message.
#[test]
fn growing_beyond_memory_ends_the_program_with_a_message() {
    for verb in [&["push"][..], &["collect", "1000000"]] {
        let output = heap(verb).memory_limit(LIMIT).run();
        assert_eq!(output.status, Status::Exit(101), "{output}");
        let text = output.stderr_str();
        assert!(text.starts_with("panicked at "), "{output}");
        assert!(text.contains(": memory allocation of "), "{output}");
        assert!(text.ends_with(" bytes failed\n"), "{output}");
        if verb == ["push"] {
            assert_eq!(output.stdout_str(), "pushing");
        }
    }
}

/// `try_reserve` returns an error, and the remaining memory is still usable. An allocator that
/// records a failed growth as the heap's new end would hand out memory that does not exist.
#[test]
fn a_refused_reservation_is_an_error_and_the_program_goes_on() {
    let output = heap(&["refuse"]).memory_limit(LIMIT).run();
    assert_eq!(output.stdout_str(), "went on: 1000 true\n", "{output}");
    assert_eq!(output.status, Status::Exit(0));
}

#[test]
fn the_error_of_a_reservation_is_one_that_main_can_return() {
    let output = heap(&["error"]).memory_limit(LIMIT).run();
    assert!(
        output.stderr_str().starts_with("Error: TryReserveError"),
        "{output}"
    );
    assert_eq!(output.status, Status::Exit(1));
}

/// Between the program's data and the end of its last page there are unused bytes. A small tool
/// needs no more memory, so growing it would waste a page.
#[test]
fn initial_memory_is_used_before_it_grows() {
    let nothing = run(&["nothing"]).peak_memory;
    assert_eq!(run(&["one", "10000"]).peak_memory, nothing);
    assert!(run(&["one", "100000"]).peak_memory > nothing);
}

/// Memory grows by what is needed, a page or two, and not by a multiple of its size.
#[test]
fn memory_grows_by_the_needed_pages_only() {
    let nothing = run(&["nothing"]).peak_memory;
    for pages in [1, 10, 100] {
        let bytes = (pages * PAGE).to_string();
        let grown = run(&["one", &bytes]).peak_memory - nothing;
        assert!(grown <= (pages + 1) * PAGE, "{grown} bytes for {bytes}");
    }
}

/// Allocates, grows and frees at random, and checks each byte of each block. Some pages between the
/// heap's do not belong to it. Overlapping blocks, and memory that the heap did not grow, show as
/// overwritten bytes.
#[test]
fn no_block_overlaps_another_one() {
    let output = run(&["stress", "10000"]);
    assert_eq!(output.stdout_str(), "refused: 0\nforeign: 200\n");
}

/// The same with memory that runs out now and then. A refused allocation must not change anything.
#[test]
fn no_block_overlaps_another_one_where_memory_is_short() {
    let output = heap(&["stress", "10000"]).memory_limit(LIMIT).run();
    assert_eq!(output.status, Status::Exit(0), "{output}");
    let text = output.stdout_str();
    let refused = text
        .strip_prefix("refused: ")
        .unwrap()
        .lines()
        .next()
        .unwrap();
    assert!(
        refused.parse::<u32>().unwrap() > 10,
        "memory was not short: {output}"
    );
}

/// The last page ends at address 2^32, where a 32-bit sum wraps to 0. All memory is used except for
/// the last MiB.
#[test]
fn memory_can_be_used_up_to_its_end() {
    let output = run(&["all"]);
    let text = output.stdout_str();
    let (took, rest) = text.strip_prefix("took ").unwrap().split_once(' ').unwrap();
    assert!(took.parse::<u32>().unwrap() >= 4090, "{output}");
    assert_eq!(rest, "MiB, right: true\nagain: true\n");
}

#[test]
fn a_program_can_have_its_own_allocator() {
    let output = Run::new(with_features("allocator", &OWN_HEAP)).run();
    assert_eq!(output.stdout_str(), "allocated here, 2 times\n", "{output}");
    assert_eq!(output.status, Status::Exit(9));
}

/// Without a heap, no allocator is linked, and memory grows only for the arguments.
#[test]
fn a_program_can_have_no_allocator_at_all() {
    let guest = with_features("script", &LOCATION);
    let output = Run::new(&guest).args(["print:no ", "print:heap"]).run();
    assert_eq!(output.stdout_str(), "no heap");
    assert_eq!(output.status, Status::Exit(0));
    let module = Module::parse(&guest).unwrap();
    assert!(!module.has_text("memory allocation"));
}
