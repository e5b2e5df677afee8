//! `suites.toml`: the crates whose tests run, and the reasons of the differences.

use std::fs;
use std::path::PathBuf;

use toml_edit::{DocumentMut, Item, Table};

use crate::rust::Edit;
use crate::{Result, own};

/// The content of `suites.toml`.
#[derive(Clone, Debug, Default)]
pub struct Suites {
    /// The crates whose tests run, sorted by name.
    pub suites: Vec<Suite>,
    /// Crates that are left out, each with the reason.
    pub left_out: Vec<(String, String)>,
}

/// A crate whose tests run.
#[derive(Clone, Debug)]
pub struct Suite {
    /// The crate's name.
    pub name: String,
    /// Where its sources come from.
    pub source: Source,
    /// Whether it belongs to the sample that CI runs.
    pub is_sample: bool,
    /// Options for cargo, such as `--all-features`.
    pub args: Vec<String>,
    /// Test targets that are not compiled, by the path of their first file.
    pub without: Vec<String>,
    /// Test targets that are compiled although they name a removed dev-dependency.
    pub with: Vec<String>,
    /// Dev-dependencies that are removed, with the test targets whose first file uses them.
    pub drop_dev: Vec<String>,
    /// Dev-dependencies whose default features are replaced by others.
    pub dev_features: Vec<(String, Vec<String>)>,
    /// Whether dependencies of the crate that depend on it use these sources.
    pub is_patched: bool,
    /// Tests that do not run, because they never end with `std`.
    pub skip: Vec<String>,
    /// Tests that pass with `std` and not with nanowasi.
    pub differences: Vec<Difference>,
}

/// Where the sources of a suite come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// This version on crates.io.
    Registry(String),
    /// A folder, relative to the workspace.
    Folder(PathBuf),
    /// A folder of the component `rust-src`, after these edits.
    Rust(Vec<Edit>),
}

/// Tests that differ, and the reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The tests: the target and the test's name, such as `tests/it parse::empty`.
    pub tests: Vec<String>,
    /// The reason.
    pub reason: String,
}

impl Suite {
    /// Returns the version on crates.io, or an empty string for a folder.
    #[must_use]
    pub fn version(&self) -> &str {
        match &self.source {
            Source::Registry(version) => version,
            Source::Folder(_) => "",
            Source::Rust(_) => "rust-src",
        }
    }
}

impl Suites {
    /// Reads the committed file.
    ///
    /// # Errors
    ///
    /// Returns the mistake in the file.
    pub fn read() -> Result<Self> {
        Self::parse(&fs::read_to_string(own("suites.toml"))?)
    }

    /// Parses the text of such a file.
    ///
    /// # Errors
    ///
    /// Returns the mistake: an unknown key, a missing key, a value of another type, or a name that
    /// occurs twice.
    pub fn parse(text: &str) -> Result<Self> {
        let document: DocumentMut = text.parse()?;
        let mut all = Self::default();
        let (mut common, mut dev_features) = (Vec::new(), Vec::new());
        for (key, item) in document.iter() {
            match key {
                "drop-dev" => common = strings(item, key)?,
                "dev-features" => {
                    for (name, features) in item.as_table().ok_or("`dev-features` is a table")? {
                        dev_features.push((name.to_owned(), strings(features, name)?));
                    }
                }
                "left-out" => {
                    for (name, reason) in item.as_table().ok_or("`left-out` is a table")? {
                        let reason = reason.as_str().ok_or("a reason is a string")?;
                        all.left_out.push((name.to_owned(), reason.to_owned()));
                    }
                }
                "suite" => {
                    let tables = item.as_array_of_tables().ok_or("`suite` is a table")?;
                    for table in tables {
                        all.suites.push(suite(table)?);
                    }
                }
                _ => return Err(format!("unknown key `{key}`").into()),
            }
        }
        for suite in &mut all.suites {
            suite.drop_dev.extend(common.iter().cloned());
            suite.dev_features.clone_from(&dev_features);
        }
        let names: Vec<_> = all.suites.iter().map(|suite| &suite.name).collect();
        if let Some(pair) = names.windows(2).find(|pair| pair[0] >= pair[1]) {
            return Err(format!("`{}` and `{}` are not sorted by name", pair[0], pair[1]).into());
        }
        Ok(all)
    }
}

