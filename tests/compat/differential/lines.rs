//! Tools that process text line by line.

use crate::{case, program};

/// Thirty lines, one of them empty.
fn numbered() -> String {
    (1..=30)
        .map(|n| {
            if n == 7 {
                "\n".to_owned()
            } else {
                format!("line {n}\n")
            }
        })
        .collect()
}

#[test]
fn cat() {
    program(
        "cat",
        [
            case("standard input").stdin("one\ntwo, and no newline"),
            case("nothing").silent(),
            case("numbers go on from file to file")
                .args("-n a b")
                .file("a", "1\n2\n")
                .file("b", "ä\n\n"),
            case("a file without a newline at its end")
                .args("a b")
                .file("a", "1")
                .file("b", "2\n"),
            case("lines end in CRLF")
                .args("-n a")
                .file("a", "dos\r\nand unix\nand\rneither\r\n"),
            case("more than a buffer")
                .args("-n a")
                .file("a", numbered().repeat(1000)),
            case("a missing file")
                .args("a missing")
                .file("a", "1\n")
                .fails(1),
            case("no text")
                .args("a")
                .file("a", b"good\n\xFF\xFEbad\n")
                .fails(1),
            case("a folder").args("dir").folder("dir").fails(1),
            case("no preopen")
                .args("a")
                .file("a", "1")
                .no_preopen()
                .with_hint()
                .fails(1),
        ],
    );
}

#[test]
fn head() {
    program(
        "head",
        [
            case("ten lines").stdin(numbered()),
            case("three lines of two files")
                .args("-n 3 a b")
                .file("a", numbered())
                .file("b", "x\ny"),
            case("no lines").args("-n 0").stdin("x").silent(),
            case("bytes").args("-c 17 a").file("a", numbered()),
            case("more bytes than there are")
                .args("-c 99999")
                .stdin(b"\x00\xFFfew".as_slice()),
            case("one is missing")
                .args("a missing b")
                .file("a", "1\n")
                .file("b", "2")
                .fails(1),
            case("no number").args("-n many").fails(2),
            case("not even that").args("-c").fails(2),
        ],
    );
}

#[test]
fn tail() {
    program(
        "tail",
        [
            case("ten lines").stdin(numbered()),
            case("two lines").args("-n 2 a").file("a", numbered()),
            case("fewer than asked for").args("-n 5").stdin("a\nb"),
            case("none").args("-n 0").stdin("a\nb").silent(),
            case("from a line on").args("+28").stdin(numbered()),
            case("a bad number").args("-n -1").fails(1),
            case("no number").args("-n").fails(1),
            case("too large a number")
                .args("+99999999999999999999")
                .fails(1),
            case("a missing file").args("missing").fails(1),
        ],
    );
}

#[test]
fn uniq() {
    let text = "a\na\nb\na\n\n\nc\nc\nc";
    program(
        "uniq",
        [
            case("plain").stdin(text),
            case("counted").args("-c").stdin(text),
            case("repeated").args("-d").stdin(text),
            case("both").args("-d -c").stdin(text),
            case("nothing").silent(),
        ],
    );
}

#[test]
fn sort() {
    let text = "10 pear 3\n9 fig 1.5\n10 apple -2\n\n9 fig 1.5\nzebra\nÄpfel 0 1e3\n";
    program(
        "sort",
        [
            case("plain").stdin(text),
            case("without doubles").args("-u").stdin(text),
            case("by number, reversed").args("-n -r").stdin(text),
            case("by a field").args("-k 2").stdin(text),
            case("by a number in a field").args("-n -k 3").stdin(text),
            case("without doubles, by field")
                .args("-u -k 1 -n")
                .stdin(text),
            case("many").args("-n").stdin(
                (0..5000u32)
                    .map(|n| format!("{}\n", n.wrapping_mul(2_654_435_761) % 9973))
                    .collect::<String>(),
            ),
            case("a bad field").args("-k x").fails(2),
            case("field 0").args("-k 0").stdin("b\na"),
            case("an unknown option").args("-z").fails(2),
            case("no text").stdin(b"\xC3").fails(1),
        ],
    );
}

#[test]
fn cut() {
    let text = "root:x:0:0:the root:/:/bin/sh\nnobody:x:65534\n\nno delimiter\n";
    program(
        "cut",
        [
            case("fields").args("-d : -f 1,5-").stdin(text),
            case("from the first on").args("-f -2 -d :").stdin(text),
            case("tabs").args("-f 2").stdin("a\tb\tc\n"),
            case("characters").args("-c 1-3,5").stdin("äöüß 語\nab\n"),
            case("field 0").args("-f 0").fails(1),
            case("no number").args("-f 1,x").fails(1),
            case("no ends").args("-f -").fails(1),
            case("no value").args("-d").fails(1),
            case("neither").args("-d :").stdin(text).fails(1),
            case("an unknown option").args("-x 1").fails(1),
            case("no text").args("-c 1").stdin(b"ok\n\xE4\n").fails(1),
        ],
    );
}

#[test]
fn tr() {
    program(
        "tr",
        [
            case("a range").args("a-z A-Z").stdin("Hello, Wörld!\n"),
            case("a shorter set").args("abc x-y").stdin("aabbccdd"),
            case("letters of more than one byte")
                .args("äöü aou")
                .stdin("schön über Äste"),
            case("deleted").args("-d aeiou-").stdin("re-use a sieve\n"),
            case("no arguments").fails(1),
        ],
    );
}

