//! fault_lists: lists or removes a directory as its host picks, and reports the result. The host
//! makes up the listing.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::fs;
use std::io::Result;

#[path = "../../../../support/guests/src/results.rs"]
mod results;
#[path = "../../../../support/guests/src/test_imports.rs"]
mod test_imports;

use results::error_text;

fn main() {
    test_imports::run_attempts(attempt);
}

fn attempt(name: &str) -> String {
    match name {
        "list" => list(),
        "remove" => match fs::remove_dir_all("d") {
            Ok(()) => "done".to_string(),
            Err(error) => error_text(&error),
        },
        _ => format!("no such thing: {name}"),
    }
}

/// Returns the names if they are few, or their number, and the error that follows them.
fn list() -> String {
    let mut names = Vec::new();
    let result = names_to(&mut names);
    let text = match names.len() {
        0..6 => names.join(" "),
        more => format!("{more} names"),
    };
    match result {
        Ok(()) => text,
        Err(error) => format!("{text} {}", error_text(&error))
            .trim_start()
            .to_string(),
    }
}

fn names_to(names: &mut Vec<String>) -> Result<()> {
    for entry in fs::read_dir("d")? {
        let name = entry?.file_name();
        names.push(name.as_encoded_bytes().escape_ascii().to_string());
    }
    Ok(())
}
