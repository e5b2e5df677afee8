//! Computation with floats and integers, compared to the last digit.

use crate::{case, program};

#[test]
fn nbody() {
    program(
        "nbody",
        [
            case("a thousand steps"),
            case("more").args("20000"),
            case("none").args("0"),
        ],
    );
}

#[test]
fn spectral() {
    program(
        "spectral",
        [
            case("100"),
            case("17").args("17"),
            case("none").args("0"),
            case("no number").args("many").fails(1),
        ],
    );
}

#[test]
fn mandelbrot() {
    program(
        "mandelbrot",
        [
            case("text"),
            case("a file").args("64 set.pbm"),
            case("a width that is no multiple of 8")
                .args("51 set.pbm")
                .file("set.pbm", "x".repeat(5000)),
            case("nowhere to go").args("8 no/where").fails(1),
        ],
    );
}

#[test]
fn fannkuch() {
    program(
        "fannkuch",
        [
            case("7"),
            case("8").args("8"),
            case("1").args("1"),
            case("no number").args("x").crashes(),
        ],
    );
}

#[test]
fn primes() {
    program(
        "primes",
        [
            case("to 1,000"),
            case("to 200,000").args("200000"),
            case("to 2").args("2"),
            case("to 0").args("0"),
        ],
    );
}

#[test]
fn factorial() {
    program(
        "factorial",
        [
            case("some").args("0 1 5 20 21 100"),
            case("many digits").args("500"),
            case("bad ones").args("-1 x 4294967296 +3"),
        ],
    );
}

#[test]
fn matrix() {
    program("matrix", [case("all of it")]);
}

#[test]
fn rpn() {
    program(
        "rpn",
        [
            case("sums").stdin("1 2 + 3 *\n4 -\n10 / dup *\n"),
            case("roots and powers").stdin(
                "2 sqrt\n0.5 ^ 1e10 3 ^ -8 0.333 ^\n2 0.5 ^ 10 -3 ^ 1.0001 12345.6 ^\nsum\n",
            ),
            case("words").stdin(": square dup *\n: cube dup square *\n3 cube 2 square\nswap max\n"),
            case("mistakes").stdin("+\n1 +\nswap\nnonsense 2 sqrt\n1 0 / -1 0 / 0 0 / -1 sqrt\n"),
        ],
    );
}

#[test]
fn calc() {
    program(
        "calc",
        [
            case("sums").stdin("1 + 2 * 3\n(1 + 2) * 3 - -4\n 7 / 2 \n"),
            case("variables").stdin("x = 6\ny = x * 7\ny - answer\nz\nx = y = 2\n"),
            case("mistakes").stdin(
                "\n1 +\n(1\n1)\n1 2\n1 / 0\n$\n99999999999999999999\n1x\n9223372036854775807 + 1\n",
            ),
            case("no newline at the end").stdin("2 * 21"),
            case("no text").stdin(b"1\n\xFF\n").fails(1),
        ],
    );
}

#[test]
fn timing() {
    program("timing", [case("all of it")]);
}
