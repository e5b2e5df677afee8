//! Checks that comments and Markdown fit into 100 columns: rustfmt checks code only.
//!
//! A line may be wider if it cannot be wrapped: in a table, in code, or with a link. So may the
//! text that a tool writes to a document, between two comments such as `<!-- sizes -->` and `<!--
//! end of sizes -->`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::files;

/// The widest a line may be, in characters.
const MAX_WIDTH: usize = 100;

/// A comment that does not fit on a screen is not read, and an editor wraps it where it likes.
#[test]
fn comments_and_prose_fit_into_100_columns() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut lines = Vec::new();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for file in files(root) {
        let name = file.strip_prefix(root).unwrap().to_str().unwrap();
        let name = name.replace('\\', "/");
        let text = fs::read_to_string(&file).unwrap();
        for (line, width) in wide_lines(&text, name.ends_with(".md")) {
            lines.push(format!("{name}:{line}: {width} columns"));
            *counts.entry(folder(&name)).or_default() += 1;
        }
    }
    let counts: Vec<_> = counts
        .iter()
        .map(|(folder, count)| format!("{count:>5}  {folder}"))
        .collect();
    assert!(
        lines.is_empty(),
        "{}\n\n{}\n\n{} lines are wider than {MAX_WIDTH} columns",
        lines.join("\n"),
        counts.join("\n"),
        lines.len()
    );
}

/// The first two folders of a path.
fn folder(path: &str) -> String {
    let folders = path.rsplit_once('/').map_or("", |(folders, _)| folders);
    let first: Vec<_> = folders.split('/').take(2).collect();
    first.join("/")
}

/// The numbers of the lines that are too wide, and their widths.
fn wide_lines(text: &str, is_markdown: bool) -> Vec<(usize, usize)> {
    let mut wide = Vec::new();
    let (mut in_code, mut in_generated) = (false, false);
    for (number, line) in (1..).zip(text.lines()) {
        let Some(prose) = prose(line, is_markdown) else {
            in_code = false;
            continue;
        };
        let prose = prose.trim();
        if prose.starts_with("```") {
            in_code = !in_code;
        }
        // A comment that says who writes the whole file has no end that is marked.
        if is_markdown && prose.starts_with("<!--") {
            in_generated = !["<!-- end", "<!-- Written by"]
                .iter()
                .any(|mark| prose.starts_with(mark));
        }
        let is_link = ["](", "]: ", "://"].iter().any(|mark| prose.contains(mark));
        let is_table = prose.starts_with('|');
        let width = line.chars().count();
        let is_exempt = in_code || in_generated || is_link || is_table || !can_wrap(prose);
        if width > MAX_WIDTH && !is_exempt {
            wide.push((number, width));
        }
    }
    wide
}

/// The part of a line that is prose: the text of Markdown or of a comment.
fn prose(line: &str, is_markdown: bool) -> Option<&str> {
    if is_markdown {
        return Some(line);
    }
    let line = line.trim_start();
    match line.strip_prefix("//") {
        Some(comment) => Some(comment.trim_start_matches(['/', '!'])),
        // A comment that ends a line of code.
        None => [" // ", " /* "]
            .iter()
            .find_map(|mark| line.split_once(mark))
            .filter(|(code, _)| code.ends_with([';', ',', '{', '}', ')']))
            .map(|(_, comment)| comment),
    }
}

/// Whether a line has a space to wrap at, which is not in code between backquotes.
fn can_wrap(prose: &str) -> bool {
    let mut in_code = false;
    let prose = prose.strip_prefix("- ").unwrap_or(prose);
    prose.chars().take(MAX_WIDTH).any(|character| {
        in_code ^= character == '`';
        character == ' ' && !in_code
    })
}

#[test]
fn only_lines_that_can_wrap_are_too_wide() {
    let long = "word ".repeat(24);
    let widths = |text: &str, is_markdown| -> Vec<usize> {
        let wide = wide_lines(text, is_markdown);
        wide.into_iter().map(|(line, _)| line).collect()
    };
    let source = format!("// {long}\nlet x = \"{long}\";\n    /// {long}\nf(); // {long}\n");
    assert_eq!(widths(&source, false), [1, 3, 4]);
    let source = format!("//! | {long} |\n//! ```\n//! {long}\n//! ```\n// [a]: {long}\n");
    assert_eq!(widths(&source, false), [0; 0]);
    let text = format!("{long}\n\n```\n{long}\n```\n\n| {long} |\n");
    assert_eq!(widths(&text, true), [1]);
    let text = format!("<!-- sizes -->\n{long}\n<!-- end of sizes -->\n{long}\n");
    assert_eq!(widths(&text, true), [4]);
    let text = format!("<!-- Written by a tool. -->\n{long}\n");
    assert_eq!(widths(&text, true), [2]);
    assert_eq!(widths(&format!("`{long}`.\n"), true), [0; 0]);
    assert_eq!(widths(&format!("word `{long}`.\n"), true), [1]);
    // Characters are counted, not bytes.
    assert_eq!(widths(&format!("{}\n", "é".repeat(100)), true), [0; 0]);
}
