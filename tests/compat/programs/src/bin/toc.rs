//! toc FILE: prints the table of contents of a Markdown file.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead, BufReader};

struct Heading {
    level: usize,
    title: String,
    anchor: String,
}

fn heading(line: &str, seen: &mut HashMap<String, u32>) -> Option<Heading> {
    let title = line.trim_start_matches('#');
    let level = line.len() - title.len();
    if !(1..=6).contains(&level) || !title.starts_with(' ') {
        return None;
    }
    let title = title.trim().trim_end_matches('#').trim_end();
    let mut anchor: String = title
        .to_lowercase()
        .chars()
        .filter_map(|c| match c {
            ' ' | '-' => Some('-'),
            c if c.is_alphanumeric() || c == '_' => Some(c),
            _ => None,
        })
        .collect();
    let count = seen
        .entry(anchor.clone())
        .and_modify(|count| *count += 1)
        .or_insert(0);
    if *count > 0 {
        anchor = format!("{anchor}-{count}");
    }
    Some(Heading {
        level,
        title: title.into(),
        anchor,
    })
}

fn main() -> Result<(), std::io::Error> {
    let name = std::env::args()
        .nth(1)
        .unwrap_or_else(|| "README.md".into());
    let mut seen = HashMap::new();
    let mut fenced = false;
    let mut headings = vec![];
    for line in BufReader::new(File::open(name)?).lines() {
        let line = line?;
        if line.starts_with("```") {
            fenced ^= true;
        } else if !fenced {
            headings.extend(heading(&line, &mut seen));
        }
    }
    let top = headings.iter().map(|it| it.level).min().unwrap_or(1);
    for Heading {
        level,
        title,
        anchor,
    } in &headings
    {
        println!(
            "{:indent$}- [{title}](#{anchor})",
            "",
            indent = 2 * (level - top)
        );
    }
    Ok(())
}
