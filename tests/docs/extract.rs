//! Finds the examples that a host has to run: fenced blocks that are marked `no_run`.

use std::mem;

/// An example in the documentation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Example {
    /// The file that has it, relative to the workspace: `src/io/read.rs`.
    pub(crate) file: String,
    /// The line of the block's opening fence, from 1.
    pub(crate) line: usize,
    /// The code as rustdoc compiles it, line for line: hidden lines are shown.
    pub(crate) code: String,
    /// How it ends.
    pub(crate) expected: Expected,
}

/// How an example ends on a host.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Expected {
    /// With this exit status: 0, or what a line `// guest: status 3` names.
    Status(i32),
    /// With a trap: `// guest: trap`.
    Trap,
    /// It is compiled only, because no host here has sockets: `// guest: socket`.
    Socket,
}

/// Where the documentation is in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Syntax {
    /// In comments that begin with `///` or `//!`.
    Rust,
    /// Everywhere.
    Markdown,
}

/// Returns the examples of a file that are marked `no_run`.
///
/// # Errors
/// If a block has no end, or a `guest:` line is not understood: with the file and the line.
pub(crate) fn extract(file: &str, text: &str, syntax: Syntax) -> Result<Vec<Example>, String> {
    let mut examples = Vec::new();
    let mut open: Option<Block> = None;
    for (number, line) in (1..).zip(text.lines()) {
        let documentation = match syntax {
            Syntax::Rust => doc_comment(line),
            Syntax::Markdown => Some(line),
        };
        let Some(line) = documentation else {
            // The end of a comment ends its text.
            if let Some(block) = &open {
                return Err(format!("{file}:{}: this block has no end", block.line));
            }
            continue;
        };
        let trimmed = line.trim();
        match &mut open {
            Some(block) if trimmed == block.fence => {
                let block = mem::take(&mut open).unwrap();
                if block.is_wanted {
                    examples.push(block.example(file)?);
                }
            }
            Some(block) => block.push(line),
            None => open = Block::open(number, line),
        }
    }
    match open {
        Some(block) => Err(format!("{file}:{}: this block has no end", block.line)),
        None => Ok(examples),
    }
}

/// The text of a doc comment's line.
fn doc_comment(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let text = match line.strip_prefix("//!") {
        Some(text) => text,
        // Four slashes begin a plain comment.
        None => line
            .strip_prefix("///")
            .filter(|text| !text.starts_with('/'))?,
    };
    Some(text.strip_prefix(' ').unwrap_or(text))
}

/// A fenced block whose end is not found yet.
struct Block {
    line: usize,
    indentation: usize,
    /// What ends it: as many backquotes as began it.
    fence: String,
    is_wanted: bool,
    code: String,
}

impl Block {
    /// Begins a block, if this line does.
    fn open(number: usize, line: &str) -> Option<Self> {
        let trimmed = line.trim_start();
        let info = trimmed.trim_start_matches('`');
        let quotes = trimmed.len() - info.len();
        // Code in a line of text may begin the line.
        if quotes < 3 || info.contains('`') {
            return None;
        }
        Some(Self {
            line: number,
            indentation: line.len() - trimmed.len(),
            fence: "`".repeat(quotes),
            is_wanted: info.split([',', ' ']).any(|word| word.trim() == "no_run"),
            code: String::new(),
        })
    }

    fn push(&mut self, line: &str) {
        // In a list, code is indented as the fence is.
        let spaces = line.len() - line.trim_start().len();
        self.code
            .push_str(&shown(&line[spaces.min(self.indentation)..]));
        self.code.push('\n');
    }

    fn example(self, file: &str) -> Result<Example, String> {
        let directive = |line: &str| line.trim().strip_prefix("// guest:").map(str::to_owned);
        let expected = match self.code.lines().find_map(directive) {
            None => Expected::Status(0),
            Some(text) => Expected::parse(&text)
                .ok_or_else(|| format!("{file}:{}: unknown `// guest:{text}`", self.line))?,
        };
        Ok(Example {
            file: file.to_owned(),
            line: self.line,
            code: self.code,
            expected,
        })
    }
}

impl Expected {
    fn parse(directive: &str) -> Option<Self> {
        let words: Vec<_> = directive.split_whitespace().collect();
        match words.as_slice() {
            ["trap"] => Some(Self::Trap),
            ["socket"] => Some(Self::Socket),
            ["status", status] => status.parse().ok().map(Self::Status),
            _ => None,
        }
    }
}

