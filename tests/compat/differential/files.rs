//! Tools that write files.

use crate::{case, program};

#[test]
fn copy() {
    program(
        "copy",
        [
            case("to a new file").args("-n a b").file("a", "text"),
            case("not over another")
                .args("-n a b")
                .file("a", "text")
                .file("b", "other"),
            case("over another")
                .args("-f a b")
                .file("a", "new")
                .file("b", "longer than before"),
            case("appended to another")
                .args("-a a b")
                .file("a", "second\n")
                .file("b", "first\n"),
            case("appended to no file").args("-a a b").file("a", "only"),
            case("into a file that is there, without truncation")
                .args("a b")
                .file("a", "new")
                .file("b", "longer"),
            case("into a file that isn't there")
                .args("a b")
                .file("a", "new")
                .fails(1),
            case("into a folder")
                .args("-f a dir")
                .file("a", "text")
                .folder("dir"),
            case("bytes, many of them")
                .args("-f a b")
                .file("a", (0..=u8::MAX).cycle().take(100_001).collect::<Vec<_>>()),
            case("a missing file").args("-f missing b").fails(1),
            case("a folder").args("-f dir b").folder("dir").fails(1),
            case("through a link")
                .args("-f link b")
                .file("a", "linked")
                .link("link", "a"),
            case("to a link")
                .args("-f a link")
                .file("a", "new")
                .file("b", "old")
                .link("link", "b"),
            case("out of the preopen")
                .args("-f a ../b")
                .file("in/a", "x")
                .preopen("in", ".")
                .fails(1),
            case("create and create new")
                .args("-f -n a b")
                .file("a", "x")
                .file("b", "y"),
            case("append and truncate")
                .args("-a -f a b")
                .file("a", "x")
                .file("b", "y")
                .fails(1),
            case("names that are missing").args("a").fails(1),
        ],
    );
}

#[test]
fn patch() {
    let edit = |name, commands: &str| {
        case(name)
            .arg("f")
            .file("f", "0123456789abcdef")
            .stdin(commands.to_owned())
    };
    program(
        "patch",
        [
            edit("at a place", "4 XYZ\n0 begin\n"),
            edit("from here on", "4 X\n+3 Y\n+-2 Z\n"),
            edit("from the end", "-3 END\n-0 more\n"),
            edit("beyond the end", "20 far\n"),
            edit("before the beginning", "-99 x\n+-1 y\n2 z\n+-9 w\n"),
            edit("a new size", "= 5\n5 grown\n= 20\n"),
            edit("bad commands", "what\n\nx y\n= many\n1\n"),
            case("a missing file").args("missing").fails(1),
            case("no file").fails(1),
            case("a folder").args("dir").folder("dir").fails(1),
        ],
    );
}

#[test]
fn replace() {
    program(
        "replace",
        [
            case("plain")
                .args("dir/notes.txt old new")
                .file("dir/notes.txt", "old, older, oldest\nand bold\n"),
            case("nothing to do").args("a b c").file("a", "x"),
            case("a file of many lines")
                .args("./a line row")
                .file("a", "a line\n".repeat(3000)),
            case("an older copy is replaced")
                .args("a x y")
                .file("a", "x")
                .file("a.bak", "older")
                .file("a.new", "left"),
            case("a missing file").args("missing a b").fails(1),
            case("the copy can't be written")
                .args("a x y")
                .file("a", "x")
                .folder("a.bak")
                .fails(1),
            case("arguments are missing").args("a b").fails(1),
        ],
    );
}

#[test]
fn kvlog() {
    let commands = "set one 1\nset two 2\nset one 11\nget one\nget three\ndel two\ndel two\nlist o\nnonsense here\n";
    program(
        "kvlog",
        [
            case("a new store").stdin(commands),
            case("a store that is there")
                .args("my.log")
                .file("my.log", "one=uno\nten=dieci\nten\n")
                .stdin(commands),
            case("compaction")
                .args("s.log")
                .stdin("set a 1\nset b 2\nset a 3\ncompact\nset c 4\nlist \n")
                .file("s.log", "z=0\n"),
            case("a draft is left from before")
                .args("s.log")
                .stdin("compact\n")
                .file("s.tmp", "")
                .fails(1),
            case("in a folder")
                .args("data/s.log")
                .folder("data")
                .stdin("set a b\n"),
            case("in a folder that is missing")
                .args("data/s.log")
                .fails(1),
            case("no preopen").no_preopen().fails(1).with_hint(),
        ],
    );
}

#[test]
fn touch() {
    program(
        "touch",
        [
            case("only asked").args("f").file("f", ""),
            case("set").args("f 1700000000").file("f", "x").with_times(),
            case("a leap day")
                .args("f 951782399")
                .file("f", "x")
                .with_times(),
            case("the epoch").args("f 0").file("f", "x").with_times(),
            case("a missing file").args("missing").fails(1),
            case("no number").args("f x").file("f", "").fails(1),
            case("no file").fails(1),
        ],
    );
}

#[test]
fn split() {
    let text: String = (0..70).map(|n| format!("line {n}\n")).collect();
    program(
        "split",
        [
            case("two lines each")
                .args("-l 2 f part-")
                .file("f", text.clone()),
            case("a rest").args("f part- -l 40").file("f", text.clone()),
            case("into a folder")
                .args("-l 50 f parts/")
                .file("f", text)
                .folder("parts"),
            case("an empty file").args("f x").file("f", "").silent(),
            case("no text")
                .args("-l 1 f x")
                .file("f", b"\xFF\n\xFE\n\xFD"),
            case("a missing folder")
                .args("f no/x")
                .file("f", "x")
                .fails(1),
            case("too few names").args("f").fails(1),
            case("a bad number").args("-l 0x2 f x").fails(1),
        ],
    );
}

#[test]
fn binary() {
    program(
        "binary",
        [
            case("in a folder"),
            case("over an older file").file("records.bin", "x".repeat(1000)),
            case("no preopen").no_preopen().fails(1).with_hint(),
        ],
    );
}
