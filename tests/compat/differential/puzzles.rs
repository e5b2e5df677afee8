//! Games and puzzles.

use crate::{case, program};

#[test]
fn life() {
    let glider = "......\n..#...\n...#..\n.###..\n......\n";
    program(
        "life",
        [
            case("a glider").stdin(glider),
            case("until it stands still")
                .args("-g 50")
                .stdin("....\n.##.\n.#..\n....\n"),
            case("all dead").stdin("...\n.#.\n...\n"),
            case("nothing"),
        ],
    );
}

#[test]
fn maze() {
    program(
        "maze",
        [
            case("its own"),
            case("a file").args("m").file(
                "m",
                "#########\n#S  #   #\n# # # # #\n# #   #E#\n#########\n",
            ),
            case("no way")
                .args("m")
                .file("m", "#####\n#S#E#\n#####\n")
                .fails(1),
            case("no start").args("m").file("m", "###\n").fails(1),
            case("a missing file").args("m").fails(1),
        ],
    );
}

#[test]
fn sudoku() {
    let easy =
        "53..7....6..195....98....6.8...6...34..8.3..17...2...6.6....28....419..5....8..79\n";
    let hard =
        "8..........36......7..9.2...5...7.......457.....1...3...1....68..85...1..9....4..\n";
    let none = format!(
        "{}\n12345678.........9{}\n",
        "123456789".repeat(9),
        ".".repeat(63)
    );
    program(
        "sudoku",
        [
            case("an easy one").stdin(easy),
            case("a hard one").stdin(hard),
            case("bad ones").stdin(none),
            case("no cells").stdin("abc\n12x\n"),
        ],
    );
}

#[test]
fn queens() {
    program(
        "queens",
        [
            case("6"),
            case("8").args("8"),
            case("3").args("3"),
            case("0").args("0"),
            case("no number").args("x").fails(1),
            case("an empty one").arg("").fails(1),
        ],
    );
}

#[test]
fn dijkstra() {
    let edges = "a b 7\na c 9\na f 14\nb c 10\nb d 15\nc d 11\nc f 2\nd e 6\ne f 9\nx y 1\n";
    program(
        "dijkstra",
        [
            case("a way").args("a e").stdin(edges),
            case("to itself").args("a a").stdin(edges),
            case("no way").args("a x").stdin(edges),
            case("from nowhere").args("z a").stdin(edges).fails(66),
            case("a bad edge")
                .args("a b")
                .stdin("a b 1\nb c\n")
                .fails(65),
            case("a bad cost").args("a b").stdin("a b -1\n").fails(65),
            case("no arguments").stdin(edges).crashes(),
        ],
    );
}

#[test]
fn adventure() {
    program(
        "adventure",
        [
            case("won").stdin(
                "take lamp\ngo north\ntake lamp\nTAKE ROSE\ni\ngo south\ngo down\ntake sword\n",
            ),
            case("in the dark").stdin("go down\nlook\ntake sword\ngo east\nquit\nnever read\n"),
            case("mistakes").stdin("dance\n\n  \ntake\ngo\ni"),
            case("nothing said"),
        ],
    );
}
