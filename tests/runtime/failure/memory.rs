//! Programs that run out of memory, and whose memory others have a part in.

use nanowasi_test_host::build::{self, Mode};
use nanowasi_test_host::{Module, Output, Run, Status};

use super::{LOCATION, OWN_HEAP, with_features};

const PAGE: usize = 65_536;

/// More than `heap` begins with, and less than it can use up in no time.
const LIMIT: usize = 4 << 20;

fn heap(args: &[&str]) -> Run {
    Run::new(build::guest("heap", Mode::Default)).args(args.to_vec())
}

fn run(args: &[&str]) -> Output {
    let output = heap(args).run();
    assert_eq!(output.status, Status::Exit(0), "{output}");
    output
}

/// A `Vec` that can't grow has nobody to tell: the program ends, and says of what.
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

/// Who asks gets an answer, and what is left can still be used: an allocator that remembers a failed
/// growth as its last heap's end would hand out memory that doesn't exist.
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

/// Behind the program's data, its first memory has a rest, up to a page of it. A small tool needs no
/// more: growing it would be a page for nothing, as the first growth is of many an allocator.
#[test]
fn what_the_program_begins_with_is_used_before_it_grows() {
    let nothing = run(&["nothing"]).peak_memory;
    assert_eq!(run(&["one", "10000"]).peak_memory, nothing);
    assert!(run(&["one", "100000"]).peak_memory > nothing);
}

/// Growth is by what is needed: a page or two, not a multiple of all that there is.
#[test]
fn memory_grows_by_what_is_asked_for() {
    let nothing = run(&["nothing"]).peak_memory;
    for pages in [1, 10, 100] {
        let bytes = (pages * PAGE).to_string();
        let grown = run(&["one", &bytes]).peak_memory - nothing;
        assert!(grown <= (pages + 1) * PAGE, "{grown} bytes for {bytes}");
    }
}

/// Allocates, grows and frees at random, and looks at every byte of every block; between the heap's
/// pages lie some that are not its own. A block that overlaps another, or a heap that takes what it
/// hasn't grown, shows as a byte that was written over.
#[test]
fn no_block_overlaps_another_one() {
    let output = run(&["stress", "10000"]);
    assert_eq!(output.stdout_str(), "refused: 0\nforeign: 200\n");
}

/// The same where memory ends now and then: after a refusal, everything has to be as before.
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

/// The last page ends at address 0, where a sum of 32 bits goes round: all is used but the last MiB.
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

/// Without a heap, no allocator is linked, and nothing grows but for the arguments.
#[test]
fn a_program_can_have_no_allocator_at_all() {
    let guest = with_features("script", &LOCATION);
    let output = Run::new(&guest).args(["print:no ", "print:heap"]).run();
    assert_eq!(output.stdout_str(), "no heap");
    assert_eq!(output.status, Status::Exit(0));
    let module = Module::parse(&guest).unwrap();
    assert!(!module.has_text("memory allocation"));
}
