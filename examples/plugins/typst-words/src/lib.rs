//! A Typst plug-in that counts the words of a text. `words.typ` shows the result as a table.
//!
//! Typst has no WASI, so the module must import only the functions of Typst's protocol. With the
//! feature `panic-trap` of nanowasi, no panic calls the host.
#![cfg_attr(feature = "nanowasi", no_std)]

#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::prelude::v1::*;

#[cfg(feature = "nanowasi")]
nanowasi::reactor!();

#[cfg(all(target_family = "wasm", not(test)))]
wasm_minimal_protocol::initiate_protocol!();

/// Counts the words of a text. Returns a line `word<tab>count` for each word: frequent words first,
/// and words of the same count in the order of the alphabet.
///
/// A word is a sequence of letters, with apostrophes and hyphens between them. ASCII letters are
/// converted to lower case, and digits are no letters.
#[cfg_attr(
    all(target_family = "wasm", not(test)),
    wasm_minimal_protocol::wasm_func
)]
pub fn count_words(text: &[u8]) -> Result<Vec<u8>, &'static str> {
    let text = str::from_utf8(text).map_err(|_| "the text is not UTF-8")?;
    let text = text.to_ascii_lowercase();
    let mut counts = BTreeMap::new();
    for word in text.split(is_separator) {
        let word = word.trim_matches(is_mark);
        if !word.is_empty() {
            *counts.entry(word).or_insert(0) += 1;
        }
    }
    let mut counts: Vec<(&str, u32)> = counts.into_iter().collect();
    counts.sort_unstable_by_key(|&(word, count)| (Reverse(count), word));
    let mut table = String::new();
    for (word, count) in counts {
        table.push_str(word);
        table.push('\t');
        table.push_str(&count.to_string());
        table.push('\n');
    }
    Ok(table.into_bytes())
}

/// Whether a character ends a word.
///
/// Characters outside of ASCII are letters, except for this punctuation: the tables of Unicode
/// would take 4 KB.
fn is_separator(c: char) -> bool {
    match c {
        'a'..='z' => false,
        '\0'..='\x7f' => !is_mark(c),
        '\u{2013}' | '\u{2014}' | '\u{201c}' | '\u{201d}' | '\u{2026}' => true,
        _ => false,
    }
}

/// Whether a character is part of a word only between letters.
fn is_mark(c: char) -> bool {
    matches!(c, '\'' | '-' | '\u{2019}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(text: &str) -> String {
        String::from_utf8(count_words(text.as_bytes()).unwrap()).unwrap()
    }

    #[test]
    fn frequent_words_come_first() {
        assert_eq!(table("b a, B! c; b a"), "b\t3\na\t2\nc\t1\n");
    }

    #[test]
    fn marks_are_part_of_a_word_between_letters() {
        assert_eq!(
            table("'it\u{2019}s a well-known -- fact'"),
            "a\t1\nfact\t1\nit\u{2019}s\t1\nwell-known\t1\n"
        );
    }

    #[test]
    fn a_text_that_is_not_utf8_is_an_error() {
        assert_eq!(count_words(b"\xff"), Err("the text is not UTF-8"));
    }
}
