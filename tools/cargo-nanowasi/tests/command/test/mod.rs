//! `test`: verdicts, isolation, the options of the harness, and the kinds of packages.

mod hosts;
mod isolation;
mod kinds;
mod options;
mod verdicts;
mod world;

use crate::support::{Finished, Folder};

/// Returns the lines of the results, sorted, without the time.
fn results(finished: &Finished) -> Vec<String> {
    let lines = finished.stdout.lines();
    let mut lines: Vec<String> = lines
        .filter(|line| line.starts_with("test "))
        .map(|line| {
            line.split("; finished in")
                .next()
                .unwrap_or(line)
                .to_owned()
        })
        .collect();
    lines.sort();
    lines
}

/// Creates a library with the code of a module `tests`.
fn library(name: &str, tests: &str) -> Folder {
    let folder = Folder::new(name);
    folder.package("", "program", "2021", "");
    folder.write(
        "src/lib.rs",
        &format!("#[cfg(test)]\nmod tests {{\n{tests}\n}}\n"),
    );
    folder
}
