//! `sort` sorts lines on the heap.

use super::{BIG, Random, assert_ended, tools};

/// Sorts lines by their bytes. The last line need not end with a newline.
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

/// A text that is one newline is one empty line, not an empty text.
#[test]
fn one_empty_line_is_a_line() {
    for sort in tools("sort") {
        let out = sort().stdin("\n").run();
        assert_ended(&out, 0, "\n", "");
    }
}

/// Lines of few letters are often equal, or one is a prefix of another; with random lines that does
/// not happen. They differ only after the eight bytes that `memcmp` compares in one step.
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

/// If the heap cannot hold the input, sorting a part of it would look like success.
#[test]
fn input_that_exceeds_memory_is_an_error_without_output() {
    // The text alone is too large; or it fits, but not the eight bytes for each of its lines.
    let inputs = [(vec![b'x'; BIG], 4 << 20), (vec![b'\n'; 1 << 20], 6 << 20)];
    for sort in tools("sort") {
        for (text, limit) in &inputs {
            let out = sort().stdin(text.clone()).memory_limit(*limit).run();
            assert_ended(&out, 1, "", "sort: NOMEM\n");
        }
    }
}

/// Input that ends with an error is incomplete.
#[test]
fn a_read_error_is_reported_without_output() {
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
