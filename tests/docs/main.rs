//! Checks the documentation: its examples do what they say on a host, and its lines are not too
//! wide.
//!
//! `cargo test --doc` compiles an example that is marked `no_run` and goes no further, because
//! natively each call to a host returns `NOSYS`. These examples run here, as guests of wasmtime.
//!
//! - `extract`: finds the examples in doc comments and Markdown.
//! - `package`: generates one package that has all of them, and builds it.
//! - `guest`: runs an example, and compares how it ends with what it expects.
//! - `width`: counts columns.
#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test panics when its setup fails"
)]

#[path = "../support/common/mod.rs"]
mod common;

mod extract;
mod guest;
mod package;
mod width;

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use extract::{Example, Syntax, extract};
use package::Package;

/// Examples that end otherwise than they expect, to show that the check finds such.
const WRONG: &str = r#"
```no_run
use nanowasi::process;

process::exit(3);
```

```no_run
use nanowasi::env;

fn main() {
    assert_eq!(env::args().count(), 2);
}
```

```no_run
# // guest: trap
println!("no trap");
```
"#;

/// An example that compiles may still be wrong: it is the first code that a reader copies.
#[test]
fn examples_run_and_end_as_documented() {
    let examples = documented();
    assert!(!examples.is_empty(), "no example was found");
    let wrong = extract("wrong.md", WRONG, Syntax::Markdown).unwrap();
    let package = Package::build("doc-examples", examples.iter().chain(&wrong));

    let reports = run_all(&package, &wrong);
    let expected = [
        "wrong.md:2: expected exit status 0, but it ended with exit status 3",
        "wrong.md:8: expected exit status 0, but it ended with ",
        "wrong.md:16: expected a trap, but it ended with exit status 0",
    ];
    assert_eq!(reports.len(), expected.len(), "{reports:#?}");
    for (report, expected) in reports.iter().zip(expected) {
        assert!(report.starts_with(expected), "{report}");
    }
    // The line of the assertion in the document, not in what was generated from it.
    assert!(reports[1].contains("wrong.md/8.rs:12:5"), "{}", reports[1]);

    let failures = run_all(&package, &examples);
    assert!(
        failures.is_empty(),
        "{} of {} examples fail:\n\n{}",
        failures.len(),
        examples.len(),
        failures.join("\n")
    );
}

/// Runs examples on all processors, and returns a report of each that fails, in their order.
fn run_all(package: &Package, examples: &[Example]) -> Vec<String> {
    let next = AtomicUsize::new(0);
    let worker = || {
        let mut failures = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(example) = examples.get(index) else {
                return failures;
            };
            if let Err(report) = guest::run(package, example) {
                failures.push((index, report));
            }
        }
    };
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let mut failures: Vec<_> = thread::scope(|scope| {
        let workers: Vec<_> = (0..workers).map(|_| scope.spawn(worker)).collect();
        let results = workers.into_iter().map(|worker| worker.join().unwrap());
        results.flatten().collect()
    });
    failures.sort();
    failures.into_iter().map(|(_, report)| report).collect()
}

/// The examples of the crate's documentation that need a host.
fn documented() -> Vec<Example> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut examples = Vec::new();
    for file in files(&root.join("src")) {
        let syntax = match file.extension().and_then(OsStr::to_str) {
            Some("rs") => Syntax::Rust,
            _ => Syntax::Markdown,
        };
        let text = fs::read_to_string(&file).unwrap();
        let name = file.strip_prefix(root).unwrap().to_str().unwrap();
        let name = name.replace('\\', "/");
        let found = extract(&name, &text, syntax);
        examples.extend(found.unwrap_or_else(|error| panic!("{error}")));
    }
    examples
}

/// The Rust and Markdown files in a folder and below, sorted; without what cargo and npm make.
fn files(folder: &Path) -> Vec<PathBuf> {
    fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().and_then(OsStr::to_str).unwrap_or_default();
            let extension = path.extension().and_then(OsStr::to_str);
            if path.is_dir() {
                if !name.starts_with('.') && !["target", "node_modules"].contains(&name) {
                    collect(&path, files);
                }
            } else if matches!(extension, Some("rs" | "md")) {
                files.push(path);
            }
        }
    }

    let mut files = Vec::new();
    collect(folder, &mut files);
    files.sort();
    files
}
