//! template FILE: fills `{{name}}`, `{{name|upper}}` and `{{name?default}}` from the environment.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::borrow::Cow;
use std::env::{self, VarError};
use std::fs;
use std::process::ExitCode;

fn value(expression: &str) -> Result<Cow<'_, str>, String> {
    let (rest, filter) = match expression.split_once('|') {
        Some((rest, filter)) => (rest, Some(filter.trim())),
        None => (expression, None),
    };
    let (name, default) = match rest.split_once('?') {
        Some((name, default)) => (name.trim(), Some(default)),
        None => (rest.trim(), None),
    };
    let text: Cow<str> = match (env::var(name), default) {
        (Ok(text), _) => text.into(),
        (Err(VarError::NotPresent), Some(default)) => default.into(),
        (Err(error), _) => return Err(format!("{name}: {error}")),
    };
    Ok(match filter {
        None => text,
        Some("upper") => text.to_uppercase().into(),
        Some("lower") => text.to_lowercase().into(),
        Some("length") => text.chars().count().to_string().into(),
        Some(filter) => return Err(format!("{filter}: no such filter")),
    })
}

fn fill(mut text: &str) -> Result<String, String> {
    let mut filled = String::new();
    while let Some(begin) = text.find("{{") {
        filled.push_str(&text[..begin]);
        let (expression, rest) = text[begin + 2..]
            .split_once("}}")
            .ok_or_else(|| format!("{{{{ is not closed at byte {begin}"))?;
        filled += &value(expression)?;
        text = rest;
    }
    Ok(filled + text)
}

fn main() -> ExitCode {
    let result = match env::args().nth(1) {
        None => Err("which file?".to_owned()),
        Some(name) => fs::read_to_string(name)
            .map_err(|error| error.to_string())
            .and_then(|text| fill(&text)),
    };
    match result {
        Ok(text) => {
            print!("{text}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("template: {error}");
            ExitCode::FAILURE
        }
    }
}
