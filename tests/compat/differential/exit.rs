//! Exit statuses, panics and aborts.

use crate::{case, program};

#[test]
fn exit() {
    program(
        "exit",
        [
            case("0"),
            case("7").args("7").fails(7),
            case("125").args("125").fails(125),
            case("at once").args("3 exit").fails(3),
            case("at once, well").args("0 exit"),
            case("aborted").args("3 abort").crashes(),
            case("unwrapped").args("3 unwind").crashes(),
        ],
    );
}

#[test]
fn fail() {
    program(
        "fail",
        [
            case("well").args("f").file("f", "3\n-4\n -5 \n"),
            case("no argument").fails(1),
            case("a missing file").args("missing").fails(1),
            case("no preopen")
                .args("f")
                .file("f", "1")
                .no_preopen()
                .with_hint()
                .fails(1),
            case("an empty file").args("f").file("f", "").fails(1),
            case("no number").args("f").file("f", "1\ntwo\n").fails(1),
            case("too large a number")
                .args("f")
                .file("f", "40000\n")
                .fails(1),
            case("an empty line").args("f").file("f", "1\n\n").fails(1),
            case("nothing").args("f").file("f", "0\n").fails(1),
            case("less than nothing").args("f").file("f", "-7").fails(1),
            case("no text").args("f").file("f", b"\xFF").fails(1),
        ],
    );
}

#[test]
fn panic() {
    let panic = |how| case(how).args(how).crashes();
    program(
        "panic",
        [
            panic("index"),
            panic("slice"),
            panic("unwrap"),
            panic("expect"),
            panic("divide"),
            panic("borrow"),
            panic("char"),
            panic("key"),
            panic("assert"),
            panic("unreachable"),
            panic("todo"),
            panic("otherwise"),
        ],
    );
}