/// A line as it is compiled: rustdoc doesn't show those that begin with `# `, and a doubled `##`
/// stands for one.
fn shown(line: &str) -> String {
    let trimmed = line.trim_start();
    if trimmed == "#" {
        String::new()
    } else if let Some(hidden) = trimmed.strip_prefix("# ") {
        hidden.to_owned()
    } else if trimmed.starts_with("##") {
        line.replacen("##", "#", 1)
    } else {
        line.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::{Example, Expected, Syntax, extract};

    fn rust(text: &str) -> Vec<Example> {
        extract("src/a.rs", text, Syntax::Rust).unwrap()
    }

    fn codes(examples: &[Example]) -> Vec<(usize, &str)> {
        let code = |example: &'_ Example| (example.line, example.code.clone());
        let codes = examples.iter().map(code);
        codes
            .map(|(line, code)| (line, &*code.leak()))
            .collect::<Vec<(usize, &str)>>()
    }

    #[test]
    fn examples_are_found_in_all_doc_comments() {
        let text = "//! ```no_run\n//! a();\n//!\n//! b();\n//! ```\n\n    /// Text.\n    ///\n    \
            /// ```no_run\n    /// if c() {\n    ///     d();\n    /// }\n    /// ```\n    fn f() {}\n";
        let found = rust(text);
        assert_eq!(
            codes(&found),
            [(1, "a();\n\nb();\n"), (9, "if c() {\n    d();\n}\n")]
        );
        assert_eq!(found[0].file, "src/a.rs");
        assert_eq!(found[0].expected, Expected::Status(0));
    }

    #[test]
    fn only_blocks_that_are_marked_are_examples_for_a_host() {
        let text = "/// ```\n/// no_run();\n/// ```\n/// ```text\n/// ```\n/// ```rust,no_run\n\
            /// a();\n/// ```\n/// ```compile_fail\n/// b();\n/// ```\n";
        assert_eq!(codes(&rust(text)), [(6, "a();\n")]);
        // Plain comments, and code, are no documentation.
        let text =
            "// ```no_run\n//// ```no_run\nlet x = \"```no_run\";\n/// ``` `no_run` ``` is text\n";
        assert_eq!(rust(text), []);
    }

    #[test]
    fn hidden_lines_are_compiled() {
        let text = "/// ```no_run\n/// # use a::b;\n/// #\n///   # let x = 1;\n/// ## doubled\n\
            /// #[attribute]\n/// #![inner]\n/// ```\n";
        let code = "use a::b;\n\nlet x = 1;\n# doubled\n#[attribute]\n#![inner]\n";
        assert_eq!(codes(&rust(text)), [(1, code)]);
    }

    #[test]
    fn a_block_in_a_list_is_indented_as_its_fence_is() {
        let text = "- item\n\n  ```no_run\n  if a() {\n      b();\n  }\n\n  ```\n";
        let found = extract("a.md", text, Syntax::Markdown).unwrap();
        assert_eq!(codes(&found), [(3, "if a() {\n    b();\n}\n\n")]);
    }

    #[test]
    fn a_longer_fence_ends_with_a_longer_fence() {
        let text = "````text\n```no_run\n```\n````\n````no_run\n```\n````\n";
        let found = extract("a.md", text, Syntax::Markdown).unwrap();
        assert_eq!(codes(&found), [(5, "```\n")]);
    }

    #[test]
    fn an_example_may_expect_another_end() {
        let expected = |directive: &str| {
            let text = format!("```no_run\n# // guest: {directive}\nf();\n```\n");
            extract("a.md", &text, Syntax::Markdown).map(|found| found[0].expected)
        };
        assert_eq!(expected("status 3"), Ok(Expected::Status(3)));
        assert_eq!(expected("trap"), Ok(Expected::Trap));
        assert_eq!(expected("socket"), Ok(Expected::Socket));
        let unknown = "a.md:1: unknown `// guest: crash`".to_owned();
        assert_eq!(expected("crash"), Err(unknown));
    }

    #[test]
    fn a_block_without_an_end_is_an_error() {
        let error = Err("a.rs:2: this block has no end".to_owned());
        assert_eq!(
            extract(
                "a.rs",
                "\n/// ```no_run\n/// a();\nfn f() {}\n",
                Syntax::Rust
            ),
            error
        );
        assert_eq!(extract("a.rs", "\n//! ```\n//! a();", Syntax::Rust), error);
    }
}
