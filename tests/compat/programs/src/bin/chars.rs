//! chars: classifies and converts the characters of standard input.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::char;
use std::collections::BTreeMap;
use std::io::{self, Read};

fn class(c: char) -> &'static str {
    match c {
        c if c.is_control() => "control",
        c if c.is_whitespace() => "space",
        c if c.is_ascii_punctuation() => "punctuation",
        c if c.is_numeric() => "number",
        c if c.is_uppercase() => "upper",
        c if c.is_lowercase() => "lower",
        c if c.is_alphabetic() => "letter",
        _ => "other",
    }
}

fn main() {
    let mut bytes = Vec::new();
    io::stdin().read_to_end(&mut bytes).unwrap();
    let text = String::from_utf8_lossy(&bytes);
    match std::str::from_utf8(&bytes) {
        Ok(_) => println!("UTF-8"),
        Err(error) => println!("{error}"),
    }
    let mut classes: BTreeMap<&str, String> = BTreeMap::new();
    for c in text.chars() {
        classes.entry(class(c)).or_default().push(c);
    }
    for (class, chars) in &classes {
        println!("{class:<12}{:3} {chars:?}", chars.chars().count());
    }
    println!("{}", text.to_uppercase());
    println!("{}", text.to_lowercase());
    println!("{}", text.chars().rev().collect::<String>());
    println!("{}", text.escape_unicode());
    println!("{}", text.escape_default());
    for word in text.split_whitespace() {
        let utf16: Vec<u16> = word.encode_utf16().collect();
        let back: String = char::decode_utf16(utf16.iter().copied())
            .map(|it| it.unwrap_or(char::REPLACEMENT_CHARACTER))
            .collect();
        let digits: u32 = word.chars().filter_map(|c| c.to_digit(36)).sum();
        println!(
            "{word:>12}|{word:<12}|{word:-^12}| {} bytes {} units {} {digits}",
            word.len(),
            utf16.len(),
            back == word
        );
    }
}
