//! Tools that traverse directories and resolve paths.

use crate::case::Case;
use crate::{case, program};

/// A small project.
fn project(name: &'static str) -> Case {
    case(name)
        .file("src/main.rs", "fn main() {}\n")
        .file("src/lib/mod.rs", "x".repeat(3000))
        .file("src/lib/deep/er/file.txt", "")
        .file("README.md", "# Read me\n")
        .file("Größe.txt", "ß".repeat(600))
        .folder("target/empty")
        .link("latest", "src/main.rs")
        .link("dangling", "no/where")
}

/// Only the header was added to this program, and it prints the same as with `std`.
#[test]
fn sizer() {
    program(
        "sizer",
        [
            project("a folder").args(".").unordered(),
            project("a folder in it").args("src/lib").unordered(),
            project("with slashes").args("./src//lib/").unordered(),
            case("one file")
                .args("dir")
                .file("dir/a \"quoted\" näme", "12345"),
            case("another name of the preopen")
                .args("/data")
                .file("f", "123")
                .preopen("", "/data"),
            case("an empty folder").args(".").silent(),
            case("a link that leads nowhere")
                .args(".")
                .link("nowhere", "else"),
            case("no preopen").args(".").no_preopen(),
            case("a missing argument"),
            case("a missing folder").args("missing"),
            case("a file").args("f").file("f", ""),
        ],
    );
}

#[test]
fn du() {
    program(
        "du",
        [
            project("everything"),
            project("a folder").args("src"),
            project("a missing folder").args("nowhere").fails(1),
            project("a file").args("README.md").fails(1),
            case("no preopen").no_preopen().fails(1).with_hint(),
        ],
    );
}

#[test]
fn find() {
    program(
        "find",
        [
            project("everything"),
            project("below a folder").args("src/lib"),
            project("by name").args(". -name *.rs"),
            project("by letters").args("src -name ?i?e.*"),
            project("files").args("-type f"),
            project("folders").args("-type d src"),
            project("links").args("-type l"),
            project("large ones").args("-size +1000 -name *.*"),
            project("a file").args("README.md"),
            project("a bad test").args("-type x").fails(1),
            project("a missing folder").args("missing").fails(1),
        ],
    );
}

#[test]
fn tree() {
    program(
        "tree",
        [
            project("everything"),
            project("a folder").args("src/"),
            case("an empty folder"),
            project("a missing folder").args("a/b").fails(1),
        ],
    );
}

#[test]
fn sync() {
    program(
        "sync",
        [
            project("to a new folder").args("src copies/of/src"),
            case("what differs")
                .args("a b")
                .file("a/same", "1")
                .file("a/changed", "new")
                .file("a/dir/new", "x")
                .file("a/file-now", "y")
                .file("a/folder-now/f", "z")
                .file("b/same", "1")
                .file("b/changed", "old")
                .file("b/gone/with/all", "that is in it")
                .file("b/file-now/g", "")
                .file("b/folder-now", ""),
            case("links are no folders")
                .args("a b")
                .folder("a")
                .file("kept/f", "x")
                .link("b/link", "../kept"),
            case("a missing folder").args("missing b"),
            case("a file").args("f b").file("f", "").fails(1),
            case("to a file")
                .args("a f")
                .folder("a")
                .file("f", "")
                .fails(1),
            case("arguments are missing").args("a").fails(1),
        ],
    );
}

#[test]
fn links() {
    program(
        "links",
        [
            case("in a folder that is there").args("."),
            case("in a new folder").args("new/er"),
            case("in the same twice")
                .args("dir")
                .file("dir/same", "x")
                .fails(1),
            case("no preopen")
                .args("x")
                .no_preopen()
                .fails(1)
                .with_hint(),
            case("no argument").crashes(),
        ],
    );
}

#[test]
fn cwd() {
    let files = |name| {
        case(name)
            .file("file", "outer")
            .file("a/file", "inner")
            .file("a/b/file", "innermost")
    };
    program(
        "cwd",
        [
            files("a folder below").args("a").preopen("", "/"),
            files("two folders below")
                .args("a/b/../b/")
                .preopen("", "/"),
            files("below a preopen with a name")
                .args("/data/a")
                .preopen("", "/data"),
            files("a missing folder").args("missing").preopen("", "/"),
            files("a file").args("file").preopen("", "/"),
            files("below the current folder").args("a"),
            files("two preopens")
                .args("/two")
                .preopen("a", "/one")
                .preopen("a/b", "/two"),
            files("no preopen").args("a").no_preopen().fails(0),
        ],
    );
}

#[test]
fn paths() {
    program(
        "paths",
        [
            case("relative").args("a a/b a/b.tar.gz ./a ../a/./b a//b/ . .."),
            case("absolute").args("/ /usr /usr/lib/x.so //a /.. /usr/../b /./a/"),
            case("names with dots").args(".hidden .a.b a. a.. ... x/.y/..z a.b/c"),
            case("an empty one").arg("").arg(" ").arg("a b/ü.ß"),
            case("backslashes").args(r"C:\a\b.txt \\server\share a\b/c"),
            case("none"),
        ],
    );
}
