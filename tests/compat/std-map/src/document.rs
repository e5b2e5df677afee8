//! Writes the document: totals, and the differing, absent and equal items of each module.
//!
//! Its readers want to know whether their program will work, so differences and their reasons come
//! first. Equal items are listed briefly.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::compare::{Comparison, Verdict};
use crate::item::Row;
use crate::reasons::AssignedReasons;
use crate::sections;

/// The widest a line may be, in characters, if it can be wrapped.
const WIDTH: usize = 100;

/// The text about behaviour, which the comparison of items cannot see.
const BEHAVIOUR: &str = include_str!("../behaviour.md");

/// A module's rows: those of `std` with their reasons, and additional ones of nanowasi.
#[derive(Default)]
struct Section<'a> {
    rows: Vec<(&'a Row, &'a Verdict, Option<&'a str>)>,
    additional: Vec<&'a Row>,
}

impl Section<'_> {
    /// Returns how many rows are equal, differ, and are absent.
    fn counts(&self) -> [usize; 3] {
        let mut counts = [0; 3];
        for (_, verdict, _) in &self.rows {
            let [same, differs, absent] = &mut counts;
            *match verdict {
                Verdict::Same => same,
                Verdict::Differs(..) => differs,
                Verdict::Absent => absent,
            } += 1;
        }
        counts
    }
}

/// Writes the document. `release` is that of the toolchain.
#[must_use]
pub fn document(comparison: &Comparison, assigned: &AssignedReasons, release: &str) -> String {
    let mut sections: BTreeMap<(usize, String), Section> = BTreeMap::new();
    for ((row, verdict), why) in comparison.rows.iter().zip(&assigned.why) {
        sections
            .entry(sections::of(row))
            .or_default()
            .rows
            .push((row, verdict, *why));
    }
    for row in &comparison.additional {
        if let Some(section) = sections.get_mut(&sections::of(row)) {
            section.additional.push(row);
        }
    }
    let mut out = head(release);
    out.push_str(&totals(&sections));
    out.push('\n');
    out.push_str(BEHAVIOUR);
    for ((_, name), section) in &sections {
        out.push_str(&format!("\n## {name}\n"));
        differing(&mut out, section);
        absent(&mut out, section);
        let same = section
            .rows
            .iter()
            .filter(|(_, verdict, _)| **verdict == Verdict::Same);
        listed(&mut out, "Same", same.map(|(row, ..)| *row));
        let additional = section.additional.iter().copied();
        listed(
            &mut out,
            "Beyond `std`",
            additional.filter(|row| !matches!(row.kind, "impl" | "auto traits")),
        );
    }
    out
}

fn head(release: &str) -> String {
    format!(
        "\
# `std`, item by item

<!-- Written by `cargo std-map`, and checked by `.ci/run`. The reasons are in
`tests/compat/std-map/reasons.toml`. -->

Each stable public item of `std` (Rust {release}, for `wasm32-wasip1`), and whether `nanowasi` (with
its default features) has it. rustdoc describes both crates; this compares the two descriptions.

- An *item* is a module, type, trait, function, method, constant, variant, public field, macro or
  re-export; a trait impl, if it isn't a blanket one; and a type's auto traits, all in one. What
  `std` merely re-exports from `core` or `alloc` is one item, whatever is in it. Items that are
  unstable, or hidden in the documentation, don't count.
- *Same* means the same path, kind and signature: parameters, bounds, `const`, `unsafe`, associated
  types. Names of parameters and lifetimes may be others, and so may be what attributes say. A
  re-export leads to the same item of the same crate. Of a macro there is only the name to compare.
  How items behave is what the tests compare.
- *Differs* means that a program may have to change; *absent*, that it has to. *Beyond `std`* is
  what `nanowasi` adds to the module; impls are not listed there, nor modules that `std` lacks.

Signatures are shown with parameters called `T`, `U`, … by their position.

"
    )
}

fn totals(sections: &BTreeMap<(usize, String), Section>) -> String {
    let mut out = String::from(
        "| | items | same | differs | absent | same |\n| --- | ---: | ---: | ---: | ---: | ---: |\n",
    );
    let mut sum = [0; 3];
    let mut line = |name: &str, counts: [usize; 3]| {
        let [same, differs, absent] = counts;
        let all = same + differs + absent;
        let tenths = (same * 1000).checked_div(all).unwrap_or_default();
        let share = format!("{}.{}%", tenths / 10, tenths % 10);
        let _ = writeln!(
            out,
            "| {name} | {all} | {same} | {differs} | {absent} | {share} |"
        );
    };
    for ((index, name), section) in sections {
        let counts = section.counts();
        if *index == sections::PRIMITIVES {
            line("**modules**", sum);
        }
        line(&link(name), counts);
        sum.iter_mut()
            .zip(counts)
            .for_each(|(sum, count)| *sum += count);
    }
    line("**all**", sum);
    out
}