fn suite(table: &Table) -> Result<Suite> {
    let mut suite = Suite {
        name: String::new(),
        source: Source::Registry(String::new()),
        is_sample: false,
        args: Vec::new(),
        without: Vec::new(),
        with: Vec::new(),
        drop_dev: Vec::new(),
        dev_features: Vec::new(),
        is_patched: false,
        skip: Vec::new(),
        differences: Vec::new(),
    };
    for (key, item) in table {
        match key {
            "name" => suite.name = string(item, key)?,
            "version" => suite.source = Source::Registry(string(item, key)?),
            "rust" => suite.source = Source::Rust(edits(item)?),
            "folder" => suite.source = Source::Folder(string(item, key)?.into()),
            "sample" => suite.is_sample = boolean(item, key)?,
            "args" => suite.args = strings(item, key)?,
            "without" => suite.without = strings(item, key)?,
            "with" => suite.with = strings(item, key)?,
            "drop-dev" => suite.drop_dev = strings(item, key)?,
            "patch" => suite.is_patched = boolean(item, key)?,
            "skip" => suite.skip = strings(item, key)?,
            "difference" => {
                let tables = item.as_array_of_tables().ok_or("`difference` is a table")?;
                for table in tables {
                    suite.differences.push(difference(table)?);
                }
            }
            _ => return Err(format!("{}: unknown key `{key}`", suite.name).into()),
        }
    }
    if suite.name.is_empty() || suite.source == Source::Registry(String::new()) {
        return Err(format!("{}: no name, version or folder", suite.name).into());
    }
    Ok(suite)
}

/// Parses the edits of Rust's sources: a table of the texts whose items are cut, and of pairs of
/// texts of which the second replaces the first.
fn edits(item: &Item) -> Result<Vec<Edit>> {
    let mut edits = Vec::new();
    for (key, item) in item.as_table_like().ok_or("`rust` is a table")?.iter() {
        match key {
            "cut" => edits.extend(strings(item, key)?.into_iter().map(Edit::Cut)),
            "replace" => {
                for pair in item.as_array().ok_or("`replace` is an array")? {
                    let pair = strings(&Item::Value(pair.clone()), key)?;
                    let [from, to] = pair.try_into().map_err(|_| "`replace` has pairs")?;
                    edits.push(Edit::Replace(from, to));
                }
            }
            _ => return Err(format!("unknown key `{key}`").into()),
        }
    }
    Ok(edits)
}

fn difference(table: &Table) -> Result<Difference> {
    let (mut tests, mut reason) = (Vec::new(), String::new());
    for (key, item) in table {
        match key {
            "tests" => tests = strings(item, key)?,
            "reason" => reason = string(item, key)?,
            _ => return Err(format!("unknown key `{key}`").into()),
        }
    }
    if tests.is_empty() || reason.is_empty() {
        return Err("a difference has tests and a reason".into());
    }
    Ok(Difference { tests, reason })
}

fn string(item: &Item, key: &str) -> Result<String> {
    let string = item.as_str().map(str::to_owned);
    string.ok_or_else(|| format!("`{key}` is a string").into())
}

fn boolean(item: &Item, key: &str) -> Result<bool> {
    item.as_bool()
        .ok_or_else(|| format!("`{key}` is a boolean").into())
}

fn strings(item: &Item, key: &str) -> Result<Vec<String>> {
    let array = item.as_array();
    let array = array.ok_or_else(|| format!("`{key}` is an array"))?;
    let strings = array
        .iter()
        .map(|value| value.as_str().map(str::to_owned))
        .collect::<Option<_>>();
    strings.ok_or_else(|| format!("`{key}` is an array of strings").into())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r#"
        drop-dev = ["criterion"]

        [dev-features]
        proptest = ["std"]

        [left-out]
        snap = "has no tests"

        [[suite]]
        name = "a"
        version = "1.0.0"
        sample = true
        args = ["--all-features"]
        drop-dev = ["trybuild"]

        [[suite.difference]]
        tests = ["lib x", "tests/it y"]
        reason = "a reason"

        [[suite]]
        name = "b"
        folder = "some/folder"
    "#;

    fn error(text: &str) -> String {
        Suites::parse(text).unwrap_err().to_string()
    }

    #[test]
    fn a_file_is_parsed() {
        let all = Suites::parse(TEXT).unwrap();
        assert_eq!(
            all.left_out,
            [("snap".to_owned(), "has no tests".to_owned())]
        );
        let [a, b] = all.suites.as_slice() else {
            panic!("{all:?}");
        };
        assert_eq!((a.version(), a.is_sample), ("1.0.0", true));
        assert_eq!(a.drop_dev, ["trybuild", "criterion"]);
        assert_eq!(a.differences[0].tests, ["lib x", "tests/it y"]);
        assert_eq!(b.source, Source::Folder("some/folder".into()));
        assert_eq!(b.drop_dev, ["criterion"]);
        assert_eq!(b.dev_features[0].0, "proptest");
    }

    /// A mistyped key would be ignored, and a crate named twice would count twice.
    #[test]
    fn mistakes_are_errors() {
        let extra = |line: &str| format!("[[suite]]\nname = \"a\"\nversion = \"1\"\n{line}\n");
        assert_eq!(error(&extra("sampel = true")), "a: unknown key `sampel`");
        assert_eq!(error(&extra("skip = [1]")), "`skip` is an array of strings");
        assert_eq!(
            error("[[suite]]\nname = \"a\""),
            "a: no name, version or folder"
        );
        let difference = extra("[[suite.difference]]\ntests = [\"lib x\"]");
        assert_eq!(error(&difference), "a difference has tests and a reason");
        let twice = format!("{}{}", extra(""), extra(""));
        assert_eq!(error(&twice), "`a` and `a` are not sorted by name");
    }
}
