//! fault_start: reports its arguments, its environment, and the files at the paths among its
//! arguments.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::ffi::OsString;
use std::{env, fs};

#[path = "../../../../support/guests/src/test_imports.rs"]
mod test_imports;

use test_imports::report;

fn main() {
    report("main");
    let args: Vec<OsString> = env::args_os().collect();
    all("argument", args.iter());
    // The host is called here for the first time.
    let vars: Vec<OsString> = env::vars_os()
        .map(|(name, value)| {
            let mut entry = name;
            entry.push("=");
            entry.push(value);
            entry
        })
        .collect();
    all("variable", vars.iter());
    for arg in args.iter().filter_map(|arg| arg.to_str()) {
        if let Some(path) = arg.strip_prefix("read:") {
            match fs::read_to_string(path) {
                Ok(text) => report(format!("{}: {}", path, text)),
                Err(error) => report(format!("{}: {:?}", path, error.kind())),
            }
        }
    }
}

/// Reports the number of strings, their checksum, and the first of them.
fn all<'a>(name: &str, strings: impl Iterator<Item = &'a OsString> + Clone) {
    let (mut count, mut len, mut sum) = (0_u32, 0, 0_u64);
    for string in strings.clone() {
        count += 1;
        len += string.len();
        for byte in string.as_encoded_bytes() {
            sum = (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01B3);
        }
    }
    report(format!("{}s: {}, {} bytes, {:x}", name, count, len, sum));
    for string in strings.take(8) {
        let text = string.to_string_lossy();
        let all = text.chars().count();
        let rest = if all > 60 {
            format!(" of {} characters", all)
        } else {
            String::new()
        };
        let start: String = text.chars().take(60).collect();
        report(format!("{}: {}{}", name, start, rest));
    }
}
