//! Shared state, counters, caches and messages.

use crate::{case, program};

#[test]
fn counter() {
    program(
        "counter",
        [
            case("some lines").stdin("The quick brown fox\njumps over\nthe lazy dog\n"),
            case("nothing"),
            case("many").stdin("all the letters that there are ÄÖÜ\n".repeat(100)),
        ],
    );
}

#[test]
fn pipeline() {
    program(
        "pipeline",
        [
            case("some lines").stdin("one\n# two\n three \n"),
            case("nothing"),
            case("no text").stdin(b"one\n\xFF\n").fails(1),
        ],
    );
}

#[test]
fn lru() {
    program(
        "lru",
        [
            case("three").stdin(
                "put a 1\nput b 2\nget a\nput c 3\nput d 4\nget b\nput a 9\nput e 5\nget c\n",
            ),
            case("one")
                .args("1")
                .stdin("put a 1\nput b 2\nget a\nget b\nput b 3\n"),
            case("mistakes").stdin("put a\nget\nnonsense\n"),
            case("none").args("0").crashes(),
            case("no number").args("x").crashes(),
        ],
    );
}

#[test]
fn intern() {
    program(
        "intern",
        [
            case("some").stdin("a b a\nb c\n\nc c d a\n"),
            case("nothing"),
        ],
    );
}

#[test]
fn family() {
    program(
        "family",
        [
            case("three generations")
                .stdin("Ada > Bob\nAda > Cleo\nBob > Dan\nEve > Finn\nnonsense\nAda > Eve\n"),
            case("a circle").stdin("A > B\nB > C\nC > A\nA > A\n"),
            case("another parent").stdin("A > C\nB > C\nA > C\n"),
            case("no input"),
        ],
    );
}

#[test]
fn hashes() {
    program("hashes", [case("all of it")]);
}