#[test]
fn wc() {
    program(
        "wc",
        [
            case("standard input").stdin("one two\n three\u{a0}four\n\nä"),
            case("nothing"),
            case("files and their sum")
                .args("a b")
                .file("a", numbered())
                .file("b", "x"),
            case("one is missing")
                .args("a missing b")
                .file("a", "1\n")
                .file("b", "2")
                .fails(1),
            case("no text")
                .args("a b")
                .file("a", b"\x80")
                .file("b", "x y")
                .fails(1),
            case("no text from standard input").stdin(b"\xF0\x9F"),
        ],
    );
}

#[test]
fn nl() {
    program(
        "nl",
        [
            case("plain").stdin("a\n\nb\n \nc"),
            case("all options")
                .args("-w 3 -s :: -v -1 -i 10")
                .stdin("a\nb\n\nc\n"),
            case("a bad width").args("-w -3").fails(1),
            case("a value is missing").args("-w 3 -s").fails(1),
            case("an unknown option").args("-q 1").fails(1),
        ],
    );
}

#[test]
fn rev() {
    program(
        "rev",
        [
            case("plain").stdin("abc\n\nüöä 🦀\nlast"),
            case("longer than the buffer").stdin("0123456789".repeat(50) + "\n" + &"é".repeat(100)),
            case("nothing").silent(),
            case("no text").stdin(b"abc\nd\xFFf\n").fails(1),
        ],
    );
}

#[test]
fn paste() {
    program(
        "paste",
        [
            case("two files")
                .args("a b")
                .file("a", "1\n2\n3\n")
                .file("b", "x\ny"),
            case("delimiters take turns")
                .args("-d ,; a b c")
                .file("a", "1\n2")
                .file("b", "x\n")
                .file("c", "ä\nö\nü"),
            case("with standard input")
                .args("a - a")
                .file("a", "1\n2\n")
                .stdin("from\nelsewhere\n"),
            case("a missing file")
                .args("a missing")
                .file("a", "1")
                .fails(1),
            case("no text").args("a").file("a", b"1\n\xFF").fails(1),
        ],
    );
}

#[test]
fn comm() {
    program(
        "comm",
        [
            case("two files")
                .args("a b")
                .file("a", "a\nb\nd\ne\n")
                .file("b", "b\nc\nd\n"),
            case("an empty one")
                .args("a b")
                .file("a", "")
                .file("b", "b\nc"),
            case("no arguments").fails(64),
            case("one is missing")
                .args("a missing")
                .file("a", "")
                .fails(1),
        ],
    );
}

#[test]
fn fold() {
    let text = "The quick brown fox jumps over the lazy dog\nLoremipsumdolorsitametconsectetur\n\nähnlich übel öde\n";
    program(
        "fold",
        [
            case("hard").args("-w 10").stdin(text),
            case("at spaces").args("-s -w 12").stdin(text),
            case("short lines").stdin(text),
            case("no width").args("-w").fails(1),
            case("a width of nothing").args("-w 0").crashes(),
            case("an unknown option").args("-z").fails(1),
        ],
    );
}

#[test]
fn tac() {
    program(
        "tac",
        [
            case("plain").stdin("1\n2\n3\n"),
            case("no newline at the end").stdin("1\n2\n3"),
            case("bytes").stdin(b"\xFF\n\x00\n\n\xFE"),
            case("files").args("a b").file("a", "1\n2\n").file("b", ""),
            case("nothing").silent(),
            case("one is missing")
                .args("a missing")
                .file("a", "1")
                .fails(1),
        ],
    );
}

#[test]
fn expand() {
    program(
        "expand",
        [
            case("plain").stdin("\ta\tb\nab\tc\n\n1234567\t8\n12345678\t9"),
            case("a width").args("-t 3").stdin("\ta\tb\n1234\t5\n"),
            case("backwards")
                .args("unexpand -t 4")
                .stdin("        two\n      one and two\nnone    \n"),
            case("a bad width").args("-t x").stdin("a").crashes(),
            case("bad arguments").args("what is this").crashes(),
        ],
    );
}

#[test]
fn grep() {
    let text =
        "fn main() {\n    println!(\"Hello\");\n}\n\n// hello, again\nfn helper() -> u8 { 0 }\n";
    program(
        "grep",
        [
            case("plain").args("fn").stdin(text),
            case("numbered").args("-n hel a").file("a", text),
            case("patterns").args("-n ^fn.*{$ a").file("a", text),
            case("stars").args("-n l*o").stdin(text),
            case("an empty line").args("-n ^$").stdin(text),
            case("any case, counted, in two files")
                .args("-ci HELLO a b")
                .file("a", text)
                .file("b", "none\n"),
            case("all but").args("-nv l").stdin(text),
            case("dots are characters")
                .args("^.ü.$")
                .stdin("xüy\nxü\n語ü語\n"),
            case("nothing found")
                .args("zzz")
                .stdin(text)
                .silent()
                .fails(1),
            case("one is missing")
                .args("fn a missing")
                .file("a", text)
                .fails(2),
            case("no pattern").args("-n").fails(2),
        ],
    );
}
