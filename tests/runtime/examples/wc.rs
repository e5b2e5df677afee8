//! `wc` counts lines, words and bytes.

use super::{Random, assert_ended, errors_of, files, folder, tools};

/// Counts lines, words and bytes in the simplest way.
fn counts(text: &[u8]) -> String {
    let is_space = |byte: &u8| b" \t\n\x0B\x0C\r".contains(byte);
    let lines = text.iter().filter(|byte| **byte == b'\n').count();
    let words = text.split(is_space).filter(|word| !word.is_empty()).count();
    format!("{lines} {words} {}", text.len())
}

/// A word across a block boundary is one word. A last line without a newline does not count as a
/// line.
#[test]
fn counts_are_those_of_a_plain_count() {
    let folder = folder("wc-files");
    let files = files();
    for wc in tools("wc") {
        let names = files.iter().map(|(name, _)| *name);
        let out = wc().args(names).dir(&folder, ".").run();
        let lines = files
            .iter()
            .map(|(name, content)| format!("{} {name}\n", counts(content)));
        assert_ended(&out, 0, lines.collect::<String>(), "");
    }
}

/// Short texts of few letters contain each combination of spaces, words and ends.
#[test]
fn every_arrangement_of_words_and_spaces_is_counted() {
    let mut random = Random::new(2);
    let mut texts: Vec<Vec<u8>> = vec![b"".into(), b" ".into(), b"\n".into(), b"a".into()];
    for _ in 0..100 {
        let len = random.below(40);
        texts.push(
            (0..len)
                .map(|_| random.one_of(b"ab \n\t\r\x0B\x0C\0\x1F!\xA0\xFF"))
                .collect(),
        );
    }
    // Words across the boundaries of 64 KiB, the largest block that a host returns.
    for spaces in 65_530..65_540 {
        texts.push([&b" ".repeat(spaces)[..], b"word\nword"].concat());
    }
    for wc in tools("wc") {
        for text in &texts {
            let out = wc().stdin(text.clone()).run();
            assert_ended(&out, 0, counts(text) + "\n", "");
        }
    }
}

/// Standard input that is named as `-` is printed with that name, as a file is.
#[test]
fn a_dash_is_standard_input_and_is_named() {
    for wc in tools("wc") {
        let out = wc().args(["-", "-"]).stdin("one line\n").run();
        assert_ended(&out, 0, "1 2 9 -\n0 0 0 -\n", "");
    }
}

/// As with `cat`: an invalid name costs one error, and the other files are counted.
#[test]
fn an_unreadable_file_is_reported_and_the_others_are_counted() {
    let folder = folder("wc-errors");
    let files = files();
    for wc in tools("wc") {
        let out = wc()
            .args(["bytes", "missing", "dir", "unfinished"])
            .dir(&folder, ".")
            .run();
        let mut errors = errors_of(&out, "path_open");
        errors.retain(|name| name != "NOENT");
        errors.extend(errors_of(&out, "fd_read"));
        let [of_directory] = errors.as_slice() else {
            panic!("{errors:?}: {out}");
        };
        let message = format!("wc: missing: NOENT\nwc: dir: {of_directory}\n");
        let lines =
            [&files[0], &files[3]].map(|(name, content)| format!("{} {name}\n", counts(content)));
        assert_ended(&out, 1, lines.concat(), &message);
    }
}
