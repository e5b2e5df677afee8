//! `--small`, `--smallest` and `--compare`.

use std::fs;

use crate::support::Folder;

const CODE: &str = "fn main() {\n    \
    let text = std::env::args().next().unwrap();\n    \
    let mut words: Vec<String> = text.split('.').map(str::to_uppercase).collect();\n    \
    words.sort();\n    println!(\"{words:?}\");\n}\n";
const OUTPUT: &str = "[\"PROGRAM\", \"WASM\"]\n";

/// An option that has no effect leaves the program as large as before.
#[test]
fn each_step_of_size_is_smaller() {
    let folder = Folder::program("size", "2021", CODE);
    let mut sizes = Vec::new();
    for args in [
        &["run", "-q", "--release"][..],
        &["run", "-q", "--small"],
        &["run", "-q", "--smallest"],
    ] {
        folder.run(args).output(0, OUTPUT);
        let size = fs::metadata(folder.module("release"))
            .expect("it has run")
            .len();
        sizes.push(size);
    }
    assert!(sizes.is_sorted_by(|a, b| a > b), "{sizes:?}");
    let built = folder.run(&["build", "--smallest"]).status(0);
    built.error(&["a panic prints nothing", "--panic message"]);
}

/// The options change the profile that the user names. They must not change another.
#[test]
fn a_named_profile_is_made_small() {
    let folder = Folder::program("named profile", "2021", CODE);
    let rest = "[profile.mine]\ninherits = \"dev\"\nstrip = true\n";
    folder.package("", "program", "2021", rest);
    folder.run(&["build", "--profile", "mine"]).status(0);
    let size = || {
        fs::metadata(folder.module("mine"))
            .expect("it is built")
            .len()
    };
    let before = size();
    folder
        .run(&["run", "-q", "--small", "--profile", "mine"])
        .output(0, OUTPUT);
    assert!(size() * 4 < before * 3, "{} {before}", size());
    assert!(!folder.module("release").exists());
}

/// A table whose rows do not add up to the total, or that compares nanowasi with itself, is wrong.
#[test]
fn compare_prints_the_sizes_of_both() {
    let folder = Folder::program("compare", "2021", CODE);
    let finished = folder
        .run(&["build", "--compare", "--small", "-q"])
        .status(0);
    let rows: Vec<Vec<&str>> = finished
        .stdout
        .lines()
        .map(|line| line.split_whitespace().collect())
        .collect();
    assert_eq!(rows[0], ["program.wasm", "std", "nanowasi", "difference"]);
    let number = |row: &[&str], column: usize| -> i64 {
        row[row.len() - 3 + column]
            .parse()
            .expect("a row ends with three numbers")
    };
    let total = &rows[1];
    assert_eq!(total[0], "bytes");
    assert!(number(total, 0) > number(total, 1), "{}", finished.stdout);
    for column in 0..3 {
        let sum: i64 = rows[2..].iter().map(|row| number(row, column)).sum();
        assert_eq!(sum, number(total, column), "{}", finished.stdout);
    }
    assert!(
        rows[2..].iter().any(|row| row[0] == "program"),
        "{}",
        finished.stdout
    );

    folder.write("src/main.rs", "fn main() { absent(); }");
    let finished = folder.run(&["build", "--compare"]).output(101, "");
    finished.error(&["absent"]);
    fs::remove_file(folder.path("src/main.rs")).expect("the file is this test's own");
    folder.write("src/lib.rs", "");
    folder
        .run(&["build", "--compare"])
        .output(101, "")
        .error(&["no program"]);
}