/// Returns the anchor that Markdown renderers generate for a heading.
fn link(name: &str) -> String {
    let keep = |c: &char| c.is_alphanumeric() || matches!(c, '-' | '_' | ' ');
    let anchor: String = name
        .chars()
        .filter(keep)
        .collect::<String>()
        .to_lowercase()
        .replace(' ', "-");
    format!("[{name}](#{anchor})")
}

fn differing(out: &mut String, section: &Section) {
    let mut by_reason: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (row, verdict, why) in &section.rows {
        if let Verdict::Differs(theirs, ours) = verdict {
            let name = match row.kind {
                "auto traits" => format!("auto traits of `{}`", row.owner),
                _ => format!("`{}`", row.name),
            };
            let [theirs, ours] = [format!("`{theirs}`;"), format!("`{ours}`")];
            // A signature is one word: it cannot be wrapped.
            let line = wrap(
                "- ",
                [&*format!("{name}:"), &theirs, "here", &ours].into_iter(),
            );
            by_reason
                .entry(why.unwrap_or(NO_REASON))
                .or_default()
                .push(line);
        }
    }
    if by_reason.is_empty() {
        return;
    }
    out.push_str("\n### Differs\n");
    for (why, lines) in by_reason {
        let _ = writeln!(
            out,
            "\n{}\n\n{}",
            wrap("", why.split(' ')),
            lines.join("\n")
        );
    }
}

const NO_REASON: &str = "No reason is recorded.";

fn absent(out: &mut String, section: &Section) {
    let mut by_reason: BTreeMap<&str, Vec<&Row>> = BTreeMap::new();
    for (row, verdict, why) in &section.rows {
        if **verdict == Verdict::Absent {
            by_reason
                .entry(why.unwrap_or(NO_REASON))
                .or_default()
                .push(row);
        }
    }
    if by_reason.is_empty() {
        return;
    }
    out.push_str("\n### Absent\n");
    for (why, rows) in by_reason {
        let _ = writeln!(out, "\n{}\n", wrap("", why.split(' ')));
        owners(out, rows.into_iter());
    }
}

fn listed<'a>(out: &mut String, title: &str, rows: impl Iterator<Item = &'a Row>) {
    let mut rows = rows.peekable();
    if rows.peek().is_some() {
        out.push_str(&format!("\n### {title}\n\n"));
        owners(out, rows);
    }
}

/// Writes a list item for each type, trait or module, with its members.
fn owners<'a>(out: &mut String, rows: impl Iterator<Item = &'a Row>) {
    let mut by_owner: BTreeMap<&str, [Vec<String>; 4]> = BTreeMap::new();
    for row in rows {
        let [itself, items, impls, autos] = by_owner.entry(&row.owner).or_default();
        match row.kind {
            "impl" => impls.push(format!("`{}`", row.label)),
            "auto traits" => autos.push("auto traits".to_owned()),
            kind if row.name == row.owner => itself.push(format!("({kind})")),
            _ => items.push(format!("`{}`", row.label)),
        }
    }
    for (owner, parts) in by_owner {
        let owner = if owner.is_empty() { "std" } else { owner };
        let [itself, mut items, mut impls, autos] = parts;
        // Without backquotes, so that `get` comes before `get_mut`.
        items.sort_by(|a, b| a.trim_matches('`').cmp(b.trim_matches('`')));
        impls.sort_by(|a, b| a.trim_matches('`').cmp(b.trim_matches('`')));
        if let Some(first) = impls.first_mut() {
            first.insert_str(0, "impl ");
        }
        let itself = itself.join(" ");
        let space = if itself.is_empty() { "" } else { " " };
        let all: Vec<_> = items.into_iter().chain(impls).chain(autos).collect();
        let colon = if all.is_empty() { "" } else { ":" };
        let first = format!("**`{owner}`**{space}{itself}{colon}");
        let mut words = vec![first];
        let last = all.len().saturating_sub(1);
        let comma = |(number, item): (usize, String)| {
            if number == last {
                item
            } else {
                format!("{item},")
            }
        };
        words.extend(all.into_iter().enumerate().map(comma));
        let _ = writeln!(out, "{}", wrap("- ", words.iter().map(String::as_str)));
    }
}

/// Wraps words to lines, and indents all lines but the first by two spaces.
fn wrap<'a>(prefix: &str, words: impl Iterator<Item = &'a str>) -> String {
    let mut out = prefix.to_owned();
    let mut width = prefix.chars().count();
    for (number, word) in words.enumerate() {
        let length = word.chars().count();
        if number > 0 && width + 1 + length > WIDTH {
            out.push('\n');
            out.push_str(&" ".repeat(prefix.len()));
            width = prefix.len();
        } else if number > 0 {
            out.push(' ');
            width += 1;
        }
        out.push_str(word);
        width += length;
    }
    out
}
