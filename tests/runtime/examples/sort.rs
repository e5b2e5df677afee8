//! sort: a heap at work.

use super::{BIG, Random, assert_ended, tools};

/// The lines in the order of their bytes: a newline ends a line, the last one may lack it.
fn sorted(text: &[u8]) -> Vec<u8> {
    let mut lines: Vec<&[u8]> = text.split_inclusive(|byte| *byte == b'\n').collect();
    for line in &mut lines {
        *line = line.strip_suffix(b"\n").unwrap_or(line);
    }
    lines.sort();
    lines
        .iter()
        .flat_map(|line| [*line, b"\n"])
        .flatten()
        .copied()
        .collect()
}

#[test]
fn lines_are_in_the_order_of_their_bytes() {
    let texts: [&[u8]; 10] = [
        b"",
        b"one",
        b"one\n",
        b"b\na\nc\n",
        b"b\na\n\nc",
        b"\n\n",
        b"\n\nx",
        b"ab\na\r\na\na \n",
        b"\xFF\n\x80\nz\n\xC3\xA4\n\0\n",
        b"same\nsame\nsame",
    ];
    for sort in tools("sort") {
        for text in texts {
            let out = sort().stdin(text).run();
            assert_ended(&out, 0, sorted(text), "");
        }
    }
}

/// A text of one newline is one line without letters, and not a text without lines.
#[test]
fn one_empty_line_is_a_line() {
    for sort in tools("sort") {
        let out = sort().stdin("\n").run();
        assert_ended(&out, 0, "\n", "");
    }
}

/// Lines of few letters are often the same, or one the beginning of the other, which random ones
/// never are. They are long enough to differ only after the eight bytes that `memcmp` takes at once.
#[test]
fn random_lines_are_sorted_as_std_sorts_them() {
    let mut random = Random::new(3);
    let mut texts = Vec::new();
    for letters in [&b"a"[..], b"ab\n", b"ab\r\n\n\n", b"\x00\x7F\x80\xFF\n"] {
        for len in [1, 10, 100, 1000, 20_000] {
            let bytes = (0..len).map(|_| match random.below(12) {
                0 => b'\n',
                _ => random.one_of(letters),
            });
            texts.push(bytes.collect::<Vec<u8>>());
        }
    }
    texts.push(random.bytes(1 << 20));
    for sort in tools("sort") {
        for text in &texts {
            let out = sort().stdin(text.clone()).run();
            assert_ended(&out, 0, sorted(text), "");
        }
    }
}

/// A heap that can't hold the input: half of the lines would look like all of them.
#[test]
fn what_memory_cannot_hold_is_said_and_nothing_is_printed() {
    // The text alone is too much; or it fits, but not the eight bytes that each of its lines takes.
    let inputs = [(vec![b'x'; BIG], 4 << 20), (vec![b'\n'; 1 << 20], 6 << 20)];
    for sort in tools("sort") {
        for (text, limit) in &inputs {
            let out = sort().stdin(text.clone()).memory_limit(*limit).run();
            assert_ended(&out, 1, "", "sort: NOMEM\n");
        }
    }
}

/// Input that ends in an error is not the whole input.
#[test]
fn an_error_is_said_and_nothing_is_printed() {
    const IO: i32 = 29;
    for sort in tools("sort") {
        let out = sort()
            .stdin("b\na\n")
            .fault("fd_read", |call| match call.number() {
                1 => call.real(),
                _ => IO.into(),
            })
            .run();
        assert_ended(&out, 1, "", "sort: IO\n");
    }
}
