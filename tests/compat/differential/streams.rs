//! Combinations of readers and writers.

use crate::{case, program};

#[test]
fn streams() {
    let text = "first words, then others and more\nsecond line\nthird, and last";
    program(
        "streams",
        [
            case("a file").args("f").file("f", text).stdin("input\n"),
            case("a short file").args("f").file("f", "a,b c"),
            case("an empty file").args("f").file("f", ""),
            case("a missing file").args("f").fails(1),
            case("no argument").fails(1),
            case("no text")
                .args("f")
                .file("f", b"\xFFirst words")
                .fails(1),
        ],
    );
}
