//! `cargo nanowasi build --compare`: builds a program with the toolchain's `std` and with nanowasi,
//! and prints the difference in size by crate.
//!
//! Both modules are built with the names of functions, which contain the crate of a function. The
//! sizes are those of the modules without the names.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use nanowasi_build::functions::{DATA, REST, functions};

use crate::artifacts;
use crate::failure::{Failure, Result};
use crate::imports::crate_of;
use crate::options::{Options, Size};
use crate::toolchain::{TARGET, cargo};
use crate::{cargo_with, package, print, sysroot};

/// The number of crates that a table names.
const ROWS: usize = 12;

/// The number of bytes in a module by crate.
type Parts = BTreeMap<String, usize>;

/// Builds a package with both libraries, and prints a table for each of its programs.
pub(crate) fn compare(options: &Options, sysroot: &Path) -> Result<u8> {
    let folder = package::sysroot_folder(options)?.join(sysroot::COMPARE);
    let profile = options.profile().unwrap_or("dev").to_owned();

    let options = &options.without(&OWN);
    let mut with_nanowasi = cargo_with("build", options, sysroot);
    let mut with_std = cargo();
    with_std
        .args(["build", "--target", TARGET])
        .args(&options.cargo);
    if options.size != Size::Fast {
        package::add_size_profile(&mut with_std, &profile);
    }
    let mut modules = Vec::new();
    for (name, command) in [("std", &mut with_std), ("nanowasi", &mut with_nanowasi)] {
        command
            .arg("--config")
            .arg(format!("profile.{profile}.strip=\"debuginfo\""))
            .arg("--target-dir")
            .arg(folder.join(name))
            .arg(artifacts::FORMAT);
        modules.push(built(command)?);
    }
    let mut text = String::new();
    for (name, std) in &modules[0] {
        if let Some(nanowasi) = modules[1].get(name) {
            text += &table(name, &parts(std)?, &parts(nanowasi)?);
        }
    }
    if text.is_empty() {
        return Err(Failure::new(
            "no program to compare: the package has no binary",
        ));
    }
    print(&text)
}

/// The options that a comparison sets itself.
const OWN: [&str; 2] = ["--target-dir", "--message-format"];

/// Runs a build, and returns the modules that it made, by name.
fn built(command: &mut Command) -> Result<BTreeMap<String, PathBuf>> {
    let modules = artifacts::built(command)?.modules.into_iter();
    Ok(modules.map(|module| (module.name(), module.path)).collect())
}

/// Returns the size of a module by crate.
fn parts(module: &Path) -> Result<Parts> {
    let wasm = std::fs::read(module).map_err(|error| Failure::file(module, &error))?;
    let functions = functions(&wasm).map_err(|error| Failure::file(module, &error))?;
    let mut parts = Parts::new();
    for (symbol, size) in functions {
        *parts.entry(part(&symbol)).or_default() += size;
    }
    Ok(parts)
}

/// Returns the crate of a function.
fn part(symbol: &str) -> String {
    match symbol {
        DATA => "data".to_owned(),
        REST => "types, imports, exports".to_owned(),
        _ => crate_of(symbol).unwrap_or_else(|| "C and start-up".to_owned()),
    }
}

/// Returns the table of one module.
fn table(name: &str, std: &Parts, nanowasi: &Parts) -> String {
    let total = |parts: &Parts| parts.values().sum::<usize>();
    let (before, after) = (total(std), total(nanowasi));
    let mut text = format!(
        "{name:<30} {:>12} {:>12} {:>12}\n",
        "std", "nanowasi", "difference"
    );
    let mut row = |name: &str, before: usize, after: usize| {
        let difference = i128::try_from(after).unwrap_or(0) - i128::try_from(before).unwrap_or(0);
        let _ = writeln!(
            text,
            "{name:<30} {before:>12} {after:>12} {difference:>+12}"
        );
    };
    row("bytes without names", before, after);
    let size = |parts: &Parts, name: &str| parts.get(name).copied().unwrap_or(0);
    let mut names: Vec<_> = std.keys().chain(nanowasi.keys()).collect();
    names.sort_unstable();
    names.dedup();
    names.sort_by_key(|name| std::cmp::Reverse(size(std, name).abs_diff(size(nanowasi, name))));
    for name in names.iter().take(ROWS) {
        row(&format!("  {name}"), size(std, name), size(nanowasi, name));
    }
    let others = |parts| names.iter().skip(ROWS).map(|name| size(parts, name)).sum();
    if names.len() > ROWS {
        row("  others", others(std), others(nanowasi));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_counts_for_the_first_crate_in_its_name() {
        for (symbol, crate_) in [
            ("_ZN4core3fmt5write17h0123456789abcdefE", "core"),
            ("_RNvNtNtCs7VE4jfIaNpJ_3std3sys6stream5drain", "std"),
            ("memcpy", "C and start-up"),
            (DATA, "data"),
        ] {
            assert_eq!(part(symbol), crate_, "{symbol}");
        }
    }

    #[test]
    fn a_table_adds_up() {
        let parts = |entries: &[(&str, usize)]| {
            entries
                .iter()
                .map(|(name, size)| ((*name).to_owned(), *size))
                .collect::<Parts>()
        };
        let text = table(
            "a.wasm",
            &parts(&[("std", 40), ("core", 2)]),
            &parts(&[("core", 3)]),
        );
        let numbers: Vec<Vec<&str>> = text
            .lines()
            .map(|l| l.split_whitespace().collect())
            .collect();
        assert_eq!(numbers[1], ["bytes", "without", "names", "42", "3", "-39"]);
        assert_eq!(numbers[2], ["std", "40", "0", "-40"]);
        assert_eq!(numbers[3], ["core", "2", "3", "+1"]);
    }
}
