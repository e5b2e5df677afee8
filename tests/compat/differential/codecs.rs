//! Encoders, decoders, compression and hashes.

use crate::{case, program};

/// Text with many repetitions.
fn text() -> String {
    (0..200)
        .map(|n| {
            format!(
                "the line {} of a file that repeats itself, line {n}\n",
                n * n
            )
        })
        .collect()
}

/// Bytes without repetitions.
fn noise(count: usize) -> Vec<u8> {
    let mut state = 1u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    };
    (0..count).map(|_| next()).collect()
}

#[test]
fn hexdump() {
    program(
        "hexdump",
        [
            case("text").stdin("Hello, world!\nä\n"),
            case("a file").args("f").file("f", noise(300)),
            case("a part").args("-s 250 -n 20 f").file("f", noise(300)),
            case("a part of standard input")
                .args("-n 5 -s 3")
                .stdin("0123456789"),
            case("beyond the end")
                .args("-s 500 f")
                .file("f", noise(300)),
            case("nothing"),
            case("no number").args("-s x").fails(1),
            case("an option alone").args("-n").fails(1),
            case("a missing file").args("missing").fails(1),
        ],
    );
}

#[test]
fn base64() {
    program(
        "base64",
        [
            case("three").stdin("abc"),
            case("four").stdin("abcd"),
            case("five").stdin("abcde"),
            case("nothing").silent(),
            case("many").stdin(noise(1000)),
            case("back").args("-d").stdin("SGVsbG8s\nIHdvcmxkIQ==\n"),
            case("back to bytes").args("-d").stdin("//79AAE="),
            case("no digit").args("-d").stdin("SGVs*G8=").fails(1),
            case("a byte").args("-d").stdin(b"SGVs\xFF").fails(1),
            case("a digit too few").args("-d").stdin("SGVsb").fails(1),
        ],
    );
}

#[test]
fn sha256() {
    const LIST: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  abc\n";
    program(
        "sha256",
        [
            case("nothing"),
            case("abc").stdin("abc"),
            case("files")
                .args("a b")
                .file("a", noise(511))
                .file("b", noise(70_000)),
            case("checked")
                .args("-c list")
                .file("list", LIST)
                .file("abc", "abc"),
            case("changed")
                .args("-c list")
                .file("list", LIST)
                .file("abc", "abd")
                .fails(1),
            case("missing").args("-c list").file("list", LIST).fails(1),
            case("a bad list")
                .args("-c list")
                .file("list", "what?\n")
                .fails(1),
            case("a missing file")
                .args("a missing")
                .file("a", "")
                .fails(1),
        ],
    );
}

#[test]
fn gzip() {
    // printf 'hello hello hello hello\n' | gzip -n9
    let packed = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\xcbH\xcd\xc9\xc9W\xc8@'\xb9\x00\x00\x88Y\x0b\x18\x00\x00\x00";
    let changed = |at: usize, to| {
        let mut packed = packed.to_vec();
        packed[at] = to;
        packed
    };
    program(
        "gzip",
        [
            case("text").args("f f.gz").file("f", text()),
            case("noise").args("f f.gz").file("f", noise(50_000)),
            case("nothing").args("f f.gz").file("f", ""),
            case("what is no gzip")
                .args("-d f g")
                .file("f", "plain text, long enough")
                .fails(1),
            case("what is too short")
                .args("-d f g")
                .file("f", "short")
                .fails(1),
            case("restored").args("-d f g").file("f", packed),
            case("another checksum")
                .args("-d f g")
                .file("f", changed(23, 0))
                .fails(1),
            case("another length")
                .args("-d f g")
                .file("f", changed(25, 0))
                .fails(1),
            case("no deflate")
                .args("-d f g")
                .file("f", changed(10, 7))
                .fails(1),
            case("cut").args("-d f g").file("f", &packed[..22]).fails(1),
            case("nowhere to go")
                .args("f no/where")
                .file("f", "x")
                .fails(1),
            case("arguments are missing").args("f").fails(1),
        ],
    );
}

#[test]
fn crc32() {
    program(
        "crc32",
        [
            case("the usual check").stdin("123456789"),
            case("files")
                .args("a b")
                .file("a", noise(100_000))
                .file("b", ""),
            case("a missing file")
                .args("a missing")
                .file("a", "")
                .fails(1),
            case("a folder").args(".").fails(1),
        ],
    );
}

#[test]
fn lz77() {
    program(
        "lz77",
        [
            case("text").stdin(text()),
            case("noise").stdin(noise(2000)),
            case("a run").stdin("a".repeat(500)),
            case("nothing").silent(),
            case("back")
                .args("-d")
                .stdin("4\nabab\n4,10\n3\nend\n2,1\n"),
            case("back before the beginning")
                .args("-d")
                .stdin("1\na\n5,1\n")
                .fails(1),
            case("cut").args("-d").stdin("10\nabc").fails(1),
            case("no number").args("-d").stdin("x\n").fails(1),
        ],
    );
}

#[test]
fn huffman() {
    program(
        "huffman",
        [
            case("text").stdin("this is an example of a huffman tree\n"),
            case("one letter").stdin("aaaa"),
            case("noise").stdin(noise(3000)),
            case("nothing"),
        ],
    );
}
