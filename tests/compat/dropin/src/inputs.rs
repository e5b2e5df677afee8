//! The files that programs run on: small files for the comparisons, and long texts for the
//! measurements.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::Result;

const WORDS: [&str; 24] = [
    "the", "quick", "brown", "fox", "jumps", "over", "a", "lazy", "dog", "während", "ein", "Löwe",
    "schläft", "1984", "e-mail", "tea", "eaten", "idea", "ocean", "beau", "queue", "aerial", "xyz",
    "naïve",
];

/// A generator of pseudo-random numbers, the same in each run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap_or(0) % limit
    }
}

/// Writes the small files into a directory.
///
/// # Errors
///
/// Returns the error of the file system.
pub fn small(folder: &Path) -> Result<()> {
    let mut numbers = Numbers(7);
    let mut lines = |count: usize, kinds: usize| {
        let mut text = String::new();
        for _ in 0..count {
            let kind = numbers.below(kinds);
            let mut of_kind = Numbers(kind as u64 + 1);
            for _ in 0..1 + of_kind.below(9) {
                text += WORDS[of_kind.below(WORDS.len())];
                text.push(' ');
            }
            text += "\n";
        }
        text
    };
    fs::create_dir_all(folder.join("docs"))?;
    let file = |name: &str, text: &str| fs::write(folder.join(name), text);
    file("words.txt", &lines(200, 1000))?;
    file("repeated.txt", &lines(300, 20))?;
    let mut csv = String::from("name,count,note\n");
    for row in 0..60 {
        let _ = writeln!(
            csv,
            "{},{},\"a, {}\"",
            WORDS[row % 24],
            row * 37 % 101,
            row % 7
        );
    }
    file("data.csv", &csv)?;
    file(
        "data.json",
        r#"{"name": "Ada", "items": [1, 2.5, "drei"], "nested": {"ok": true}}"#,
    )?;
    file(
        "template.j2",
        "Hello {{ name }}!\n{% for item in items %}- {{ loop.index }}: {{ item }}\n{% endfor %}",
    )?;
    file(
        "change.diff",
        "--- a\n+++ b\n@@ -1,3 +1,3 @@\n one\n-the quick fox\n+the slow fox\n three\n",
    )?;
    file(
        "diagram.txt",
        ".---.    +------+\n| a |--->|  b   |\n'---'    +--+---+\n            |\n            v\n",
    )?;
    file("shell.md", "# Title\n\n`$ echo hello`\n\n```\nhello\n```\n")?;
    file("plain.md", "# Title\n\nNothing to run.\n")?;
    file("renames.json", r#"{"words.txt": "renamed.txt"}"#)?;
    file(
        "sums.txt",
        "0000000000000000000000000000000000000000000000000000000000000000  words.txt\n",
    )?;
    file(
        "docs/a.md",
        "# A *title*\n\nThe quick [fox](https://example.org) said \"hello\" -- twice[^1].\n\n\
         | a | b |\n|---|--:|\n| 1 | 2 |\n\n[^1]: A note.\n",
    )?;
    file(
        "docs/b.md",
        "1. one\n2. two\n   - nested\n\n```rust\nfn main() {}\n```\n\n> quoted <b>html</b>\n",
    )?;
    Ok(())
}

/// Writes the long files: about 26 MB of text, and 8 MB of Markdown.
///
/// # Errors
///
/// Returns the error of the file system.
pub fn long(folder: &Path) -> Result<()> {
    let mut numbers = Numbers(11);
    let mut text = String::new();
    while text.len() < 26_000_000 {
        for _ in 0..4 + numbers.below(12) {
            text += WORDS[numbers.below(WORDS.len())];
            text.push(' ');
        }
        let _ = writeln!(text, "{}", numbers.below(1_000_000));
    }
    fs::write(folder.join("text"), &text)?;
    let markdown = fs::read_to_string(folder.join("docs/a.md"))?
        + "\n"
        + &fs::read_to_string(folder.join("docs/b.md"))?
        + "\n";
    let count = 4_000_000 / markdown.len();
    Ok(fs::write(folder.join("long.md"), markdown.repeat(count))?)
}
